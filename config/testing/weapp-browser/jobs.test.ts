import path from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, expect, test } from 'vitest'
import { openBrowser } from '../browser.ts'
import { layoutFaults, standardSizes } from '../h5/layout.ts'
import { watchErrors, writeIn } from '../h5/visit.ts'
import { dist, openTown } from '../town.ts'
import { serveWeapp } from './serve.ts'

const town = await openTown()
const browser = await openBrowser()
const weapp = await serveWeapp(path.join(dist, 'weapp'), town.url)
const errors: string[] = []
afterAll(() => {
  weapp.close()
  expect(errors, 'errors on the pages').toEqual([])
})

/** The mini-program of one person on WeChat's open-source view engine. */
async function phoneOf(name: string, elder = false): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, reducedMotion: 'reduce' })
  const page = await context.newPage()
  page.setDefaultTimeout(10_000)
  watchErrors(page, name, errors)
  const openId = town.openIdOf(name)
  await page.exposeFunction('__loginCode', () => town.simulator.loginCode(openId))
  await page.exposeFunction('__phoneCode', () => town.simulator.phoneCode(openId))
  await page.addInitScript((isElder) => {
    localStorage.setItem('settings', JSON.stringify({ elder: isElder, fontStep: 1, elderOfferAnswered: true }))
  }, elder)
  await page.goto(weapp.url)
  return page
}

const press = async (page: Page, name: string | RegExp) => {
  const dialog = page.getByRole('dialog')
  const place = (await dialog.count()) > 0 ? dialog : page
  await place
    .locator('[role=button], [role=tab], [role=radio], [role=checkbox]')
    .and(place.getByLabel(name, { exact: typeof name === 'string' }))
    .first()
    .click()
}
const says = (page: Page, words: string) => page.getByText(words).first().waitFor()
const faults = (page: Page) => page.evaluate(layoutFaults, standardSizes)

test('the templates compile without a warning', () => {
  expect(weapp.warnings).toEqual([])
})

test('a service is booked and given back', async () => {
  const page = await phoneOf('方文博')
  await says(page, '梅园社区')
  expect(await faults(page)).toEqual([])
  await press(page, '服务')
  await press(page, /^午饭，到食堂吃/)
  await press(page, /^周. \d+ 日，余 \d+$/)
  await press(page, /^\d+:\d\d，余 \d+/)
  expect(await faults(page)).toEqual([])
  await press(page, '约这个时间')
  await press(page, '约下来')
  await says(page, '报这个号')
  expect(await faults(page)).toEqual([])
  const status = async () =>
    (await town.row(`select status from booking where resident_name = '方文博' and booked_at >= ?`, [town.openedAt]))[
      'status'
    ] as string
  expect(await status()).toBe('confirmed')
  await press(page, '取消预约')
  await says(page, '为什么取消')
  await press(page, '约错了')
  await press(page, '取消预约')
  await says(page, '再约一次')
  expect(await status()).toBe('cancelled')
})

test('a newcomer becomes a volunteer and takes a shift', async () => {
  const page = await phoneOf('方文博')
  await press(page, '志愿')
  await press(page, '登记成志愿者')
  await writeIn(page.locator('[aria-label="身份证号"] input'), '320199199203040057')
  await press(page, '下一步')
  await press(page, '周末')
  await press(page, '下一步')
  await press(page, /^我愿意/)
  await press(page, '登记成志愿者')
  await says(page, '登记好了')
  await press(page, '去报一班')
  await press(page, /还缺 \d+ 人$/)
  await press(page, '报名这一班')
  await says(page, '报上了。')
  expect(await faults(page)).toEqual([])
  const signup = await town.row(
    `select g.status from signup g join resident r on r.id = g.resident_id
     where r.name = '方文博' and g.signed_up_at >= ?`,
    [town.openedAt],
  )
  expect(signup['status']).toBe('confirmed')
})

test('an elder presses, a worker answers, and the elder sees it', async () => {
  const elder = await phoneOf('王秀英', true)
  const worker = await phoneOf('李敏')
  await says(elder, '李敏马上接')
  await press(elder, /^求助/)
  await says(elder, '社区收到了')
  await press(worker, '我的')
  await press(worker, /^求助工作台/)
  await says(worker, '3 栋 2 单元 501')
  expect(await faults(worker)).toEqual([])
  await press(worker, '接警')
  await elder.getByLabel('打给李敏').waitFor()
  await press(worker, '出发')
  await press(worker, '现在出发')
  await says(elder, '李敏 5 分钟内到')
  const call = await town.row(
    `select status, presses from help_call where resident_name = '王秀英' and raised_at >= ?`,
    [town.openedAt],
  )
  expect(call).toEqual({ status: 'en_route', presses: 1 })
})
