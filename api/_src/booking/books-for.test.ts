import { describe, expect, it } from 'vitest'
import { bookingContract } from '../../../shared/booking/contract.ts'
import { addSeconds, instantOf } from '../../../shared/time.ts'
import { makeActors, type TestAccount } from '../testing/actors.ts'
import { addExclusive, addService, type ServiceFields } from '../testing/booking-world.ts'
import { call, callOk } from '../testing/call.ts'
import { useDatabase } from '../testing/database.ts'
import { testServer } from '../testing/server.ts'
import { newId } from '../platform/ids.ts'
import { peopleSlice } from '../people/slice.ts'
import { bookingSlice } from './slice.ts'

const database = await useDatabase()
const { db, raw } = database
const now = instantOf('2026-11-24', '08:00')
const { app } = testServer(database, [peopleSlice, bookingSlice], now)

async function haircut(fields: ServiceFields = {}) {
  const cast = await makeActors(db, now)
  const { communityId } = cast.elder.person
  const serviceId = await addService(db, communityId, fields)
  const startsAt = addSeconds(now, 2 * 86_400).toISOString()
  const wish = (over: { serviceId?: string; startsAt?: string; channel?: 'phone' | 'counter' } = {}) => ({
    id: newId(),
    person: cast.elder.person,
    serviceId,
    startsAt,
    note: '',
    ...over,
  })
  return { cast, serviceId, wish }
}

describe('staff that books for somebody', () => {
  it('of their grid: the booking says who did it, and both are told', async () => {
    const { cast, serviceId, wish } = await haircut()
    const { gridWorker, elder } = cast
    const slots = await call(app, gridWorker.token, 'booking.slots', { person: elder.person, serviceId })
    expect(slots).toMatchObject({ ok: true, data: { residentName: '王秀英', refusedBecause: null } })
    expect(slots.roundTrips).toBe(bookingContract['booking.slots'].roundTrips)
    const booked = await call(app, gridWorker.token, 'booking.book', wish())
    expect(booked).toMatchObject({
      ok: true,
      data: { residentName: '王秀英', byDelegate: true, delegateName: '李敏（三网格网格员）' },
    })
    expect(booked.roundTrips).toBeLessThanOrEqual(bookingContract['booking.book'].roundTrips)
    await app.settled()
    expect(await raw("select title from delivery where channel = 'inbox' order by title")).toEqual([
      { title: '李敏（三网格网格员）帮您约好了：上门理发' },
      { title: '给王秀英约好了：上门理发' },
    ])
    const { bookingId } = await callOk(app, elder.token, 'booking.book', wish()).catch(() => ({ bookingId: '' }))
    expect(bookingId, 'she has this place already').toBe('')
  })

  it('may look at it and give it back; the own grid only, and doctors not', async () => {
    const { cast, wish } = await haircut()
    const { bookingId, communityId } = await callOk(app, cast.gridWorker.token, 'booking.book', wish())
    const outsiders: TestAccount[] = [
      cast.otherGridWorker,
      cast.otherCommunityStaff,
      cast.doctor,
      cast.streetDispatcher,
      cast.revokedWorker,
      cast.neighbour,
    ]
    for (const { token } of outsiders) {
      expect(await call(app, token, 'booking.book', wish())).toMatchObject({ error: { code: 'not_delegated' } })
      expect(await call(app, token, 'booking.detail', { communityId, bookingId })).toMatchObject({ status: 404 })
      const cancel = { communityId, bookingId, reason: '不要了' }
      expect(await call(app, token, 'booking.cancel', cancel)).toMatchObject({ status: 404 })
    }
    const { communityStaff } = cast
    const seen = await call(app, communityStaff.token, 'booking.detail', { communityId, bookingId })
    expect(seen).toMatchObject({ status: 200, roundTrips: bookingContract['booking.detail'].roundTrips })
    const cancelled = { communityId, bookingId, reason: '老人去女儿家了' }
    const given = await call(app, communityStaff.token, 'booking.cancel', cancelled)
    expect(given).toMatchObject({ ok: true, data: { status: 'cancelled' } })
    expect(given.roundTrips).toBeLessThanOrEqual(bookingContract['booking.cancel'].roundTrips)
  })

  it('costs no more round trips than the person itself, with a place of one or of many', async () => {
    const { cast, wish } = await haircut({ open_limit: 2 })
    const { gridWorker, elder } = cast
    const { communityId } = elder.person
    const { serviceId } = await addExclusive(db, communityId)
    const startsAt = addSeconds(now, 3 * 86_400).toISOString()
    const exclusive = wish({ serviceId, startsAt })
    const full = wish({ serviceId, startsAt })
    const trips: number[] = []
    for (const input of [wish(), exclusive, exclusive, full]) {
      trips.push((await call(app, gridWorker.token, 'booking.book', input)).roundTrips)
    }
    const back = { communityId, bookingId: exclusive.id, reason: '不去了' }
    trips.push((await call(app, gridWorker.token, 'booking.cancel', back)).roundTrips)
    expect(trips.slice(0, 4).every((spent) => spent <= bookingContract['booking.book'].roundTrips)).toBe(true)
    expect(trips[4]).toBeLessThanOrEqual(bookingContract['booking.cancel'].roundTrips)
    expect(trips).toEqual([4, 4, 3, 2, 4])
  })

  it('says how the person asked, and has the kept places for who has no phone of their own', async () => {
    const { cast, serviceId, wish } = await haircut({ capacity: 2, reserved_places: 2 })
    const young = cast.neighbour.person
    const startsAt = addSeconds(now, 2 * 86_400).toISOString()
    const own = { id: newId(), person: young, serviceId, startsAt, note: '' }
    expect(await call(app, cast.neighbour.token, 'booking.book', { ...own, channel: 'phone' })).toMatchObject({
      error: { code: 'slot_full' },
    })
    const byPhone = { ...own, id: newId(), channel: 'phone' as const }
    expect(await call(app, cast.gridWorker.token, 'booking.book', byPhone)).toMatchObject({
      ok: true,
      data: { channel: 'phone' },
    })
    expect(await call(app, cast.elder.token, 'booking.book', wish({ channel: 'counter' }))).toMatchObject({
      ok: true,
      data: { channel: 'app' },
    })
  })

  it('is held to the same rules as the person', async () => {
    const { cast, wish } = await haircut({ minimum_age: 90 })
    expect(await call(app, cast.gridWorker.token, 'booking.book', wish())).toMatchObject({
      error: { code: 'not_eligible' },
    })
  })
})
