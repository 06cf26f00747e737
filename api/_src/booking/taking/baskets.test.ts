import { beforeEach, describe, expect, it } from 'vitest'
import { addSeconds, instantOf } from '../../../../shared/time.ts'
import { newId } from '../../platform/ids.ts'
import type { TestResident } from '../../testing/actors.ts'
import { bookingActs, bookingTown, community, thursday } from '../../testing/booking-town.ts'
import { addExclusive, addService, countsOf, daysAfter, type ServiceFields } from '../../testing/booking-world.ts'
import { call, callOk } from '../../testing/call.ts'
import { useDatabase } from '../../testing/database.ts'
import { sweepBookings } from './sweep.ts'

const database = await useDatabase()
const { db, raw } = database
const town = bookingTown(database)
const { book, confirm, hold, release, slotsOf } = bookingActs(town)
const morning = instantOf('2026-11-24', '08:00')

beforeEach(() => {
  town.clock.now = morning
})

const haircut = (fields: ServiceFields = {}) => addService(db, community, fields)
const statuses = async () => (await raw('select status from booking order by id')).map(({ status }) => status as string)
const claims = async () => Number((await raw('select count(*) as n from booking_claim'))[0]?.['n'])
const mine = (who: TestResident) => callOk(town.app, who.token, 'booking.mine', {})

describe('booking.hold', () => {
  it('keeps places of several services and persons for five minutes, in four round trips', async () => {
    const [cut, bath] = [await haircut(), await addExclusive(db, community, { name: '助浴', position: 2 })]
    const [wang, husband] = [await town.join(), await town.join()]
    await town.lend(husband, wang)
    const places = [
      { serviceId: cut },
      { serviceId: cut, for: husband },
      { serviceId: bath.serviceId, wish: { startsAt: daysAfter(thursday, 1) } },
      { serviceId: bath.serviceId, wish: { startsAt: addSeconds(thursday, 1800) }, for: husband },
    ]
    const held = await hold(wang, places)
    expect(held).toMatchObject({ ok: true, roundTrips: 4 })
    if (!held.ok) throw new Error('refused')
    const keptUntil = addSeconds(morning, 300).toISOString()
    expect(held.data).toMatchObject({ keptUntil })
    expect(held.data.bookings).toHaveLength(4)
    for (const booking of held.data.bookings) {
      expect(booking).toMatchObject({ status: 'held', version: 0, keptUntil, basketId: held.data.basketId })
    }
    expect((await mine(wang)).coming).toEqual([])
    const { slots } = await slotsOf(await town.join(), cut)
    expect(slots.find(({ startsAt }) => startsAt === thursday.toISOString())).toMatchObject({ placesLeft: 0 })

    const confirmed = await confirm(wang, held.data.basketId)
    expect(confirmed).toMatchObject({ ok: true, roundTrips: 3 })
    expect(await statuses()).toEqual(['confirmed', 'confirmed', 'confirmed', 'confirmed'])
    expect((await mine(wang)).coming.map(({ version, keptUntil: kept }) => [version, kept])).toEqual(
      Array.from({ length: 4 }, () => [1, null]),
    )
    expect(await confirm(wang, held.data.basketId)).toMatchObject({ ok: true })
    await town.app.settled()
    expect(await raw("select id from delivery where title like '%约好了%'")).toHaveLength(6)
  })

  it('is given all or nothing', async () => {
    const [cut, bath] = [await haircut(), await addExclusive(db, community)]
    await book(await town.join(), bath.serviceId)
    const wang = await town.join()
    const wish = { id: newId() }
    const refused = await hold(wang, [{ serviceId: cut }, { serviceId: bath.serviceId, wish }])
    expect(refused).toMatchObject({ error: { code: 'slot_full', details: { bookingId: wish.id, canWait: true } } })
    expect(await countsOf(database, { serviceId: cut, startsAt: thursday })).toMatchObject({ held: 0, places: 0 })
  })

  it('counts its own places towards capacity and limits', async () => {
    const wang = await town.join()
    const husband = await town.join()
    await town.lend(husband, wang)
    const single = await haircut({ capacity: 1 })
    expect(await hold(wang, [{ serviceId: single }, { serviceId: single, for: husband }])).toMatchObject({
      error: { code: 'slot_full' },
    })
    const once = await haircut({ open_limit: 1 })
    const later = { startsAt: daysAfter(thursday, 1) }
    expect(await hold(wang, [{ serviceId: once }, { serviceId: once, wish: later }])).toMatchObject({
      error: { code: 'limit_reached' },
    })
    expect(await hold(wang, [{ serviceId: once }, { serviceId: once }])).toMatchObject({
      error: { code: 'already_booked' },
    })
    expect(await claims()).toBe(0)
  })

  it('is answered the same when it comes again, and refuses its ids for anything else', async () => {
    const cut = await haircut()
    const wang = await town.join()
    const [id, basket] = [newId(), newId()]
    const first = await hold(wang, [{ serviceId: cut, wish: { id } }], basket)
    town.clock.now = addSeconds(morning, 100)
    const again = await hold(wang, [{ serviceId: cut, wish: { id } }], basket)
    expect(again.ok && again.data).toEqual(first.ok && first.data)
    expect(await hold(wang, [{ serviceId: cut, wish: { id } }], newId())).toMatchObject({ error: { code: 'id_taken' } })
    expect(await book(wang, cut, { id })).toMatchObject({ error: { code: 'id_taken' } })
    expect(await statuses()).toEqual(['held'])
  })

  it('asks who may book for each of the persons', async () => {
    const cut = await haircut()
    const [wang, stranger] = [await town.join(), await town.join()]
    expect(await hold(wang, [{ serviceId: cut }, { serviceId: cut, for: stranger }])).toMatchObject({
      error: { code: 'not_delegated' },
    })
    const held = await hold(wang, [{ serviceId: cut }])
    const basketId = held.ok ? held.data.basketId : ''
    expect(await confirm(stranger, basketId)).toMatchObject({ error: { code: 'not_found' } })
    expect(await release(stranger, basketId)).toMatchObject({ error: { code: 'not_found' } })
    expect(await confirm(wang, newId())).toMatchObject({ error: { code: 'not_found' } })
  })
})

