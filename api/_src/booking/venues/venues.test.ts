import { describe, expect, it } from 'vitest'
import { addSeconds } from '../../../../shared/time.ts'
import { countRoundTrips } from '../../platform/db/round-trips.ts'
import { newId } from '../../platform/ids.ts'
import { bookingActs, bookingTown, community, thursday } from '../../testing/booking-town.ts'
import { addException, addExclusive, addNeed, addResource, addService, daysAfter } from '../../testing/booking-world.ts'
import { call } from '../../testing/call.ts'
import { useDatabase } from '../../testing/database.ts'
import { comingUses, dueUses, giveVenueBack, keepUses, keepVenue, venuesAt } from '../index.ts'
import { sweepBookings } from '../taking/sweep.ts'
import { advanceQueues } from '../waiting/advance.ts'

const database = await useDatabase()
const { db, raw } = database
const town = bookingTown(database)
const { book, cancel, slotsOf } = bookingActs(town)
const { now } = town.clock

const friday = daysAfter(thursday, 1)
const twoHours = (startsAt: Date) => ({ startsAt, endsAt: addSeconds(startsAt, 7_200) })

async function hallOf(name = '多功能厅') {
  const resourceId = await addResource(db, community, name, { kind: 'room' })
  const serviceId = await addService(db, community, {
    category: 'venues',
    channel: 'hall',
    name,
    place: '活动中心三楼',
    duration_minutes: 30,
    capacity_kind: 'exclusive',
    capacity: 1,
  })
  await addNeed(db, community, serviceId, [resourceId])
  return { serviceId, resourceId }
}

const wishFor = (
  hall: { serviceId?: string; resourceId?: string },
  times = [twoHours(thursday), twoHours(friday)],
) => ({
  communityId: community,
  userId: newId(),
  title: '书画交流会',
  byName: '梅园书画社',
  times,
  ...hall,
})

const claimsOf = async (userId: string) =>
  Number((await raw('select count(*) as n from booking_claim where booking_id = ?', [userId]))[0]?.['n'])
const usesOf = (userId: string) => raw('select * from venue_use where user_id = ? order by starts_at', [userId])

