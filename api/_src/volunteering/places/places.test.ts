import { beforeEach, describe, expect, it } from 'vitest'
import { placesContract } from '../../../../shared/volunteering/places-contract.ts'
import { newId } from '../../platform/ids.ts'
import { makeActors, type Cast, type TestResident } from '../../testing/actors.ts'
import { call, callOk, type CallResult } from '../../testing/call.ts'
import { useDatabase } from '../../testing/database.ts'
import {
  joinAll,
  openShift,
  tally,
  volunteeringApp,
  type HeldClock,
  type ShiftOptions,
} from '../../testing/volunteering.ts'

const { db, raw } = await useDatabase()
const clock: HeldClock = { now: new Date() }
const app = volunteeringApp(db, clock)
const startsAt = new Date('2026-11-28T00:30:00.000Z')
let cast: Cast
let first: TestResident
let second: TestResident
let third: TestResident

beforeEach(async () => {
  clock.now = new Date('2026-11-24T02:00:00.000Z')
  cast = await makeActors(db, clock.now)
  first = cast.elder
  second = cast.daughter
  third = cast.neighbour
  await joinAll(db, [first, second, third], { now: clock.now })
})

const open = (options: Partial<ShiftOptions> = {}) => openShift(db, { startsAt, capacity: 1, ...options })
const signUp = (who: { token: string }, shiftId: string, id = newId()) =>
  call(app, who.token, 'volunteering.signUp', { id, shiftId })
const withdraw = (who: { token: string }, shiftId: string, reason = '', id = newId()) =>
  call(app, who.token, 'volunteering.withdraw', { id, shiftId, reason })
const mine = (reply: CallResult<'volunteering.signUp'> | CallResult<'volunteering.withdraw'>) =>
  reply.ok ? reply.data.mine : reply.error.code
const rowOf = async (who: TestResident, shiftId: string) =>
  (await tally(db, shiftId)).rows.find((row) => row.residentId === who.person.residentId)
const messages = async () =>
  (
    await raw("select recipient_id, title, body, page from delivery where channel = 'inbox' order by created_at, id")
  ).map((row) => ({ to: String(row['recipient_id']), title: String(row['title']), body: String(row['body']) }))

