import { describe, expect, it } from 'vitest'
import { instantOf } from '../../../shared/time.ts'
import type { TestResident } from '../testing/actors.ts'
import { bookingTown, community } from '../testing/booking-town.ts'
import { addResource, addService, addSlot, countsOf } from '../testing/booking-world.ts'
import { call } from '../testing/call.ts'
import { useDatabase } from '../testing/database.ts'
import { newId } from '../platform/ids.ts'
import { sweepBookings } from './store-sweep.ts'

const database = await useDatabase()
const { db } = database
const town = bookingTown(database)
const startsAt = instantOf('2026-11-26', '14:00')

async function book(who: TestResident, slotId: string, id: string) {
  const result = await call(town.app, who.token, 'booking.book', { id, person: who.person, slotId, note: '' })
  return result.ok ? 'booked' : result.error.code
}

async function cancel(who: TestResident, bookingId: string) {
  const input = { communityId: community, bookingId, reason: '有事' }
  const result = await call(town.app, who.token, 'booking.cancel', input)
  return result.ok ? 'cancelled' : result.error.code
}

function tally(outcomes: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const outcome of outcomes) counts[outcome] = (counts[outcome] ?? 0) + 1
  return counts
}

/** Every request comes twice with the same id, half of the repeats at once and half a moment later. */
async function rush(people: readonly TestResident[], slotId: string) {
  const answers = await Promise.all(
    people.map(async (who, index) => {
      const id = newId()
      const first = book(who, slotId, id)
      if (index % 2 === 0) await first
      return [await book(who, slotId, id), await first] as const
    }),
  )
  return { answers, first: tally(answers.map(([, first]) => first)) }
}

describe('200 people and their repeats', () => {
  it.each([1, 3, 20])('on one slot of %i places', async (capacity) => {
    const service = await addService(db, community)
    const slot = await addSlot(db, community, service, { startsAt, capacity })
    const { answers, first } = await rush(await town.crowd(200), slot)
    expect(first).toEqual({ booked: capacity, slot_full: 200 - capacity })
    for (const [repeat, original] of answers) expect(repeat).toBe(original)
    expect(await countsOf(database, slot)).toMatchObject({ taken: capacity, confirmed: capacity, claims: 0 })
  })

  it.each([1, 3])('on a resource of %i units', async (units) => {
    const service = await addService(db, community, { capacity_kind: 'exclusive' })
    const resourceId = await addResource(db, community, '林芳医生', units)
    const slot = await addSlot(db, community, service, { startsAt, capacity: units, resourceId })
    const { answers, first } = await rush(await town.crowd(200), slot)
    expect(first).toEqual({ booked: units, slot_full: 200 - units })
    for (const [repeat, original] of answers) expect(repeat).toBe(original)
    expect(await countsOf(database, slot)).toEqual({
      taken: null,
      confirmed: units,
      pending: 0,
      holders: units,
      claims: 3 * units,
    })
  })
})

describe('cancels in between', () => {
  it.each(['pooled', 'exclusive'] as const)('lose no %s place and sell none twice', async (kind) => {
    const service = await addService(db, community, { capacity_kind: kind })
    const resource = kind === 'exclusive' ? { resourceId: await addResource(db, community, '林芳医生', 3) } : {}
    const slot = await addSlot(db, community, service, { startsAt, capacity: 3, ...resource })
    const holding: boolean[] = await Promise.all(
      (await town.crowd(120)).map(async (who, index) => {
        const id = newId()
        const booked = (await book(who, slot, id)) === 'booked'
        if (!booked || index % 3 === 0) return booked
        const answers = await Promise.all([cancel(who, id), cancel(who, id)])
        expect(answers).toEqual(['cancelled', 'cancelled'])
        return false
      }),
    )
    const held = holding.filter(Boolean).length
    const after = await countsOf(database, slot)
    expect(after.confirmed).toBe(held)
    if (kind === 'pooled') expect(after.taken).toBe(held)
    else expect(after.holders).toBe(held)

    // whatever is free can be had by the next ones, and not one place more
    const late = await Promise.all((await town.crowd(20)).map((who) => book(who, slot, newId())))
    expect(tally(late)['booked'] ?? 0).toBe(3 - held)
    expect((await countsOf(database, slot)).confirmed).toBe(3)
    await sweepBookings(db, [community], new Date(town.clock.now.getTime() + 61_000))
    expect(await countsOf(database, slot)).toMatchObject({ confirmed: 3, pending: 0 })
  })
})

describe('one person, many phones', () => {
  it('has a slot once, whatever the ids', async () => {
    const service = await addService(db, community)
    const slot = await addSlot(db, community, service, { startsAt, capacity: 50 })
    const who = await town.join()
    const outcomes = await Promise.all(Array.from({ length: 30 }, () => book(who, slot, newId())))
    expect(tally(outcomes)).toEqual({ booked: 1, already_booked: 29 })
    expect(await countsOf(database, slot)).toMatchObject({ taken: 1, confirmed: 1 })
  })

  it.each(['pooled', 'exclusive'] as const)('stays within the open limit of a %s service', async (kind) => {
    const service = await addService(db, community, { open_limit: 2, capacity_kind: kind })
    const resource = kind === 'exclusive' ? { resourceId: await addResource(db, community, '林芳医生', 3) } : {}
    const slots = await Promise.all(
      Array.from({ length: 12 }, (_, index) =>
        addSlot(db, community, service, {
          startsAt: new Date(startsAt.getTime() + index * 1_800_000),
          capacity: 3,
          ...resource,
        }),
      ),
    )
    const who = await town.join()
    const outcomes = await Promise.all(slots.map((slot) => book(who, slot, newId())))
    expect(tally(outcomes)).toEqual({ booked: 2, limit_reached: 10 })
    const counts = await Promise.all(slots.map((slot) => countsOf(database, slot)))
    expect(counts.reduce((sum, one) => sum + one.confirmed, 0)).toBe(2)
    expect(counts.reduce((sum, one) => sum + (kind === 'pooled' ? (one.taken ?? 0) : one.holders), 0)).toBe(2)
  })
})

describe('two services that share one nurse', () => {
  it('never have her at the same time', async () => {
    const nurse = await addResource(db, community, '林芳医生')
    const short = await addService(db, community, { capacity_kind: 'exclusive', duration_minutes: 20 })
    const long = await addService(db, community, { capacity_kind: 'exclusive', duration_minutes: 60 })
    const at = (minutes: number) => new Date(startsAt.getTime() + minutes * 60_000)
    const hour = await addSlot(db, community, long, { startsAt: at(0), length: 60, resourceId: nurse })
    const parts = await Promise.all(
      [0, 20, 40].map((minutes) =>
        addSlot(db, community, short, { startsAt: at(minutes), length: 20, resourceId: nurse }),
      ),
    )
    const people = await town.crowd(80)
    const outcomes = await Promise.all(
      people.map((who, index) => book(who, [hour, ...parts][index % 4] ?? '', newId())),
    )
    expect(outcomes.every((outcome) => outcome === 'booked' || outcome === 'slot_full')).toBe(true)
    const [whole, ...pieces] = await Promise.all([hour, ...parts].map((slot) => countsOf(database, slot)))
    const short3 = pieces.reduce((sum, one) => sum + one.confirmed, 0)
    expect([
      [1, 0],
      [0, 3],
      [0, 2],
      [0, 1],
    ]).toContainEqual([whole?.confirmed, short3])
    const cells = await database.raw(
      'select starts_at, count(*) as n from resource_claim group by starts_at having n > 1',
    )
    expect(cells).toEqual([])
  })
})
