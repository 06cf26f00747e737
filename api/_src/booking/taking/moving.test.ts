import { beforeEach, describe, expect, it } from 'vitest'
import { addSeconds, instantOf } from '../../../../shared/time.ts'
import { newId } from '../../platform/ids.ts'
import type { TestResident } from '../../testing/actors.ts'
import { bookingActs, bookingTown, community, thursday } from '../../testing/booking-town.ts'
import {
  addExclusive,
  addNeed,
  addResource,
  addService,
  countsOf,
  daysAfter,
  type ServiceFields,
} from '../../testing/booking-world.ts'
import { call, callOk } from '../../testing/call.ts'
import { useDatabase } from '../../testing/database.ts'
import { spokenNumber } from './decide-claims.ts'
import { sweepBookings } from './sweep.ts'

const database = await useDatabase()
const { db, raw } = database
const town = bookingTown(database)
const { book, cancel, hold } = bookingActs(town)
const morning = instantOf('2026-11-24', '08:00')
const friday = daysAfter(thursday, 1)

beforeEach(() => {
  town.clock.now = morning
})

const haircut = (fields: ServiceFields = {}) => addService(db, community, fields)
const claimsOf = (id: string) => raw('select * from booking_claim where booking_id = ? order by need, cell', [id])
const rowOf = async (id: string) => (await raw('select * from booking where id = ?', [id]))[0]
const move = (who: TestResident, bookingId: string, startsAt: Date, version = 1) =>
  call(town.app, who.token, 'booking.reschedule', {
    communityId: community,
    bookingId,
    version,
    startsAt: startsAt.toISOString(),
  })

async function booked(fields: ServiceFields = {}) {
  const serviceId = await haircut(fields)
  const [wang, id] = [await town.join(), newId()]
  const result = await book(wang, serviceId, { id })
  if (!result.ok) throw new Error('refused')
  return { serviceId, wang, id, booking: result.data }
}

describe('booking.cancel', () => {
  it.each(['pooled', 'exclusive'] as const)('gives a %s place back, once', async (kind) => {
    const fields = { open_limit: 1, limits: [{ per: 'person' as const, period: 'week' as const, most: 1 }] }
    const serviceId =
      kind === 'pooled'
        ? await haircut({ capacity: 1, ...fields })
        : (await addExclusive(db, community, fields)).serviceId
    const [wang, id] = [await town.join(), newId()]
    const first = await book(wang, serviceId, { id })
    const cancelled = await cancel(wang, id)
    expect(cancelled).toMatchObject({ ok: true })
    expect(cancelled.roundTrips).toBeLessThanOrEqual(4)
    expect(cancelled.ok && cancelled.data).toEqual({
      ...(first.ok && first.data),
      status: 'cancelled',
      version: 2,
      cancelReason: '有事',
    })
    expect(await claimsOf(id)).toEqual([])
    expect(await rowOf(id)).toMatchObject({ status: 'cancelled', version: 2, remind_at: null })
    const again = await cancel(wang, id)
    expect(again.ok && again.data).toEqual(cancelled.ok && cancelled.data)
    const { coming, past } = await callOk(town.app, wang.token, 'booking.mine', {})
    expect({ coming, past }).toEqual({ coming: [], past: [cancelled.ok && cancelled.data] })
    expect(await book(wang, serviceId)).toMatchObject({ ok: true })
  })

  it('is possible until the cut-off and not a moment later', async () => {
    const { serviceId, wang, id } = await booked()
    const [zhou, second] = [await town.join(), newId()]
    await book(zhou, serviceId, { id: second })
    town.clock.now = addSeconds(thursday, -7200)
    expect(await cancel(wang, id)).toMatchObject({ ok: true })
    town.clock.now = addSeconds(thursday, -7199)
    expect(await cancel(zhou, second)).toMatchObject({ status: 409, error: { code: 'too_late_to_cancel' } })
    expect(await countsOf(database, { serviceId, startsAt: thursday })).toMatchObject({ places: 1, confirmed: 1 })
  })

  it('asks for a reason', async () => {
    const wang = await town.join()
    const input = { communityId: community, bookingId: newId(), reason: '  ' }
    expect(await call(town.app, wang.token, 'booking.cancel', input)).toMatchObject({
      error: { code: 'invalid_input' },
    })
  })
})