describe('volunteering.signUp', () => {
  it('takes a place and writes it down', async () => {
    const { shiftId } = await open({ capacity: 2 })
    const reply = await signUp(first, shiftId)
    expect(reply).toMatchObject({
      ok: true,
      data: { placesLeft: 1, mine: { status: 'confirmed', waitingPosition: null } },
    })
    const { taken, confirmed } = await tally(db, shiftId)
    expect([taken, confirmed]).toEqual([1, 1])
    const row = await rowOf(first, shiftId)
    expect(row?.history.map(({ step }) => step)).toEqual(['waiting', 'confirmed'])
    expect(row?.version).toBe(2)
  })

  it('lines people up in their order when it is full, and says where they stand', async () => {
    const { shiftId } = await open()
    await signUp(first, shiftId)
    expect(mine(await signUp(second, shiftId))).toEqual({ status: 'waiting', waitingPosition: 1 })
    const last = await signUp(third, shiftId)
    expect(mine(last)).toEqual({ status: 'waiting', waitingPosition: 2 })
    expect(last.ok && last.data).toMatchObject({ placesLeft: 0, waiting: 2 })
  })

  it('answers a repeat as before: with a place, in line, and after leaving', async () => {
    const { shiftId } = await open()
    const [a, b] = [newId(), newId()]
    const placed = await signUp(first, shiftId, a)
    expect(mine(await signUp(first, shiftId, a))).toEqual(mine(placed))
    const lined = await signUp(second, shiftId, b)
    expect(mine(await signUp(second, shiftId, b))).toEqual(mine(lined))
    expect((await tally(db, shiftId)).rows).toHaveLength(2)
    await withdraw(first, shiftId)
    expect(mine(await signUp(first, shiftId, a))).toBeNull()
    expect((await tally(db, shiftId)).taken).toBe(1)
  })

  it('makes one sign-up of twenty presses at once', async () => {
    const { shiftId } = await open({ capacity: 5 })
    const id = newId()
    const replies = await Promise.all(Array.from({ length: 20 }, () => signUp(first, shiftId, id)))
    expect(replies.every((reply) => reply.ok && reply.data.mine?.status === 'confirmed')).toBe(true)
    const { taken, confirmed, rows } = await tally(db, shiftId)
    expect([taken, confirmed, rows.length]).toEqual([1, 1, 1])
  })

  it('refuses with its reason', async () => {
    const { shiftId } = await open()
    expect(mine(await signUp(cast.former, shiftId))).toBe('not_a_volunteer')
    expect(mine(await signUp(first, newId()))).toBe('not_found')
    await signUp(first, shiftId)
    expect(mine(await signUp(first, shiftId))).toBe('already_signed_up')
    const past = await open({ startsAt: clock.now })
    expect(mine(await signUp(first, past.shiftId))).toBe('shift_past')
    const closed = await open({ startsAt: new Date('2026-11-29T00:00:00.000Z'), closedAt: clock.now })
    expect(mine(await signUp(first, closed.shiftId))).toBe('shift_closed')
    const skilled = await open({ startsAt: new Date('2026-11-30T00:00:00.000Z'), neededSkill: 'nursing' })
    expect(mine(await signUp(first, skilled.shiftId))).toBe('skill_needed')
    const overlapping = await open({ startsAt: new Date(startsAt.getTime() + 3_600_000), capacity: 5 })
    expect(mine(await signUp(first, overlapping.shiftId))).toBe('shift_overlaps')
    const touching = await open({ startsAt: new Date(startsAt.getTime() + 7_200_000), capacity: 5 })
    expect(mine(await signUp(first, touching.shiftId))).toMatchObject({ status: 'confirmed' })
  })

  it('counts a waiting list as being busy, and a shift that was left as free', async () => {
    const full = await open({ capacity: 1 })
    await signUp(second, full.shiftId)
    await signUp(first, full.shiftId)
    const other = await open({ capacity: 5 })
    expect(mine(await signUp(first, other.shiftId))).toBe('shift_overlaps')
    await withdraw(first, full.shiftId)
    expect(mine(await signUp(first, other.shiftId))).toMatchObject({ status: 'confirmed' })
  })

  it('does not let one command stand for two shifts', async () => {
    const one = await open()
    const other = await open({ startsAt: new Date('2026-11-29T00:00:00.000Z') })
    const id = newId()
    await signUp(first, one.shiftId, id)
    expect(mine(await signUp(first, other.shiftId, id))).toBe('id_taken')
    expect(mine(await signUp(second, one.shiftId, id))).toBe('id_taken')
    expect((await tally(db, other.shiftId)).rows).toEqual([])
  })

  it('keeps out of other communities', async () => {
    const { shiftId, activityId } = await open({ capacity: 5 })
    await joinAll(db, [cast.otherResident], { now: clock.now })
    expect(mine(await signUp(cast.otherResident, shiftId))).toBe('not_found')
    expect(mine(await withdraw(cast.otherResident, shiftId))).toBe('not_found')
    const detail = await call(app, cast.otherResident.token, 'volunteering.activity', { activityId })
    expect(!detail.ok && detail.error.code).toBe('not_found')
    const list = await callOk(app, cast.otherResident.token, 'volunteering.activities', {})
    expect(list.activities).toEqual([])
  })

  it.each([['unbound'], ['gridWorker'], ['admin']] as const)('is for residents: not for %s', async (who) => {
    const { shiftId } = await open()
    expect((await signUp(cast[who], shiftId)).status).toBe(403)
  })
})

