import { expect, it } from 'vitest'
import { instantOf } from '../../../../shared/time.ts'
import { activitiesContract } from '../../../../shared/volunteering/activities-contract.ts'
import { newId } from '../../platform/ids.ts'
import { makePlaces, places, TestPeople } from '../../testing/actors.ts'
import { makeGroup, moveIt, plannedShift, wholePlan } from '../../testing/activities.ts'
import { addNeed, addResource, addService } from '../../testing/booking-world.ts'
import { call, callOk } from '../../testing/call.ts'
import { useDatabase } from '../../testing/database.ts'
import { volunteeringApp } from '../../testing/volunteering.ts'

const { db, raw } = await useDatabase()
const communityId = places.community
const now = instantOf('2026-11-24', '08:20')
const budget = (name: 'volunteering.moveActivity' | 'volunteering.changeShift') => activitiesContract[name].roundTrips
/** What the contract says beside its budgets. */
const more = { keptPlaces: 1, room: 3, roomBack: 4, roomAlong: 5 }

async function town() {
  const app = volunteeringApp(db, { now })
  const people = new TestPeople(now)
  const leader = people.resident({ name: '周建国' })
  const staff = people.staff('community_staff', communityId, '赵雨桐')
  await makePlaces(db)
  await people.save(db)
  const groupId = await makeGroup(db, [leader])
  const resourceId = await addResource(db, communityId, '多功能活动室', { kind: 'room' })
  const serviceId = await addService(db, communityId, { category: 'venues', capacity_kind: 'exclusive', capacity: 1 })
  await addNeed(db, communityId, serviceId, [resourceId])
  const venue = { resourceId, name: '多功能活动室' }
  /** Handed in, with a place kept for first-timers in each shift: what costs most to publish. */
  const handedIn = async (days: readonly string[], hours = { from: '14:00', to: '16:00' }) => {
    const activityId = newId()
    const shifts = days.map((day) => plannedShift({ day, ...hours, firstTimerPlaces: 1 }))
    const plan = wholePlan(groupId, { venue, shifts })
    await callOk(app, leader.token, 'volunteering.saveDraft', { communityId, activityId, version: 0, plan })
    expect(await moveIt(app, leader, activityId, 1, 'submit')).toMatchObject({ ok: true })
    return activityId
  }
  return { app, leader, staff, handedIn }
}

const claims = async (activityId: string) =>
  Number((await raw('select count(*) as n from booking_claim where booking_id = ?', [activityId]))[0]?.['n'])
const statusOf = async (activityId: string) =>
  (await raw('select status from activity where id = ?', [activityId]))[0]?.['status']

it('an activity is published with its room for all of its shifts, or neither is', async () => {
  const { app, staff, handedIn } = await town()
  const first = await handedIn(['2026-12-05', '2026-12-12'])
  const published = await moveIt(app, staff, first, 2, 'publish')
  expect(published).toMatchObject({ ok: true, data: { status: 'published' } })
  const mostTrips = budget('volunteering.moveActivity') + more.keptPlaces + more.room
  expect(published.roundTrips).toBeLessThanOrEqual(mostTrips)
  const kept = await claims(first)
  expect(kept).toBeGreaterThan(0)

  const second = await handedIn(['2026-12-06', '2026-12-12'], { from: '15:00', to: '17:00' })
  const refused = await moveIt(app, staff, second, 2, 'publish')
  const takenAt = instantOf('2026-12-12', '15:00').toISOString()
  expect(refused).toMatchObject({ error: { code: 'slot_full', details: { takenAt } } })
  expect([await statusOf(second), await claims(second), await claims(first)]).toEqual(['in_review', 0, kept])

  const cancelled = await moveIt(app, staff, first, 3, 'cancel')
  expect(cancelled).toMatchObject({ ok: true })
  expect(cancelled.roundTrips).toBeLessThanOrEqual(budget('volunteering.moveActivity') + more.roomBack)
  expect(await claims(first)).toBe(0)
  expect(await moveIt(app, staff, second, 2, 'publish')).toMatchObject({ ok: true, data: { status: 'published' } })
})

it('a shift that moves takes its room along, or stays where it is', async () => {
  const { app, leader, staff, handedIn } = await town()
  const activityId = await handedIn(['2026-12-05'])
  await moveIt(app, staff, activityId, 2, 'publish')
  const other = await handedIn(['2026-12-05'], { from: '18:00', to: '20:00' })
  await moveIt(app, staff, other, 2, 'publish')
  const { shifts } = await callOk(app, leader.token, 'volunteering.plan', { communityId, activityId })
  const [shift] = shifts
  if (!shift) throw new Error('no shift')
  const move = async (version: number, from: string, to: string) =>
    call(app, leader.token, 'volunteering.changeShift', {
      id: newId(),
      communityId,
      activityId,
      shiftId: shift.shiftId,
      version,
      scope: 'one',
      change: {
        kind: 'edit',
        day: '2026-12-05',
        from,
        to,
        place: '二楼活动室',
        task: '量血压',
        neededSkill: null,
        capacity: 4,
      },
    })
  expect(await move(3, '17:00', '19:00')).toMatchObject({ error: { code: 'slot_full' } })
  const moved = await move(3, '16:00', '18:00')
  expect(moved).toMatchObject({ ok: true })
  expect(moved.roundTrips).toBeLessThanOrEqual(budget('volunteering.changeShift') + more.roomAlong)
  const cells = await raw('select min(cell) as first from booking_claim where booking_id = ?', [activityId])
  expect(Number(cells[0]?.['first'])).toBe(instantOf('2026-12-05', '16:00').getTime() / 60_000)
})

it('two reviewers publish at once: one room is kept, once', async () => {
  const { app, staff, handedIn } = await town()
  const activityId = await handedIn(['2026-12-05'])
  const replies = await Promise.all([
    moveIt(app, staff, activityId, 2, 'publish'),
    moveIt(app, staff, activityId, 2, 'publish'),
  ])
  expect(replies.filter(({ ok }) => ok).length).toBeGreaterThan(0)
  expect(await statusOf(activityId)).toBe('published')
  const claimed = await raw('select cell, count(*) as n from booking_claim where booking_id = ? group by cell', [
    activityId,
  ])
  expect(claimed.length).toBeGreaterThan(0)
  expect(claimed.every(({ n }) => Number(n) === 1)).toBe(true)
})
