import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { openBrowser } from '../browser.ts'
import { openTown } from '../town.ts'
import { browserPagesOf, phoneScreen, writeIn } from './visit.ts'

const town = await openTown()
const browser = await openBrowser()
const pageOf = browserPagesOf(town, browser)

const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first().click()
const choose = (page: Page, name: string | RegExp) => page.getByRole('radio', { name }).first().click()
const freeDay = /^周.\W*\d+.*余 \d+$/
const freeHour = /^\d+:\d\d\W*余 \d+/

/** Waits until these words can be seen; a page that is covered has the same ones. */
const says = (page: Page, words: string) => page.getByText(words).filter({ visible: true }).first().waitFor()

test('a service is booked and given back', async () => {
  const page = await pageOf('方文博')
  await page.getByRole('tab', { name: '服务' }).click()
  await press(page, /^午饭，\s*到食堂吃/)
  await choose(page, freeDay)
  await choose(page, freeHour)
  await press(page, '约这个时间')
  await press(page, '约下来')
  await says(page, '约好了')
  const spoken = (await page.locator('.spoken').innerText()).replaceAll(/\D/g, '')
  const booked = await town.row('select id, status from booking where spoken_number = ? and booked_at >= ?', [
    spoken,
    town.openedAt,
  ])
  expect(booked['status']).toBe('confirmed')

  await page.reload()
  await press(page, '取消预约')
  await page.getByRole('dialog').getByRole('radio', { name: '约错了' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '取消预约' }).click()
  await says(page, '再约一次')
  const after = await town.row('select status, cancel_reason from booking where id = ?', [booked['id'] as string])
  expect(after).toEqual({ status: 'cancelled', cancel_reason: '约错了' })
})

test('a service is booked with the keyboard alone', async () => {
  const page = await pageOf('何雨晴', { at: '/booking/services/index' })
  await page.getByRole('button', { name: /^医保社保窗口/ }).waitFor()
  await tabTo(page, /^医保社保窗口/)
  await page.keyboard.press('Enter')
  await says(page, '哪一天')
  await tabTo(page, freeHour)
  await page.keyboard.press('Space')
  await tabTo(page, /^约这个时间/)
  await page.keyboard.press('Enter')
  await says(page, '给您留到')
  await tabTo(page, /^约下来/)
  await page.keyboard.press('Enter')
  await says(page, '约好了')
  const booked = await town.row(`select status from booking where resident_name = '何雨晴' and booked_at >= ?`, [
    town.openedAt,
  ])
  expect(booked['status']).toBe('confirmed')
})

test('a newcomer becomes a volunteer, takes a shift and gives it back', async () => {
  const page = await pageOf('方文博')
  await page.getByRole('tab', { name: '志愿' }).click()
  await press(page, '登记成志愿者')
  await writeIn(page.getByLabel('身份证号'), '320199199203040057')
  await press(page, '下一步')
  await page.getByRole('checkbox', { name: '周末' }).click()
  await press(page, '下一步')
  await page.getByRole('checkbox', { name: /^我愿意/ }).click()
  await press(page, '登记成志愿者')
  await press(page, '去报一班')
  await press(page, /还缺 \d+ 人$/)
  await press(page, '报名这一班')
  await says(page, '报上了。来不了请先退掉')
  const status = async () =>
    (
      await town.row(
        `select g.status from signup g join resident r on r.id = g.resident_id
         where r.name = '方文博' and g.signed_up_at >= ?`,
        [town.openedAt],
      )
    )['status'] as string
  expect(await status()).toBe('confirmed')
  await press(page, /^来不了，退掉/)
  await press(page, '退掉这一班')
  await says(page, '退掉了')
  expect(await status()).toBe('withdrawn')
})

test('an elder presses, a worker answers on a phone, and both see it to the end', async () => {
  const elder = await pageOf('王秀英', { elder: true })
  const worker = await pageOf('李敏', { at: '/desk/index/index', screen: phoneScreen })
  await says(worker, '现在没有人求助')
  await press(elder, /^求助/)
  await says(elder, '社区收到了')
  await press(worker, '接警')
  await says(elder, '打给李敏')
  await press(worker, '出发')
  await press(worker, '现在出发')
  await says(elder, '李敏 5 分钟内到')
  await press(worker, '到达')
  await says(elder, '李敏到门口了')
  await press(worker, '结束')
  await writeIn(worker.getByRole('textbox'), '扶起来坐好了，没有受伤。')
  await press(worker, '结束这次求助')
  await says(elder, '扶起来坐好了，没有受伤。')
  const call = await town.row(
    `select status, outcome, presses from help_call where resident_name = '王秀英' and raised_at >= ?`,
    [town.openedAt],
  )
  expect(call).toEqual({ status: 'closed', outcome: 'helped_on_site', presses: 1 })
})

/** Presses Tab until what is called so has the focus. */
async function tabTo(page: Page, name: RegExp) {
  for (let step = 0; step < 80; step += 1) {
    await page.keyboard.press('Tab')
    const focused = await page.evaluate(
      () => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? '',
    )
    if (name.test(focused)) return
  }
  throw new Error(`no way with Tab to ${name}`)
}
