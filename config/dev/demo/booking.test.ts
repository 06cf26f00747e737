import { describe, expect, it } from 'vitest'
import { useDatabase } from '../../../api/_src/testing/database.ts'
import { checkPlan } from '../../../shared/booking/plan-check.ts'
import { serviceCategories } from '../../../shared/booking/lifecycle.ts'
import { instantOf } from '../../../shared/time.ts'
import { demoServices } from './booking-services.ts'
import { loadBooking } from './booking.ts'
import { makeWorld } from './world.ts'

const database = await useDatabase()
const { db, raw } = database
const count = async (statement: string) => Number((await raw(statement))[0]?.['n'])

describe('the booking demo', () => {
  it('offers every category, with plans that can be walked', () => {
    expect(new Set(demoServices.map(({ category }) => category))).toEqual(new Set(serviceCategories))
    for (const { plan, minutes } of demoServices) expect(checkPlan(plan, minutes)).toEqual([])
  })

  // a Tuesday, a Saturday, and a day at the turn of the year
  it.each(['2026-11-24', '2026-11-28', '2027-01-01'])('is a whole and honest world on %s', async (day) => {
    const now = instantOf(day, '08:20')
    const world = makeWorld(now)
    await loadBooking(db, world, now)

    const wang = world.character('wangXiuying')
    const mine = await raw('select delegate_name, status from booking where resident_id = ? order by starts_at', [
      wang.residentId,
    ])
    expect(mine.map((row) => row['delegate_name'])).toContain('陈静')
    expect(mine.map((row) => row['status'])).toEqual(['completed', 'confirmed', 'confirmed', 'confirmed'])

    // what has a place has its claims, and what is over keeps only its turn of the day, week or month
    const live = "('confirmed', 'checked_in')"
    expect(
      await count(`select count(*) as n from booking b where b.status in ${live} and
        3 > (select count(distinct c.need) from booking_claim c where c.community_id = b.community_id and c.booking_id = b.id and c.need in (0, 100, 101))`),
    ).toBe(0)
    expect(
      await count(`select count(*) as n from booking_claim c join booking b on b.community_id = c.community_id and b.id = c.booking_id
        where c.need < 102 and b.status not in ('confirmed', 'checked_in', 'waiting')`),
    ).toBe(0)
    expect(
      await count(`select count(*) as n from booking_claim c left join booking b on b.community_id = c.community_id and b.id = c.booking_id
        where b.id is null or (b.status = 'waiting' and c.need < 100)`),
    ).toBe(0)
    // a queue stands before a full slot only
    const queues = await raw(`select s.capacity, count(*) as waiting,
        (select count(*) from booking_claim c where c.community_id = b.community_id and c.claim_key = b.service_id
          and c.cell = unix_timestamp(b.starts_at) / 60) as taken
      from booking b join service s on s.community_id = b.community_id and s.id = b.service_id where b.status = 'waiting' group by b.community_id, b.service_id, b.starts_at, s.capacity`)
    expect(queues).toEqual([{ capacity: 12, waiting: 3, taken: 12 }])

    for (const status of ['completed', 'missed', 'cancelled', 'confirmed']) {
      expect(await count(`select count(*) as n from booking where status = '${status}'`), status).toBeGreaterThan(10)
    }
    const bookings = await count('select count(*) as n from booking')
    expect(bookings).toBeGreaterThan(500)
    expect(bookings).toBeLessThan(5000)
  })

  it('is the same each time, and loading it twice changes nothing', async () => {
    const now = instantOf('2026-11-24', '08:20')
    const picture = async () => {
      await database.clear()
      await loadBooking(db, makeWorld(now), now)
      return [
        await raw('select id, starts_at, spoken_number, booked_at, status, history from booking order by id'),
        await raw('select * from booking_claim order by claim_key, cell, unit'),
      ]
    }
    const first = await picture()
    expect(await picture()).toEqual(first)
    await loadBooking(db, makeWorld(now), now)
    expect(await count('select count(*) as n from booking')).toBe(first[0]?.length)
    expect(await count('select count(*) as n from booking_claim')).toBe(first[1]?.length)
  })
})
