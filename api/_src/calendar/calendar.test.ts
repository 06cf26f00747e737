import ICAL from 'ical.js'
import { beforeEach, describe, expect, it } from 'vitest'
import { instantOf } from '../../../shared/time.ts'
import { bookingSlice } from '../booking/slice.ts'
import { newId } from '../platform/ids.ts'
import { makeActors, type Cast } from '../testing/actors.ts'
import { community } from '../testing/booking-town.ts'
import { addNeed, addResource, addService } from '../testing/booking-world.ts'
import { call, callFile, callOk } from '../testing/call.ts'
import { useDatabase } from '../testing/database.ts'
import { testServer } from '../testing/server.ts'
import { calendarSlice } from './slice.ts'

const database = await useDatabase()
const { db, raw } = database
const now = instantOf('2026-11-24', '08:00')
const { app, clock } = testServer(database, [bookingSlice, calendarSlice], now)
const startsAt = instantOf('2026-11-26', '10:30').toISOString()
let cast: Cast

beforeEach(async () => {
  clock.now = now
  cast = await makeActors(db, now)
})

const ofElder = () => ({ kind: 'resident' as const, residentId: cast.elder.person.residentId })

async function bookFor(serviceId: string) {
  const wish = { id: newId(), person: cast.elder.person, serviceId, startsAt, note: '膝盖不好' }
  return callOk(app, cast.elder.token, 'booking.book', wish)
}

async function feedOf(
  token: string,
  of: { kind: 'resident'; residentId: string } | { kind: 'worker'; resourceId: string },
) {
  const { communityId, feedId, key } = await callOk(app, token, 'calendar.make', {
    id: newId(),
    communityId: community,
    of,
  })
  return { communityId, feedId, key }
}

function eventsIn(text: string) {
  const calendar = new ICAL.Component(ICAL.parse(text) as unknown[])
  return calendar.getAllSubcomponents('vevent').map((part) => {
    const event = new ICAL.Event(part)
    const status = part.getFirstPropertyValue('status') as string
    return { uid: event.uid, sequence: event.sequence, summary: event.summary, at: event.startDate.toString(), status }
  })
}

