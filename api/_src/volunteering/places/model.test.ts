import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { newId } from '../../platform/ids.ts'
import { makePlaces } from '../../testing/actors.ts'
import { call } from '../../testing/call.ts'
import { useDatabase } from '../../testing/database.ts'
import { makeVolunteers, openShift, tally, volunteeringApp } from '../../testing/volunteering.ts'

const { db, clear } = await useDatabase({ clear: 'file' })
const now = new Date('2026-11-24T02:00:00.000Z')
const startsAt = new Date('2026-11-28T00:30:00.000Z')
const app = volunteeringApp(db, { now })

const people = 5
/** Two shifts at the same time and one on another day. */
const shifts = 3
const sameTime = (a: number, b: number) => a !== b && a < 2 && b < 2

/** A line of people per shift; the first `capacity` that ever had a place keep it until they leave. */
class Model {
  readonly seats: number[][] = Array.from({ length: shifts }, () => [])
  readonly lines: number[][] = Array.from({ length: shifts }, () => [])
  readonly everIn = new Set<string>()
  readonly capacities: readonly number[]

  constructor(capacities: readonly number[]) {
    this.capacities = capacities
  }

  isIn(who: number, shift: number): boolean {
    return (this.seats[shift] ?? []).includes(who) || (this.lines[shift] ?? []).includes(who)
  }

  stateOf(who: number, shift: number): unknown {
    if ((this.seats[shift] ?? []).includes(who)) return { status: 'confirmed', waitingPosition: null }
    const position = (this.lines[shift] ?? []).indexOf(who) + 1
    return position > 0 ? { status: 'waiting', waitingPosition: position } : null
  }

  signUp(who: number, shift: number): unknown {
    if (this.isIn(who, shift)) return 'already_signed_up'
    if (this.capacities.some((_, other) => sameTime(shift, other) && this.isIn(who, other))) return 'shift_overlaps'
    this.everIn.add(`${who} ${shift}`)
    const seats = this.seats[shift] ?? []
    if (seats.length < (this.capacities[shift] ?? 0)) seats.push(who)
    else this.lines[shift]?.push(who)
    return this.stateOf(who, shift)
  }

  withdraw(who: number, shift: number): unknown {
    if (!this.everIn.has(`${who} ${shift}`)) return 'not_found'
    const seats = this.seats[shift] ?? []
    const line = this.lines[shift] ?? []
    if (seats.includes(who)) {
      seats.splice(seats.indexOf(who), 1)
      const next = line.shift()
      if (next !== undefined) seats.push(next)
    } else if (line.includes(who)) line.splice(line.indexOf(who), 1)
    return null
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
      fc.array(fc.integer({ min: 1, max: 3 }), { minLength: shifts, maxLength: shifts }),
      fc.array(step, { minLength: 5, maxLength: 30 }),
      async (capacities, steps) => {
        await clear()
        await makePlaces(db)
        const cast = await makeVolunteers(db, people, now)
        const opened = []
        for (const [index, capacity] of capacities.entries()) {
          const at = index < 2 ? startsAt : new Date('2026-11-30T00:30:00.000Z')
          opened.push(await openShift(db, { startsAt: at, capacity }))
        }
        const model = new Model(capacities)
        for (const { act, who, shift, again } of steps) {
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
