import { beforeEach, describe, expect, it } from 'vitest'
import { addSeconds, instantOf } from '../../../../shared/time.ts'
import { places } from '../../testing/actors.ts'
import { addNeed, addResource, addService } from '../../testing/booking-world.ts'
import { call, callOk } from '../../testing/call.ts'
import { useDatabase } from '../../testing/database.ts'
import { groupTown } from '../../testing/group-town.ts'
import { openShift } from '../../testing/volunteering.ts'
import { advanceVenues } from '../activities/advance-venues.ts'
import { freeVenue, placeVenue } from './venue.ts'

const database = await useDatabase()
const { db, raw } = database
const town = groupTown(database)
const { app, cast, somebody, start } = town
const { community: communityId } = places

beforeEach(() => town.fill())

describe('rooms', () => {
  const shift = { startsAt: instantOf('2026-11-26', '14:00'), endsAt: instantOf('2026-11-26', '16:00') }

  async function hall() {
    const resourceId = await addResource(db, communityId, '多功能活动室', { kind: 'room' })
    const serviceId = await addService(db, communityId, { category: 'venues', capacity_kind: 'exclusive', capacity: 1 })
    await addNeed(db, communityId, serviceId, [resourceId])
    return resourceId
  }
  const placed = async (activityId: string) =>
    Number((await raw('select count(*) as n from booking_claim where booking_id = ?', [activityId]))[0]?.['n'])

  it('are listed free or taken, and stand in the calendar of the desk', async () => {
    const resourceId = await hall()
    const { activityId } = await openShift(db, { ...shift, capacity: 3 })
    const venue = { communityId, activityId, byName: '银发互助队', title: '周六义诊', resourceId, shifts: [shift] }
    expect(await placeVenue(db, venue, start)).toBe('placed')
    const times = [{ startsAt: shift.startsAt.toISOString(), endsAt: shift.endsAt.toISOString() }]
    const free = await call(app, somebody(0).token, 'volunteering.venues', { communityId, times })
    expect(free.roundTrips).toBe(2)
    expect(free).toMatchObject({
      data: { venues: [{ resourceId, name: '多功能活动室', takenAt: times[0]?.startsAt }] },
    })
    expect(
      await callOk(app, somebody(0).token, 'volunteering.venues', { communityId, activityId, times }),
    ).toMatchObject({ venues: [{ takenAt: null }] })
    expect(await call(app, cast.otherResident.token, 'volunteering.venues', { communityId, times })).toMatchObject({
      error: { code: 'not_allowed' },
    })
    const calendar = await call(app, cast.communityStaff.token, 'volunteering.venueCalendar', { communityId })
    expect(calendar.roundTrips).toBe(2)
    expect(calendar).toMatchObject({
      data: { uses: [{ activityId, venue: '多功能活动室', title: '周六义诊', byName: '银发互助队' }] },
    })
    await freeVenue(db, { communityId, activityId }, start)
    expect(await placed(activityId)).toBe(0)
  })

  it.each([
    ['published', 24],
    ['running', 24],
    ['cancelled', 0],
    ['draft', 0],
    ['in_review', 0],
  ])('of an activity that is %s a minute later: %i claims stay', async (status, claims) => {
    const resourceId = await hall()
    const { activityId } = await openShift(db, { ...shift, capacity: 3 })
    await raw('update activity set status = ? where id = ?', [status, activityId])
    await placeVenue(db, { communityId, activityId, byName: '', title: '', resourceId, shifts: [shift] }, start)
    await advanceVenues(db, [communityId], addSeconds(start, 59))
    expect(await placed(activityId)).toBe(24)
    await advanceVenues(db, [communityId], addSeconds(start, 61))
    expect(await placed(activityId)).toBe(claims)
    const [row] = await raw('select version, notified_version from activity where id = ?', [activityId])
    const burnt = status === 'draft' || status === 'in_review'
    expect(row).toMatchObject(burnt ? { version: 2, notified_version: 2 } : { version: 1 })
  })
})
