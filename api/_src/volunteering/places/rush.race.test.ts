import { beforeEach, expect, it } from 'vitest'
import { newId } from '../../platform/ids.ts'
import { makePlaces, places } from '../../testing/actors.ts'
import { call, type CallResult } from '../../testing/call.ts'
import { useDatabase } from '../../testing/database.ts'
import { inFlight, shuffled } from '../../testing/storm.ts'
import {
  cameTo,
  makeVolunteers,
  openShift,
  tally,
  volunteeringApp,
  type HeldClock,
} from '../../testing/volunteering.ts'
import { advanceVolunteering } from './advance.ts'

const { db } = await useDatabase()
beforeEach(() => makePlaces(db))
const clock: HeldClock = { now: new Date('2026-11-24T02:00:00.000Z') }
// Who is told what is proved elsewhere; here it would only be half of the work.
const app = volunteeringApp(db, clock, { tells: false })
const until = new Date('2026-11-25T02:00:00.000Z')

const people = 5_000
const shiftCount = 4
const capacity = 50
const kept = 10
/** Of ten who rush, so many have served before. */
const experiencedOfTen = 9
const width = 60

type Tally = Awaited<ReturnType<typeof tally>>
const residentsOf = (rows: Tally['rows']) => rows.map((row) => row.residentId)

/** Of those of a class who waited before, the ones that have a place now stood before the ones that still wait. */
function assertInOrder(before: Tally, after: Tally) {
  const now = new Map(after.rows.map((row) => [row.residentId, row]))
  for (const isFirstTimer of [0, 1]) {
    const line = before.rows.filter((row) => row.status === 'waiting' && row.isFirstTimer === isFirstTimer)
    const stayed = line.filter((row) => now.get(row.residentId)?.status !== 'withdrawn')
    const letIn = stayed.filter((row) => now.get(row.residentId)?.status === 'confirmed')
    expect(residentsOf(letIn)).toEqual(residentsOf(stayed.slice(0, letIn.length)))
  }
}

function assertExact({ taken, firstTimersTaken, confirmed, rows }: Tally) {
  const holding = rows.filter((row) => row.status === 'confirmed')
  expect({ taken, firstTimersTaken }).toEqual({
    taken: confirmed,
    firstTimersTaken: holding.filter((row) => row.isFirstTimer === 1).length,
  })
  expect(rows.every((row) => row.history.length === row.version)).toBe(true)
}