describe('booking.reschedule', () => {
  it('moves a booking in one step: new place, new reminders, nothing of the old left', async () => {
    const { serviceId, wang, id, booking } = await booked({
      capacity: 1,
      open_limit: 1,
      limits: [{ per: 'person', period: 'day', most: 1 }],
    })
    await raw("update booking set reminded_at = '2026-11-24', reply = 'coming' where id = ?", [id])
    const moved = await move(wang, id, friday)
    expect(moved).toMatchObject({ ok: true })
    expect(moved.roundTrips).toBeLessThanOrEqual(6)
    expect(moved.ok && moved.data).toEqual({
      ...booking,
      version: 2,
      startsAt: friday.toISOString(),
      endsAt: addSeconds(friday, 1800).toISOString(),
      cancelUntil: addSeconds(friday, -7200).toISOString(),
    })
    expect(await callOk(town.app, wang.token, 'booking.detail', { communityId: community, bookingId: id })).toEqual(
      moved.ok && moved.data,
    )
    expect((await claimsOf(id)).map(({ need, cell }) => [need, cell])).toEqual([
      [0, friday.getTime() / 60_000],
      [100, friday.getTime() / 60_000],
      [101, 0],
      [102, Date.parse('2026-11-27T00:00:00Z') / 86_400_000],
    ])
    expect(await book(await town.join(), serviceId)).toMatchObject({ ok: true })
    await town.app.settled()
    const letters = await raw("select title, body from delivery where title like '%改%'")
    expect(letters).toMatchObject([{ title: '改好时间了：上门理发' }])
    expect(letters[0]?.['body']).toContain('原来是 11 月 26 日 星期四 14:00，现在改到 11 月 27 日 星期五 14:00')
  })

  it('is answered the same when it comes again, and refuses a row that has changed', async () => {
    const { wang, id } = await booked()
    const moved = await move(wang, id, friday)
    const again = await move(wang, id, friday)
    expect(again.ok && again.data).toEqual(moved.ok && moved.data)
    expect(await move(wang, id, thursday)).toMatchObject({ error: { code: 'conflict' } })
    expect(await move(wang, id, thursday, 2)).toMatchObject({ ok: true, data: { version: 3 } })
  })

  it('keeps the old place where the new one cannot be had', async () => {
    const { serviceId, wang, id } = await booked({ capacity: 1, days_ahead: 5, cancel_cutoff_minutes: 0 })
    const other = await town.join()
    await book(other, serviceId, { startsAt: friday })
    const full = await move(wang, id, friday)
    expect(full).toMatchObject({ error: { code: 'slot_full', details: { canWait: false } } })
    const nextFree = (full.ok ? {} : (full.error.details as { nextFree: { startsAt: string }[] })).nextFree
    expect(nextFree?.[0]?.startsAt).toBe(addSeconds(friday, 1800).toISOString())
    expect(await move(wang, id, addSeconds(morning, -3600))).toMatchObject({ error: { code: 'slot_past' } })
    expect(await move(wang, id, daysAfter(thursday, 6))).toMatchObject({ error: { code: 'slot_closed' } })
    expect(await move(wang, id, addSeconds(friday, 60))).toMatchObject({ error: { code: 'slot_closed' } })
    expect(await move(other, id, friday)).toMatchObject({ error: { code: 'not_found' } })
    expect(await countsOf(database, { serviceId, startsAt: thursday })).toMatchObject({ confirmed: 1, places: 1 })
    town.clock.now = addSeconds(thursday, 60)
    expect(await move(wang, id, daysAfter(thursday, 3))).toMatchObject({ error: { code: 'too_late_to_cancel' } })
  })

  it.each(['pooled', 'exclusive'] as const)('takes a %s place that somebody held and let run out', async (kind) => {
    const serviceId = kind === 'pooled' ? await haircut({ capacity: 1 }) : (await addExclusive(db, community)).serviceId
    const [wang, li, id] = [await town.join(), await town.join({ name: '李桂英' }), newId()]
    await book(wang, serviceId, { id })
    const held = await hold(li, [{ serviceId, wish: { startsAt: friday } }])
    expect(held.ok).toBe(true)
    town.clock.now = addSeconds(morning, 299)
    expect(await move(wang, id, friday)).toMatchObject({ ok: false, error: { code: 'slot_full' } })
    town.clock.now = addSeconds(morning, 300)
    expect(await move(wang, id, friday)).toMatchObject({ ok: true, data: { startsAt: friday.toISOString() } })
    expect(await countsOf(database, { serviceId, startsAt: friday })).toMatchObject({ confirmed: 1, holders: 1 })
  })

  it('counts only what changes against the limits', async () => {
    const week = { per: 'person' as const, period: 'week' as const, most: 1 }
    const { serviceId, wang, id } = await booked({ open_limit: 2, limits: [week] })
    expect(await move(wang, id, friday)).toMatchObject({ ok: true })
    await book(wang, serviceId, { startsAt: daysAfter(thursday, 7) })
    expect(await move(wang, id, daysAfter(thursday, 8), 2)).toMatchObject({
      error: { code: 'limit_reached', details: { because: '这周已经约了 1 次' } },
    })
    expect(await move(wang, id, daysAfter(thursday, 7), 2)).toMatchObject({ error: { code: 'already_booked' } })
    expect(await move(wang, id, daysAfter(thursday, 14), 2)).toMatchObject({ ok: true })
  })

  it('keeps who serves where they are free, takes somebody else where not', async () => {
    const { serviceId, resourceId: lin } = await addExclusive(db, community)
    const zhao = await addResource(db, community, '赵敏')
    await addNeed(db, community, serviceId, [zhao])
    const [wang, other, id] = [await town.join(), await town.join(), newId()]
    await book(wang, serviceId, { id, resourceId: lin })
    expect(await move(wang, id, friday)).toMatchObject({ data: { resourceName: '林芳医生' } })
    await book(other, serviceId, { resourceId: lin })
    expect(await move(wang, id, thursday, 2)).toMatchObject({ data: { resourceName: '赵敏' } })
    expect(await rowOf(id)).toMatchObject({ resource_name: '赵敏', version: 3 })
    const keys = new Set((await claimsOf(id)).filter(({ need }) => need < 100).map(({ claim_key: key }) => key))
    expect(keys).toEqual(new Set([zhao]))
  })

  it('gives a new number where the other day has this one', async () => {
    const { serviceId, wang, id, booking } = await booked()
    const other = newId()
    await book(await town.join(), serviceId, { id: other, startsAt: friday })
    await raw('update booking set spoken_number = ? where id = ?', [booking.spokenNumber, other])
    expect(await move(wang, id, friday)).toMatchObject({ data: { spokenNumber: spokenNumber(id, 1) } })
  })
})

