import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { addSeconds, instantOf } from '../../../../shared/time.ts'
import { newId } from '../../platform/ids.ts'
import { makePlaces, type TestResident } from '../../testing/actors.ts'
import { bookingTown, community } from '../../testing/booking-town.ts'
import { addException, addExclusive, addService, countsOf, type ServiceFields } from '../../testing/booking-world.ts'
import { call, callOk } from '../../testing/call.ts'
import { useDatabase } from '../../testing/database.ts'

const database = await useDatabase()
const { db, raw } = database
const town = bookingTown(database)
const { app, clock, tick } = town
const morning = instantOf('2026-11-24', '08:00')
const thursday = instantOf('2026-11-26', '14:00')
const startsAt = thursday.toISOString()
const young = { birthDate: '1990-05-05', livingAlone: false }

beforeEach(async () => {
  await makePlaces(db)
  clock.now = morning
  town.lines.splice(0)
})
afterEach(() => {
  expect(town.lines.filter((line) => line.includes('failed'))).toEqual([])
})

const wishOf = (who: TestResident, serviceId: string, id = newId()) => ({
  id,
  person: who.person,
  serviceId,
  startsAt,
  note: '',
})
const book = (who: TestResident, serviceId: string) => call(app, who.token, 'booking.book', wishOf(who, serviceId))
const booked = (who: TestResident, serviceId: string) => callOk(app, who.token, 'booking.book', wishOf(who, serviceId))
const wait = (who: TestResident, serviceId: string) => call(app, who.token, 'booking.wait', wishOf(who, serviceId))
const waited = (who: TestResident, serviceId: string) => callOk(app, who.token, 'booking.wait', wishOf(who, serviceId))
const take = (who: TestResident, bookingId: string) =>
  call(app, who.token, 'booking.takeOffer', { communityId: community, bookingId })
const cancel = (who: TestResident, bookingId: string) =>
  call(app, who.token, 'booking.cancel', { communityId: community, bookingId, reason: '临时有事' })
const look = (who: TestResident, bookingId: string) =>
  callOk(app, who.token, 'booking.detail', { communityId: community, bookingId })
const service = (fields: ServiceFields = {}) => addService(db, community, { capacity: 1, ...fields })
const counts = (serviceId: string) => countsOf(database, { serviceId, startsAt: thursday })
/** People enough for a queue. */
const five = () => Promise.all([town.join(), town.join(), town.join(), town.join(), town.join()])
const later = (seconds: number) => {
  clock.now = addSeconds(clock.now, seconds)
}

describe('booking.wait', () => {
  it('stands in the queue of a full slot, says the place in it, and costs five round trips', async () => {
    const serviceId = await service()
    const [first, second, third] = await five()
    await booked(first, serviceId)
    const input = wishOf(second, serviceId)
    const reply = await call(app, second.token, 'booking.wait', input)
    expect(reply).toMatchObject({ ok: true, data: { status: 'waiting', queuePlace: 1, keptUntil: null } })
    expect(reply.roundTrips).toBeLessThanOrEqual(5)
    later(60)
    expect(await waited(third, serviceId)).toMatchObject({ status: 'waiting', queuePlace: 2 })
    const again = await call(app, second.token, 'booking.wait', input)
    expect(again).toMatchObject({ ok: true, data: { bookingId: input.id, status: 'waiting', queuePlace: 1 } })
    expect(await look(third, (await waitedId(third)) ?? '')).toMatchObject({ queuePlace: 2 })
    expect(await counts(serviceId)).toMatchObject({ confirmed: 1, waiting: 2, places: 1 })
  })

  it('refuses where there is a place, where one has it already, and what everybody is refused', async () => {
    const serviceId = await service({ open_limit: 1 })
    const [first, second] = await five()
    expect(await wait(second, serviceId)).toMatchObject({ ok: false, error: { code: 'slot_open' } })
    await booked(first, serviceId)
    expect(await wait(first, serviceId)).toMatchObject({ ok: false, error: { code: 'already_booked' } })
    await waited(second, serviceId)
    expect(await wait(second, serviceId)).toMatchObject({ ok: false, error: { code: 'already_booked' } })
    const elsewhere = { ...wishOf(second, serviceId), startsAt: instantOf('2026-11-26', '15:00').toISOString() }
    expect(await call(app, second.token, 'booking.wait', elsewhere)).toMatchObject({
      ok: false,
      error: { code: 'limit_reached' },
    })
    expect(
      await call(app, second.token, 'booking.wait', { ...wishOf(second, serviceId), person: first.person }),
    ).toMatchObject({
      ok: false,
      error: { code: 'not_delegated' },
    })
    expect(await call(app, second.token, 'booking.wait', wishOf(second, newId()))).toMatchObject({
      ok: false,
      error: { code: 'not_found' },
    })
  })

  it('lets nobody overtake: a place that is free while somebody waits is full to everybody else', async () => {
    const serviceId = await service({ capacity: 2 })
    const [first, second, third, fourth] = await five()
    const one = await booked(first, serviceId)
    await booked(second, serviceId)
    const waiting = await waited(third, serviceId)
    // the place comes free without anybody handing it on
    await raw(`update booking set status = 'cancelled', due_at = null where id = ?`, [one.bookingId])
    await raw(`delete from booking_claim where booking_id = ?`, [one.bookingId])
    expect(await book(fourth, serviceId)).toMatchObject({ ok: false, error: { code: 'slot_full' } })
    later(300)
    await tick()
    expect(await look(third, waiting.bookingId)).toMatchObject({ status: 'offered' })
    expect(await counts(serviceId)).toMatchObject({ confirmed: 1, offered: 1, places: 2 })
  })
})

