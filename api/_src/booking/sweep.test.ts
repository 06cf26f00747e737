import { beforeEach, describe, expect, it } from 'vitest'
import { addSeconds, dayOf, instantOf } from '../../../shared/time.ts'
import { countRoundTrips } from '../platform/db/round-trips.ts'
import { newId } from '../platform/ids.ts'
import type { TestResident } from '../testing/actors.ts'
import { bookingTown, community, otherCommunity } from '../testing/booking-town.ts'
import { addResource, addService, addSlot, countsOf } from '../testing/booking-world.ts'
import { call } from '../testing/call.ts'
import { useDatabase } from '../testing/database.ts'
import { bookingBackground } from './background.ts'
import { sweepBookings } from './store-sweep.ts'
import { claimUnit, confirmPending, insertConfirmed, insertPending, type NewBooking } from './store-take.ts'

const database = await useDatabase()
const { db, raw } = database
const town = bookingTown(database)
const morning = instantOf('2026-11-24', '08:00')
const thursday = instantOf('2026-11-26', '14:00')
const sweep = (at: Date) => sweepBookings(db, [community, otherCommunity], at)

beforeEach(() => {
  town.clock.now = morning
})

/** What a function that died in the middle had in its hands. */
async function dying(kind: 'pooled' | 'exclusive') {
  const service = await addService(db, community, { capacity_kind: kind, open_limit: 1 })
  const resourceId = kind === 'exclusive' ? await addResource(db, community, '林芳医生') : null
  const slot = await addSlot(db, community, service, {
    startsAt: thursday,
    ...(resourceId === null ? {} : { resourceId }),
  })
  const who = await town.join()
  const booking: NewBooking = {
    communityId: community,
    id: newId(),
    slotId: slot,
    serviceId: service,
    resourceId,
    residentId: who.person.residentId,
    residentName: '王秀英',
    homeAddress: '',
    bookedBy: who.accountId,
    delegateName: null,
    note: '',
    day: dayOf(thursday),
    startsAt: thursday,
    endsAt: addSeconds(thursday, 1800),
    cancelUntil: thursday,
    bookedAt: morning,
  }
  return { slot, who, booking, resourceId: resourceId ?? '' }
}

async function book(who: TestResident, slotId: string, id = newId()) {
  const result = await call(town.app, who.token, 'booking.book', { id, person: who.person, slotId, note: '' })
  return result.ok ? 'booked' : result.error.code
}

describe('a function that died after the pending row', () => {
  it('holds nothing: others book, and the same command finishes later', async () => {
    const { slot, who, booking } = await dying('pooled')
    await insertPending(db, booking)
    expect(await countsOf(database, slot)).toMatchObject({ taken: 0, confirmed: 0, pending: 1 })
    const list = await call(town.app, who.token, 'booking.mine', {})
    expect(list.ok && list.data).toEqual({ coming: [], past: [] })
    const asked = { communityId: community, bookingId: booking.id }
    expect(await call(town.app, who.token, 'booking.detail', asked)).toMatchObject({ error: { code: 'not_found' } })
    town.clock.now = addSeconds(morning, 20)
    expect(await book(who, slot, booking.id)).toBe('booked')
    expect(await countsOf(database, slot)).toMatchObject({ taken: 1, confirmed: 1, pending: 0 })
  })

  it('is swept after a minute and never before, and a late confirmation then does nothing', async () => {
    const { slot, who, booking } = await dying('pooled')
    await insertPending(db, booking)
    await sweep(addSeconds(morning, 59))
    expect(await countsOf(database, slot)).toMatchObject({ pending: 1 })
    await sweep(addSeconds(morning, 60))
    expect(await countsOf(database, slot)).toMatchObject({ pending: 0, taken: 0 })
    expect(await confirmPending(db, booking, 1)).toBe('none')
    expect(await countsOf(database, slot)).toMatchObject({ taken: 0, confirmed: 0 })
    expect(await book(who, slot, booking.id)).toBe('booked')
  })
})

