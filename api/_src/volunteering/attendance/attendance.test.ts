import { beforeEach, describe, expect, it } from 'vitest'
import { errorTable, type ErrorCode } from '../../../../shared/errors.ts'
import { instantOf } from '../../../../shared/time.ts'
import { attendanceContract, type Proof } from '../../../../shared/volunteering/attendance-contract.ts'
import type { EndpointName } from '../../../../shared/endpoints.ts'
import { newId } from '../../platform/ids.ts'
import { makeActors, places, type Cast, type TestResident } from '../../testing/actors.ts'
import { call, callOk } from '../../testing/call.ts'
import { useDatabase } from '../../testing/database.ts'
import { passTime } from '../../testing/pass-time.ts'
import { testServer } from '../../testing/server.ts'
import { joinAll, openShift, tally, type ShiftOptions } from '../../testing/volunteering.ts'
import { volunteeringSlice } from '../slice.ts'

const database = await useDatabase()
const { db, raw } = database
const day = '2026-11-28'
const at = (time: string) => instantOf(day, time)
const server = testServer(database, [volunteeringSlice], at('07:00'))
const { app, clock } = server
const { community: communityId } = places
let cast: Cast
let leader: TestResident
let volunteer: TestResident
let shiftId: string

beforeEach(async () => {
  clock.now = at('07:00')
  cast = await makeActors(db, clock.now)
  leader = cast.neighbour
  volunteer = cast.daughter
  await joinAll(db, [cast.elder, volunteer, leader, cast.former], { now: clock.now })
  shiftId = (await open()).shiftId
})

async function open(options: Partial<ShiftOptions> = {}) {
  const opened = await openShift(db, { startsAt: at('08:30'), capacity: 3, ...options })
  await raw('update activity set leader_id = ? where id = ?', [leader.person.residentId, opened.activityId])
  return opened
}
const signUp = (who: TestResident, shift = shiftId) =>
  callOk(app, who.token, 'volunteering.signUp', { id: newId(), shiftId: shift })
const place = () => ({ communityId, shiftId })
async function codeNow(shift = shiftId) {
  const { codes } = await callOk(app, leader.token, 'volunteering.attendanceCodes', { communityId, shiftId: shift })
  const [code] = codes
  if (!code) throw new Error('no code')
  return code
}
const checkIn = (who: TestResident, proof: Proof, id = newId()) =>
  call(app, who.token, 'volunteering.checkIn', { id, shiftId, proof })
const checkOut = (who: TestResident, proof: Proof, id = newId()) =>
  call(app, who.token, 'volunteering.checkOut', { id, shiftId, proof })
const sheetOf = (who: { token: string }) => callOk(app, who.token, 'volunteering.attendance', place())
async function personOn(name: string) {
  const person = (await sheetOf(leader)).people.find((each) => each.name === name)
  if (!person) throw new Error(`${name} is not on the roll`)
  return person
}
async function roll(
  who: { token: string },
  mark: 'came' | 'left' | 'missed' | 'not_there' | 'take_back',
  names: readonly string[],
  { id = newId(), fromStart = false } = {},
) {
  const people = await Promise.all(names.map(personOn))
  const asked = people.map(({ signupId, version }) => ({ signupId, version }))
  return call(app, who.token, 'volunteering.rollCall', { id, ...place(), mark, fromStart, people: asked })
}
const codeOf = (reply: { ok: boolean; error?: { code: string } }) => (reply.ok ? 'ok' : reply.error?.code)
const messages = async (who: TestResident) =>
  (
    await raw('select title from delivery where recipient_id = ? and channel = ?', [who.person.residentId, 'inbox'])
  ).map(({ title }) => String(title))
const entries = async (who: TestResident) =>
  raw('select minutes, basis, check_out_was_forgotten from hours_entry where resident_id = ?', [who.person.residentId])

function expectRefusal(reply: Awaited<ReturnType<typeof checkIn | typeof checkOut>>, code: ErrorCode) {
  expect(codeOf(reply)).toBe(code)
  if (!reply.ok) expect(reply.error.message).toBe(errorTable[code].text)
}

