import { beforeEach, describe, expect, it } from 'vitest'
import { attendanceContract } from '../../../../shared/volunteering/attendance-contract.ts'
import { newId } from '../../platform/ids.ts'
import { at, attendanceServer, codeOf, type AttendanceDay } from '../../testing/attendance-day.ts'
import { call, callOk } from '../../testing/call.ts'
import { useDatabase } from '../../testing/database.ts'
import { tally } from '../../testing/volunteering.ts'

const database = await useDatabase()
const { db, raw } = database
const { server, app, clock, begin } = attendanceServer(database)
let day: AttendanceDay

beforeEach(async () => {
  day = await begin()
})

describe('the roll-call', () => {
  beforeEach(async () => {
    await day.signUp(day.volunteer)
    await day.signUp(day.cast.elder)
    clock.now = at('08:40')
  })

  it('says of all at once that they came, from the start, and that they left', async () => {
    const came = await day.roll(day.leader, 'came', ['陈静', '王秀英'], { fromStart: true })
    expect(came.ok && came.data.people.map(({ checkedInAt }) => checkedInAt)).toEqual([
      at('08:30').toISOString(),
      at('08:30').toISOString(),
    ])
    expect(came.roundTrips).toBeLessThanOrEqual(attendanceContract['volunteering.rollCall'].roundTrips)
    clock.now = at('10:30')
    expect((await day.roll(day.leader, 'left', ['陈静', '王秀英'])).ok).toBe(true)
    // What can be taken back is not on record yet; then the machine writes it down.
    await server.tick()
    expect(await day.entries(day.volunteer)).toHaveLength(0)
    clock.now = at('10:36')
    await server.tick()
    expect(await day.entries(day.volunteer)).toMatchObject([
      { minutes: 120, basis: 'automatic', check_out_was_forgotten: 0 },
    ])
    expect(codeOf(await day.roll(day.leader, 'take_back', ['陈静']))).toBe('conflict')
  })

  it('takes back what was said', async () => {
    for (const mark of ['came', 'missed'] as const) {
      await day.roll(day.leader, mark, ['陈静'])
      expect(await day.personOn('陈静')).toMatchObject({ canTakeBack: true })
      await day.roll(day.leader, 'take_back', ['陈静'])
      expect(await day.personOn('陈静')).toMatchObject({ status: 'confirmed', checkedInAt: null, canTakeBack: false })
    }
    await day.roll(day.leader, 'came', ['陈静'])
    clock.now = at('09:00')
    await day.roll(day.leader, 'left', ['陈静'])
    await day.roll(day.leader, 'take_back', ['陈静'])
    expect(await day.personOn('陈静')).toMatchObject({ status: 'checked_in', checkedInAt: at('08:40').toISOString() })
    expect((await tally(db, day.shiftId)).taken).toBe(2)
  })

  it('strikes out who is not there, and tells them', async () => {
    await day.checkIn(day.volunteer, { code: (await day.codeNow()).text })
    const struck = await day.roll(day.leader, 'not_there', ['陈静'])
    expect(struck.ok && struck.data.people.find(({ name }) => name === '陈静')?.status).toBe('confirmed')
    await app.settled()
    expect(await day.messages(day.volunteer)).toContain('带队人没见到您')
    // Still there after all: the code lets them in again.
    expect((await day.checkIn(day.volunteer, { code: (await day.codeNow()).text })).ok).toBe(true)
  })

  it('is not said before it opens, and repeated it changes nothing', async () => {
    clock.now = at('07:50')
    expect(codeOf(await day.roll(day.leader, 'came', ['陈静']))).toBe('check_in_early')
    clock.now = at('08:40')
    const { signupId, version } = await day.personOn('陈静')
    const word = { id: newId(), ...day.place, mark: 'came' as const, fromStart: false, people: [{ signupId, version }] }
    const first = await call(app, day.leader.token, 'volunteering.rollCall', word)
    const again = await call(app, day.leader.token, 'volunteering.rollCall', word)
    expect(again.ok && again.data).toEqual(first.ok && first.data)
    // Another day.leader with an older picture: it is so already.
    expect((await call(app, day.cast.communityStaff.token, 'volunteering.rollCall', { ...word, id: newId() })).ok).toBe(
      true,
    )
    const other = { ...word, id: newId(), mark: 'missed' as const }
    expect(codeOf(await call(app, day.cast.communityStaff.token, 'volunteering.rollCall', other))).toBe('conflict')
  })

  it('settles somebody afterwards for the whole shift', async () => {
    clock.now = at('15:00')
    await day.roll(day.leader, 'came', ['陈静'])
    await day.roll(day.leader, 'missed', ['王秀英'])
    clock.now = at('15:06')
    await server.tick()
    expect(await day.entries(day.volunteer)).toMatchObject([{ minutes: 120 }])
    expect(await day.entries(day.cast.elder)).toEqual([])
    expect((await callOk(app, day.leader.token, 'volunteering.unrecorded', {})).lists).toEqual([])
  })

  it('shows telephone numbers of those who have not come, while it is on', async () => {
    await day.roll(day.leader, 'came', ['陈静'])
    const phones = async () => (await day.sheetOf(day.leader)).people.map(({ phone }) => phone !== null)
    expect(await phones()).toEqual([false, true])
    clock.now = at('11:01')
    expect(await phones()).toEqual([false, false])
  })
})

