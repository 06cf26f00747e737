import { expect, test } from 'vitest'
import { laterThan2017 } from '../later-than-2017.ts'
import { openTown } from '../town.ts'
import { phonesOf } from './visit.ts'

const town = await openTown()
const phoneOf = phonesOf(town)

test('a phone of 2017 books, volunteers, presses for help and sees it answered', async () => {
  const phone = await phoneOf('王秀英', { without: laterThan2017 })
  await phone.waitForText('梅园社区')
  await phone.press('服务')
  await phone.press('上门量血压')
  await phone.press(/^周. \d+ 日，余 \d+$/)
  await phone.waitForText(/几点(?!今天)/)
  await phone.press(/^\d+:\d\d，余 \d+/)
  await phone.press('约这个时间')
  await phone.press('约下来')
  await phone.waitForText('报这个号')
  await phone.press('返回')
  await phone.press('我的预约')
  await phone.waitForText('上门量血压')
  await phone.press('返回')
  await phone.press('志愿')
  await phone.press(/还缺 \d+ 人/)
  await phone.waitForText('选一班')
  await phone.press('返回')

  await phone.press('求助')
  await phone.waitForText('已送达社区收到了')
  const desk = await phoneOf('李敏', { without: laterThan2017 })
  await desk.press('我的')
  await desk.press('求助工作台')
  await desk.press('接警')
  await phone.waitForText('已有人接李敏')
  await desk.press('出发')
  await desk.press('现在出发')
  await desk.press('到达')
  // The bar still holds 结束 of the step before until the answer is there.
  await desk.waitForText('在老人家里')
  await desk.press('结束')
  await desk.press('结束这次求助')
  await phone.waitForText('李敏来过了')
  const call = await town.row('select status from help_call where resident_name = ? and raised_at >= ?', [
    '王秀英',
    town.openedAt,
  ])
  expect(call).toEqual({ status: 'closed' })
})

test('a phone of 2017 opens every page', async () => {
  const phone = await phoneOf('陈静', { without: laterThan2017 })
  await phone.waitForText('梅园社区')
  for (const route of phone.routes) {
    phone.open(route, {})
    await phone.waitFor(`something on ${route}`, () => phone.text().length > 4)
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(phone.errors, route).toEqual([])
  }
})