describe('checking in and out', () => {
  it('goes by the code on the leader’s phone, and the hours are there at once', async () => {
    await signUp(volunteer)
    await app.settled()
    clock.now = at('08:27')
    const { text } = await codeNow()
    const arrived = await checkIn(volunteer, { code: text })
    expect(arrived.ok && arrived.data.mine).toMatchObject({ status: 'checked_in', checkedInWay: 'code' })
    expect(arrived.roundTrips).toBeLessThanOrEqual(attendanceContract['volunteering.checkIn'].roundTrips)
    expect((await sheetOf(leader)).people).toMatchObject([{ name: '陈静', status: 'checked_in' }])
    clock.now = at('10:25')
    const left = await checkOut(volunteer, { code: (await codeNow()).text })
    expect(left.ok && left.data.mine).toMatchObject({ status: 'attended', checkedOutAt: at('10:25').toISOString() })
    expect(left.roundTrips).toBeLessThanOrEqual(attendanceContract['volunteering.checkOut'].roundTrips)
    await app.settled()
    expect(await entries(volunteer)).toHaveLength(1)
    expect((await personOn('陈静')).isRecorded).toBe(true)
    const row = (await tally(db, shiftId)).rows[0]
    expect(row?.history.map(({ step }) => step)).toEqual(['waiting', 'confirmed', 'checked_in', 'checked_out'])
    expect(row?.version).toBe(4)
  })

  it('goes by the number read out, once, however often the phone repeats it', async () => {
    await signUp(volunteer)
    clock.now = at('08:20')
    const { number } = await codeNow()
    const id = newId()
    const first = await checkIn(volunteer, { number }, id)
    const again = await checkIn(volunteer, { number }, id)
    expect(first.ok && first.data.mine?.checkedInWay).toBe('number')
    expect(again.ok && again.data).toEqual(first.ok && first.data)
    expectRefusal(await checkIn(volunteer, { number }), 'already_checked_in')
  })

  it('takes a code that a phone without network kept for two minutes, for the moment it was shown', async () => {
    await signUp(volunteer)
    clock.now = at('08:20')
    const { text } = await codeNow()
    clock.now = new Date(at('08:22').getTime() + 30_000)
    const reply = await checkIn(volunteer, { code: text })
    expect(reply.ok && reply.data.mine?.checkedInAt).toBe(new Date(at('08:20').getTime() + 30_000).toISOString())
  })

  it('refuses each in its own words', async () => {
    await signUp(volunteer)
    const other = await open({ startsAt: at('13:30') })
    clock.now = at('07:59')
    const early = await codeNow()
    expectRefusal(await checkIn(volunteer, { code: early.text }), 'check_in_early')
    clock.now = at('08:20')
    const { text, number } = await codeNow()
    expectRefusal(await checkIn(cast.elder, { code: text }), 'not_in_shift')
    expectRefusal(await checkIn(volunteer, { code: (await codeNow(other.shiftId)).text }), 'code_other')
    expectRefusal(
      await checkIn(volunteer, { code: `${text.slice(0, -1)}${text.endsWith('A') ? 'B' : 'A'}` }),
      'code_wrong',
    )
    expectRefusal(await checkIn(volunteer, { code: 'https://example.com' }), 'code_wrong')
    expectRefusal(await checkOut(volunteer, { code: text }), 'not_checked_in')
    // A photo of the code, sent to somebody at home.
    clock.now = new Date(at('08:22').getTime() + 30_001)
    expectRefusal(await checkIn(volunteer, { code: text }), 'code_old')
    expectRefusal(await checkIn(volunteer, { number }), 'code_wrong')
    clock.now = at('11:01')
    expectRefusal(await checkIn(volunteer, { code: (await codeNow()).text }), 'check_in_over')
    const unknown = { id: newId(), shiftId: newId(), proof: { number } }
    expect(codeOf(await call(app, volunteer.token, 'volunteering.checkIn', unknown))).toBe('not_found')
    expect((await personOn('陈静')).status).toBe('confirmed')
  })

  it('lets nobody guess the number, and says when the five tries are used up', async () => {
    await signUp(volunteer)
    clock.now = at('08:20')
    const { number, text } = await codeNow()
    const wrong = number === '000000' ? '000001' : '000000'
    for (let turn = 0; turn < 5; turn += 1) {
      const reply = await checkIn(volunteer, { number: wrong })
      expectRefusal(reply, 'code_wrong')
      expect(reply.roundTrips).toBeLessThanOrEqual(3)
    }
    expectRefusal(await checkIn(volunteer, { number: wrong }), 'code_too_often')
    expectRefusal(await checkIn(volunteer, { number }), 'code_too_often')
    // Scanning proves more than typing: it is still open.
    const scanned = await checkIn(volunteer, { code: text })
    expect(scanned.ok).toBe(true)
  })

  it('takes the right number again ten minutes later', async () => {
    await signUp(volunteer)
    clock.now = at('08:20')
    const wrong = (await codeNow()).number === '000000' ? '000001' : '000000'
    for (let turn = 0; turn < 5; turn += 1) await checkIn(volunteer, { number: wrong })
    clock.now = new Date(at('08:30').getTime() + 1)
    const reply = await checkIn(volunteer, { number: (await codeNow()).number })
    expect(reply.ok && reply.data.mine?.status).toBe('checked_in')
  })

  it('shows only its leaders and staff the codes and the list', async () => {
    await signUp(volunteer)
    clock.now = at('08:20')
    for (const { token } of [cast.communityStaff, cast.admin]) {
      const reply = await call(app, token, 'volunteering.attendanceCodes', place())
      expect(reply.ok).toBe(true)
      expect(reply.roundTrips).toBeLessThanOrEqual(attendanceContract['volunteering.attendanceCodes'].roundTrips)
    }
    for (const { token } of [volunteer, cast.otherResident, cast.otherCommunityStaff]) {
      expect(codeOf(await call(app, token, 'volunteering.attendanceCodes', place()))).not.toBe('ok')
      expect(codeOf(await call(app, token, 'volunteering.attendance', place()))).not.toBe('ok')
    }
    const [row] = await raw('select secret from attendance_secret')
    const reply = await call(app, leader.token, 'volunteering.attendanceCodes', place())
    expect(JSON.stringify(reply)).not.toContain(String(row?.['secret']))
  })
})

