import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { openBrowser } from '../browser.ts'
import { openTown } from '../town.ts'
import { browserPagesOf, deskScreen, writeIn } from './visit.ts'

const town = await openTown()
const browser = await openBrowser()
const pageOf = browserPagesOf(town, browser)

const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first().click()
const says = (page: Page, words: string | RegExp) => page.getByText(words).filter({ visible: true }).first().waitFor()

test('an elder tests the button, the grid worker taps once, and the elder reads who heard it', async () => {
  const phone = await pageOf('王秀英', { at: '/account/test-button/index', elder: true })
  await press(phone, '测试我的按钮')
  await says(phone, '等回复')
  const desk = await pageOf('李敏', { at: '/desk/index/index' })
  await press(desk, '听到了，告诉王秀英按钮是好的')
  await says(desk, '告诉王秀英了')
  await phone.reload()
  await says(phone, '李敏：听到了，按钮是好的')
  const rows = await town.rows(`select status, answered_name from button_test where pressed_at >= ?`, [town.openedAt])
  expect(rows).toMatchObject([{ status: 'answered', answered_name: '李敏' }])
  expect(await town.rows('select id from help_call where raised_at >= ?', [town.openedAt])).toEqual([])
})

test('the community starts a drill, and each level says that it was heard', async () => {
  const community = await pageOf('赵雨桐', { at: '/desk/drills/index', screen: deskScreen })
  await press(community, '现在演练一次')
  await press(community, '开始演练')
  await says(community, '演练中')
  for (const name of ['吴浩', '何晓峰', '李敏', '郭佳佳', '丁小军']) {
    const desk = await pageOf(name, { at: '/desk/drills/index' })
    await says(desk, '演练问到您了')
    await press(desk, '收到')
    await says(desk, '记下了')
  }
  await says(community, '演练问到您了')
  await press(community, '收到')
  const street = await pageOf('孙志强', { at: '/desk/drills/index' })
  await press(street, '收到')
  const district = await pageOf('刘倩', { at: '/desk/drills/index' })
  await press(district, '收到')
  await says(district, '记下了')
  await town.pass(1)
  await community.reload()
  await says(community, '每一级都收到了')
  const row = await town.row('select status, started_name from drill where started_at >= ?', [town.openedAt])
  expect(row).toEqual({ status: 'passed', started_name: '赵雨桐' })
  expect(await town.rows('select id from help_call where raised_at >= ?', [town.openedAt])).toEqual([])
})

test('a device is registered, its key shown once, and its press rings the desk', async () => {
  const page = await pageOf('赵雨桐', { at: '/desk/devices/index' })
  await says(page, '没声音了')
  await press(page, '登记一台呼叫器')
  await writeIn(page.locator('#search'), '周建国')
  await press(page, '找这位居民')
  await press(page, /^周\*国/)
  await press(page, '登记，拿密钥')
  await says(page, '密钥只显示这一次')
  await says(page, /^[0-9A-Z]{4}(-[0-9A-Z]{4}){7}$/)
  await press(page, '输好了')
  await says(page, '周建国，床头呼叫器')

  const demo = await fetch(`${town.url}/demo/device/press`, { method: 'POST' })
  expect(await demo.json()).toMatchObject({ ok: true, data: { call: { status: 'ringing' } } })
  const call = await town.row('select source, resident_name from help_call where raised_at >= ?', [town.openedAt])
  expect(call).toEqual({ source: 'device', resident_name: '王秀英' })
})
