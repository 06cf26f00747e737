import { expect, test } from 'vitest'
import { openBrowser } from '../browser.ts'
import { openTown } from '../town.ts'
import { browserPagesOf, deskScreen } from './visit.ts'

const town = await openTown()
// A microphone that hums, and nobody who has to allow it.
const browser = await openBrowser(['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'])
const pageOf = browserPagesOf(town, browser)

test('words spoken and a picture sent in the browser are heard and seen at the desk', async () => {
  const page = await pageOf('王秀英', { at: '/help/index', elder: true })
  await page.locator('.help-block').first().click()
  await page.getByRole('button', { name: '说几句' }).click()
  await page.getByText('0:01').waitFor()
  await page.getByRole('button', { name: '说完了，发出去' }).click()
  await page.getByRole('button', { name: /^\d+ 秒的话.*听$/ }).waitFor()

  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: '拍张照片' }).click()
  await (await chooser).setFiles('config/readme/home-elder.png')
  await page.getByRole('button', { name: /^照片.*看$/ }).waitFor()
  expect(
    await town.rows(`select kind, content_type, status from file where requested_at >= ? order by requested_at`, [
      town.openedAt,
    ]),
  ).toMatchObject([
    { kind: 'voice', content_type: expect.stringMatching(/^audio\/(?:mp4|webm)$/), status: 'stored' },
    // Drawn anew on the phone.
    { kind: 'photo', content_type: 'image/jpeg', status: 'stored' },
  ])

  const desk = await pageOf('李敏', { at: '/desk/index/index', screen: deskScreen })
  await desk.getByRole('button', { name: /^\d+ 秒的话.*听$/ }).click()
  // It says so when the browser cannot play it.
  await desk.getByRole('button', { name: /停$/ }).waitFor()
  await desk.getByRole('button', { name: /^照片.*看$/ }).click()
  const picture = desk.locator('img.files__photo')
  await picture.waitFor()
  await expect.poll(() => picture.evaluate((node: HTMLImageElement) => node.naturalWidth)).toBeGreaterThan(100)
  const looks = await town.rows(`select purpose from access_log where purpose = 'call_file' and at >= ?`, [
    town.openedAt,
  ])
  expect(looks).toHaveLength(2)
})