describe('what a crash leaves', () => {
  const later = addSeconds(morning, 61)
  const keyOf = (serviceId: string) => [community, serviceId, friday.getTime() / 60_000]
  const insert = 'insert into booking_claim (community_id, claim_key, cell, unit, booking_id, need, due_at) values '

  it('of a move before the row was changed: the new claims go, the old booking stands', async () => {
    const { serviceId, id } = await booked({ capacity: 1 })
    await raw(`${insert} (?, ?, ?, 1, ?, 0, '2026-11-24 00:01:00')`, [...keyOf(serviceId), id])
    expect(await book(await town.join(), serviceId, { startsAt: friday })).toMatchObject({ ok: false })
    town.clock.now = later
    await sweepBookings(db, [community], later)
    expect((await claimsOf(id)).map(({ need }) => need)).toEqual([0, 100, 101])
    expect(await countsOf(database, { serviceId, startsAt: thursday })).toMatchObject({ places: 1, confirmed: 1 })
    expect(await book(await town.join(), serviceId, { startsAt: friday })).toMatchObject({ ok: true })
  })

  it('of a move after the row was changed: the old claims go, the new booking stands', async () => {
    const { serviceId, wang, id } = await booked({ capacity: 1 })
    await move(wang, id, friday)
    await raw(`${insert} (?, ?, ?, 1, ?, 0, '2026-11-24 00:01:00')`, [
      community,
      serviceId,
      thursday.getTime() / 60_000,
      id,
    ])
    town.clock.now = later
    await sweepBookings(db, [community], later)
    expect((await claimsOf(id)).map(({ need, cell }) => [need, cell])).toEqual([
      [0, friday.getTime() / 60_000],
      [100, friday.getTime() / 60_000],
      [101, 0],
    ])
    expect(await book(await town.join(), serviceId)).toMatchObject({ ok: true })
  })

  it.each(['pooled', 'exclusive'] as const)(
    'of a %s booking before its row: swept, and its id is burnt',
    async (kind) => {
      const serviceId =
        kind === 'pooled' ? await haircut({ capacity: 1 }) : (await addExclusive(db, community)).serviceId
      const [wang, id] = [await town.join(), newId()]
      await book(wang, serviceId, { id })
      await raw('delete from booking where id = ?', [id])
      expect(await book(await town.join(), serviceId)).toMatchObject({ error: { code: 'slot_full' } })
      await sweepBookings(db, [community], addSeconds(morning, 59))
      expect(await claimsOf(id)).not.toEqual([])
      town.clock.now = later
      await sweepBookings(db, [community], later)
      expect(await claimsOf(id)).toEqual([])
      expect(await rowOf(id)).toMatchObject({ status: 'cancelled', resident_id: '' })
      expect(await book(await town.join(), serviceId)).toMatchObject({ ok: true })
      expect(await book(wang, serviceId, { id })).toMatchObject({ error: { code: 'id_taken' } })
    },
  )

  it('of a booking before its row: the same command goes on where it broke off', async () => {
    const { serviceId } = await addExclusive(db, community)
    const [wang, id] = [await town.join(), newId()]
    await book(wang, serviceId, { id })
    await raw('delete from booking where id = ?', [id])
    const again = await book(wang, serviceId, { id })
    expect(again).toMatchObject({ ok: true, roundTrips: 3, data: { resourceName: '林芳医生' } })
    expect(await countsOf(database, { serviceId, startsAt: thursday })).toMatchObject({ confirmed: 1, places: 6 })
  })

  it('of a cancellation before its claims went: swept', async () => {
    const { serviceId, id } = await booked({ capacity: 1, open_limit: 1 })
    await raw("update booking set status = 'cancelled', version = 2, due_at = '2026-11-24' where id = ?", [id])
    expect(await book(await town.join(), serviceId)).toMatchObject({ ok: true })
    await sweepBookings(db, [community], later)
    expect(await claimsOf(id)).toEqual([])
    expect(await raw('select id from booking where due_at <= ?', ['2026-11-24 00:01:01'])).toEqual([])
  })
})