describe('the roll-call', () => {
  beforeEach(async () => {
    await signUp(volunteer)
    await signUp(cast.elder)
    clock.now = at('08:40')
  })

  it('says of all at once that they came, from the start, and that they left', async () => {
    const came = await roll(leader, 'came', ['陈静', '王秀英'], { fromStart: true })
    expect(came.ok && came.data.people.map(({ checkedInAt }) => checkedInAt)).toEqual([
      at('08:30').toISOString(),
      at('08:30').toISOString(),
    ])
    expect(came.roundTrips).toBeLessThanOrEqual(attendanceContract['volunteering.rollCall'].roundTrips)
    clock.now = at('10:30')
    expect((await roll(leader, 'left', ['陈静', '王秀英'])).ok).toBe(true)
    // What can be taken back is not on record yet; then the machine writes it down.
    await server.tick()
    expect(await entries(volunteer)).toHaveLength(0)
    clock.now = at('10:36')
    await server.tick()
    expect(await entries(volunteer)).toMatchObject([{ minutes: 120, basis: 'automatic', check_out_was_forgotten: 0 }])
    expect(codeOf(await roll(leader, 'take_back', ['陈静']))).toBe('conflict')
  })

  it('takes back what was said', async () => {
    for (const mark of ['came', 'missed'] as const) {
      await roll(leader, mark, ['陈静'])
      expect(await personOn('陈静')).toMatchObject({ canTakeBack: true })
      await roll(leader, 'take_back', ['陈静'])
      expect(await personOn('陈静')).toMatchObject({ status: 'confirmed', checkedInAt: null, canTakeBack: false })
    }
    await roll(leader, 'came', ['陈静'])
    clock.now = at('09:00')
    await roll(leader, 'left', ['陈静'])
    await roll(leader, 'take_back', ['陈静'])
    expect(await personOn('陈静')).toMatchObject({ status: 'checked_in', checkedInAt: at('08:40').toISOString() })
    expect((await tally(db, shiftId)).taken).toBe(2)
  })

  it('strikes out who is not there, and tells them', async () => {
    await checkIn(volunteer, { code: (await codeNow()).text })
    const struck = await roll(leader, 'not_there', ['陈静'])
    expect(struck.ok && struck.data.people.find(({ name }) => name === '陈静')?.status).toBe('confirmed')
    await app.settled()
    expect(await messages(volunteer)).toContain('带队人没见到您')
    // Still there after all: the code lets them in again.
    expect((await checkIn(volunteer, { code: (await codeNow()).text })).ok).toBe(true)
  })

  it('is not said before it opens, and repeated it changes nothing', async () => {
    clock.now = at('07:50')
    expect(codeOf(await roll(leader, 'came', ['陈静']))).toBe('check_in_early')
    clock.now = at('08:40')
    const { signupId, version } = await personOn('陈静')
    const word = { id: newId(), ...place(), mark: 'came' as const, fromStart: false, people: [{ signupId, version }] }
    const first = await call(app, leader.token, 'volunteering.rollCall', word)
    const again = await call(app, leader.token, 'volunteering.rollCall', word)
    expect(again.ok && again.data).toEqual(first.ok && first.data)
    // Another leader with an older picture: it is so already.
    expect((await call(app, cast.communityStaff.token, 'volunteering.rollCall', { ...word, id: newId() })).ok).toBe(
      true,
    )
    const other = { ...word, id: newId(), mark: 'missed' as const }
    expect(codeOf(await call(app, cast.communityStaff.token, 'volunteering.rollCall', other))).toBe('conflict')
  })

  it('settles somebody afterwards for the whole shift', async () => {
    clock.now = at('15:00')
    await roll(leader, 'came', ['陈静'])
    await roll(leader, 'missed', ['王秀英'])
    clock.now = at('15:06')
    await server.tick()
    expect(await entries(volunteer)).toMatchObject([{ minutes: 120 }])
    expect(await entries(cast.elder)).toEqual([])
    expect((await callOk(app, leader.token, 'volunteering.unrecorded', {})).lists).toEqual([])
  })

  it('shows telephone numbers of those who have not come, while it is on', async () => {
    await roll(leader, 'came', ['陈静'])
    const phones = async () => (await sheetOf(leader)).people.map(({ phone }) => phone !== null)
    expect(await phones()).toEqual([false, true])
    clock.now = at('11:01')
    expect(await phones()).toEqual([false, false])
  })
})

