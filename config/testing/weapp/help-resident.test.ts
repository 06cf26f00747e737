import { describe, expect, test } from 'vitest'
import { openTown } from '../town.ts'
import { phonesOf, type TownPhone } from './visit.ts'

const town = await openTown()
const phoneOf = phonesOf(town)

const callsOf = (name: string) =>
  town.rows(
    `select id, status, intent, presses, rating from help_call
     where resident_name = ? and raised_at >= ? order by raised_at`,
    [name, town.openedAt],
  )

async function readyFor(name: string, ...more: Parameters<typeof phoneOf> extends [string, ...infer M] ? M : []) {
  const phone = await phoneOf(name, ...more)
  await phone.waitForText('梅园社区')
  return phone
}

async function deskOf(name: string): Promise<TownPhone> {
  const worker = await phoneOf(name)
  await worker.press('我的')
  await worker.press('求助工作台')
  return worker
}

test('whoever opens the card at the desk stands on the list', async () => {
  const elder = await readyFor('刘桂兰')
  await elder.press(/^求助/)
  await elder.waitForText('已送达社区收到了')
  const worker = await deskOf('赵雨桐')
  await worker.waitForText('刘桂兰')
  await elder.waitFor('the opening', async () => {
    const rows = await town.rows(
      `select a.id from access_log a join resident r on r.id = a.resident_id where r.name = '刘桂兰' and a.at >= ?`,
      [town.openedAt],
    )
    return rows.length > 0
  })
  await elder.press('我没事，按错了')
  await elder.waitForText('真的没事吗')
  await elder.press('我没事，按错了')
  await elder.waitForText('知道了，是按错了')
  await elder.press('谁看过我的资料')
  await elder.waitForText('因为求助，打开了住址和急救卡')
  expect(elder.text()).toMatch(/赵雨桐|李敏|吴浩/)
})

test('a neighbour goes first, everybody sees it, and afterwards it is said that it did not help', async () => {
  const elder = await readyFor('王秀英')
  await elder.press(/^求助/)
  await elder.waitForText('已送达社区收到了')
  const [call] = await town.rows(
    `select community_id, id from help_call where resident_name = '王秀英' and raised_at >= ?`,
    [town.openedAt],
  )
  const where = { communityId: String(call?.['community_id']), callId: String(call?.['id']) }

  const neighbour = await readyFor('周建国')
  neighbour.open('help/index', where)
  await neighbour.waitForText('您离得近，能先去看看吗？')
  expect(neighbour.text()).not.toContain('按错了')
  await neighbour.press('我去')
  await neighbour.waitForText('好，您先过去看看')
  await neighbour.waitForText('带上备用钥匙。')
  await elder.waitForText('邻居，正在过去')

  const daughter = await readyFor('陈静')
  daughter.open('help/index', where)
  await daughter.waitForText('王秀英求助')
  await daughter.waitForText('邻居周建国说“我去”')

  const worker = await deskOf('李敏')
  await worker.press('接警')
  await elder.waitForText('已有人接李敏')
  await worker.press('结束')
  await worker.press('结束这次求助')
  await neighbour.waitForText('已经有人照应过了')
  await elder.waitForText('这次帮上忙了吗')
  await elder.waitForText('社区打电话问您好些没有')
  await elder.press('还行')
  await elder.waitFor('the rating', async () => (await callsOf('王秀英'))[0]?.['rating'] === 'fair')
  await elder.press('没解决')
  await elder.press('再叫人来')
  await elder.waitForText('已送达社区收到了')
  expect(await callsOf('王秀英')).toMatchObject([{ id: where.callId, status: 'ringing', rating: null, presses: 1 }])
})

