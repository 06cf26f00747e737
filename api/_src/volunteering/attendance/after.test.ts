import { beforeEach, describe, expect, it } from 'vitest'
import type { EndpointName } from '../../../../shared/endpoints.ts'
import { instantOf } from '../../../../shared/time.ts'
import { at, attendanceDay, attendanceServer, codeOf, type AttendanceDay } from '../../testing/attendance-day.ts'
import { places } from '../../testing/actors.ts'
import { call, callOk } from '../../testing/call.ts'
import { useDatabase } from '../../testing/database.ts'
import { passTime } from '../../testing/pass-time.ts'

const database = await useDatabase()
const { raw } = database
const { server, app, clock, begin } = attendanceServer(database)
let day: AttendanceDay

beforeEach(async () => {
  day = await begin()
})

describe('what the machine does', () => {
  it('ends the shift of who forgot, marks it, and tells them', async () => {
    await day.signUp(day.volunteer)
    clock.now = at('08:20')
    await day.checkIn(day.volunteer, { code: (await day.codeNow()).text })
    clock.now = at('11:00')
    await server.tick()
    expect((await day.personOn('陈静')).status).toBe('checked_in')
    clock.now = new Date(at('11:00').getTime() + 1)
    await server.tick()
    expect(await day.personOn('陈静')).toMatchObject({
      status: 'attended',
      checkedOutWay: 'shift_end',
      checkedOutAt: at('10:30').toISOString(),
    })
    await server.tick()
    expect(await day.entries(day.volunteer)).toMatchObject([{ minutes: 120, check_out_was_forgotten: 1 }])
    expect(await day.messages(day.volunteer)).toContain('忘了签退')
  })

  it('writes down what a handler lost, once', async () => {
    await day.signUp(day.volunteer)
    clock.now = at('08:20')
    await day.checkIn(day.volunteer, { code: (await day.codeNow()).text })
    clock.now = at('10:20')
    await day.checkOut(day.volunteer, { code: (await day.codeNow()).text })
    await app.settled()
    await raw('update signup set recorded_at = null')
    clock.now = at('10:21')
    await server.tick()
    expect(await day.entries(day.volunteer)).toHaveLength(1)
    expect((await day.personOn('陈静')).isRecorded).toBe(true)
  })

  it('gives no hours to who only takes part', async () => {
    await raw(`update shift set role = 'participant' where id = ?`, [day.shiftId])
    await day.signUp(day.volunteer)
    clock.now = at('08:20')
    await day.checkIn(day.volunteer, { code: (await day.codeNow()).text })
    clock.now = at('10:20')
    await day.checkOut(day.volunteer, { code: (await day.codeNow()).text })
    await app.settled()
    expect(await day.entries(day.volunteer)).toEqual([])
    expect((await day.personOn('陈静')).isRecorded).toBe(true)
  })

  it('asks the leader the morning after, again before it is due, and staff when it is too late', async () => {
    await day.signUp(day.volunteer)
    await passTime(database, server, attendanceDay, '20:00')
    expect(await day.messages(day.leader)).toEqual([])
    const list = await callOk(app, day.leader.token, 'volunteering.unrecorded', {})
    // Ten working days after a Saturday: Friday of the second week.
    expect(list.lists).toMatchObject([{ shiftId: day.shiftId, open: 1, dueDay: '2026-12-11', isOverdue: false }])
    await passTime(database, server, '2026-11-29', '08:59')
    expect(await day.messages(day.leader)).toEqual([])
    await passTime(database, server, '2026-11-29', '09:00')
    await server.tick()
    expect(await day.messages(day.leader)).toEqual(['昨天谁来了，请点一下'])
    await passTime(database, server, '2026-12-08', '09:00')
    await server.tick()
    expect(await day.messages(day.leader)).toEqual(['昨天谁来了，请点一下', '点名快到期了'])
    await passTime(database, server, '2026-12-12', '09:00')
    await server.tick()
    expect(await day.messages(day.leader)).toHaveLength(3)
    const staff = await raw(`select title from delivery where recipient_id = ? and channel = 'inbox'`, [
      day.cast.communityStaff.accountId,
    ])
    expect(staff).toMatchObject([{ title: '有一班的点名过期了' }])
    const reply = await call(app, day.cast.communityStaff.token, 'volunteering.unrecorded', {})
    expect(reply.ok && reply.data.lists).toMatchObject([{ isOverdue: true }])
    expect(reply.roundTrips).toBeLessThanOrEqual(2)
    // Staff settle it: nobody is asked again.
    await day.roll(day.cast.communityStaff, 'missed', ['陈静'])
    await passTime(database, server, '2026-12-20', '09:00')
    expect(await day.messages(day.leader)).toHaveLength(3)
    expect((await callOk(app, day.cast.communityStaff.token, 'volunteering.unrecorded', {})).lists).toEqual([])
  })
})

describe('the wall', () => {
  it('shows today with who is there by their given names, and what comes', async () => {
    await day.signUp(day.volunteer)
    await day.signUp(day.cast.elder)
    await day.open({ startsAt: instantOf('2026-11-30', '09:00') })
    clock.now = at('08:40')
    await day.checkIn(day.cast.elder, { code: (await day.codeNow()).text })
    const reply = await call(app, day.cast.communityStaff.token, 'volunteering.wall', { communityId: places.community })
    expect(reply.roundTrips).toBeLessThanOrEqual(2)
    expect(reply.ok && reply.data).toMatchObject({ here: 1, coming: [{ placesLeft: 3, people: [] }] })
    const [shift] = reply.ok ? reply.data.today : []
    expect(shift).toMatchObject({ shiftId: day.shiftId, placesLeft: 1 })
    expect(shift?.people.toSorted((a, b) => Number(b.isHere) - Number(a.isHere))).toEqual([
      { name: '秀英', isHere: true },
      { name: '陈静', isHere: false },
    ])
    expect(JSON.stringify(reply)).not.toContain('王秀英')
    expect(
      codeOf(
        await call(app, day.cast.otherCommunityStaff.token, 'volunteering.wall', { communityId: places.community }),
      ),
    ).toBe('not_found')
  })
})

it('keeps the budgets of its reads', async () => {
  await day.signUp(day.volunteer)
  const reads: [EndpointName, { token: string }, object][] = [
    ['volunteering.presence', day.volunteer, { shiftId: day.shiftId }],
    ['volunteering.attendance', day.leader, day.place],
    ['volunteering.unrecorded', day.leader, {}],
  ]
  for (const [name, who, input] of reads) {
    const reply = await call(app, who.token, name, input as never)
    expect([name, reply.ok, reply.roundTrips <= 2]).toEqual([name, true, true])
  }
})
