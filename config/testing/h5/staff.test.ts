import { expect, test } from 'vitest'
import { openBrowser } from '../browser.ts'
import { openTown } from '../town.ts'
import { faultsOf } from './findings.ts'
import { browserPagesOf, deskScreen, writeIn } from './visit.ts'

const town = await openTown()
const browser = await openBrowser()
const pageOf = browserPagesOf(town, browser)

/** A browser outside the local server's reach: nothing here can sign anybody in. */
async function openComputer(at: string) {
  const context = await browser.newContext({ viewport: deskScreen, reducedMotion: 'reduce', locale: 'zh-CN' })
  const page = await context.newPage()
  page.setDefaultTimeout(10_000)
  await page.addInitScript(() => {
    window.name = 'computer'
  })
  await page.goto(`${town.url}${at}`)
  const digits = async (id: string) => (await page.locator(id).innerText()).replaceAll(/\D/g, '')
  return Object.assign(page, { code: () => digits('#code'), matching: () => digits('#matching') })
}

const lookUp = async (phone: Awaited<ReturnType<typeof pageOf>>, code: string) => {
  await writeIn(phone.locator('#code'), code)
  await phone.getByRole('button', { name: '看看是哪台电脑' }).click()
}

test('a computer where nobody is signed in leads to the picture, and a phone lets it in', async () => {
  const computer = await openComputer('/desk/index/index')
  await computer.getByRole('button', { name: '用手机扫码登录' }).click()
  await computer.getByRole('img', { name: /登录码/ }).waitFor()

  const phone = await pageOf('李敏', { at: '/me/index' })
  await phone.getByRole('button', { name: /^扫码登录电脑/ }).click()
  await lookUp(phone, await computer.code())
  await phone.getByText('Linux 电脑，Chrome 浏览器').waitFor()
  expect(await phone.locator('.spoken').innerText()).toBe(await computer.matching())
  await computer.getByText('手机扫到了').waitFor()
  expect(await faultsOf(phone, false), 'the question on the phone').toEqual([])
  await phone.getByRole('button', { name: '一样，登录这台电脑' }).click()
  await phone.getByText('电脑上登录好了').waitFor()

  await town.pass(0)
  await computer.waitForURL('**/desk/index/index')
  await computer.getByText('链路正常').waitFor()
  await computer.getByText('李敏').first().waitFor()
  const [signIn] = await town.rows(
    `select b.status, s.ended_at, a.display_name from browser_sign_in b join session s on s.id = b.id
     join account a on a.id = s.account_id where b.asked_at >= ?`,
    [town.openedAt],
  )
  expect(signIn).toEqual({ status: 'collected', ended_at: null, display_name: '李敏' })
  // The session outlives a reload, and leads back to the picture once it has ended.
  await computer.reload()
  await computer.getByText('链路正常').waitFor()
  await town.rows(`update session set ended_at = utc_timestamp(3) where id in (select id from browser_sign_in)`)
  await computer.getByRole('button', { name: '用手机扫码登录' }).waitFor()
})

test('a refusal on the phone shows on the computer, and a picture that got too old makes way for a new one', async () => {
  const computer = await openComputer('/desk/sign-in/index')
  await computer.getByRole('img', { name: /登录码/ }).waitFor()
  expect(await faultsOf(computer, false)).toEqual([])
  const phone = await pageOf('赵雨桐', { at: '/desk/scan/index' })
  await lookUp(phone, await computer.code())
  await phone.getByRole('button', { name: '不是我，不登录' }).click()
  await phone.getByText('没有登录').first().waitFor()
  await computer.getByText('手机上没有同意').waitFor()
  await computer.getByRole('button', { name: '换一个新码' }).click()
  await computer.getByRole('img', { name: /登录码/ }).waitFor()
  const old = await computer.code()
  await town.pass(130)
  await expect.poll(() => computer.code(), { timeout: 10_000 }).not.toBe(old)
})

test('the home page of such a computer leads there too, also after somebody left it by hand', async () => {
  const computer = await openComputer('/home/index')
  await computer.getByRole('button', { name: '用手机扫码登录' }).waitFor()
  await computer.evaluate(() => localStorage.setItem('signed-out', JSON.stringify({ data: true })))
  await computer.reload()
  await computer.getByRole('button', { name: '用手机扫码登录' }).click()
  await computer.getByRole('img', { name: /登录码/ }).waitFor()
})