test('a care card is written with its own agreement, and erased by its withdrawal', async () => {
  const cards = () =>
    town.rows(
      `select c.allergies, c.agreed_how from care_card c join resident r on r.id = c.resident_id and r.community_id = c.community_id
       where r.name = '陈静'`,
    )
  const phone = await readyFor('陈静')
  await phone.press('我的')
  await phone.press('急救卡')
  await phone.press('我的')
  await phone.press('写急救卡')
  await phone.type('对什么过敏', '花生')
  expect(await cards()).toEqual([])
  await phone.press('我同意社区存这些健康情况')
  await phone.press('存好急救卡')
  await phone.waitForText('不存了，删掉急救卡')
  expect(await cards()).toEqual([{ allergies: '花生', agreed_how: 'self' }])
  await phone.press('不存了，删掉急救卡')
  await phone.waitForText('写的都会马上删掉')
  await phone.press('删掉急救卡')
  await phone.waitForText('还没有急救卡')
  expect(await cards()).toEqual([])
})

describe('what one may call for', () => {
  test.each([
    ['张德福', '身体不适', 'unwell', '身体不适', '我没事，按错了'],
    ['周建国', '生活帮助', 'daily_help', '生活帮助', '不用了，按错了'],
    ['方文博', '咨询', 'question', '咨询', '不用了，按错了'],
  ] as const)('%s presses %s, and takes it back', async (name, press, intent, title, mistake) => {
    const phone = await readyFor(name)
    await phone.press(press)
    await phone.waitForText('已送达社区收到了')
    expect(phone.text()).toContain(title)
    expect(await callsOf(name)).toMatchObject([{ status: 'ringing', intent, presses: 1 }])
    await phone.press(mistake)
    await phone.waitForText('真的没事吗')
    await phone.press(mistake)
    await phone.waitForText('知道了，是按错了')
    expect(await callsOf(name)).toMatchObject([{ status: 'cancelled', intent }])
  })

  test('family is rung by this phone; not reached, the community looks for them', async () => {
    const phone = await readyFor('方文博')
    await phone.press('打给家人')
    await phone.waitForText('请社区帮我找家人')
    expect(await town.rows(`select id from help_call where intent = 'call_family'`)).toEqual([])
    await phone.press('打给老伴何雨晴')
    await phone.waitFor('the dialer', () => phone.callsOf('makePhoneCall').length > 0)
    await phone.waitForText('老伴的电话打通了吗？')
    await phone.press('没打通，请社区帮我找')
    await phone.waitForText('已送达社区收到了')
    const calls = await callsOf('方文博')
    expect(calls[calls.length - 1]).toMatchObject({ status: 'ringing', intent: 'call_family' })
  })

  test.each([
    ['方爱萍', '生活帮助', 'daily_help'],
    ['何雨晴', '咨询', 'question'],
    ['陈静', '求助', 'emergency'],
  ] as const)(
    '%s presses %s without a network, the app is killed, and it is exactly one call',
    async (name, press, intent) => {
      const first = await readyFor(name)
      first.way.order('help.raise', 'lost')
      await first.press(press)
      await first.waitForText('还没送到')
      first.shutDown()
      first.way.clear()
      // The storage is all that is left of it.
      const second = await phoneOf(name, { way: first.way, storage: first.storage })
      await second.waitFor('the call', async () => (await callsOf(name)).length > 0)
      await second.waitFor('the receipt', () => second.storage['pending:help.raise'] === undefined)
      second.background()
      second.foreground()
      await second.press('刚才的求助')
      await second.waitForText('已送达社区收到了')
      expect(await callsOf(name)).toMatchObject([{ status: 'ringing', intent, presses: 1 }])
    },
  )
})

test('a phone that knows nobody still shows the three numbers, and the ones it kept', async () => {
  const known = await readyFor('陈静')
  await known.waitFor('the kept numbers', () => known.storage['answer:people.contacts:{}'])
  const storage = { ...known.storage }
  known.shutDown()
  const phone = await phoneOf('陈静', { storage, way: known.way })
  phone.way.order('people.me', 'lost')
  phone.way.order('people.contacts', 'lost')
  await phone.press('打给家人')
  await phone.waitForText('许志明')

  const empty = await phoneOf('何雨晴')
  for (const name of ['people.signIn', 'people.me', 'people.communities'] as const) empty.way.order(name, 'lost')
  await empty.press(/^求助/)
  await empty.waitForText('还没送到')
  expect(empty.pressables()).toEqual(expect.arrayContaining(['打 120，急救', '打 110，报警', '打 119，火警']))
  expect(empty.text()).toContain('12345')
})
