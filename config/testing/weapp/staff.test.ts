import { expect, test } from 'vitest'
import { openTown } from '../town.ts'
import { phonesOf } from './visit.ts'
import { fail, succeed, type CallbackOptions } from './wechat-objects.ts'

const town = await openTown()
const phoneOf = phonesOf(town)

interface Asked {
  signInId: string
  browserSecret: string
  picture: string
  code: string
  matching: string
}

/** What the browser's page does. */
async function browser(name: string, input: object): Promise<{ ok: boolean; data: unknown }> {
  const answer = await fetch(`${town.url}/api/${name}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(input),
  })
  return (await answer.json()) as { ok: boolean; data: unknown }
}
const ask = async () => (await browser('people.askSignIn', { userAgent: 'Windows NT 10.0; Edg/128.0' })).data as Asked
const collect = ({ signInId, browserSecret }: Asked) => browser('people.collectSignIn', { signInId, browserSecret })

test('a worker scans what a computer shows, compares the numbers and lets it in', async () => {
  const asked = await ask()
  const read = ['https://example.com/menu', asked.picture]
  const phone = await phoneOf('李敏', {
    wx: { scanCode: (o) => succeed(o as CallbackOptions, { result: read.shift() ?? '', scanType: 'QR_CODE' }) },
  })
  await phone.press('我的')
  await phone.press(/^扫码登录电脑/)
  await phone.press('扫电脑上的码')
  await phone.waitForText('这不是邻里通的登录码')
  await phone.press('扫电脑上的码')
  await phone.waitForText('Windows 电脑，Edge 浏览器')
  expect(phone.text()).toContain(asked.matching)
  expect((await collect(asked)).data).toEqual({ state: 'seen', session: null })
  await phone.press('一样，登录这台电脑')
  await phone.waitForText('电脑上登录好了')
  expect(await collect(asked)).toMatchObject({ ok: true, data: { state: 'signed_in' } })
  expect((await collect(asked)).ok).toBe(false)
})

test('somebody who closes the camera types the digits, sees a stranger’s computer and says no', async () => {
  const asked = await ask()
  const phone = await phoneOf('赵雨桐', {
    wx: { scanCode: (o) => fail(o as CallbackOptions, 'scanCode:fail cancel') },
  })
  phone.open('desk/scan/index', {})
  await phone.press('扫电脑上的码')
  await phone.type(/8 个数字/, asked.code.slice(0, 5))
  await phone.press('看看是哪台电脑')
  await phone.waitForText('要 8 个数字，现在是 5 个')
  await phone.type(/8 个数字/, asked.code)
  await phone.press('看看是哪台电脑')
  await phone.waitForText(asked.matching)
  await phone.press('不是我，不登录')
  await phone.waitForText('没有登录')
  expect((await collect(asked)).ok).toBe(false)
  const sessions = await town.rows('select id from session where id = ?', [asked.signInId])
  expect(sessions).toEqual([])
})

test('a shift without any channel starts with a reason, and only then', async () => {
  const { id } = await town.row(
    `select s.id from roster_shift s join account a on a.id = s.account_id
     where a.display_name = '赵雨桐' and s.part = 'A' order by s.starts_at limit 1`,
  )
  await town.rows(
    `update roster_shift set started_at = null, ended_at = null, channel = null, excuse = '', note = '',
       starts_at = timestampadd(minute, -61, utc_timestamp(3)), ends_at = timestampadd(hour, 3, utc_timestamp(3)) where id = ?`,
    [id as string],
  )
  // In the evening she has another one.
  await town.rows(
    `delete s from roster_shift s join account a on a.id = s.account_id where a.display_name = '赵雨桐' and s.id <> ?`,
    [id as string],
  )
  await town.rows(`delete q from message_quota q join account a on a.id = q.account_id where a.display_name = '赵雨桐'`)
  const phone = await phoneOf('赵雨桐', { wx: { requestSubscribeMessage: (o) => succeed(o as CallbackOptions, {}) } })
  phone.open('desk/roster/index', {})
  await phone.press('上班')
  await phone.waitForText('现在叫不到您')
  await phone.press('允许求助提醒，再上班')
  await phone.waitForText('没有允许')
  const row = () => town.row('select started_at, channel, excuse from roster_shift where id = ?', [id as string])
  expect(await row()).toEqual({ started_at: null, channel: null, excuse: '' })
  await phone.type(/写明原因/, '手机坏了，打社区座机')
  await phone.press('就这样上班')
  await phone.waitForText('在班上')
  expect(await row()).toMatchObject({ channel: 'none', excuse: '手机坏了，打社区座机' })
})
