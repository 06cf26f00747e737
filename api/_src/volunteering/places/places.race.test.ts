import { beforeEach, expect, it } from 'vitest'
import { makePlaces } from '../../testing/actors.ts'
import { call } from '../../testing/call.ts'
import { useDatabase } from '../../testing/database.ts'
import { inFlight, shuffled } from '../../testing/storm.ts'
import { makeVolunteers, openShift, tally, volunteeringApp, type HeldClock } from '../../testing/volunteering.ts'
import { newId } from '../../platform/ids.ts'
import { longestCounted } from './store-line.ts'

const { db } = await useDatabase()
beforeEach(() => makePlaces(db))
const clock: HeldClock = { now: new Date('2026-11-24T02:00:00.000Z') }
const app = volunteeringApp(db, clock)
const startsAt = new Date('2026-11-28T00:30:00.000Z')

it('gives 100 places to 1,000 people with 100 repeats, exactly, and lines up the rest', async () => {
  const people = await makeVolunteers(db, 1_000, clock.now)
  const { shiftId } = await openShift(db, { startsAt, capacity: 100 })
  const commands = people.map((person) => ({ person, id: newId() }))
  const repeats = commands.filter((_, index) => index % 10 === 0)
  const presses = shuffled([...commands, ...repeats], 7)
  const replies = await inFlight(
    presses.map((press) => async () => ({
      press,
      reply: await call(app, press.person.token, 'volunteering.signUp', { id: press.id, shiftId }),
    })),
    50,
  )
  await app.settled()

  const { taken, confirmed, waiting, rows } = await tally(db, shiftId)
  expect({ taken, confirmed, waiting, rows: rows.length }).toEqual({
    taken: 100,
    confirmed: 100,
    waiting: 900,
    rows: 1_000,
  })

  const statuses = new Map(rows.map((row) => [row.residentId, row.status]))
  for (const { press, reply } of replies) {
    expect(reply.ok && reply.data.mine?.status).toBe(statuses.get(press.person.person.residentId))
  }
  // Four round trips; one more for those who saw a place free that was gone a moment later.
  const trips = replies.map(({ reply }) => reply.roundTrips)
  expect(trips.filter((count) => count <= 4).length).toBeGreaterThan(950)

  const places = await inFlight(
    people.map((person) => async () => ({
      residentId: person.person.residentId,
      reply: await call(app, person.token, 'volunteering.mine', {}),
    })),
    20,
  )
  const positionOf = new Map(
    places.map(({ residentId, reply }) => [
      residentId,
      reply.ok ? reply.data.coming[0]?.mine?.waitingPosition : undefined,
    ]),
  )
  const line = rows.filter((row) => row.status === 'waiting').map((row) => positionOf.get(row.residentId))
  expect(line).toEqual(Array.from({ length: 900 }, (_, index) => Math.min(index + 1, longestCounted + 1)))

  // Whoever waits is told so once, and whoever has a place is told of the place.
  const waitingUntold = rows.filter((row) => row.status === 'waiting' && row.notifiedVersion < row.version)
  expect(rows.filter((row) => row.status === 'confirmed' && row.notifiedVersion !== row.version)).toEqual([])
  expect(waitingUntold.length).toBeLessThan(100)
})