async function waitedId(who: TestResident): Promise<string | undefined> {
  const mine = await callOk(app, who.token, 'booking.mine', {})
  return mine.coming.find(({ status }) => status === 'waiting')?.bookingId
}

describe('the hand-over', () => {
  it('gives a cancelled place to the next one in the same statement, within the budget of cancelling', async () => {
    const serviceId = await service()
    const [first, second, third] = await five()
    const one = await booked(first, serviceId)
    const two = await waited(second, serviceId)
    later(60)
    const three = await waited(third, serviceId)
    const given = await cancel(first, one.bookingId)
    expect(given).toMatchObject({ ok: true, data: { status: 'cancelled' } })
    expect(given.roundTrips).toBeLessThanOrEqual(4)
    await app.settled()
    const offer = await look(second, two.bookingId)
    expect(offer).toMatchObject({
      status: 'offered',
      queuePlace: null,
      keptUntil: addSeconds(clock.now, 1800).toISOString(),
    })
    expect(await look(third, three.bookingId)).toMatchObject({ status: 'waiting', queuePlace: 1 })
    expect(await counts(serviceId)).toMatchObject({ confirmed: 0, offered: 1, waiting: 1, places: 1, holders: 1 })
    const taken = await take(second, two.bookingId)
    expect(taken).toMatchObject({ ok: true, data: { status: 'confirmed', keptUntil: null, version: 3 } })
    expect(taken.roundTrips).toBeLessThanOrEqual(4)
    expect(await take(second, two.bookingId)).toMatchObject({ ok: true, data: { status: 'confirmed', version: 3 } })
    expect(await take(third, three.bookingId)).toMatchObject({ ok: false, error: { code: 'conflict' } })
    expect(await take(third, two.bookingId)).toMatchObject({ ok: false, error: { code: 'not_found' } })
    await tick()
    expect(await raw('select count(*) as n from booking_claim where booking_id = ?', [one.bookingId])).toMatchObject([
      { n: 0 },
    ])
  })

  it('passes an offer that ran out on to the next one, who had waited longest, and lets its owner queue again', async () => {
    const serviceId = await service()
    const [first, second, third] = await five()
    const one = await booked(first, serviceId)
    const two = await waited(second, serviceId)
    later(60)
    const three = await waited(third, serviceId)
    await cancel(first, one.bookingId)
    later(1800)
    expect(await take(second, two.bookingId)).toMatchObject({ ok: false, error: { code: 'offer_expired' } })
    await app.settled()
    expect(await look(second, two.bookingId)).toMatchObject({ status: 'expired' })
    expect(await look(third, three.bookingId)).toMatchObject({ status: 'offered' })
    const again = await waited(second, serviceId)
    expect(again).toMatchObject({ status: 'waiting', queuePlace: 1 })
    later(1800)
    await tick()
    expect(await look(third, three.bookingId)).toMatchObject({ status: 'expired' })
    expect(await look(second, again.bookingId)).toMatchObject({ status: 'offered' })
    expect(await counts(serviceId)).toMatchObject({ offered: 1, waiting: 0, places: 1, holders: 1 })
  })

  it('lets elders go first within one minute, and nobody later', async () => {
    const serviceId = await service()
    const first = await town.join()
    const one = await booked(first, serviceId)
    const earlier = await town.join({ ...young, name: '钱大伟' })
    const elder = await town.join({ name: '孙奶奶' })
    const muchLater = await town.join({ name: '李奶奶' })
    const idOf = async (who: TestResident) => (await waited(who, serviceId)).bookingId
    const earlierId = await idOf(earlier)
    later(20)
    const elderId = await idOf(elder)
    later(60)
    const laterId = await idOf(muchLater)
    expect(await look(elder, elderId)).toMatchObject({ queuePlace: 1 })
    expect(await look(earlier, earlierId)).toMatchObject({ queuePlace: 2 })
    expect(await look(muchLater, laterId)).toMatchObject({ queuePlace: 3 })
    await cancel(first, one.bookingId)
    expect(await look(elder, elderId)).toMatchObject({ status: 'offered' })
    await cancel(elder, elderId)
    expect(await look(earlier, earlierId)).toMatchObject({ status: 'offered' })
  })

  it('gives a kept place to the first who may have it, and to everybody from a day before on', async () => {
    const serviceId = await service({ capacity: 2, reserved_places: 1 })
    const elder = await town.join()
    const inUnit1 = await booked(elder, serviceId)
    const [a, b, c] = await Promise.all([
      town.join({ ...young, name: '赵一' }),
      town.join({ ...young, name: '赵二' }),
      town.join({ ...young, name: '赵三' }),
    ])
    await booked(a, serviceId)
    const bId = (await waited(b, serviceId)).bookingId
    later(60)
    const cId = (await waited(c, serviceId)).bookingId
    await cancel(elder, inUnit1.bookingId)
    await app.settled()
    expect(await counts(serviceId)).toMatchObject({ confirmed: 1, offered: 0, waiting: 2 })
    // the kept place is still there for who may have it, and for nobody else
    expect(await book(await town.join({ ...young, name: '赵四' }), serviceId)).toMatchObject({ ok: false })
    const grandma = await town.join({ name: '吴奶奶' })
    const hers = await booked(grandma, serviceId)
    await cancel(grandma, hers.bookingId)
    clock.now = addSeconds(thursday, -24 * 3600)
    await tick()
    expect(await look(b, bId)).toMatchObject({ status: 'offered' })
    expect(await look(c, cId)).toMatchObject({ status: 'waiting', queuePlace: 1 })
  })

  it('shortens an offer where booking closes before the half hour is over, and ends the queue then', async () => {
    const serviceId = await service({ close_minutes: 60, cancel_cutoff_minutes: 60 })
    const [first, second, third] = await five()
    const one = await booked(first, serviceId)
    const two = await waited(second, serviceId)
    later(60)
    const three = await waited(third, serviceId)
    clock.now = addSeconds(thursday, -75 * 60)
    await signInAgain()
    expect(await cancel(first, one.bookingId)).toMatchObject({ ok: true })
    const closes = addSeconds(thursday, -3600)
    expect(await look(second, two.bookingId)).toMatchObject({ status: 'offered', keptUntil: closes.toISOString() })
    clock.now = closes
    await tick()
    expect(await look(second, two.bookingId)).toMatchObject({ status: 'expired' })
    expect(await look(third, three.bookingId)).toMatchObject({ status: 'expired' })
    expect(await counts(serviceId)).toMatchObject({ offered: 0, waiting: 0, claims: 0 })
  })

  it('hands on a doctor as well as a place', async () => {
    const { serviceId } = await addExclusive(db, community)
    const [first, second] = await five()
    const one = await booked(first, serviceId)
    const two = await waited(second, serviceId)
    expect(two).toMatchObject({ resourceName: null })
    await cancel(first, one.bookingId)
    await app.settled()
    expect(await look(second, two.bookingId)).toMatchObject({ status: 'offered', resourceName: '林芳医生' })
    expect(await counts(serviceId)).toMatchObject({ offered: 1, places: 6, holders: 1 })
  })

  it('gives the place of a hold that ran out, of one that was given back, and one that came with a new plan', async () => {
    const serviceId = await service({ capacity: 2 })
    const [first, second, third, fourth] = await five()
    const holdOf = async (who: TestResident) => {
      const id = newId()
      const place = { bookingId: newId(), person: who.person, serviceId, startsAt }
      await callOk(app, who.token, 'booking.hold', { id, places: [place] })
      return id
    }
    await holdOf(first)
    const basketId = await holdOf(second)
    const three = await waited(third, serviceId)
    later(60)
    const four = await waited(fourth, serviceId)
    await callOk(app, second.token, 'booking.release', { communityId: community, basketId })
    await app.settled()
    expect(await look(third, three.bookingId)).toMatchObject({ status: 'offered' })
    later(240)
    await tick()
    expect(await look(fourth, four.bookingId)).toMatchObject({ status: 'offered' })
    const again = await waited(first, serviceId)
    await raw('update service set capacity = 3 where id = ?', [serviceId])
    later(300)
    await tick()
    expect(await look(first, again.bookingId)).toMatchObject({ status: 'offered' })
    expect(await counts(serviceId)).toMatchObject({ offered: 3, places: 3, holders: 3 })
  })

  it('hands nothing on that was taken out of the plan', async () => {
    const serviceId = await service({ capacity: 3 })
    const [first, second, third, fourth, fifth] = await five()
    const holders = await Promise.all(
      [first, second, third].map(async (who) => ({ who, booking: await booked(who, serviceId) })),
    )
    const four = await waited(fourth, serviceId)
    await raw('update service set capacity = 2 where id = ?', [serviceId])
    for (const [index, { who, booking }] of holders.entries()) {
      await cancel(who, booking.bookingId)
      await app.settled()
      const { confirmed, offered } = await counts(serviceId)
      expect(confirmed + offered).toBeLessThanOrEqual(2)
      if (index > 0) expect(await look(fourth, four.bookingId)).toMatchObject({ status: 'offered' })
    }
    const refilled = await Promise.all([first, second].map((who) => book(who, serviceId)))
    expect(refilled.filter((reply) => reply.ok)).toHaveLength(1)
    const last = await waited(fifth, serviceId)
    await addException(db, community, { from: '2026-11-26' })
    later(300)
    await tick()
    expect(await look(fifth, last.bookingId)).toMatchObject({ status: 'expired' })
  })

  it('offers a place to who was cut off between getting it and being told', async () => {
    const serviceId = await service()
    const [first, second] = await five()
    const one = await booked(first, serviceId)
    const two = await waited(second, serviceId)
    await raw(`update booking_claim set booking_id = ?, due_at = ? where booking_id = ? and need = 0`, [
      two.bookingId,
      addSeconds(clock.now, 60).toISOString().slice(0, 19).replace('T', ' '),
      one.bookingId,
    ])
    await raw(`update booking set status = 'cancelled', due_at = null where id = ?`, [one.bookingId])
    later(120)
    await tick()
    expect(await counts(serviceId)).toMatchObject({ waiting: 1, places: 1 })
    later(300)
    await tick()
    expect(await look(second, two.bookingId)).toMatchObject({ status: 'offered' })
    expect(await counts(serviceId)).toMatchObject({ offered: 1, places: 1 })
  })
})

async function signInAgain() {
  await raw('update session set created_at = ?, last_seen_at = ?', [
    ...Array.from({ length: 2 }, () => clock.now.toISOString().slice(0, 19).replace('T', ' ')),
  ])
}

describe('what people are told', () => {
  it('tells that one waits, that a place is kept until when, and that it ran out', async () => {
    const serviceId = await service()
    const [first, second] = await five()
    const one = await booked(first, serviceId)
    await waited(second, serviceId)
    await cancel(first, one.bookingId)
    await app.settled()
    later(1800)
    await tick()
    const letters = await raw(
      "select title, body from delivery where channel = 'inbox' and recipient_id = ? order by created_at, id",
      [second.person.residentId],
    )
    const said = letters.map((letter) => `${String(letter['title'])} ${String(letter['body'])}`)
    expect(said).toEqual([
      expect.stringMatching(/排上队了：上门理发 .*前面没有别人/),
      expect.stringMatching(/有位子了：上门理发 .*给您留到 08:30/),
      expect.stringMatching(/位子过时了：上门理发 .*再排/),
    ])
  })
})
