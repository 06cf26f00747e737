import { beforeEach, describe, expect, it } from 'vitest'
import { errorTable, type ErrorCode } from '../../../../shared/errors.ts'
import { attendanceContract } from '../../../../shared/volunteering/attendance-contract.ts'
import { newId } from '../../platform/ids.ts'
import { at, attendanceServer, codeOf, type AttendanceDay } from '../../testing/attendance-day.ts'
import { call } from '../../testing/call.ts'
import { useDatabase } from '../../testing/database.ts'
import { tally } from '../../testing/volunteering.ts'

const database = await useDatabase()
const { db, raw } = database
const { app, clock, begin } = attendanceServer(database)
let day: AttendanceDay

beforeEach(async () => {
  day = await begin()
})

function expectRefusal(reply: Awaited<ReturnType<AttendanceDay['checkIn' | 'checkOut']>>, code: ErrorCode) {
  expect(codeOf(reply)).toBe(code)
  if (!reply.ok) expect(reply.error.message).toBe(errorTable[code].text)
}

describe('checking in and out', () => {
  it('goes by the code on the leader’s phone, and the hours are there at once', async () => {
    await day.signUp(day.volunteer)
    await app.settled()
    clock.now = at('08:27')
    const { text } = await day.codeNow()
    const arrived = await day.checkIn(day.volunteer, { code: text })
    expect(arrived.ok && arrived.data.mine).toMatchObject({ status: 'checked_in', checkedInWay: 'code' })
    expect(arrived.roundTrips).toBeLessThanOrEqual(attendanceContract['volunteering.checkIn'].roundTrips)
    expect((await day.sheetOf(day.leader)).people).toMatchObject([{ name: '陈静', status: 'checked_in' }])
    clock.now = at('10:25')
    const left = await day.checkOut(day.volunteer, { code: (await day.codeNow()).text })
    expect(left.ok && left.data.mine).toMatchObject({ status: 'attended', checkedOutAt: at('10:25').toISOString() })
    expect(left.roundTrips).toBeLessThanOrEqual(attendanceContract['volunteering.checkOut'].roundTrips)
    await app.settled()
    expect(await day.entries(day.volunteer)).toHaveLength(1)
    expect((await day.personOn('陈静')).isRecorded).toBe(true)
    const row = (await tally(db, day.shiftId)).rows[0]
    expect(row?.history.map(({ step }) => step)).toEqual(['waiting', 'confirmed', 'checked_in', 'checked_out'])
    expect(row?.version).toBe(4)
  })

  it('goes by the number read out, once, however often the phone repeats it', async () => {
    await day.signUp(day.volunteer)
    clock.now = at('08:20')
    const { number } = await day.codeNow()
    const id = newId()
    const first = await day.checkIn(day.volunteer, { number }, id)
    const again = await day.checkIn(day.volunteer, { number }, id)
    expect(first.ok && first.data.mine?.checkedInWay).toBe('number')
    expect(again.ok && again.data).toEqual(first.ok && first.data)
    expectRefusal(await day.checkIn(day.volunteer, { number }), 'already_checked_in')
  })

  it('takes a code that a phone without network kept for two minutes, for the moment it was shown', async () => {
    await day.signUp(day.volunteer)
    clock.now = at('08:20')
    const { text } = await day.codeNow()
    clock.now = new Date(at('08:22').getTime() + 30_000)
    const reply = await day.checkIn(day.volunteer, { code: text })
    expect(reply.ok && reply.data.mine?.checkedInAt).toBe(new Date(at('08:20').getTime() + 30_000).toISOString())
  })

  it('refuses each in its own words', async () => {
    await day.signUp(day.volunteer)
    const other = await day.open({ startsAt: at('13:30') })
    clock.now = at('07:59')
    const early = await day.codeNow()
    expectRefusal(await day.checkIn(day.volunteer, { code: early.text }), 'check_in_early')
    clock.now = at('08:20')
    const { text, number } = await day.codeNow()
    expectRefusal(await day.checkIn(day.cast.elder, { code: text }), 'not_in_shift')
    expectRefusal(await day.checkIn(day.volunteer, { code: (await day.codeNow(other.shiftId)).text }), 'code_other')
    expectRefusal(
      await day.checkIn(day.volunteer, { code: `${text.slice(0, -1)}${text.endsWith('A') ? 'B' : 'A'}` }),
      'code_wrong',
    )
    expectRefusal(await day.checkIn(day.volunteer, { code: 'https://example.com' }), 'code_wrong')
    expectRefusal(await day.checkOut(day.volunteer, { code: text }), 'not_checked_in')
    // A photo of the code, sent to somebody at home.
    clock.now = new Date(at('08:22').getTime() + 30_001)
    expectRefusal(await day.checkIn(day.volunteer, { code: text }), 'code_old')
    expectRefusal(await day.checkIn(day.volunteer, { number }), 'code_wrong')
    clock.now = at('11:01')
    expectRefusal(await day.checkIn(day.volunteer, { code: (await day.codeNow()).text }), 'check_in_over')
    const unknown = { id: newId(), shiftId: newId(), proof: { number } }
    expect(codeOf(await call(app, day.volunteer.token, 'volunteering.checkIn', unknown))).toBe('not_found')
    expect((await day.personOn('陈静')).status).toBe('confirmed')
  })

  it('lets nobody guess the number, and says when the five tries are used up', async () => {
    await day.signUp(day.volunteer)
    clock.now = at('08:20')
    const { number, text } = await day.codeNow()
    const wrong = number === '000000' ? '000001' : '000000'
    for (let turn = 0; turn < 5; turn += 1) {
      const reply = await day.checkIn(day.volunteer, { number: wrong })
      expectRefusal(reply, 'code_wrong')
      expect(reply.roundTrips).toBeLessThanOrEqual(3)
    }
    expectRefusal(await day.checkIn(day.volunteer, { number: wrong }), 'code_too_often')
    expectRefusal(await day.checkIn(day.volunteer, { number }), 'code_too_often')
    // Scanning proves more than typing: it is still open.
    const scanned = await day.checkIn(day.volunteer, { code: text })
    expect(scanned.ok).toBe(true)
  })

  it('takes the right number again ten minutes later', async () => {
    await day.signUp(day.volunteer)
    clock.now = at('08:20')
    const wrong = (await day.codeNow()).number === '000000' ? '000001' : '000000'
    for (let turn = 0; turn < 5; turn += 1) await day.checkIn(day.volunteer, { number: wrong })
    clock.now = new Date(at('08:30').getTime() + 1)
    const reply = await day.checkIn(day.volunteer, { number: (await day.codeNow()).number })
    expect(reply.ok && reply.data.mine?.status).toBe('checked_in')
  })

  it('shows only its leaders and staff the codes and the list', async () => {
    await day.signUp(day.volunteer)
    clock.now = at('08:20')
    for (const { token } of [day.cast.communityStaff, day.cast.admin]) {
      const reply = await call(app, token, 'volunteering.attendanceCodes', day.place)
      expect(reply.ok).toBe(true)
      expect(reply.roundTrips).toBeLessThanOrEqual(attendanceContract['volunteering.attendanceCodes'].roundTrips)
    }
    for (const { token } of [day.volunteer, day.cast.otherResident, day.cast.otherCommunityStaff]) {
      expect(codeOf(await call(app, token, 'volunteering.attendanceCodes', day.place))).not.toBe('ok')
      expect(codeOf(await call(app, token, 'volunteering.attendance', day.place))).not.toBe('ok')
    }
    const [row] = await raw('select secret from attendance_secret')
    const reply = await call(app, day.leader.token, 'volunteering.attendanceCodes', day.place)
    expect(JSON.stringify(reply)).not.toContain(String(row?.['secret']))
  })
})