describe('a hold that ran out', () => {
  it('cannot be confirmed, is void at once, and goes to whoever comes', async () => {
    const cut = await haircut({ capacity: 1, open_limit: 1 })
    const wang = await town.join()
    const held = await hold(wang, [{ serviceId: cut }])
    const basketId = held.ok ? held.data.basketId : ''
    const next = await town.join()
    town.clock.now = addSeconds(morning, 299)
    expect(await book(next, cut)).toMatchObject({ error: { code: 'slot_full' } })
    town.clock.now = addSeconds(morning, 300)
    const { slots } = await slotsOf(next, cut)
    expect(slots.find(({ startsAt }) => startsAt === thursday.toISOString())).toMatchObject({ state: 'open' })
    expect(await book(next, cut)).toMatchObject({ ok: true })
    expect(await confirm(wang, basketId)).toMatchObject({ status: 410, error: { code: 'hold_expired' } })
    expect((await statuses()).toSorted()).toEqual(['confirmed', 'expired'])
    // its turn of the open limit came back as well
    expect(await book(wang, cut, { startsAt: daysAfter(thursday, 1) })).toMatchObject({ ok: true })
    expect(await mine(wang)).toMatchObject({ past: [] })
    await town.app.settled()
    expect(await raw("select title from delivery where title like '%过时%'")).toEqual([])
  })

  it('is swept away with everything it had', async () => {
    const cut = await haircut()
    await hold(await town.join(), [{ serviceId: cut }])
    await sweepBookings(db, [community], addSeconds(morning, 301))
    expect(await statuses()).toEqual(['expired'])
    expect(await claims()).toBe(0)
    expect(await raw('select id from booking where untold = 1 or due_at is not null')).toEqual([])
  })

  it('spoils its basket: the rest is given back', async () => {
    const cut = await haircut({ capacity: 1 })
    const bath = await haircut({ capacity: 1, position: 2 })
    const wang = await town.join()
    const held = await hold(wang, [{ serviceId: cut }, { serviceId: bath }])
    const basketId = held.ok ? held.data.basketId : ''
    await raw('update booking set kept_until = ? where service_id = ?', ['2026-11-24 00:00:30', cut])
    town.clock.now = addSeconds(morning, 60)
    expect(await confirm(wang, basketId)).toMatchObject({ error: { code: 'hold_expired' } })
    expect(await statuses()).toEqual(['expired', 'expired'])
    expect(await claims()).toBe(0)
    expect(await book(await town.join(), bath)).toMatchObject({ ok: true })
  })
})

