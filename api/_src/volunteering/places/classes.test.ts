import { beforeEach, describe, expect, it } from 'vitest'
import { newId } from '../../platform/ids.ts'
import { makePlaces, places, TestPeople, type TestResident } from '../../testing/actors.ts'
import { call, callOk } from '../../testing/call.ts'
import { useDatabase } from '../../testing/database.ts'
import { joinAll, openShift, tally, volunteeringApp, type HeldClock } from '../../testing/volunteering.ts'
import { advanceVolunteering } from './advance.ts'

const { db, raw } = await useDatabase()
const clock: HeldClock = { now: new Date() }
const app = volunteeringApp(db, clock)
const startsAt = new Date('2026-11-28T00:30:00.000Z')
const until = new Date('2026-11-25T02:00:00.000Z')

beforeEach(async () => {
  clock.now = new Date('2026-11-24T02:00:00.000Z')
  await makePlaces(db)
})

const signUp = (who: TestResident, shiftId: string, id = newId()) =>
  call(app, who.token, 'volunteering.signUp', { id, shiftId })
const withdraw = (who: TestResident, shiftId: string) =>
  call(app, who.token, 'volunteering.withdraw', { id: newId(), shiftId, reason: '' })
const mine = (reply: Awaited<ReturnType<typeof signUp>>) => (reply.ok ? reply.data.mine : reply.error.code)
const statusOf = async (shiftId: string, who: TestResident) =>
  (await tally(db, shiftId)).rows.find((row) => row.residentId === who.person.residentId)?.status

/** Three who have served before, three who never did, and a shift with two of three places kept for these. */
async function classes(capacity = 3) {
  const people = new TestPeople(clock.now)
  const all = people.residents(6)
  await people.save(db)
  await joinAll(db, all, { now: clock.now })
  const [a, b, c, x, y, z] = all
  if (!a || !b || !c || !x || !y || !z) throw new Error('six were asked for')
  const earlier = await openShift(db, { startsAt: new Date('2026-11-20T00:30:00.000Z'), capacity: 9 })
  const now = clock.now
  clock.now = new Date('2026-11-19T00:00:00.000Z')
  for (const who of [a, b, c]) await signUp(who, earlier.shiftId)
  clock.now = now
  const shift = await openShift(db, { startsAt, capacity, firstTimerPlaces: 2, firstTimersUntil: until })
  return { a, b, c, x, y, z, ...shift }
}

describe('places kept for first-timers', () => {
  it('leave the others what is not kept, and say until when', async () => {
    const { a, b, x, y, z, shiftId, activityId } = await classes()
    expect(mine(await signUp(a, shiftId))).toEqual({ status: 'confirmed', waitingPosition: null })
    expect(await signUp(b, shiftId)).toMatchObject({
      data: {
        mine: { status: 'waiting', waitingPosition: 1 },
        placesLeft: 0,
        kept: { places: 2, until: until.toISOString(), forMe: false },
      },
    })
    const seen = await callOk(app, x.token, 'volunteering.activity', { activityId })
    expect(seen.shifts[0]).toMatchObject({ placesLeft: 2, kept: { places: 2, forMe: true }, hindrance: null })
    expect(mine(await signUp(x, shiftId))).toMatchObject({ status: 'confirmed' })
    expect(mine(await signUp(y, shiftId))).toMatchObject({ status: 'confirmed' })
    expect(mine(await signUp(z, shiftId))).toMatchObject({ status: 'waiting', waitingPosition: 2 })
    expect(await tally(db, shiftId)).toMatchObject({ taken: 3, firstTimersTaken: 2, confirmed: 3, waiting: 2 })
  })

  it('go to first-timers in their order, past the others in line', async () => {
    const { a, b, x, y, z, shiftId } = await classes()
    for (const who of [a, b, x, y, z]) await signUp(who, shiftId)
    await withdraw(x, shiftId)
    expect(await statusOf(shiftId, z)).toBe('confirmed')
    expect(await statusOf(shiftId, b)).toBe('waiting')
    await withdraw(y, shiftId)
    expect(await tally(db, shiftId)).toMatchObject({ taken: 2, firstTimersTaken: 1, waiting: 1 })
    await withdraw(a, shiftId)
    expect(await statusOf(shiftId, b)).toBe('confirmed')
    expect(await tally(db, shiftId)).toMatchObject({ taken: 2, firstTimersTaken: 1, waiting: 0 })
  })

  it('are everybody’s once the time is over: the tick lets the line in, in its order', async () => {
    const { a, b, c, shiftId } = await classes()
    for (const who of [a, b, c]) await signUp(who, shiftId)
    clock.now = new Date(until.getTime() - 1)
    await advanceVolunteering(db, [places.community], clock.now)
    expect((await tally(db, shiftId)).taken).toBe(1)
    clock.now = until
    await Promise.all([1, 2, 3].map(() => advanceVolunteering(db, [places.community], clock.now)))
    expect(await tally(db, shiftId)).toMatchObject({ taken: 3, firstTimersTaken: 0, waiting: 0 })
  })

  it('let in who waits before somebody who comes then, and when somebody looks', async () => {
    const { a, b, c, x, shiftId, activityId } = await classes()
    for (const who of [a, b, c]) await signUp(who, shiftId)
    clock.now = until
    expect(mine(await signUp(x, shiftId))).toMatchObject({ status: 'waiting', waitingPosition: 1 })
    expect(await statusOf(shiftId, c)).toBe('confirmed')
    await withdraw(a, shiftId)
    expect(await tally(db, shiftId)).toMatchObject({ taken: 3, firstTimersTaken: 1, waiting: 0 })

    clock.now = new Date('2026-11-24T02:00:00.000Z')
    const other = await openShift(db, {
      startsAt: new Date('2026-11-30T00:30:00.000Z'),
      capacity: 2,
      firstTimerPlaces: 1,
      firstTimersUntil: until,
      activityId,
    })
    for (const who of [a, b]) await signUp(who, other.shiftId)
    expect(await statusOf(other.shiftId, b)).toBe('waiting')
    clock.now = until
    await callOk(app, c.token, 'volunteering.activity', { activityId })
    await app.settled()
    expect(await statusOf(other.shiftId, b)).toBe('confirmed')
  })

  it('a repeat of a sign-up does not pass who stands before it', async () => {
    const { a, b, c, shiftId } = await classes()
    const id = newId()
    for (const who of [a, b]) await signUp(who, shiftId)
    await signUp(c, shiftId, id)
    await raw('update shift set capacity = 2, first_timer_places = 0 where id = ?', [shiftId])
    clock.now = until
    expect(mine(await signUp(c, shiftId, id))).toMatchObject({ status: 'waiting', waitingPosition: 1 })
    expect(await statusOf(shiftId, b)).toBe('confirmed')
  })

  it('count who took part as a guest, or never came, as new', async () => {
    const { x, shiftId } = await classes()
    const guests = await openShift(db, {
      startsAt: new Date('2026-11-27T00:30:00.000Z'),
      capacity: 3,
      role: 'participant',
    })
    await signUp(x, guests.shiftId)
    expect(await signUp(x, shiftId)).toMatchObject({ data: { mine: { status: 'confirmed' } } })
    expect(await tally(db, shiftId)).toMatchObject({ taken: 1, firstTimersTaken: 1 })
    await withdraw(x, shiftId)
    expect(await tally(db, shiftId)).toMatchObject({ taken: 0, firstTimersTaken: 0 })
  })
})

