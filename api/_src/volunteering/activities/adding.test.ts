import { describe, expect, it } from 'vitest'
import type { Input } from '../../../../shared/contract.ts'
import type { Endpoints } from '../../../../shared/endpoints.ts'
import { addSeconds, instantOf } from '../../../../shared/time.ts'
import { activitiesContract } from '../../../../shared/volunteering/activities-contract.ts'
import { mostShiftsPlanned } from '../../../../shared/volunteering/plan.ts'
import { newId } from '../../platform/ids.ts'
import { activityTown, moveIt, plannedShift, publishActivity, shiftWords, wholePlan } from '../../testing/activities.ts'
import { places } from '../../testing/actors.ts'
import { addNeed, addResource, addService } from '../../testing/booking-world.ts'
import { call, callOk } from '../../testing/call.ts'
import { useDatabase } from '../../testing/database.ts'
import { advanceVenues } from './advance-venues.ts'
import { advanceActivities } from './advance.ts'
import { activityNews } from './news.ts'

const { db, raw } = await useDatabase()
const communityId = places.community
const now = instantOf('2026-11-24', '08:20')
const budget = activitiesContract['volunteering.addShift'].roundTrips
/** What the contract says beside its budget. */
const roomAsWell = 3

type Added = Input<Endpoints['volunteering.addShift']>

async function town() {
  const base = await activityTown(db, now)
  const { app, leader, staff, groupId } = base
  const publish = (over: Parameters<typeof wholePlan>[1] = {}) =>
    publishActivity(app, leader, staff, wholePlan(groupId, over))
  const inputOf = (activityId: string, version: number, over: Partial<Added> = {}): Added => ({
    id: newId(),
    communityId,
    activityId,
    version,
    role: 'volunteer',
    ...shiftWords(),
    ...over,
  })
  const add = (activityId: string, version: number, over: Partial<Added> = {}, who: { token: string } = leader) =>
    call(app, who.token, 'volunteering.addShift', inputOf(activityId, version, over))
  const view = (activityId: string) => callOk(app, leader.token, 'volunteering.plan', { communityId, activityId })
  return { ...base, publish, inputOf, add, view }
}

const stray = async () => Number((await raw("select count(*) as n from shift where activity_id = ''"))[0]?.['n'])

