import { expect, test } from 'vitest'
import { openTown } from '../town.ts'
import { phonesOf } from './visit.ts'

const town = await openTown()
const phoneOf = phonesOf(town)

const callOf = (name: string) =>
  town.row(
    `select status, level, presses, responder_name, outcome, note from help_call
     where resident_name = ? and raised_at >= ? order by raised_at desc limit 1`,
    [name, town.openedAt],
  )

test('somebody presses, is answered, visited and looked after, and sees every step', async () => {
  const elder = await phoneOf('王秀英')
  await elder.waitForText('梅园社区')
  elder.way.order('help.raise', { slow: 300 }, 1)
  await elder.press('求助')
  await elder.waitForText('正在送达手机会一直发，直到社区收到')
  await elder.waitForText('已送达社区收到了，铃在响')
  expect(await callOf('王秀英')).toMatchObject({ status: 'ringing', level: 'grid', presses: 1 })

  const worker = await phoneOf('李敏')
  await worker.press('我的')
  await worker.press('求助工作台')
  await worker.waitForText('3 栋 2 单元 501')
  await worker.waitFor('the phone to shake', () => worker.callsOf('vibrateLong').length > 0)
  await worker.waitForText('备用钥匙在 402 周建国家')
  await worker.press('接警')
  await elder.waitForText('已有人接李敏，三网格网格员')
  expect(await callOf('王秀英')).toMatchObject({ status: 'acknowledged', responder_name: '李敏' })

  await worker.press('出发')
  await worker.press('10 分钟')
  await worker.press('现在出发')
  await elder.waitForText('正在赶来李敏')
  await elder.waitForText('李敏说 10 分钟内到')

  await worker.press('到达')
  await elder.waitForText('已到达李敏')

  await worker.press('结束')
  await worker.press('上门帮好了')
  await worker.type('记一笔', '血压量过了，没有大碍。')
  await worker.press('结束这次求助')
  await elder.waitForText('李敏来过了')
  await elder.waitForText('已结束')
  await elder.waitForText('血压量过了，没有大碍。')
  await worker.waitForText('现在没有人求助')
  expect(await callOf('王秀英')).toMatchObject({
    status: 'closed',
    presses: 1,
    outcome: 'helped_on_site',
    note: '血压量过了，没有大碍。',
  })
  await elder.press('回首页')
  await elder.waitForText('有急事，按求助')
})

test('a mistake is taken back, and somebody rings all the same', async () => {
  const elder = await phoneOf('张德福')
  await elder.waitForText('梅园社区')
  await elder.press('求助')
  await elder.waitForText('已送达社区收到了')
  await elder.press('我没事，按错了')
  await elder.waitForText('真的没事吗')
  await elder.press('我没事，按错了')
  await elder.waitForText('知道了，是按错了')
  expect(await callOf('张德福')).toMatchObject({ status: 'cancelled', presses: 1 })

  const worker = await phoneOf('吴浩')
  await worker.press('我的')
  await worker.press('求助工作台')
  // Apart from what rings: it comes into view when somebody has the time.
  await worker.waitForText('现在没有人求助')
  await worker.press(/^张德福，5 栋/)
  await worker.press('打过电话了')
  await worker.press('人没事，都好')
  await worker.press('打过电话了，记下')
  await worker.waitForText('现在没有人求助')
  expect(
    await town.row(
      `select call_back, locate('人没事，都好', history) > 0 as heard from help_call
       where resident_name = ? and raised_at >= ?`,
      ['张德福', town.openedAt],
    ),
  ).toEqual({ call_back: 0, heard: 1 })
})

test('a daughter presses for her mother, and the second worker is told who has it', async () => {
  const daughter = await phoneOf('陈静')
  await daughter.waitForText('梅园社区')
  daughter.open('help/index', {})
  await daughter.press('替王秀英求助')
  await daughter.waitForText('已送达社区收到了')

  const [first, second] = [await phoneOf('李敏'), await phoneOf('赵雨桐')]
  for (const worker of [first, second]) {
    await worker.press('我的')
    await worker.press('求助工作台')
    await worker.waitForText('3 栋 2 单元 501')
  }
  second.way.order('help.desk', 'lost')
  await first.press('接警')
  await daughter.waitForText('已有人接李敏')
  await second.press('接警')
  await second.waitForText('李敏先接了')

  // Settled by telephone: nobody needs to set out before it can be ended.
  await first.press('结束')
  await first.press('结束这次求助')
  await daughter.waitForText('已结束')
  expect(await callOf('王秀英')).toMatchObject({ status: 'closed', outcome: 'helped_by_phone' })
})

test('nobody answers: the call rises to the community, the street and the district', async () => {
  const elder = await phoneOf('刘桂兰')
  await elder.waitForText('梅园社区')
  await elder.press('求助')
  await elder.waitForText('已送达社区收到了')
  for (const level of ['community', 'street', 'district']) {
    await town.pass(61)
    expect(await callOf('刘桂兰')).toMatchObject({ status: 'ringing', level, presses: 1 })
  }
  await elder.waitForText(/区中心值班的人在响铃|刘倩.*的手机也在响/)
  const dispatcher = await phoneOf('刘倩')
  await dispatcher.press('我的')
  await dispatcher.press('求助工作台')
  await dispatcher.press('接警')
  await elder.waitForText('已有人接刘倩')
})
