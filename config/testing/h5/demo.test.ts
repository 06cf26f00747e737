import type { Page } from 'playwright-core'
import { afterAll, expect, test } from 'vitest'
import { openApiText } from '../../deploy/openapi.ts'
import { openBrowser } from '../browser.ts'
import { openTown } from '../town.ts'
import { watchErrors, writeIn } from './visit.ts'

const town = await openTown()
const browser = await openBrowser()
const errors: string[] = []
afterAll(() => expect(errors, 'errors on the page').toEqual([]))

async function openDemo(): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1760, height: 1050 } })
  watchErrors(page, 'demo', errors)
  // A browser's loudspeaker cannot be heard from here: every tone that is started is counted.
  await page.addInitScript(() => {
    const start = OscillatorNode.prototype.start
    Object.assign(OscillatorNode.prototype, {
      start(this: OscillatorNode, when?: number) {
        document.documentElement.dataset['tones'] = String(Number(document.documentElement.dataset['tones'] ?? 0) + 1)
        start.call(this, when)
      },
    })
  })
  await page.goto(`${town.url}/demo`)
  return page
}

test('a press on the left shows and rings on the right within three seconds, and the answer shows on the left', async () => {
  const page = await openDemo()
  const [elder, desk] = [page.frameLocator('#phone'), page.frameLocator('#desk')]
  await page.getByRole('heading', { name: /^王秀英，82 岁，独居/ }).waitFor()
  await page.getByRole('heading', { name: /^李敏/ }).waitFor()
  // A tap on the desk allows its sound, as in every browser.
  await desk.getByText('现在没有人求助').click()
  await elder.locator('.page.elder').waitFor()

  const pressedAt = Date.now()
  await elder.getByRole('button', { name: /^求助/ }).first().click()
  await desk.getByText('3 栋 2 单元 501').first().waitFor()
  const shownAfter = Date.now() - pressedAt
  await expect.poll(() => desk.locator('html').getAttribute('data-tones'), { timeout: 3000 }).toMatch(/\d/)
  expect(shownAfter).toBeLessThan(3000)

  await desk.getByRole('button', { name: '接警' }).click()
  await elder.getByRole('button', { name: '打给李敏' }).waitFor()
  const call = await town.row(
    `select status, responder_name from help_call where resident_name = '王秀英' and raised_at >= ?`,
    [town.openedAt],
  )
  expect(call).toEqual({ status: 'acknowledged', responder_name: '李敏' })
})

test('a newcomer becomes somebody else with one press, each with a phone of their own', async () => {
  const page = await openDemo()
  const phone = page.frameLocator('#phone')
  await phone.locator('.page.elder').waitFor()
  await page.getByRole('button', { name: /^方文博|^方/ }).click()
  await page.getByRole('heading', { name: /^方文博/ }).waitFor()
  await phone.getByText('有急事，按求助').waitFor()
  expect(await phone.locator('.page.elder').count()).toBe(0)
  for (const name of ['赵雨桐', '孙志强', '刘倩']) {
    await page.getByRole('button', { name: new RegExp(name) }).click()
    await page.frameLocator('#desk').getByText(name).first().waitFor()
  }
})

test('a page opened by itself belongs to a resident, and knows them again after a reload', async () => {
  const page = await browser.newPage({ viewport: { width: 390, height: 844 } })
  watchErrors(page, 'resident', errors)
  await page.goto(`${town.url}/me/index`)
  await page.getByText('方文博').first().waitFor()
  const sessions = async () => (await town.rows('select id from session')).length
  const before = await sessions()
  await page.reload()
  await page.getByText('方文博').first().waitFor()
  expect(await sessions()).toBe(before)
})

test('a computer where nobody is signed in is let in by the phone beside it', async () => {
  const page = await openDemo()
  const [phone, computer] = [page.frameLocator('#phone'), page.frameLocator('#desk')]
  await page.getByRole('button', { name: '试试扫码登录电脑' }).click()
  const code = computer.locator('#code')
  await code.waitFor()
  await writeIn(phone.locator('input#code'), (await code.innerText()).replaceAll(/\D/g, ''))
  await phone.getByRole('button', { name: '看看是哪台电脑' }).click()
  await phone.getByRole('button', { name: '一样，登录这台电脑' }).click()
  await computer.getByText('三网格值守台').waitFor()
  await computer.getByText('李敏').first().waitFor()
})

test('the local server describes every endpoint, as the deployment does', async () => {
  const response = await fetch(`${town.url}/api/openapi.json`)
  expect([response.status, await response.text()]).toEqual([200, openApiText()])
})
