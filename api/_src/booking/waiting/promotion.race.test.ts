import { beforeEach, expect, it } from 'vitest'
import { addSeconds, instantOf } from '../../../../shared/time.ts'
import { newId } from '../../platform/ids.ts'
import { makePlaces, type TestResident } from '../../testing/actors.ts'
import { bookingTown, community } from '../../testing/booking-town.ts'
import { addExclusive, addService, countsOf } from '../../testing/booking-world.ts'
import { call, callOk } from '../../testing/call.ts'
import { useDatabase } from '../../testing/database.ts'

const database = await useDatabase()
const { db, raw } = database
const town = bookingTown(database)
const { app, clock, tick } = town
const thursday = instantOf('2026-11-26', '14:00')
const startsAt = thursday.toISOString()

beforeEach(async () => {
  await makePlaces(db)
  clock.now = instantOf('2026-11-24', '08:00')
  town.lines.splice(0)
})

interface Place {
  who: TestResident
  bookingId: string
}
const wish = (who: TestResident, serviceId: string) => ({
  id: newId(),
  person: who.person,
  serviceId,
  startsAt,
  note: '',
})
async function book(who: TestResident, serviceId: string): Promise<Place> {
  return { who, bookingId: (await callOk(app, who.token, 'booking.book', wish(who, serviceId))).bookingId }
}
async function wait(who: TestResident, serviceId: string): Promise<Place> {
  return { who, bookingId: (await callOk(app, who.token, 'booking.wait', wish(who, serviceId))).bookingId }
}
const cancel = ({ who, bookingId }: Place) =>
  call(app, who.token, 'booking.cancel', { communityId: community, bookingId, reason: '不去了' })
const take = ({ who, bookingId }: Place) =>
  call(app, who.token, 'booking.takeOffer', { communityId: community, bookingId })
async function statuses(places: readonly Place[]): Promise<string[]> {
  const rows = await raw('select id, status from booking')
  const byId = new Map(rows.map((row) => [row['id'], String(row['status'])]))
  return places.map(({ bookingId }) => byId.get(bookingId) ?? '')
}
const counts = (serviceId: string) => countsOf(database, { serviceId, startsAt: thursday })

it('hands three places on among sixty who come, cancel and take at once: exactly, and in order', async () => {
  const serviceId = await addService(db, community, { capacity: 3 })
  const people = await town.crowd(60)
  const holders: Place[] = []
  for (const who of people.slice(0, 3)) holders.push(await book(who, serviceId))
  const queue: Place[] = []
  for (const who of people.slice(3, 33)) {
    clock.now = addSeconds(clock.now, 1)
    queue.push(await wait(who, serviceId))
  }
  // round after round: everybody with a place gives it back, some who wait leave, new ones come, others try to overtake
  let next = 33
  for (let round = 0; round < 6; round += 1) {
    clock.now = addSeconds(clock.now, 60)
    const leaving = queue.slice(queue.length - 1 - round, queue.length - round)
    const newcomers = people.slice(next, next + 3)
    next += 3
    const before = await statuses(queue)
    const replies = await Promise.all([
      ...holders.map(cancel),
      ...leaving.map(cancel),
      ...newcomers.map((who) => call(app, who.token, 'booking.wait', wish(who, serviceId))),
      ...people.slice(54).map((who) => call(app, who.token, 'booking.book', wish(who, serviceId))),
      tick(),
    ])
    await app.settled()
    await tick()
    const booked = replies.slice(-7, -1)
    for (const reply of booked) expect(reply).toMatchObject({ ok: false, error: { code: 'slot_full' } })
    const after = await statuses(queue)
    const moved = queue.filter((_, index) => before[index] === 'waiting' && after[index] === 'offered')
    const inLine = queue.filter((place, index) => before[index] === 'waiting' && !leaving.includes(place))
    expect(moved).toEqual(inLine.slice(0, 3))
    expect(await counts(serviceId)).toMatchObject({ confirmed: 0, offered: 3, places: 3, holders: 3 })
    const taken = await Promise.all([...moved, ...moved].map(take))
    for (const reply of taken) expect(reply).toMatchObject({ ok: true, data: { status: 'confirmed' } })
    holders.splice(0, 3, ...moved)
  }
  expect(town.lines.filter((line) => line.includes('failed'))).toEqual([])
}, 120_000)

it('promotes once and in order when the clock ticks four times at once, and offers run out together', async () => {
  const serviceId = await addService(db, community, { capacity: 5 })
  const people = await town.crowd(25)
  const holders: Place[] = []
  for (const who of people.slice(0, 5)) holders.push(await book(who, serviceId))
  const queue: Place[] = []
  for (const who of people.slice(5)) {
    clock.now = addSeconds(clock.now, 1)
    queue.push(await wait(who, serviceId))
  }
  await Promise.all(holders.map(cancel))
  await app.settled()
  for (let from = 0; from < 20; from += 5) {
    expect((await statuses(queue)).map((status) => status === 'offered')).toEqual(
      queue.map((_, index) => index >= from && index < from + 5),
    )
    clock.now = addSeconds(clock.now, 1800)
    const late = await Promise.all(queue.slice(from, from + 5).map(take))
    for (const reply of late) expect(reply).toMatchObject({ ok: false, error: { code: 'offer_expired' } })
    await Promise.all([tick(), tick(), tick(), tick()])
    await app.settled()
  }
  expect(await counts(serviceId)).toMatchObject({ offered: 0, waiting: 0, places: 0, claims: 0 })
  expect(town.lines.filter((line) => line.includes('failed'))).toEqual([])
}, 120_000)

it('gives a doctor’s hour on while it is cancelled and taken at once', async () => {
  const { serviceId } = await addExclusive(db, community, {}, { units: 2 })
  const people = await town.crowd(12)
  const holders: Place[] = []
  for (const who of people.slice(0, 2)) holders.push(await book(who, serviceId))
  const queue: Place[] = []
  for (const who of people.slice(2)) {
    clock.now = addSeconds(clock.now, 1)
    queue.push(await wait(who, serviceId))
  }
  for (let from = 0; from < 10; from += 2) {
    await Promise.all([...holders.map(cancel), tick(), tick()])
    await app.settled()
    await tick()
    expect((await statuses(queue)).map((status) => status === 'offered')).toEqual(
      queue.map((_, index) => index >= from && index < from + 2),
    )
    expect(await counts(serviceId)).toMatchObject({ offered: 2, places: 12, holders: 2 })
    holders.splice(0, 2, ...queue.slice(from, from + 2))
    await Promise.all(holders.map(take))
  }
  expect(town.lines.filter((line) => line.includes('failed'))).toEqual([])
}, 120_000)

it('leaves nobody waiting beside a place that came free while they joined', async () => {
  const serviceId = await addService(db, community, { capacity: 1 })
  const people = await town.crowd(2)
  let joined = 0
  for (let round = 0; round < 40; round += 1) {
    const [holder, comer] = round % 2 === 0 ? people : people.toReversed()
    if (!holder || !comer) throw new Error('two people')
    const place = await book(holder, serviceId)
    const [, reply] = await Promise.all([cancel(place), call(app, comer.token, 'booking.wait', wish(comer, serviceId))])
    await app.settled()
    // no tick: whoever of the two came second has seen the other
    expect(await counts(serviceId)).toMatchObject({ waiting: 0 })
    if (!reply.ok) continue
    joined += 1
    expect(await counts(serviceId)).toMatchObject({ offered: 1, places: 1 })
    await cancel({ who: comer, bookingId: reply.data.bookingId })
  }
  expect(joined).toBeGreaterThan(0)
}, 120_000)