describe('a function that died after its claims', () => {
  it('is finished by the same command', async () => {
    const { slot, who, booking, resourceId } = await dying('exclusive')
    expect(await claimUnit(db, booking, resourceId, 1)).toBe('done')
    expect(await book(await town.join(), slot)).toBe('slot_full')
    expect(await book(who, slot, booking.id)).toBe('booked')
    expect(await countsOf(database, slot)).toMatchObject({ confirmed: 1, holders: 1, claims: 3 })
    await sweep(addSeconds(morning, 61))
    expect(await countsOf(database, slot)).toMatchObject({ confirmed: 1, holders: 1, claims: 3 })
    expect(await raw('select distinct due_at from resource_claim')).toEqual([{ due_at: null }])
  })

  it('loses them after a minute, and its late row can no longer be written', async () => {
    const { slot, who, booking, resourceId } = await dying('exclusive')
    await claimUnit(db, booking, resourceId, 1)
    await sweep(addSeconds(morning, 59))
    expect(await countsOf(database, slot)).toMatchObject({ claims: 3 })
    await sweep(addSeconds(morning, 60))
    expect(await countsOf(database, slot)).toMatchObject({ claims: 0, confirmed: 0 })
    const other = await town.join()
    expect(await book(other, slot)).toBe('booked')
    expect((await insertConfirmed(db, booking, 1)).taken).toBe('repeated')
    expect(await book(who, slot, booking.id)).toBe('id_taken')
    expect(await countsOf(database, slot)).toMatchObject({ confirmed: 1, holders: 1 })
    await town.app.settled()
    expect(await bookingBackground.sources?.[0]?.pending(db, { communityIds: [community] }, 9)).toEqual([])
    expect(await raw('select recipient_id from delivery')).toEqual([{ recipient_id: other.person.residentId }])
  })

  it('keeps its place when the row was written while the sweep looked', async () => {
    const { slot, booking, resourceId } = await dying('exclusive')
    await claimUnit(db, booking, resourceId, 1)
    await Promise.all([insertConfirmed(db, booking, 1), sweep(addSeconds(morning, 60))])
    await sweep(addSeconds(morning, 61))
    const { confirmed, holders } = await countsOf(database, slot)
    expect(holders).toBe(confirmed)
    // Whoever came first has the id: the booking with its claims, or the sweep with a row that belongs to nobody.
    const [row] = await raw('select status, resident_id from booking where id = ?', [booking.id])
    expect(row).toMatchObject(
      confirmed === 1
        ? { status: 'confirmed', resident_id: booking.residentId }
        : { status: 'cancelled', resident_id: '' },
    )
  })
})

describe('a cancel that died before its claims were given back', () => {
  it('is finished by the sweep', async () => {
    const { slot, who, booking, resourceId } = await dying('exclusive')
    await book(who, slot, booking.id)
    await sweep(addSeconds(morning, 120))
    const input = { communityId: community, bookingId: booking.id, reason: '有事' }
    await call(town.app, who.token, 'booking.cancel', input)
    // as it was between the two statements
    expect(await claimUnit(db, booking, resourceId, 1)).toBe('done')
    await raw('update resource_claim set due_at = null')
    expect(await book(await town.join(), slot)).toBe('slot_full')
    await sweep(addSeconds(morning, 60))
    expect(await countsOf(database, slot)).toMatchObject({ claims: 0, confirmed: 0 })
    expect(await raw('select due_at from booking where id = ?', [booking.id])).toEqual([{ due_at: null }])
    expect(await book(await town.join(), slot)).toBe('booked')
  })
})

describe('the sweep', () => {
  it('frees the open place of a booking that is over, and keeps the booking', async () => {
    const { slot, who, booking } = await dying('pooled')
    await book(who, slot, booking.id)
    await sweep(addSeconds(thursday, 1799))
    expect(await raw('select open_place from booking')).toEqual([{ open_place: 1 }])
    await sweep(addSeconds(thursday, 1800))
    expect(await raw('select open_place, due_at, status from booking')).toEqual([
      { open_place: null, due_at: null, status: 'confirmed' },
    ])
    expect(await countsOf(database, slot)).toMatchObject({ taken: 1, confirmed: 1 })
  })

  it('costs one query when nothing is due, and changes nothing when it runs twice', async () => {
    const { slot, who, booking } = await dying('exclusive')
    await book(who, slot, booking.id)
    const early = await countRoundTrips(async () => sweep(addSeconds(morning, 30)))
    expect(early.roundTrips).toBe(1)
    await Promise.all([sweep(addSeconds(morning, 90)), sweep(addSeconds(morning, 90))])
    expect(await countsOf(database, slot)).toMatchObject({ confirmed: 1, claims: 3 })
    const after = await countRoundTrips(async () => sweep(addSeconds(morning, 91)))
    expect(after.roundTrips).toBe(1)
  })

  it('leaves other communities alone', async () => {
    const { slot, booking } = await dying('pooled')
    await insertPending(db, booking)
    await sweepBookings(db, [otherCommunity], addSeconds(morning, 999))
    expect(await countsOf(database, slot)).toMatchObject({ pending: 1 })
    await sweepBookings(db, [], addSeconds(morning, 999))
    expect(await countsOf(database, slot)).toMatchObject({ pending: 1 })
  })
})