describe('one more shift', () => {
  it('stands beside the others, in the story, and for who wants to come; nobody is told', async () => {
    const { app, leader, member, publish, inputOf, view } = await town()
    const { activityId } = await publish()
    for (const row of await activityNews.pending(db, { communityIds: [communityId] }, 10))
      await activityNews.markNotified(db, row)
    const input = inputOf(activityId, 3, { place: '二楼活动室', task: '测血糖', neededSkill: 'nursing', capacity: 6 })
    const added = await call(app, leader.token, 'volunteering.addShift', input)
    expect(added).toMatchObject({ ok: true, data: { activityId, status: 'published', version: 4 } })
    expect(added.roundTrips).toBeLessThanOrEqual(budget)
    await app.settled()
    const after = await view(activityId)
    expect(after).toMatchObject({
      version: 4,
      startsAt: '2026-12-05T01:00:00.000Z',
      endsAt: '2026-12-12T03:00:00.000Z',
    })
    expect(after.shifts[1]).toEqual({
      shiftId: input.id,
      seriesId: null,
      role: 'volunteer',
      task: '测血糖',
      place: '二楼活动室',
      startsAt: '2026-12-12T01:00:00.000Z',
      endsAt: '2026-12-12T03:00:00.000Z',
      neededSkill: 'nursing',
      capacity: 6,
      taken: 0,
      waiting: 0,
      cancelled: false,
    })
    expect(after.story.at(-1)).toMatchObject({ step: 'shift_added', byName: '周建国', words: '12 月 12 日 星期六' })
    expect(await activityNews.pending(db, { communityIds: [communityId] }, 10)).toEqual([])
    const seen = await callOk(app, member.token, 'volunteering.activity', { activityId })
    expect(seen.shifts.map(({ shiftId }) => shiftId)).toContain(input.id)
  })

  it('takes sign-ups from the first moment, whoever it calls', async () => {
    const { app, member, publish, add, inputOf, leader } = await town()
    const { activityId } = await publish()
    const first = inputOf(activityId, 3)
    await callOk(app, leader.token, 'volunteering.addShift', first)
    const signed = await call(app, member.token, 'volunteering.signUp', { id: newId(), shiftId: first.id })
    expect(signed).toMatchObject({ ok: true, data: { mine: { status: 'confirmed' } } })
    const open = await add(activityId, 4, { role: 'participant', neededSkill: 'nursing', from: '14:00', to: '15:00' })
    expect(open).toMatchObject({ ok: true, data: { version: 5 } })
    const rows = await raw(
      "select needed_skill, first_timer_places from shift where activity_id = ? and role = 'participant'",
      [activityId],
    )
    expect(rows).toEqual([{ needed_skill: null, first_timer_places: 0 }])
  })

  it('is added once, however often it is asked for', async () => {
    const { app, leader, publish, inputOf, view } = await town()
    const { activityId } = await publish()
    const input = inputOf(activityId, 3)
    const together = await Promise.all([1, 2, 3].map(() => call(app, leader.token, 'volunteering.addShift', input)))
    for (const answer of together) expect(answer).toMatchObject({ ok: true, data: { version: 4 } })
    const again = await call(app, leader.token, 'volunteering.addShift', input)
    expect(again).toMatchObject({ ok: true, data: { status: 'published', version: 4 } })
    await app.settled()
    const { shifts, story } = await view(activityId)
    expect(shifts).toHaveLength(2)
    expect(story.filter(({ step }) => step === 'shift_added')).toHaveLength(1)
    expect(await stray()).toBe(0)
  })

  it('that broke off half way is nowhere, and comes with the second try as it was meant then', async () => {
    const { app, leader, publish, inputOf, view } = await town()
    const { activityId, shifts } = await publish()
    const input = inputOf(activityId, 3)
    await raw(
      `insert into shift (community_id, id, activity_id, starts_at, ends_at, place, task, capacity)
       select community_id, ?, '', starts_at, ends_at, place, '旧的', 1 from shift where id = ?`,
      [input.id, shifts[0]?.shiftId ?? ''],
    )
    expect((await view(activityId)).shifts).toHaveLength(1)
    await callOk(app, leader.token, 'volunteering.addShift', input)
    expect((await view(activityId)).shifts[1]).toMatchObject({
      shiftId: input.id,
      task: '量血压',
      startsAt: '2026-12-12T01:00:00.000Z',
      capacity: 4,
    })
    // one that never came is taken away once it can come no more
    await raw(
      `insert into shift (community_id, id, activity_id, starts_at, ends_at, place, task, capacity)
       select community_id, ?, '', starts_at, ends_at, place, '旧的', 1 from shift where id = ?`,
      [newId(), shifts[0]?.shiftId ?? ''],
    )
    await advanceActivities(db, [communityId], instantOf('2026-12-05', '08:59'))
    expect(await stray()).toBe(1)
    await advanceActivities(db, [communityId], instantOf('2026-12-05', '09:00'))
    expect(await stray()).toBe(0)
  })

  it('is refused to who saw an older activity, and adds nothing', async () => {
    const { app, staff, publish, add, view } = await town()
    const { activityId, shifts } = await publish()
    expect((await add(activityId, 3, {}, staff)).ok).toBe(true)
    const late = await add(activityId, 3)
    expect(late).toMatchObject({ ok: false, error: { code: 'conflict' } })
    expect(late.roundTrips).toBeLessThanOrEqual(budget)
    // an id that is in use is nobody’s second shift
    const taken = await add(activityId, 4, { id: shifts[0]?.shiftId ?? '' })
    expect(taken).toMatchObject({ ok: false, error: { code: 'conflict' } })
    expect(taken.roundTrips).toBeLessThanOrEqual(budget)
    await app.settled()
    expect(await view(activityId)).toMatchObject({ version: 4, shiftCount: 2 })
    expect(await stray()).toBe(0)
  })

  it('is only in the future, ends after it begins, and warns whom it calls', async () => {
    const { publish, add, view } = await town()
    const { activityId } = await publish()
    const past = { day: '2026-11-24', from: '08:00', to: '09:00' }
    expect(await add(activityId, 3, past)).toMatchObject({ error: { code: 'shift_past' } })
    expect(await add(activityId, 3, { from: '11:00', to: '09:00' })).toMatchObject({
      error: { code: 'activity_incomplete', details: { problems: [{ code: 'order' }] } },
    })
    const tooMany = await add(activityId, 3, { capacity: 2_001 })
    expect(tooMany).toMatchObject({ error: { code: 'invalid_input' } })
    expect(await view(activityId)).toMatchObject({ version: 3, shiftCount: 1 })

    const quiet = await publish({ riskNotice: '', shifts: [plannedShift({ role: 'participant' })] })
    expect(await add(quiet.activityId, 3)).toMatchObject({
      error: { code: 'activity_incomplete', details: { problems: [{ code: 'risk_notice' }] } },
    })
    expect((await add(quiet.activityId, 3, { role: 'participant' })).ok).toBe(true)
  })

  it('is one too many after as many as an activity may have; a cancelled one makes room', async () => {
    const { app, leader, publish, add } = await town()
    const everyDay = { weekdays: [0, 1, 2, 3, 4, 5, 6], untilDay: '2027-05-03', skipsHolidays: false }
    const { activityId, shifts } = await publish({ shifts: [plannedShift({ repeats: everyDay })] })
    expect(shifts).toHaveLength(mostShiftsPlanned)
    expect(await add(activityId, 3)).toMatchObject({
      error: { code: 'activity_incomplete', details: { problems: [{ code: 'too_many' }] } },
    })
    await callOk(app, leader.token, 'volunteering.changeShift', {
      id: newId(),
      communityId,
      activityId,
      version: 3,
      shiftId: shifts[0]?.shiftId ?? '',
      scope: 'one',
      change: { kind: 'cancel', words: '下雨' },
    })
    expect((await add(activityId, 4)).ok).toBe(true)
  })

  it('is nobody’s but theirs who steer the activity', async () => {
    const { member, stranger, staff, publish, add } = await town()
    const { activityId } = await publish()
    for (const who of [member, stranger])
      expect(await add(activityId, 3, {}, who)).toMatchObject({ error: { code: 'not_found' } })
    expect((await add(activityId, 3, {}, staff)).ok).toBe(true)
  })

  it('comes to no activity that is a draft, cancelled or closed', async () => {
    const { clock, app, leader, staff, publish, add } = await town()
    const draftId = newId()
    const { plan } = await callOk(app, leader.token, 'volunteering.plan', {
      communityId,
      activityId: (await publish()).activityId,
    })
    await callOk(app, leader.token, 'volunteering.saveDraft', { communityId, activityId: draftId, version: 0, plan })
    expect(await add(draftId, 1)).toMatchObject({ error: { code: 'conflict' } })

    const cancelled = await publish()
    await moveIt(app, leader, cancelled.activityId, 3, 'cancel')
    expect(await add(cancelled.activityId, 4, {}, staff)).toMatchObject({ error: { code: 'conflict' } })

    const closed = await publish()
    for (const at of ['09:00', '11:00']) {
      clock.now = instantOf('2026-12-05', at)
      await advanceActivities(db, [communityId], clock.now)
    }
    expect(await add(closed.activityId, 5)).toMatchObject({ error: { code: 'conflict' } })
  })

  it('keeps a running activity running until it is over', async () => {
    const { clock, publish, add, view } = await town()
    const { activityId } = await publish()
    const statusAt = async (day: string, time: string) => {
      clock.now = instantOf(day, time)
      await advanceActivities(db, [communityId], clock.now)
      return (await view(activityId)).status
    }
    expect(await statusAt('2026-12-05', '09:30')).toBe('running')
    expect((await add(activityId, 4)).ok).toBe(true)
    expect(await statusAt('2026-12-05', '11:00')).toBe('running')
    expect(await statusAt('2026-12-12', '10:59')).toBe('running')
    expect(await statusAt('2026-12-12', '11:00')).toBe('closed')
  })

  it('that comes before all others is what the activity begins with', async () => {
    const { app, clock, leader, publish, add, view } = await town()
    const { activityId } = await publish()
    expect((await add(activityId, 3, { day: '2026-11-28' })).ok).toBe(true)
    expect(await view(activityId)).toMatchObject({
      startsAt: '2026-11-28T01:00:00.000Z',
      endsAt: '2026-12-05T03:00:00.000Z',
    })
    clock.now = instantOf('2026-11-28', '09:00')
    await advanceActivities(db, [communityId], clock.now)
    expect((await view(activityId)).status).toBe('running')

    // where every other one was cancelled it is the only one that counts
    clock.now = now
    const second = await publish()
    await callOk(app, leader.token, 'volunteering.changeShift', {
      id: newId(),
      communityId,
      activityId: second.activityId,
      version: 3,
      shiftId: second.shifts[0]?.shiftId ?? '',
      scope: 'one',
      change: { kind: 'cancel', words: '下雨' },
    })
    expect((await add(second.activityId, 4)).ok).toBe(true)
    expect(await view(second.activityId)).toMatchObject({
      startsAt: '2026-12-12T01:00:00.000Z',
      endsAt: '2026-12-12T03:00:00.000Z',
    })
  })
})