describe('a walk-in', () => {
  const walkIn = (name: string, lastFour = '', role: 'volunteer' | 'participant' = 'volunteer', id = newId()) =>
    call(app, day.leader.token, 'volunteering.walkIn', { id, ...day.place, name, lastFour, role })

  it('takes a free place and is there', async () => {
    clock.now = at('08:40')
    const id = newId()
    const reply = await walkIn('孙强', '', 'volunteer', id)
    expect(reply.ok && reply.data.people).toMatchObject([{ name: '孙强', status: 'checked_in', role: 'volunteer' }])
    expect(reply.roundTrips).toBeLessThanOrEqual(attendanceContract['volunteering.walkIn'].roundTrips)
    expect((await walkIn('孙强', '', 'volunteer', id)).ok).toBe(true)
    expect(codeOf(await walkIn('孙强'))).toBe('already_checked_in')
    expect((await tally(db, day.shiftId)).taken).toBe(1)
  })

  it('needs a name that means one person, and room', async () => {
    const two = day.cast.people
    two.resident({ name: '李伟', phone: '13800001111' })
    two.resident({ name: '李伟', phone: '13800002222' })
    await two.save(db)
    await raw('update shift set capacity = 1 where id = ?', [day.shiftId])
    clock.now = at('08:40')
    expect(codeOf(await walkIn('没有这个人'))).toBe('name_unclear')
    expect(codeOf(await walkIn('李伟'))).toBe('name_unclear')
    expect(codeOf(await walkIn('李伟', '2222'))).toBe('not_a_volunteer')
    const reply = await walkIn('李伟', '2222', 'participant')
    expect(reply.ok && reply.data.people).toMatchObject([{ name: '李伟', role: 'participant' }])
    expect(codeOf(await walkIn('孙强'))).toBe('no_room_here')
    expect((await tally(db, day.shiftId)).taken).toBe(1)
  })

  it('finds who had withdrawn, and who waits', async () => {
    await day.signUp(day.volunteer)
    await callOk(app, day.volunteer.token, 'volunteering.withdraw', { id: newId(), shiftId: day.shiftId, reason: '' })
    clock.now = at('08:40')
    expect((await walkIn('陈静')).ok).toBe(true)
    expect((await day.personOn('陈静')).status).toBe('checked_in')
    const { taken, rows } = await tally(db, day.shiftId)
    expect([taken, rows.length]).toEqual([1, 1])
  })
})