describe('keepVenue', () => {
  it('keeps the room for all times in three round trips, seen by residents and by the desk', async () => {
    const hall = await hallOf()
    const resident = await town.join()
    const wish = wishFor(hall)
    const { result, roundTrips } = await countRoundTrips(() => keepVenue(db, wish, now))
    expect(result).toBe('kept')
    expect(roundTrips).toBe(3)
    expect(await claimsOf(wish.userId)).toBe(48)

    const { slots } = await slotsOf(resident, hall.serviceId)
    const at = (startsAt: Date) => slots.find((slot) => slot.startsAt === startsAt.toISOString())
    for (const startsAt of [thursday, addSeconds(thursday, 5_400), friday]) {
      expect(at(startsAt)).toMatchObject({ placesLeft: 0 })
    }
    for (const startsAt of [addSeconds(thursday, -1_800), addSeconds(thursday, 7_200)]) {
      expect(at(startsAt)).toMatchObject({ placesLeft: 1 })
    }
    expect(await book(resident, hall.serviceId)).toMatchObject({ ok: false, error: { code: 'slot_full' } })
    expect(await comingUses(db, community, now, 10)).toEqual([
      {
        userId: wish.userId,
        ...twoHours(thursday),
        resourceName: '多功能厅',
        title: '书画交流会',
        byName: '梅园书画社',
      },
      { userId: wish.userId, ...twoHours(friday), resourceName: '多功能厅', title: '书画交流会', byName: '梅园书画社' },
    ])
  })

  it('is the same again for the same wish, and moves along with other times', async () => {
    const hall = await hallOf()
    const wish = wishFor(hall)
    expect(await keepVenue(db, wish, now)).toBe('kept')
    expect(await keepVenue(db, wish, now)).toBe('kept')
    expect(await claimsOf(wish.userId)).toBe(48)

    const later = { ...wish, times: [twoHours(addSeconds(thursday, 3_600))] }
    expect(await keepVenue(db, later, now)).toBe('kept')
    expect(await claimsOf(wish.userId)).toBe(24)
    expect(await usesOf(wish.userId)).toMatchObject([{ title: '书画交流会' }])
    expect(await venuesAt(db, { communityId: community, userId: undefined, times: [twoHours(friday)] }, now)).toEqual([
      { ...hall, serviceName: '多功能厅', name: '多功能厅', takenAt: null },
    ])
  })

  it('keeps nothing at all where one of the times is taken, and says when', async () => {
    const hall = await hallOf()
    const resident = await town.join()
    expect(await book(resident, hall.serviceId, { startsAt: addSeconds(friday, 5_400) })).toMatchObject({ ok: true })
    const wish = wishFor(hall)
    expect(await keepVenue(db, wish, now)).toEqual({ takenAt: friday })
    expect(await claimsOf(wish.userId)).toBe(0)
    expect(await usesOf(wish.userId)).toEqual([])
  })

  it('leaves what it had where the new times are taken', async () => {
    const hall = await hallOf()
    const wish = wishFor(hall, [twoHours(thursday)])
    await keepVenue(db, wish, now)
    await keepVenue(db, wishFor(hall, [twoHours(friday)]), now)
    expect(await keepVenue(db, { ...wish, times: [twoHours(friday)] }, now)).toEqual({ takenAt: friday })
    expect(await claimsOf(wish.userId)).toBe(24)
    expect(await usesOf(wish.userId)).toMatchObject([{ title: '书画交流会' }])
  })

  it('finds a room that is free all the time when any will do', async () => {
    const hall = await hallOf()
    const studio = await addResource(db, community, '舞蹈室', { kind: 'room' })
    await addNeed(db, community, hall.serviceId, [studio])
    await keepVenue(db, wishFor({ resourceId: hall.resourceId }, [twoHours(friday)]), now)
    const wish = wishFor({ serviceId: hall.serviceId })
    expect(await keepVenue(db, wish, now)).toBe('kept')
    expect(await usesOf(wish.userId)).toMatchObject([{ resource_name: '舞蹈室' }, { resource_name: '舞蹈室' }])
  })

  it('takes over what an expired hold left, and nothing that is closed, withdrawn or no room', async () => {
    const hall = await hallOf()
    const { hold } = bookingActs(town)
    await hold(await town.join(), [{ serviceId: hall.serviceId }])
    expect(await keepVenue(db, wishFor(hall), now)).toEqual({ takenAt: thursday })
    expect(await keepVenue(db, wishFor(hall), addSeconds(now, 600))).toBe('kept')

    const shut = await hallOf('棋牌室')
    await addException(db, community, { from: '2026-11-27' }, { resource_id: shut.resourceId })
    expect(await keepVenue(db, wishFor(shut), now)).toEqual({ takenAt: friday })
    const doctor = await addExclusive(db, community, { category: 'venues' })
    expect(await keepVenue(db, wishFor({ serviceId: doctor.serviceId }), now)).toEqual({ takenAt: thursday })
    const gone = await hallOf('旧活动室')
    await db
      .updateTable('service')
      .set({ withdrawn_at: now })
      .where('community_id', '=', community)
      .where('id', '=', gone.serviceId)
      .execute()
    expect(await keepVenue(db, wishFor(gone), now)).toEqual({ takenAt: thursday })
  })
})

describe('giveVenueBack', () => {
  it('gives everything back, and whoever waited gets it', async () => {
    const hall = await hallOf()
    const resident = await town.join()
    const wish = wishFor(hall)
    await keepVenue(db, wish, now)
    const id = newId()
    const waiting = {
      id,
      person: resident.person,
      serviceId: hall.serviceId,
      startsAt: thursday.toISOString(),
      note: '',
    }
    expect(await call(town.app, resident.token, 'booking.wait', waiting)).toMatchObject({ ok: true })
    await giveVenueBack(db, community, wish.userId, now)
    await giveVenueBack(db, community, wish.userId, now)
    expect(await claimsOf(wish.userId)).toBe(0)
    expect(await comingUses(db, community, now, 10)).toEqual([])
    await advanceQueues(db, [community], now)
    expect(await raw('select status from booking where id = ?', [id])).toEqual([{ status: 'offered' }])
    expect(await cancel(resident, id)).toMatchObject({ ok: true })
  })
})