it(
  'gives 200 places of 4 shifts to 5,000 people, while some leave and the kept places are given free',
  { timeout: 600_000 },
  async () => {
    const everybody = await makeVolunteers(db, people, clock.now)
    const before = new Date('2026-11-10T00:30:00.000Z')
    const earlier = await openShift(db, { startsAt: before, capacity: people })
    const experienced = everybody.filter((_, index) => index % 10 < experiencedOfTen)
    await cameTo(db, experienced, { ...earlier, startsAt: before })
    const shifts: { shiftId: string }[] = []
    for (let number = 0; number < shiftCount; number += 1) {
      const startsAt = new Date(`2026-11-${26 + number}T00:30:00.000Z`)
      shifts.push(await openShift(db, { startsAt, capacity, firstTimerPlaces: kept, firstTimersUntil: until }))
    }
    // By tens, so that every shift has some of each class.
    const shiftOf = (index: number) => shifts[Math.floor(index / 10) % shiftCount]?.shiftId ?? ''
    const leaves = (token: string, shiftId: string) =>
      call(app, token, 'volunteering.withdraw', { id: newId(), shiftId, reason: '' })

    // Everybody signs up; every eleventh leaves at once, and every twenty-second comes back.
    const refused: string[] = []
    type Reply = CallResult<'volunteering.signUp'> | CallResult<'volunteering.withdraw'>
    const note = (reply: Reply) => {
      if (!reply.ok) refused.push(reply.error.code)
    }
    const began = new Map<string, number>()
    const toldToWait = new Map<string, number>()
    const order = shuffled(
      everybody.map((person, index) => ({ person, index })),
      5,
    )
    await inFlight(
      order.map(({ person, index }) => async () => {
        const [shiftId, { token }] = [shiftOf(index), person]
        const { residentId } = person.person
        const signUp = async () => {
          began.set(residentId, performance.now())
          const reply = await call(app, token, 'volunteering.signUp', { id: newId(), shiftId })
          note(reply)
          if (reply.ok && reply.data.mine?.status === 'waiting') toldToWait.set(residentId, performance.now())
        }
        await signUp()
        if (index % 11 !== 0) return
        note(await leaves(token, shiftId))
        toldToWait.delete(residentId)
        if (index % 22 === 0) await signUp()
      }),
      width,
    )
    await app.settled()
    expect(refused).toEqual([])

    const tallies = async () => Promise.all(shifts.map(({ shiftId }) => tally(db, shiftId)))
    const afterRush = await tallies()
    for (const shift of afterRush) {
      assertExact(shift)
      expect(shift.confirmed).toBe(capacity)
      expect(shift.firstTimersTaken).toBeGreaterThanOrEqual(kept)
      // Whoever was told to wait before somebody of the same class even began is not passed by that one.
      for (const isFirstTimer of [0, 1]) {
        const ofClass = shift.rows.filter((row) => row.isFirstTimer === isFirstTimer)
        const waiting = residentsOf(ofClass.filter((row) => row.status === 'waiting'))
        const placed = residentsOf(ofClass.filter((row) => row.status === 'confirmed'))
        const firstTold = Math.min(...waiting.map((id) => toldToWait.get(id) ?? Number.POSITIVE_INFINITY))
        expect(placed.filter((id) => (began.get(id) ?? 0) > firstTold)).toEqual([])
      }
    }

    // All first-timers leave and some of the others: what is kept stands free, and nobody else gets it.
    const tokenOf = new Map(everybody.map(({ person, token }) => [person.residentId, token]))
    const leavers = afterRush.flatMap(({ rows }, number) =>
      rows
        .filter((row) => row.status === 'waiting' && row.isFirstTimer === 1)
        .concat(rows.filter((row) => row.status === 'confirmed' && (row.isFirstTimer === 1 || row.seq.endsWith('0'))))
        .map((row) => ({ token: tokenOf.get(row.residentId) ?? '', shiftId: shiftOf(10 * number) })),
    )
    const gone = await inFlight(
      shuffled(leavers, 9).map(
        ({ token, shiftId }) =>
          () =>
            leaves(token, shiftId),
      ),
      width,
    )
    expect(gone.filter((reply) => !reply.ok)).toEqual([])
    const afterLeaving = await tallies()
    for (const [number, shift] of afterLeaving.entries()) {
      assertExact(shift)
      assertInOrder(afterRush[number] ?? shift, shift)
      expect(shift.firstTimersTaken).toBe(0)
      expect(shift.confirmed, 'what is not kept stands full').toBe(capacity - kept)
    }

    // When the time is over, ticks, newcomers and leavers meet; no place stays idle.
    clock.now = until
    const newcomers = everybody.filter((_, index) => index % 10 === 9).slice(0, 60)
    await Promise.all([
      advanceVolunteering(db, [places.community], clock.now),
      advanceVolunteering(db, [places.community], clock.now),
      inFlight(
        newcomers.map(
          (person, index) => () =>
            call(app, person.token, 'volunteering.signUp', { id: newId(), shiftId: shiftOf(10 * index) }),
        ),
        width,
      ),
    ])
    await app.settled()
    for (const [number, shift] of (await tallies()).entries()) {
      assertExact(shift)
      assertInOrder(afterLeaving[number] ?? shift, shift)
      expect(shift.confirmed).toBe(capacity)
    }
  },
)