describe('the sweep', () => {
  it('does nothing to bookings in good order, and asks one question when nothing is due', async () => {
    const { serviceId, wang } = await booked()
    await hold(wang, [{ serviceId, wish: { startsAt: friday } }])
    const before = await raw('select * from booking_claim order by claim_key, cell, unit')
    await sweepBookings(db, [community], addSeconds(morning, 30))
    expect(await raw('select * from booking_claim order by claim_key, cell, unit')).toEqual(before)
  })

  it('lets claims go when their time is over: places with the visit, turns with their period', async () => {
    const { id } = await booked({ limits: [{ per: 'person', period: 'week', most: 1 }] })
    const at = async (now: Date) => {
      await sweepBookings(db, [community], now)
      return (await claimsOf(id)).map(({ need }) => need)
    }
    expect(await at(addSeconds(morning, 61))).toEqual([0, 100, 101, 102])
    expect(await at(addSeconds(thursday, 1799))).toEqual([0, 100, 101, 102])
    expect(await at(addSeconds(thursday, 1800))).toEqual([102])
    expect(await at(instantOf('2026-11-29', '23:59'))).toEqual([102])
    expect(await at(instantOf('2026-11-30'))).toEqual([])
    const later = addSeconds(thursday, 86_400 * 30)
    expect(await raw('select id from booking where due_at <= ?', [later.toISOString().slice(0, 19)])).toEqual([])
  })
})