describe('a walk-in', () => {
  const walkIn = (name: string, lastFour = '', role: 'volunteer' | 'participant' = 'volunteer', id = newId()) =>
    call(app, leader.token, 'volunteering.walkIn', { id, ...place(), name, lastFour, role })

  it('takes a free place and is there', async () => {
    clock.now = at('08:40')
    const id = newId()
    const reply = await walkIn('孙强', '', 'volunteer', id)
    expect(reply.ok && reply.data.people).toMatchObject([{ name: '孙强', status: 'checked_in', role: 'volunteer' }])
    expect(reply.roundTrips).toBeLessThanOrEqual(attendanceContract['volunteering.walkIn'].roundTrips)
    expect((await walkIn('孙强', '', 'volunteer', id)).ok).toBe(true)
    expect(codeOf(await walkIn('孙强'))).toBe('already_checked_in')
    expect((await tally(db, shiftId)).taken).toBe(1)
  })

  it('needs a name that means one person, and room', async () => {
    const two = cast.people
    two.resident({ name: '李伟', phone: '13800001111' })
    two.resident({ name: '李伟', phone: '13800002222' })
    await two.save(db)
    await raw('update shift set capacity = 1 where id = ?', [shiftId])
    clock.now = at('08:40')
    expect(codeOf(await walkIn('没有这个人'))).toBe('name_unclear')
    expect(codeOf(await walkIn('李伟'))).toBe('name_unclear')
    expect(codeOf(await walkIn('李伟', '2222'))).toBe('not_a_volunteer')
    const reply = await walkIn('李伟', '2222', 'participant')
    expect(reply.ok && reply.data.people).toMatchObject([{ name: '李伟', role: 'participant' }])
    expect(codeOf(await walkIn('孙强'))).toBe('no_room_here')
    expect((await tally(db, shiftId)).taken).toBe(1)
  })

  it('finds who had withdrawn, and who waits', async () => {
    await signUp(volunteer)
    await callOk(app, volunteer.token, 'volunteering.withdraw', { id: newId(), shiftId, reason: '' })
    clock.now = at('08:40')
    expect((await walkIn('陈静')).ok).toBe(true)
    expect((await personOn('陈静')).status).toBe('checked_in')
    const { taken, rows } = await tally(db, shiftId)
    expect([taken, rows.length]).toEqual([1, 1])
  })
})