it('promotes in order while 100 of 300 leave twice, without an idle or a double place', async () => {
  const people = await makeVolunteers(db, 300, clock.now)
  const { shiftId } = await openShift(db, { startsAt, capacity: 20 })
  await inFlight(
    people.map((person) => () => call(app, person.token, 'volunteering.signUp', { id: newId(), shiftId })),
    50,
  )
  const before = await tally(db, shiftId)
  expect([before.taken, before.confirmed, before.waiting]).toEqual([20, 20, 280])

  const seats = before.rows.filter((row) => row.status === 'confirmed')
  const line = before.rows.filter((row) => row.status === 'waiting')
  const leavers = shuffled([...seats.slice(0, 15), ...line.slice(0, 30), ...line.slice(100, 155)], 3)
  expect(leavers).toHaveLength(100)
  const tokenOf = new Map(people.map(({ person, token }) => [person.residentId, token]))
  const leave = leavers.flatMap(({ residentId }) =>
    [0, 1].map(
      () => () => call(app, tokenOf.get(residentId), 'volunteering.withdraw', { id: newId(), shiftId, reason: '' }),
    ),
  )
  const replies = await inFlight(leave, 50)
  await app.settled()
  expect(replies.filter((reply) => !reply.ok)).toEqual([])

  const after = await tally(db, shiftId)
  expect([after.taken, after.confirmed, after.waiting, after.withdrawn]).toEqual([20, 20, 180, 100])
  const left = new Set(leavers.map(({ residentId }) => residentId))
  expect(after.rows.filter((row) => row.status === 'withdrawn').every((row) => left.has(row.residentId))).toBe(true)

  // Nobody overtakes: everybody who ever got a place from the line stood before everybody who still waits.
  const promoted = after.rows.filter((row) => row.history.some(({ step }) => step === 'promoted'))
  const stillWaiting = after.rows.filter((row) => row.status === 'waiting')
  expect(promoted.length).toBeGreaterThanOrEqual(15)
  const lastPromoted = promoted.at(-1)?.seq ?? ''
  expect(stillWaiting.every((row) => row.seq > lastPromoted)).toBe(true)
})

it('keeps count while people sign up, leave and come back at the same time', async () => {
  const people = await makeVolunteers(db, 300, clock.now)
  const { shiftId } = await openShift(db, { startsAt, capacity: 20 })
  const signUp = (token: string) => call(app, token, 'volunteering.signUp', { id: newId(), shiftId })
  const leave = (token: string) => call(app, token, 'volunteering.withdraw', { id: newId(), shiftId, reason: '' })
  const acknowledged = new Map<string, number>()
  const begun = new Map<string, number>()
  const tasks = shuffled(people, 11).map((person, index) => async () => {
    begun.set(person.person.residentId, performance.now())
    const reply = await signUp(person.token)
    if (reply.ok && reply.data.mine?.status === 'waiting') acknowledged.set(person.person.residentId, performance.now())
    if (index % 3 !== 0) return
    await Promise.all([leave(person.token), leave(person.token)])
    acknowledged.delete(person.person.residentId)
    if (index % 6 === 0) {
      begun.set(person.person.residentId, performance.now())
      const again = await signUp(person.token)
      if (again.ok && again.data.mine?.status === 'waiting')
        acknowledged.set(person.person.residentId, performance.now())
    }
  })
  await inFlight(tasks, 60)
  await app.settled()

  const { taken, confirmed, waiting, withdrawn, rows } = await tally(db, shiftId)
  expect({ taken, confirmed, all: confirmed + waiting + withdrawn }).toEqual({ taken: 20, confirmed: 20, all: 300 })
  expect(withdrawn).toBe(50)

  // Whoever was told to wait before somebody else even began is never passed by that one.
  const told = rows.flatMap((row) =>
    row.status === 'waiting' ? [acknowledged.get(row.residentId) ?? Number.POSITIVE_INFINITY] : [],
  )
  const firstTold = Math.min(...told)
  const passed = rows.filter((row) => row.status === 'confirmed' && (begun.get(row.residentId) ?? 0) > firstTold)
  expect(passed).toEqual([])
})

it('leaves one of two shifts at the same time, however the commands of one person meet', async () => {
  const people = await makeVolunteers(db, 60, clock.now)
  const one = await openShift(db, { startsAt, capacity: 30 })
  const other = await openShift(db, { startsAt: new Date(startsAt.getTime() + 3_600_000), capacity: 30 })
  const replies = await inFlight(
    people.flatMap(({ token }) =>
      [one, other].map(
        ({ shiftId }) =>
          () =>
            call(app, token, 'volunteering.signUp', { id: newId(), shiftId }),
      ),
    ),
    40,
  )
  await app.settled()
  expect(replies.filter((reply) => !reply.ok && reply.error.code !== 'shift_overlaps')).toEqual([])

  const tallies = [await tally(db, one.shiftId), await tally(db, other.shiftId)]
  for (const { taken, confirmed } of tallies) expect(taken).toBe(confirmed)
  const active = tallies.flatMap(({ rows }) => rows.filter((row) => row.status !== 'withdrawn'))
  expect(new Set(active.map((row) => row.residentId)).size).toBe(active.length)
  expect(active).toHaveLength(60)
})