describe('volunteering.withdraw', () => {
  it('gives the place to the first in line and tells both', async () => {
    const { shiftId } = await open()
    for (const who of [first, second, third]) await signUp(who, shiftId)
    await app.settled()
    const reply = await withdraw(first, shiftId, '孙子病了')
    expect(reply).toMatchObject({ ok: true, data: { mine: null, placesLeft: 0, waiting: 1 } })
    await app.settled()
    expect((await rowOf(first, shiftId))?.history.at(-1)).toMatchObject({ step: 'withdrawn', reason: '孙子病了' })
    expect(await rowOf(second, shiftId)).toMatchObject({ status: 'confirmed', version: 2 })
    expect(await rowOf(third, shiftId)).toMatchObject({ status: 'waiting', version: 1 })
    expect((await tally(db, shiftId)).taken).toBe(1)
    const told = await messages()
    const titlesTo = (who: TestResident) =>
      told.filter(({ to }) => to === who.person.residentId).map(({ title }) => title)
    expect(titlesTo(first)).toEqual(['报上了', '退掉了'])
    expect(titlesTo(second)).toEqual(['候补第 1 位', '候补补上了'])
    expect(titlesTo(third)).toEqual(['候补第 2 位'])
  })

  it('makes the place public when nobody waits', async () => {
    const { shiftId } = await open({ capacity: 2 })
    await signUp(first, shiftId)
    expect(await withdraw(first, shiftId)).toMatchObject({ ok: true, data: { placesLeft: 2, mine: null } })
    const { taken, withdrawn } = await tally(db, shiftId)
    expect([taken, withdrawn]).toEqual([0, 1])
  })

  it('moves the line up when somebody in it leaves', async () => {
    const { shiftId, activityId } = await open()
    for (const who of [first, second, third]) await signUp(who, shiftId)
    await withdraw(second, shiftId)
    const { shifts } = await callOk(app, third.token, 'volunteering.activity', { activityId })
    expect(shifts[0]?.mine).toEqual({ status: 'waiting', waitingPosition: 1 })
  })

  it('is heard once, also when it comes late after coming back', async () => {
    const { shiftId } = await open()
    const id = newId()
    await signUp(first, shiftId)
    await signUp(second, shiftId)
    await withdraw(first, shiftId, '', id)
    await withdraw(first, shiftId, '', id)
    expect(mine(await signUp(first, shiftId))).toEqual({ status: 'waiting', waitingPosition: 1 })
    expect(mine(await withdraw(first, shiftId, '', id))).toEqual({ status: 'waiting', waitingPosition: 1 })
    expect((await rowOf(first, shiftId))?.history.map(({ step }) => step)).toEqual([
      'waiting',
      'confirmed',
      'withdrawn',
      'waiting',
    ])
  })

  it('puts who comes back at the end of the line', async () => {
    const { shiftId } = await open()
    for (const who of [first, second, third]) await signUp(who, shiftId)
    await withdraw(second, shiftId)
    expect(mine(await signUp(second, shiftId))).toEqual({ status: 'waiting', waitingPosition: 2 })
    await withdraw(first, shiftId)
    expect((await rowOf(third, shiftId))?.status).toBe('confirmed')
    expect((await rowOf(second, shiftId))?.status).toBe('waiting')
  })

  it('refuses once the shift has begun, and for who never signed up', async () => {
    const { shiftId } = await open()
    expect(mine(await withdraw(first, shiftId))).toBe('not_found')
    await signUp(first, shiftId)
    clock.now = startsAt
    expect(mine(await withdraw(first, shiftId))).toBe('shift_past')
    expect((await tally(db, shiftId)).taken).toBe(1)
  })
})