describe('what is due', () => {
  it('is looked at a minute later and then every hour until it is over; no other sweep touches the claims', async () => {
    const hall = await hallOf()
    const wish = wishFor(hall)
    await keepVenue(db, wish, now)
    const use = { communityId: community, userId: wish.userId }
    expect(await dueUses(db, [community], addSeconds(now, 59))).toEqual([])
    expect(await dueUses(db, [community], addSeconds(now, 60))).toEqual([use])
    await keepUses(db, community, [wish.userId], addSeconds(now, 60))
    expect(await dueUses(db, [community], addSeconds(now, 3_600))).toEqual([])
    expect(await dueUses(db, [community], addSeconds(now, 3_660))).toEqual([use])
    await sweepBookings(db, [community], addSeconds(now, 90_000))
    expect(await claimsOf(wish.userId)).toBe(48)

    await keepUses(db, community, [wish.userId], addSeconds(thursday, 10_000))
    expect(await claimsOf(wish.userId)).toBe(24)
    const over = addSeconds(friday, 10_000)
    await keepUses(db, community, [wish.userId], over)
    expect(await claimsOf(wish.userId)).toBe(0)
    expect(await dueUses(db, [community], addSeconds(over, 86_400))).toEqual([])
  })

  it('does not keep what never was had', async () => {
    const hall = await hallOf()
    const wish = wishFor(hall)
    await keepVenue(db, wish, now)
    await raw('delete from booking_claim where booking_id = ?', [wish.userId])
    await keepUses(db, community, [wish.userId], addSeconds(now, 60))
    expect(await usesOf(wish.userId)).toEqual([])
  })
})

describe('many at once', () => {
  it('want the same hall: one has it for all times, the others nothing', async () => {
    const hall = await hallOf()
    const wishes = Array.from({ length: 12 }, (_, index) =>
      wishFor(hall, index % 2 === 0 ? [twoHours(thursday), twoHours(friday)] : [twoHours(friday), twoHours(thursday)]),
    )
    const outcomes = await Promise.all(wishes.map((wish) => keepVenue(db, wish, now)))
    expect(outcomes.filter((outcome) => outcome === 'kept')).toHaveLength(1)
    const owners = await raw('select booking_id, count(*) as n from booking_claim group by booking_id')
    expect(owners.map(({ n }) => Number(n))).toEqual([48])
    const uses = await raw('select distinct user_id as id from venue_use')
    expect(uses).toEqual([{ id: owners[0]?.['booking_id'] }])
  })

  it('book half hours of it while a group wants it whole: never both', async () => {
    const hall = await hallOf()
    const residents = await town.crowd(6)
    const wishes = [wishFor(hall), wishFor(hall)]
    const [groups, booked] = await Promise.all([
      Promise.all(wishes.map((wish) => keepVenue(db, wish, now))),
      Promise.all(
        residents.map((who, index) =>
          book(who, hall.serviceId, { startsAt: addSeconds(index % 2 === 0 ? thursday : friday, 1_800 * (index % 3)) }),
        ),
      ),
    ])
    const kept = groups.filter((outcome) => outcome === 'kept').length
    const places = booked.filter(({ ok }) => ok).length
    expect(kept === 0 ? places > 0 : kept === 1 && places === 0).toBe(true)
    const [row] = await raw('select count(*) as n from booking_claim where need < 100')
    expect(Number(row?.['n'])).toBe(kept * 48 + places * 6)
  })

  it('repeat one wish: it is kept once', async () => {
    const hall = await hallOf()
    const wish = wishFor(hall)
    const outcomes = await Promise.all(Array.from({ length: 6 }, () => keepVenue(db, wish, now)))
    expect(outcomes).toEqual(Array.from({ length: 6 }, () => 'kept'))
    expect(await claimsOf(wish.userId)).toBe(48)
    expect(await usesOf(wish.userId)).toHaveLength(2)
  })
})
