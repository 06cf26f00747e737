import { expect, test } from 'vitest'
import { openBrowser } from '../browser.ts'
import { openTown } from '../town.ts'
import { faultsOf } from './findings.ts'
import { browserPagesOf, deskScreen, writeIn } from './visit.ts'

const town = await openTown()
const browser = await openBrowser()
const pageOf = browserPagesOf(town, browser)

test('silence rises to a task of the desk; one press of the elder takes it away', async () => {
  await town.rows(
    `update wellness_plan set last_sign_at = last_sign_at - interval 9 day, next_due_at = utc_timestamp(3) - interval 1 minute
     where resident_name = '王秀英'`,
  )
  await town.pass(0)
  await town.pass(31 * 60)
  const desk = await pageOf('李敏', { at: '/desk/care/index' })
  await desk.getByText('给王秀英打个电话，').waitFor()
  expect(await faultsOf(desk, false), 'the task').toEqual([])
  // Opening the app is a sign of life already; the press says it in as many words.
  const elder = await pageOf('王秀英', { elder: true })
  await elder.getByRole('button', { name: '我平安' }).waitFor()
  expect(await faultsOf(elder, true), 'the button').toEqual([])
  const sign = () => town.rows(`select step, last_sign_kind from wellness_plan where resident_name = '王秀英'`)
  await expect.poll(sign).toEqual([{ step: 'waiting', last_sign_kind: 'app_opened' }])
  await elder.getByRole('button', { name: '我平安' }).click()
  await elder.getByText('收到了，大家都放心').waitFor()
  expect(await sign()).toEqual([{ step: 'waiting', last_sign_kind: 'said_well' }])
  await desk.reload()
  await desk.getByText('张金山要').first().waitFor()
  expect(await desk.getByText('给王秀英打个电话').count()).toBe(0)
})

test('a call is put on record; what she needs is booked for her and finished', async () => {
  const who = await town.row(`select community_id, id from resident where name = '王秀英'`)
  const at = `/desk/care-call/index?community=${String(who['community_id'])}&resident=${String(who['id'])}`
  const desk = await pageOf('李敏', { at })
  await desk.getByText('您好，我是社区的李敏').waitFor()
  await desk.getByRole('checkbox', { name: '看医生' }).click()
  await writeIn(desk.getByLabel('补一句'), '血压计说偏高')
  expect(await faultsOf(desk, false), 'the record').toEqual([])
  await desk.getByRole('button', { name: '记下来' }).click()
  await expect
    .poll(() => town.rows(`select byname.by_name from care_record byname where note = '血压计说偏高'`))
    .toEqual([{ by_name: '李敏' }])
  await desk.goto(`${town.url}/desk/care/index`)
  await desk.getByText('王秀英要：看医生').click()
  await desk.getByRole('dialog').waitFor()
  expect(await faultsOf(desk, false), 'the task').toEqual([])
  await desk.getByRole('button', { name: /^帮他约/ }).click()
  await desk.getByText('上门量血压').first().click()
  await desk.getByText('给王秀英约').waitFor()
  await desk.getByRole('radiogroup', { name: '几点' }).getByRole('radio', { disabled: false }).first().click()
  await desk.getByRole('button', { name: '约这个时间' }).click()
  await desk.getByRole('button', { name: '约下来' }).click()
  await desk.getByText('李敏（三网格网格员）代办').waitFor()
  await desk.goto(`${town.url}/desk/care/index`)
  await desk.getByText('王秀英要：看医生').click()
  await writeIn(desk.getByLabel('办得怎么样'), '约了护士上门')
  await desk.getByRole('button', { name: '办好了' }).click()
  await expect
    .poll(() => town.rows(`select status, result from help_task where title = '王秀英要：看医生'`))
    .toEqual([{ status: 'done', result: '约了护士上门' }])
})

test.each([false, true])('a round is started and moved on with one tap for each person (wide: %s)', async (isWide) => {
  const desk = await pageOf(isWide ? '赵雨桐' : '吴浩', {
    at: '/desk/round/index',
    ...(isWide ? { screen: deskScreen } : {}),
  })
  await desk.getByRole('radio', { name: '停水' }).click()
  await desk.getByRole('button', { name: /^开始问，\d+ 个人$/ }).waitFor()
  await desk.settled()
  expect(await faultsOf(desk, false), 'before it starts').toEqual([])
  await desk.getByRole('button', { name: /^开始问，\d+ 个人$/ }).click()
  await desk.getByText('停水，问了 0 个').waitFor()
  await desk
    .getByRole('button', { name: /，好着呢$/ })
    .first()
    .click()
  await desk.getByText('停水，问了 1 个').waitFor()
  await desk.settled()
  expect(await faultsOf(desk, false), 'on its way').toEqual([])
})