describe('lists', () => {
  it('shows activities soonest first with places left and where I stand', async () => {
    const late = await open({ startsAt: new Date('2026-12-05T00:00:00.000Z'), capacity: 4, neededSkill: 'wheelchair' })
    const soon = await open({ capacity: 1 })
    await openShift(db, { startsAt: new Date('2026-11-29T00:00:00.000Z'), capacity: 3, activityId: soon.activityId })
    await open({ startsAt: new Date('2026-11-20T00:00:00.000Z'), capacity: 1 })
    await signUp(second, soon.shiftId)
    await signUp(first, soon.shiftId)
    const { activities, volunteer } = await callOk(app, first.token, 'volunteering.activities', {})
    expect(volunteer?.volunteerNumber).toMatch(/^\d{8}$/)
    expect(activities.map(({ activityId }) => activityId)).toEqual([soon.activityId, late.activityId])
    expect(activities[0]).toMatchObject({
      shiftCount: 2,
      capacity: 4,
      placesLeft: 3,
      mine: true,
      myStatus: 'waiting',
      neededSkill: null,
      firstStartsAt: startsAt.toISOString(),
      groupName: '银发互助队',
    })
    expect(activities[1]).toMatchObject({ mine: false, myStatus: null, neededSkill: 'wheelchair', placesLeft: 4 })
  })

  it('is empty, with or without a profile, where there is nothing', async () => {
    const volunteer = await callOk(app, first.token, 'volunteering.mine', {})
    expect(volunteer).toMatchObject({ coming: [], past: [], volunteer: { skills: [] } })
    const newcomer = await callOk(app, cast.former.token, 'volunteering.activities', {})
    expect(newcomer).toEqual({ activities: [], volunteer: null })
  })

  it('shows my shifts, coming and past, and forgets those I left', async () => {
    const soon = await open({ capacity: 1 })
    const later = await open({ startsAt: new Date('2026-11-30T00:00:00.000Z'), capacity: 2 })
    const left = await open({ startsAt: new Date('2026-12-02T00:00:00.000Z'), capacity: 2 })
    const missed = await open({ startsAt: new Date('2026-11-27T00:00:00.000Z'), capacity: 1 })
    await signUp(second, missed.shiftId)
    for (const { shiftId } of [later, left, soon, missed]) await signUp(first, shiftId)
    await withdraw(first, left.shiftId)
    const before = await callOk(app, first.token, 'volunteering.mine', {})
    expect(before.coming.map(({ shiftId }) => shiftId)).toEqual([missed.shiftId, soon.shiftId, later.shiftId])
    expect(before.past).toEqual([])
    clock.now = new Date('2026-11-29T00:00:00.000Z')
    const after = await callOk(app, first.token, 'volunteering.mine', {})
    expect(after.coming.map(({ shiftId }) => shiftId)).toEqual([later.shiftId])
    expect(after.past.map(({ shiftId }) => shiftId)).toEqual([soon.shiftId])
    expect(after.past[0]).toMatchObject({ activityTitle: '周六义诊', contactName: '林芳医生', open: false })
  })
})

describe('round trips', () => {
  it('stay within the contract', async () => {
    const { shiftId, activityId } = await open()
    const budget = (name: keyof typeof placesContract) => placesContract[name].roundTrips
    const spent = {
      place: (await signUp(first, shiftId)).roundTrips,
      line: (await signUp(second, shiftId)).roundTrips,
      handOver: (await withdraw(first, shiftId)).roundTrips,
      lineAgain: (await signUp(first, shiftId)).roundTrips,
      leaveLine: (await withdraw(first, shiftId)).roundTrips,
      release: (await withdraw(second, shiftId)).roundTrips,
      placeAgain: (await signUp(second, shiftId)).roundTrips,
      activities: (await call(app, first.token, 'volunteering.activities', {})).roundTrips,
      activity: (await call(app, first.token, 'volunteering.activity', { activityId })).roundTrips,
      mine: (await call(app, first.token, 'volunteering.mine', {})).roundTrips,
    }
    expect(spent).toEqual({
      place: 4,
      line: 4,
      handOver: 4,
      lineAgain: 4,
      leaveLine: 4,
      release: 4,
      placeAgain: 4,
      activities: 2,
      activity: 2,
      mine: 2,
    })
    expect(budget('volunteering.signUp')).toBe(4)
    expect(budget('volunteering.withdraw')).toBe(4)
    for (const name of ['activities', 'activity', 'mine'] as const) {
      expect(spent[name]).toBeLessThanOrEqual(budget(`volunteering.${name}`))
    }
  })
})