describe('with a room', () => {
  async function roomTown() {
    const here = await town()
    const resourceId = await addResource(db, communityId, '多功能活动室', { kind: 'room' })
    const serviceId = await addService(db, communityId, { category: 'venues', capacity_kind: 'exclusive', capacity: 1 })
    await addNeed(db, communityId, serviceId, [resourceId])
    const venue = { resourceId, name: '多功能活动室' }
    const publishIn = (...shifts: Parameters<typeof plannedShift>) =>
      here.publish({ venue, shifts: [plannedShift(...shifts)] })
    return { ...here, publishIn }
  }
  const cellsOf = async (activityId: string) =>
    (await raw('select cell from booking_claim where booking_id = ? order by cell', [activityId])).map(({ cell }) =>
      Number(cell),
    )
  const hours = (day: string, from: string, to: string) => {
    const [first, last] = [instantOf(day, from), instantOf(day, to)].map((at) => at.getTime() / 60_000)
    return Array.from({ length: ((last ?? 0) - (first ?? 0)) / 5 }, (_, index) => (first ?? 0) + index * 5)
  }

  it('the room is kept for it, too', async () => {
    const { app, publishIn, add } = await roomTown()
    const { activityId } = await publishIn()
    const added = await add(activityId, 3)
    expect(added).toMatchObject({ ok: true, data: { version: 4 } })
    expect(added.roundTrips).toBeLessThanOrEqual(budget + roomAsWell)
    const both = [...hours('2026-12-05', '09:00', '11:00'), ...hours('2026-12-12', '09:00', '11:00')]
    expect(await cellsOf(activityId)).toEqual(both)
    // right after another one, and over it
    expect((await add(activityId, 4, { from: '10:00', to: '12:00' })).ok).toBe(true)
    const wider = [...hours('2026-12-05', '09:00', '11:00'), ...hours('2026-12-12', '09:00', '12:00')]
    expect(await cellsOf(activityId)).toEqual(wider)
    await app.settled()
    for (const seconds of [61, 122, 4_000]) await advanceVenues(db, [communityId], addSeconds(now, seconds))
    expect(await cellsOf(activityId)).toEqual(wider)
    expect((await raw('select version from activity where id = ?', [activityId]))[0]?.['version']).toBe(5)
  })

  it('that somebody else has, nothing is added, and nothing is lost', async () => {
    const { publishIn, add, view } = await roomTown()
    await publishIn({ day: '2026-12-12', from: '10:00', to: '12:00' })
    const { activityId } = await publishIn()
    const refused = await add(activityId, 3)
    const takenAt = instantOf('2026-12-12', '09:00').toISOString()
    expect(refused).toMatchObject({ ok: false, error: { code: 'slot_full', details: { takenAt } } })
    expect(await view(activityId)).toMatchObject({ version: 3, shiftCount: 1, endsAt: '2026-12-05T03:00:00.000Z' })
    expect(await cellsOf(activityId)).toEqual(hours('2026-12-05', '09:00', '11:00'))
    expect(await stray()).toBe(0)
    expect((await add(activityId, 3, { from: '08:00', to: '10:00' })).ok).toBe(true)
  })

  it('what was kept for a shift that never came is given back a minute later, and whoever counted on it looks again', async () => {
    const { app, staff, publishIn, add, view } = await roomTown()
    const { activityId } = await publishIn()
    expect((await add(activityId, 3)).ok).toBe(true)
    // as if the command had broken off between the room and the shift
    await raw("update shift set activity_id = '' where activity_id = ? and starts_at > '2026-12-10'", [activityId])
    await advanceVenues(db, [communityId], addSeconds(now, 61))
    expect(await cellsOf(activityId)).toEqual(hours('2026-12-05', '09:00', '11:00'))
    const { version } = await view(activityId)
    expect(version).toBe(6)
    expect(await add(activityId, 4)).toMatchObject({ error: { code: 'conflict' } })
    expect((await add(activityId, version, {}, staff)).ok).toBe(true)
    // and what was lost to a command that was overtaken is kept again
    await raw('delete from booking_claim where booking_id = ? and cell > ?', [
      activityId,
      instantOf('2026-12-10').getTime() / 60_000,
    ])
    await advanceVenues(db, [communityId], addSeconds(now, 130))
    expect(await cellsOf(activityId)).toHaveLength(48)
    await app.settled()
  })
})