/** Puts a shift of hers around this moment, and no other, whatever time of day the test runs at. */
async function shiftNow(name: string): Promise<string> {
  const { id } = await town.row(
    `select s.id from roster_shift s join account a on a.id = s.account_id
     where a.display_name = ? and s.part = 'A' order by s.starts_at limit 1`,
    [name],
  )
  await town.rows(
    `update roster_shift set started_at = null, ended_at = null, channel = null, note = '',
       starts_at = timestampadd(minute, -61, utc_timestamp(3)), ends_at = timestampadd(hour, 3, utc_timestamp(3)) where id = ?`,
    [id as string],
  )
  await town.rows(
    `delete s from roster_shift s join account a on a.id = s.account_id
     where a.display_name = ? and s.id <> ? and s.starts_at < timestampadd(hour, 4, utc_timestamp(3))
       and s.ends_at > timestampadd(hour, -2, utc_timestamp(3))`,
    [name, id as string],
  )
  return id as string
}

test('a shift is started and handed over', async () => {
  const shiftId = await shiftNow('赵雨桐')
  const page = await pageOf('赵雨桐', { at: '/desk/roster/index' })
  await page.getByRole('button', { name: '上班', exact: true }).click()
  await page.getByRole('button', { name: '交班' }).click()
  await writeIn(page.getByLabel('交代什么'), '刘桂兰家晚上打个电话')
  await page.getByRole('dialog').getByRole('button', { name: '交班' }).click()
  await page.getByText('交班了').waitFor()
  const row = await town.row('select channel, note, ended_at from roster_shift where id = ?', [shiftId])
  expect(row).toMatchObject({ channel: 'message', note: '刘桂兰家晚上打个电话' })
  expect(row['ended_at']).not.toBeNull()
  // Out of the way of the shifts that follow, whatever time of day it is.
  await town.rows(
    `update roster_shift set starts_at = timestampadd(day, -1, starts_at), ends_at = timestampadd(day, -1, ends_at)
     where id = ?`,
    [shiftId],
  )
})

test('a swap that was asked is agreed to', async () => {
  const ofSwap = () =>
    town.row(
      `select w.status, a.display_name from roster_swap w join roster_shift s on s.id = w.shift_id
       join account a on a.id = s.account_id`,
    )
  expect(await ofSwap()).toEqual({ status: 'asked', display_name: '沈卫东' })
  const page = await pageOf('赵雨桐', { at: '/desk/roster/index' })
  await page.getByRole('button', { name: '同意换' }).click()
  await page.getByText('换好了').waitFor()
  expect(await ofSwap()).toEqual({ status: 'agreed', display_name: '赵雨桐' })
})

test('a week is planned on a wide screen: a gap keeps it back, a name lets it out', async () => {
  const page = await pageOf('赵雨桐', { at: '/desk/roster/index', screen: deskScreen })
  await page.getByRole('radio', { name: '下周' }).click()
  await page.getByRole('button', { name: '改这一周的班' }).click()
  const cell = page.getByRole('group', { name: /^周日/ }).getByRole('button').first()
  const choose = async (who: string) => {
    await cell.click()
    await page.getByRole('radiogroup', { name: 'A 岗' }).getByRole('radio', { name: who }).click()
    await page.getByRole('dialog').getByRole('button', { name: '好' }).click()
  }
  await choose('不排')
  await page.getByText(/处要补/).waitFor()
  await expect.poll(() => page.getByRole('button', { name: '发布' }).getAttribute('aria-disabled')).toBe('true')
  await page.settled()
  expect(await faultsOf(page, false)).toEqual([])
  await cell.click()
  expect(await faultsOf(page, false), 'the question who').toEqual([])
  await page.getByRole('dialog').getByRole('button', { name: '好' }).click()
  await choose('孙志强')
  for (const gap of await page.getByRole('button', { name: /没有 A 岗/ }).all()) {
    await gap.click()
    await page.getByRole('radiogroup', { name: 'A 岗' }).getByRole('radio', { name: '孙志强' }).click()
    await page.getByRole('dialog').getByRole('button', { name: '好' }).click()
  }
  await page.getByText('每个钟头都有人，可以发布。').waitFor()
  await page.getByRole('button', { name: '发布' }).click()
  await page.getByText('发布了').waitFor()
  const taken = await town.rows(
    `select s.id from roster_shift s join account a on a.id = s.account_id
     where a.display_name = '孙志强' and length(s.area_code) = 12 and s.starts_at > ?`,
    [town.openedAt],
  )
  expect(taken.length).toBeGreaterThanOrEqual(1)
})