describe('booking.release', () => {
  it('gives everything back, once', async () => {
    const cut = await haircut({ capacity: 1 })
    const bath = await addExclusive(db, community)
    const wang = await town.join()
    const held = await hold(wang, [{ serviceId: cut }, { serviceId: bath.serviceId }])
    const basketId = held.ok ? held.data.basketId : ''
    const released = await release(wang, basketId)
    expect(released).toMatchObject({ ok: true, data: { released: 2 } })
    expect(released.roundTrips).toBeLessThanOrEqual(4)
    expect(await claims()).toBe(0)
    expect(await release(wang, basketId)).toMatchObject({ ok: true, data: { released: 0 } })
    expect(await confirm(wang, basketId)).toMatchObject({ error: { code: 'hold_expired' } })
    expect(await book(await town.join(), cut)).toMatchObject({ ok: true })
  })

  it('leaves alone what was confirmed', async () => {
    const cut = await haircut()
    const wang = await town.join()
    const held = await hold(wang, [{ serviceId: cut }])
    const basketId = held.ok ? held.data.basketId : ''
    await confirm(wang, basketId)
    expect(await release(wang, basketId)).toMatchObject({ ok: true, data: { released: 0 } })
    expect(await statuses()).toEqual(['confirmed'])
  })
})

describe('a hold of one’s own', () => {
  it('does not block: booking the slot makes it the booking, with the same place', async () => {
    const bath = await addExclusive(db, community, { open_limit: 1 })
    const wang = await town.join()
    await hold(wang, [{ serviceId: bath.serviceId }])
    const { slots, refusedBecause } = await slotsOf(wang, bath.serviceId)
    expect(slots.find(({ startsAt }) => startsAt === thursday.toISOString())).toMatchObject({ state: 'open' })
    expect(refusedBecause).toBeNull()
    const booked = await book(wang, bath.serviceId)
    expect(booked).toMatchObject({ ok: true, roundTrips: 4, data: { resourceName: '林芳医生', status: 'confirmed' } })
    expect((await statuses()).toSorted()).toEqual(['confirmed', 'expired'])
    const counts = await countsOf(database, { serviceId: bath.serviceId, startsAt: thursday })
    expect(counts).toMatchObject({ confirmed: 1, holders: 1, places: 6, claims: 8 })
    await sweepBookings(db, [community], addSeconds(morning, 301))
    expect(await countsOf(database, { serviceId: bath.serviceId, startsAt: thursday })).toEqual(counts)
  })

  it('can be held again from another phone', async () => {
    const cut = await haircut({ capacity: 1 })
    const wang = await town.join()
    await hold(wang, [{ serviceId: cut }])
    town.clock.now = addSeconds(morning, 60)
    const again = await hold(wang, [{ serviceId: cut }])
    expect(again).toMatchObject({ ok: true, data: { keptUntil: addSeconds(morning, 360).toISOString() } })
    expect((await statuses()).toSorted()).toEqual(['expired', 'held'])
  })

  it('steps aside for somebody else of the same service who was asked for by name', async () => {
    const bath = await addExclusive(db, community)
    const { resourceId } = bath
    const wang = await town.join()
    await hold(wang, [{ serviceId: bath.serviceId, wish: { resourceId } }])
    const booked = await call(town.app, wang.token, 'booking.book', {
      id: newId(),
      person: wang.person,
      serviceId: bath.serviceId,
      startsAt: thursday.toISOString(),
      note: '',
      resourceId,
    })
    expect(booked).toMatchObject({ ok: true })
  })
})
