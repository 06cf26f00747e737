import { expect, test } from 'vitest'
import { openTown } from '../town.ts'
import type { Phone } from './finger.ts'
import { phonesOf } from './visit.ts'
import { fail, succeed, type CallbackOptions } from './wechat-objects.ts'

const town = await openTown()
const phoneOf = phonesOf(town)
const running = await town.row(
  `select s.id, s.community_id from shift s join activity a on a.id = s.activity_id
   where a.title = '社区花园浇水' order by s.starts_at desc limit 1`,
)
const [shift, community] = [String(running['id']), String(running['community_id'])]

const placeOf = (name: string) =>
  town.row(
    `select g.status, g.checked_in_way, g.checked_out_way, g.recorded_at is not null as recorded
     from signup g join resident r on r.community_id = g.community_id and r.id = g.resident_id
     where r.name = ? and g.shift_id = ?`,
    [name, shift],
  )
const namesOf = async (status: string) =>
  (
    await town.rows(
      `select r.name from signup g join resident r on r.community_id = g.community_id and r.id = g.resident_id
       where g.shift_id = ? and g.status = ? order by r.name`,
      [shift, status],
    )
  ).map((row) => String(row['name']))

/** Gives this neighbour the place of one who has not come yet, unless they have one: who is in it hangs on the time of day. */
async function letIn(name: string): Promise<void> {
  const [one = ''] = await namesOf('confirmed')
  await town.rows(
    `update signup set resident_id = (select id from resident where name = ?)
     where shift_id = ? and resident_id = (select id from resident where community_id = ? and name = ?)
       and not exists (select 1 from (select g.id from signup g join resident r on r.id = g.resident_id
         where g.shift_id = ? and r.name = ?) there)`,
    [name, shift, community, one, shift, name],
  )
}

async function leadersPhone(): Promise<Phone> {
  const leader = await phoneOf('周建国')
  leader.open('volunteering/attendance/index', { community, shift })
  await leader.waitForText('秒换')
  return leader
}
/** What the leader reads out, as it stands on the screen before the seconds. */
const numberOn = (phone: Phone) => /(\d{6})还有/.exec(phone.text())?.[1] ?? ''
const other = (number: string) => (number === '000000' ? '000001' : '000000')

test('the leader reads a number out, the volunteer types it, comes and goes, with or without a network', async () => {
  const leader = await leadersPhone()
  expect(leader.callsOf('setKeepScreenOn')).toEqual([expect.objectContaining({ keepScreenOn: true })])
  await letIn('陈静')
  const phone = await phoneOf('陈静')
  phone.open('volunteering/check-in/index', { shift })
  await phone.type('6 个数字', other(numberOn(leader)))
  await phone.press('签到')
  await phone.waitForText('码不对')
  expect((await placeOf('陈静'))['status']).toBe('confirmed')

  const number = numberOn(leader)
  await phone.type('6 个数字', number)
  await phone.waitForText(number)
  await phone.press('签到')
  await phone.waitForText('签到了')
  expect(await placeOf('陈静')).toMatchObject({ status: 'checked_in', checked_in_way: 'number' })
  await leader.waitForText(/刚到：陈静/)

  // Down in the cellar: kept on the phone, and sent when there is a network again.
  await phone.press('要走了，签退')
  phone.way.order('volunteering.checkOut', 'broken')
  await phone.type('6 个数字', numberOn(leader))
  await phone.press('签退')
  await phone.waitForText('没有网，先记下了', 15_000)
  expect((await placeOf('陈静'))['status']).toBe('checked_in')
  phone.way.clear()
  await phone.waitForText('签退了', 15_000)
  await phone.waitFor('the record', async () => (await placeOf('陈静'))['recorded'] === 1)
  expect(await placeOf('陈静')).toMatchObject({ status: 'attended', checked_out_way: 'number' })
})

test('a volunteer scans the code of the leader’s phone; a photo of it from before is refused', async () => {
  await letIn('何雨晴')
  const old = await codeNow()
  await town.pass(200, { withTick: false })
  const fresh = await codeNow()
  const read = [undefined, 'https://example.com/other', old, fresh]
  const phone = await phoneOf('何雨晴', {
    wx: {
      scanCode: (o) => {
        const result = read.shift()
        if (result === undefined) void fail(o as CallbackOptions, 'scanCode:fail cancel')
        else void succeed(o as CallbackOptions, { result, scanType: 'QR_CODE' })
      },
    },
  })
  phone.open('volunteering/check-in/index', {})
  await phone.press('扫码签到')
  await phone.press('扫码签到')
  await phone.waitForText('这不是签到码')
  await phone.press('扫码签到')
  await phone.waitForText('这个码过时了，照片里的也不行')
  await phone.press('扫码签到')
  await phone.waitForText('签到了')
  expect(await placeOf('何雨晴')).toMatchObject({ status: 'checked_in', checked_in_way: 'code' })
})

test('with one hand the leader says who came, takes it back, and strikes out who is not there', async () => {
  const leader = await leadersPhone()
  await leader.press(/^名单/)
  const [there = ''] = await namesOf('checked_in')
  await leader.press(new RegExp(`^${there}，.*更多$`))
  await leader.press('不在现场，撤掉签到')
  // The answer closes what is open: the leader goes on when the page says it.
  await leader.waitForText('撤掉了，会告诉他')
  expect((await placeOf(there))['status']).toBe('confirmed')
  await leader.press(`${there}到了`)
  await leader.press('刚到')
  await leader.waitForText('记下了，到了')
  expect((await placeOf(there))['status']).toBe('checked_in')
  await leader.press(new RegExp(`^${there}，.*更多$`))
  await leader.press('点错了，撤回')
  await leader.waitFor('the way back', async () => (await placeOf(there))['status'] === 'confirmed')
})

/** What the picture on the leader’s phone says now. */
async function codeNow(): Promise<string> {
  const reply = await fetch(`${town.url}/api/volunteering.attendanceCodes`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${await tokenOf('周建国')}` },
    body: JSON.stringify({ communityId: community, shiftId: shift }),
  })
  return ((await reply.json()) as { data: { codes: { text: string }[] } }).data.codes[0]?.text ?? ''
}

async function tokenOf(name: string): Promise<string> {
  const reply = await fetch(`${town.url}/api/people.signIn`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ code: town.simulator.loginCode(town.openIdOf(name)) }),
  })
  return ((await reply.json()) as { data: { token: string } }).data.token
}
