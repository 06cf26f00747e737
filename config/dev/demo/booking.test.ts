import { describe, expect, it } from 'vitest'
import { bookingTown } from '../../../api/_src/testing/booking-town.ts'
import { callOk } from '../../../api/_src/testing/call.ts'
import { useDatabase } from '../../../api/_src/testing/database.ts'
import { serviceCategories } from '../../../shared/booking/lifecycle.ts'
import { instantOf } from '../../../shared/time.ts'
import { loadBooking } from './booking.ts'
import { meiyuan } from './places.ts'
import { makeWorld } from './world.ts'

const database = await useDatabase()
const { db, raw } = database
const count = async (statement: string) => Number((await raw(statement))[0]?.['n'])

describe('the booking demo', () => {
  // a Tuesday, a Saturday, and a day at the turn of the year
  it.each(['2026-11-24', '2026-11-28', '2027-01-01'])('is a whole and honest world on %s', async (day) => {
    const now = instantOf(day, '08:20')
    const world = makeWorld(now)
    await loadBooking(db, world, now)
    const town = bookingTown(database)
    town.clock.now = now
    const { services } = await callOk(town.app, undefined, 'booking.services', { communityId: meiyuan })
    expect(services).toHaveLength(12)
    expect(new Set(services.map((service) => service.category))).toEqual(new Set(serviceCategories))
    expect(services.filter((service) => service.nextFreeAt !== null).length).toBeGreaterThanOrEqual(11)

    const wang = world.character('wangXiuying')
    const mine = await raw('select delegate_name from booking where resident_id = ? order by starts_at', [
      wang.residentId,
    ])
    expect(mine.map((row) => row['delegate_name'])).toContain('陈静')
    expect(mine).toHaveLength(4)

    // the same invariants as after any storm
    expect(
      await count(`select count(*) as n from service_slot s where s.taken is not null and s.taken <>
        (select count(*) from booking b where b.slot_id = s.id and b.status = 'confirmed')`),
    ).toBe(0)
    expect(
      await count(`select count(*) as n from booking b where b.resource_id is not null and not exists
        (select 1 from resource_claim c where c.booking_id = b.id)`),
    ).toBe(0)
    const bookings = await count('select count(*) as n from booking')
    expect(bookings).toBeGreaterThan(500)
    expect(bookings).toBeLessThan(5000)
  })

  it('is the same each time, and loading it twice changes nothing', async () => {
    const now = instantOf('2026-11-24', '08:20')
    const picture = async () => {
      await database.clear()
      await loadBooking(db, makeWorld(now), now)
      return raw('select id, slot_id, spoken_number, booked_at from booking order by id')
    }
    const first = await picture()
    expect(await picture()).toEqual(first)
    await loadBooking(db, makeWorld(now), now)
    expect(await count('select count(*) as n from booking')).toBe(first.length)
  })
})