describe('what the machine does', () => {
  it('ends the shift of who forgot, marks it, and tells them', async () => {
    await signUp(volunteer)
    clock.now = at('08:20')
    await checkIn(volunteer, { code: (await codeNow()).text })
    clock.now = at('11:00')
    await server.tick()
    expect((await personOn('陈静')).status).toBe('checked_in')
    clock.now = new Date(at('11:00').getTime() + 1)
    await server.tick()
    expect(await personOn('陈静')).toMatchObject({
      status: 'attended',
      checkedOutWay: 'shift_end',
      checkedOutAt: at('10:30').toISOString(),
    })
    await server.tick()
    expect(await entries(volunteer)).toMatchObject([{ minutes: 120, check_out_was_forgotten: 1 }])
    expect(await messages(volunteer)).toContain('忘了签退')
  })

  it('writes down what a handler lost, once', async () => {
    await signUp(volunteer)
    clock.now = at('08:20')
    await checkIn(volunteer, { code: (await codeNow()).text })
    clock.now = at('10:20')
    await checkOut(volunteer, { code: (await codeNow()).text })
    await app.settled()
    await raw('update signup set recorded_at = null')
    clock.now = at('10:21')
    await server.tick()
    expect(await entries(volunteer)).toHaveLength(1)
    expect((await personOn('陈静')).isRecorded).toBe(true)
  })

  it('gives no hours to who only takes part', async () => {
    await raw(`update shift set role = 'participant' where id = ?`, [shiftId])
    await signUp(volunteer)
    clock.now = at('08:20')
    await checkIn(volunteer, { code: (await codeNow()).text })
    clock.now = at('10:20')
    await checkOut(volunteer, { code: (await codeNow()).text })
    await app.settled()
    expect(await entries(volunteer)).toEqual([])
    expect((await personOn('陈静')).isRecorded).toBe(true)
  })

  it('asks the leader the morning after, again before it is due, and staff when it is too late', async () => {
    await signUp(volunteer)
    await passTime(database, server, day, '20:00')
    expect(await messages(leader)).toEqual([])
    const list = await callOk(app, leader.token, 'volunteering.unrecorded', {})
    // Ten working days after a Saturday: Friday of the second week.
    expect(list.lists).toMatchObject([{ shiftId, open: 1, dueDay: '2026-12-11', isOverdue: false }])
    await passTime(database, server, '2026-11-29', '08:59')
    expect(await messages(leader)).toEqual([])
    await passTime(database, server, '2026-11-29', '09:00')
    await server.tick()
    expect(await messages(leader)).toEqual(['昨天谁来了，请点一下'])
    await passTime(database, server, '2026-12-08', '09:00')
    await server.tick()
    expect(await messages(leader)).toEqual(['昨天谁来了，请点一下', '点名快到期了'])
    await passTime(database, server, '2026-12-12', '09:00')
    await server.tick()
    expect(await messages(leader)).toHaveLength(3)
    const staff = await raw(`select title from delivery where recipient_id = ? and channel = 'inbox'`, [
      cast.communityStaff.accountId,
    ])
    expect(staff).toMatchObject([{ title: '有一班的点名过期了' }])
    const reply = await call(app, cast.communityStaff.token, 'volunteering.unrecorded', {})
    expect(reply.ok && reply.data.lists).toMatchObject([{ isOverdue: true }])
    expect(reply.roundTrips).toBeLessThanOrEqual(2)
    // Staff settle it: nobody is asked again.
    await roll(cast.communityStaff, 'missed', ['陈静'])
    await passTime(database, server, '2026-12-20', '09:00')
    expect(await messages(leader)).toHaveLength(3)
    expect((await callOk(app, cast.communityStaff.token, 'volunteering.unrecorded', {})).lists).toEqual([])
  })
})

describe('the wall', () => {
  it('shows today with who is there by their given names, and what comes', async () => {
    await signUp(volunteer)
    await signUp(cast.elder)
    await open({ startsAt: instantOf('2026-11-30', '09:00') })
    clock.now = at('08:40')
    await checkIn(cast.elder, { code: (await codeNow()).text })
    const reply = await call(app, cast.communityStaff.token, 'volunteering.wall', { communityId })
    expect(reply.roundTrips).toBeLessThanOrEqual(2)
    expect(reply.ok && reply.data).toMatchObject({ here: 1, coming: [{ placesLeft: 3, people: [] }] })
    const [shift] = reply.ok ? reply.data.today : []
    expect(shift).toMatchObject({ shiftId, placesLeft: 1 })
    expect(shift?.people.toSorted((a, b) => Number(b.isHere) - Number(a.isHere))).toEqual([
      { name: '秀英', isHere: true },
      { name: '陈静', isHere: false },
    ])
    expect(JSON.stringify(reply)).not.toContain('王秀英')
    expect(codeOf(await call(app, cast.otherCommunityStaff.token, 'volunteering.wall', { communityId }))).toBe(
      'not_found',
    )
  })
})

it('keeps the budgets of its reads', async () => {
  await signUp(volunteer)
  const reads: [EndpointName, { token: string }, object][] = [
    ['volunteering.presence', volunteer, { shiftId }],
    ['volunteering.attendance', leader, place()],
    ['volunteering.unrecorded', leader, {}],
  ]
  for (const [name, who, input] of reads) {
    const reply = await call(app, who.token, name, input as never)
    expect([name, reply.ok, reply.roundTrips <= 2]).toEqual([name, true, true])
  }
})