describe('a calendar address', () => {
  it('follows a booking from its making over its move to its end', async () => {
    const { elder } = cast
    const booking = await bookFor(await addService(db, community))
    const address = await feedOf(elder.token, ofElder())
    const first = await callFile(app, 'calendar.file', address)
    expect([first.status, first.headers.get('content-type')]).toEqual([200, 'text/calendar; charset=utf-8'])
    expect(first.roundTrips).toBeLessThanOrEqual(3)
    const uid = `${booking.bookingId}@linlitong`
    const confirmed = { uid, sequence: 1, summary: '上门理发', at: '2026-11-26T02:30:00Z', status: 'CONFIRMED' }
    expect(eventsIn(first.text)).toEqual([confirmed])
    expect(first.text).not.toContain('膝盖')

    const same = await callFile(app, 'calendar.file', address, first.headers.get('etag') ?? '')
    expect([same.status, same.text]).toEqual([304, ''])

    const to = instantOf('2026-11-27', '09:00').toISOString()
    const { bookingId, version } = booking
    await callOk(app, elder.token, 'booking.reschedule', { communityId: community, bookingId, version, startsAt: to })
    const moved = await callFile(app, 'calendar.file', address, first.headers.get('etag') ?? '')
    expect(eventsIn(moved.text)).toEqual([{ ...confirmed, sequence: 2, at: '2026-11-27T01:00:00Z' }])

    await callOk(app, elder.token, 'booking.cancel', { communityId: community, bookingId, reason: '不去了' })
    const gone = await callFile(app, 'calendar.file', address)
    expect(eventsIn(gone.text)).toMatchObject([{ uid, sequence: 3, status: 'CANCELLED' }])
  })

  it('is the same one when it is asked for again, and is listed until it is revoked', async () => {
    const { elder } = cast
    const input = { id: newId(), communityId: community, of: ofElder() }
    const made = await call(app, elder.token, 'calendar.make', input)
    expect(made.roundTrips).toBeLessThanOrEqual(4)
    expect(await callOk(app, elder.token, 'calendar.make', input)).toEqual(made.ok && made.data)
    const list = await call(app, elder.token, 'calendar.feeds', {})
    expect(list.roundTrips).toBeLessThanOrEqual(3)
    expect(list).toMatchObject({ data: { feeds: [made.ok && made.data], sources: [{ name: '王秀英的预约' }] } })
    const feed = made.ok ? made.data : undefined
    const address = { communityId: community, feedId: feed?.feedId ?? '', key: feed?.key ?? '' }
    const revoke = { communityId: community, feedId: address.feedId }
    await callOk(app, elder.token, 'calendar.revoke', revoke)
    await callOk(app, elder.token, 'calendar.revoke', revoke)
    expect(await callFile(app, 'calendar.file', address)).toMatchObject({ status: 410 })
    expect(await callOk(app, elder.token, 'calendar.feeds', {})).toMatchObject({ feeds: [] })
  })

  it('opens with its key alone', async () => {
    const address = await feedOf(cast.elder.token, ofElder())
    const key = `${address.key.startsWith('A') ? 'B' : 'A'}${address.key.slice(1)}`
    expect(await callFile(app, 'calendar.file', { ...address, key })).toMatchObject({ status: 404 })
    expect(await callFile(app, 'calendar.file', { ...address, feedId: newId() })).toMatchObject({ status: 404 })
    expect(await callFile(app, 'calendar.file', { ...address, key: 'short' })).toMatchObject({ status: 422 })
  })

  it('of a family member ends with the delegation', async () => {
    const { daughter, elder } = cast
    await bookFor(await addService(db, community))
    const address = await feedOf(daughter.token, ofElder())
    expect(eventsIn((await callFile(app, 'calendar.file', address)).text)).toHaveLength(1)
    await db
      .updateTable('identity')
      .set({ revoked_at: now })
      .where('account_id', '=', daughter.accountId)
      .where('resident_id', '=', elder.person.residentId)
      .execute()
    expect(await callFile(app, 'calendar.file', address)).toMatchObject({ status: 410 })
  })

  it('is made for nobody who may not see the bookings', async () => {
    const { neighbour, former, gridWorker, elder } = cast
    for (const { token } of [neighbour, former, gridWorker]) {
      const refused = await call(app, token, 'calendar.make', {
        id: newId(),
        communityId: community,
        of: ofElder(),
      })
      expect(refused).toMatchObject({ ok: false, error: { code: 'not_found' } })
    }
    const { feedId } = await feedOf(elder.token, ofElder())
    const stolen = await call(app, neighbour.token, 'calendar.revoke', { communityId: community, feedId })
    expect(stolen).toMatchObject({ ok: false, error: { code: 'not_found' } })
  })

  it('of a worker holds their work, with no whole name, and ends with the post', async () => {
    const { doctor, elder } = cast
    const resourceId = await addResource(db, community, '林芳医生', { account_id: doctor.accountId })
    const serviceId = await addService(db, community, { capacity_kind: 'exclusive', capacity: 1, name: '医生上门' })
    await addNeed(db, community, serviceId, [resourceId])
    const { bookingId } = await bookFor(serviceId)
    await bookFor(await addService(db, community))
    const address = await feedOf(doctor.token, { kind: 'worker', resourceId })
    const seen = await callFile(app, 'calendar.file', address)
    expect(seen.roundTrips).toBeLessThanOrEqual(3)
    expect(eventsIn(seen.text)).toMatchObject([{ summary: '医生上门（王*英）', status: 'CONFIRMED' }])
    expect(seen.text).not.toContain(elder.name)
    await callOk(app, elder.token, 'booking.cancel', { communityId: community, bookingId, reason: '不去了' })
    expect(eventsIn((await callFile(app, 'calendar.file', address)).text)).toMatchObject([{ status: 'CANCELLED' }])
    await raw('update resource set account_id = null')
    expect(eventsIn((await callFile(app, 'calendar.file', address)).text)).toEqual([])
  })
})
