import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { newId } from '../../platform/ids.ts'
import { makePlaces, places } from '../../testing/actors.ts'
import { call } from '../../testing/call.ts'
import { useDatabase } from '../../testing/database.ts'
import {
  cameTo,
  makeVolunteers,
  openShift,
  tally,
  volunteeringApp,
  type HeldClock,
} from '../../testing/volunteering.ts'
import { advanceVolunteering } from './advance.ts'

const { db, clear } = await useDatabase({ clear: 'file' })
const now = new Date('2026-11-24T02:00:00.000Z')
const until = new Date('2026-11-25T02:00:00.000Z')
const clock: HeldClock = { now }
const startsAt = new Date('2026-11-28T00:30:00.000Z')
const app = volunteeringApp(db, clock)

const people = 6
/** The first of them have served before. */
const experienced = 3
/** Two shifts at the same time and one on another day. */
const shifts = 3
const sameTime = (a: number, b: number) => a !== b && a < 2 && b < 2

interface Offer {
  capacity: number
  /** Places for first-timers alone while `keeps`. */
  kept: number
}

/** A line of people per shift and class; who has a place keeps it until they leave. */
class Model {
  readonly seats: number[][] = Array.from({ length: shifts }, () => [])
  readonly lines: number[][] = Array.from({ length: shifts }, () => [])
  readonly everIn = new Set<string>()
  /** Whether somebody stood in this line as a first-timer: decided when they signed up. */
  readonly wasFirst = new Map<string, boolean>()
  readonly offers: readonly Offer[]
  keeps = true

  constructor(offers: readonly Offer[]) {
    this.offers = offers
  }

  isIn(who: number, shift: number): boolean {
    return (this.seats[shift] ?? []).includes(who) || (this.lines[shift] ?? []).includes(who)
  }

  stateOf(who: number, shift: number): unknown {
    if ((this.seats[shift] ?? []).includes(who)) return { status: 'confirmed', waitingPosition: null }
    const position = (this.lines[shift] ?? []).indexOf(who) + 1
    return position > 0 ? { status: 'waiting', waitingPosition: position } : null
  }

  isFirst = (who: number, shift: number) => this.wasFirst.get(`${who} ${shift}`) ?? false

  mayHave(who: number, shift: number): boolean {
    const { capacity, kept } = this.offers[shift] ?? { capacity: 0, kept: 0 }
    const seats = this.seats[shift] ?? []
    if (seats.length >= capacity) return false
    const first = seats.filter((seated) => this.isFirst(seated, shift)).length
    const free = capacity - seats.length - (this.keeps ? Math.max(0, kept - first) : 0)
    return this.isFirst(who, shift) || free > 0
  }

  /** Whoever may have a free place gets it, in the order of the line. */
  settle(): void {
    for (const [shift, line] of this.lines.entries()) {
      for (let next = line.findIndex((who) => this.mayHave(who, shift)); next >= 0;) {
        this.seats[shift]?.push(...line.splice(next, 1))
        next = line.findIndex((who) => this.mayHave(who, shift))
      }
    }
  }

  signUp(who: number, shift: number): unknown {
    if (this.isIn(who, shift)) return 'already_signed_up'
    if (this.offers.some((_, other) => sameTime(shift, other) && this.isIn(who, other))) return 'shift_overlaps'
    this.everIn.add(`${who} ${shift}`)
    this.wasFirst.set(`${who} ${shift}`, who >= experienced && !this.seats.some((seats) => seats.includes(who)))
    this.lines[shift]?.push(who)
    this.settle()
    return this.stateOf(who, shift)
  }

  withdraw(who: number, shift: number): unknown {
    if (!this.everIn.has(`${who} ${shift}`)) return 'not_found'
    for (const list of [this.seats[shift] ?? [], this.lines[shift] ?? []]) {
      if (list.includes(who)) list.splice(list.indexOf(who), 1)
    }
    this.settle()
    return null
  }

  open(): void {
    this.keeps = false
    this.settle()
  }
}

const step = fc.record({
  act: fc.constantFrom('signUp' as const, 'signUp' as const, 'withdraw' as const),
  who: fc.nat(people - 1),
  shift: fc.nat(shifts - 1),
  /** The phone heard no answer and sends the same again. */
  again: fc.boolean(),
})

it('behaves like a line at a door, whatever people do in whatever order', { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ capacity: fc.integer({ min: 1, max: 3 }), kept: fc.nat(2) }), {
        minLength: shifts,
        maxLength: shifts,
      }),
      fc.array(step, { minLength: 5, maxLength: 30 }),
      /** After how many steps kept places are everybody’s. */
      fc.nat(30),
      async (offers, steps, keptFor) => {
        clock.now = now
        await clear()
        await makePlaces(db)
        const cast = await makeVolunteers(db, people, now)
        const before = new Date('2026-11-10T00:30:00.000Z')
        const earlier = await openShift(db, { startsAt: before, capacity: people })
        await cameTo(db, cast.slice(0, experienced), { ...earlier, startsAt: before })
        const opened: { shiftId: string }[] = []
        for (const [index, { capacity, kept }] of offers.entries()) {
          const at = index < 2 ? startsAt : new Date('2026-11-30T00:30:00.000Z')
          const keeps = { firstTimerPlaces: kept, firstTimersUntil: until }
          opened.push(await openShift(db, { startsAt: at, capacity, ...keeps }))
        }
        const model = new Model(offers)
        for (const [number, { act, who, shift, again }] of steps.entries()) {
          if (number === keptFor) {
            clock.now = until
            model.open()
            await advanceVolunteering(db, [places.community], clock.now)
          }
          const token = cast[who]?.token
          const shiftId = opened[shift]?.shiftId ?? ''
          const id = newId()
          const send = () =>
            act === 'signUp'
              ? call(app, token, 'volunteering.signUp', { id, shiftId })
              : call(app, token, 'volunteering.withdraw', { id, shiftId, reason: '' })
          const expected = model[act](who, shift)
          for (let press = 0; press < (again ? 2 : 1); press += 1) {
            const reply = await send()
            expect(reply.ok ? reply.data.mine : reply.error.code).toEqual(expected)
          }
        }
        await app.settled()
        for (const [index, { shiftId }] of opened.entries()) {
          const { taken, confirmed, waiting, rows } = await tally(db, shiftId)
          expect({ taken, confirmed, waiting }).toEqual({
            taken: model.seats[index]?.length,
            confirmed: model.seats[index]?.length,
            waiting: model.lines[index]?.length,
          })
          const line = rows.filter(({ status }) => status === 'waiting').map(({ residentId }) => residentId)
          expect(line).toEqual(model.lines[index]?.map((who) => cast[who]?.person.residentId))
          expect(rows.every((row) => row.history.length === row.version)).toBe(true)
        }
      },
    ),
    { numRuns: 25 },
  )
})