describe('what keeps somebody away', () => {
  it('is said before one presses, and when one does', async () => {
    const people = new TestPeople(clock.now)
    const [child, resting, nameless, guest, tired] = people.residents(5)
    if (!child || !resting || !nameless || !guest || !tired) throw new Error('five were asked for')
    await people.save(db)
    const { now } = clock
    await joinAll(db, [child], { now, status: 'awaiting_guardian' })
    await joinAll(db, [resting], { now, status: 'paused' })
    await joinAll(db, [nameless], { now, name: null })
    await joinAll(db, [tired], { now })
    const shift = await openShift(db, { startsAt, capacity: 5 })
    const sameDay = await openShift(db, {
      startsAt: new Date(startsAt.getTime() + 4 * 3_600_000),
      hours: 7,
      capacity: 5,
    })
    const evening = new Date('2026-11-27T13:00:00.000Z')
    await signUp(tired, sameDay.shiftId)
    const cases = [
      [child, 'guardian_needed'],
      [resting, 'volunteer_paused'],
      [nameless, 'profile_incomplete'],
      [guest, 'not_a_volunteer'],
      [tired, 'day_full'],
    ] as const
    for (const [who, code] of cases) {
      const seen = await call(app, who.token, 'volunteering.activity', { activityId: shift.activityId })
      expect(seen, code).toMatchObject({ ok: true, roundTrips: 2, data: { shifts: [{ hindrance: code, mine: null }] } })
      expect(mine(await signUp(who, shift.shiftId))).toBe(code)
    }
    const late = await openShift(db, { startsAt: evening, hours: 2, capacity: 5 })
    await withdraw(tired, sameDay.shiftId)
    expect(mine(await signUp(tired, late.shiftId))).toMatchObject({ status: 'confirmed' })
    const early = await openShift(db, { startsAt: new Date('2026-11-27T22:00:00.000Z'), capacity: 5 })
    expect(mine(await signUp(tired, early.shiftId))).toBe('rest_needed')
    const concert = await openShift(db, {
      startsAt: new Date('2026-11-28T05:00:00.000Z'),
      capacity: 5,
      role: 'participant',
    })
    expect(mine(await signUp(guest, concert.shiftId))).toMatchObject({ status: 'confirmed' })
    await raw('update activity set least_age = 60')
    expect(mine(await signUp(child, concert.shiftId))).toBe('not_eligible')
  })

  it('follows what the community decided, in no more round trips', async () => {
    const people = new TestPeople(clock.now)
    const [one] = people.residents(1)
    if (!one) throw new Error('one was asked for')
    await people.save(db)
    await joinAll(db, [one], { now: clock.now })
    await raw(
      `insert into volunteer_setting (community_id, settings, version, changed_by_name, changed_at)
       values ('${places.community}', '{"mostMinutesPerDay":90}', 1, '', '2026-11-01')`,
    )
    const { shiftId, activityId } = await openShift(db, { startsAt, capacity: 5 })
    expect(await signUp(one, shiftId)).toMatchObject({
      ok: false,
      roundTrips: 2,
      error: { code: 'day_full', details: { mostMinutes: 90 } },
    })
    const short = await openShift(db, { startsAt, hours: 1.5, capacity: 5, activityId })
    expect(await signUp(one, short.shiftId)).toMatchObject({ ok: true, roundTrips: 4 })
    const detail = await callOk(app, one.token, 'volunteering.activity', { activityId })
    expect(detail.mostMinutesPerDay).toBe(90)
    expect(new Set(detail.shifts.map(({ hindrance }) => hindrance))).toEqual(new Set([null, 'shift_overlaps']))
  })
})
