import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addSeconds, instantOf } from '../../../shared/time.ts'
import { newId } from '../platform/ids.ts'
import type { TestResident } from '../testing/actors.ts'
import { bookingActs, bookingTown, community, thursday } from '../testing/booking-town.ts'
import { addExclusive, addService } from '../testing/booking-world.ts'
import { call } from '../testing/call.ts'
import { useDatabase } from '../testing/database.ts'
import { sweepBookings } from './taking/sweep.ts'

const database = await useDatabase({ clear: 'file' })
const { db, raw } = database
const town = bookingTown(database)
const acts = bookingActs(town)
const start = instantOf('2026-11-24', '08:00')
const openLimit = 2
const capacity = 2
const peopleCount = 4
const slotCount = 3
const holdSeconds = 300

type Command =
  | { kind: 'book'; person: number; slot: number; repeat: boolean }
  | { kind: 'hold'; person: number; slots: number[]; repeat: boolean }
  | { kind: 'confirm' | 'release'; basket: number; person: number }
  | { kind: 'cancel'; booking: number; person: number }
  | { kind: 'move'; booking: number; person: number; slot: number }
  | { kind: 'wait'; seconds: number }
  | { kind: 'sweep' }

const person = fc.nat(peopleCount - 1)
const slot = fc.nat(slotCount - 1)
const command: fc.Arbitrary<Command> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({ kind: fc.constant('book' as const), person, slot, repeat: fc.boolean() }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('hold' as const),
      person,
      slots: fc.uniqueArray(slot, { minLength: 1, maxLength: 2 }),
      repeat: fc.boolean(),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constantFrom('confirm' as const, 'release' as const), basket: fc.nat(5), person }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('cancel' as const), booking: fc.nat(11), person }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('move' as const), booking: fc.nat(11), person, slot }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('wait' as const), seconds: fc.constantFrom(30, 200, holdSeconds) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('sweep' as const) }) },
)

interface ModelBooking {
  id: string
  person: number
  slot: number
  basket: string | null
  version: number
  status: 'held' | 'confirmed' | 'cancelled' | 'expired'
  keptUntil: number
}

/** What must come out, by counting on one's fingers. */
class Model {
  readonly bookings: ModelBooking[] = []
  readonly baskets: { id: string; person: number; slots: number[]; ids: string[] }[] = []
  now = start.getTime()

  isLive(booking: ModelBooking): boolean {
    return booking.status === 'confirmed' || (booking.status === 'held' && booking.keptUntil > this.now)
  }

  /** Live bookings, those of one person or slot where given. */
  live(of: { person?: number; slot?: number }): ModelBooking[] {
    return this.bookings.filter(
      (one) =>
        this.isLive(one) &&
        (of.person === undefined || one.person === of.person) &&
        (of.slot === undefined || one.slot === of.slot),
    )
  }

  /** What a place is answered with; a hold of one's own gives way to what follows it. */
  take(who: number, slots: readonly number[]): string {
    const adopted = this.bookings.filter(
      (one) => this.isLive(one) && one.status === 'held' && one.person === who && slots.includes(one.slot),
    )
    const taken = this.live({}).filter((one) => !adopted.includes(one))
    for (const [index, wanted] of slots.entries()) {
      if (taken.some((one) => one.person === who && one.slot === wanted)) return 'already_booked'
      if (adopted.some((one) => one.slot === wanted)) continue
      const before = slots.slice(0, index).filter((other) => !adopted.some((one) => one.slot === other)).length
      const mine = this.live({ person: who }).length + before
      if (mine >= openLimit) return 'limit_reached'
      if (this.live({ slot: wanted }).length >= capacity) return 'slot_full'
    }
    for (const one of adopted) one.status = 'expired'
    return 'ok'
  }

  move(booking: ModelBooking, to: number): string {
    if (booking.status === 'confirmed' && booking.slot === to) return 'ok'
    if (booking.status !== 'confirmed') return 'conflict'
    if (this.live({ person: booking.person, slot: to }).length > 0) return 'already_booked'
    return this.live({ slot: to }).length >= capacity ? 'slot_full' : 'ok'
  }
}

const startOf = (index: number) => addSeconds(thursday, index * 1800)

async function play(kind: 'pooled' | 'exclusive', commands: readonly Command[]) {
  await database.clear()
  town.clock.now = start
  const fields = { open_limit: openLimit }
  const serviceId =
    kind === 'pooled'
      ? await addService(db, community, { ...fields, capacity })
      : (await addExclusive(db, community, fields, { units: capacity })).serviceId
  const people: TestResident[] = []
  for (let index = 0; index < peopleCount; index += 1) people.push(await town.join())
  const model = new Model()
  const who = (index: number) => {
    const found = people[index]
    if (!found) throw new Error('outside the model')
    return found
  }
  for (const step of commands) {
    town.clock.now = addSeconds(town.clock.now, 1)
    model.now = town.clock.now.getTime()
    await act(step, model, who, serviceId)
    await expectSame(model)
  }
}

async function act(step: Command, model: Model, who: (index: number) => TestResident, serviceId: string) {
  const { bookings, baskets } = model
  const codeOf = (result: { ok: true } | { ok: false; error: { code: string } }) =>
    result.ok ? 'ok' : result.error.code
  switch (step.kind) {
    case 'wait':
      town.clock.now = addSeconds(town.clock.now, step.seconds)
      model.now = town.clock.now.getTime()
      return
    case 'sweep':
      return sweepBookings(db, [community], town.clock.now)
    case 'book': {
      const earlier = bookings.find((one) => one.person === step.person && one.slot === step.slot && !one.basket)
      const isRepeat = step.repeat && earlier !== undefined
      const id = isRepeat ? earlier.id : newId()
      const answer = codeOf(await acts.book(who(step.person), serviceId, { id, startsAt: startOf(step.slot) }))
      if (isRepeat) {
        expect(answer).toBe(earlier.version === 1 || earlier.status === 'cancelled' ? 'ok' : answer)
        return
      }
      const expected = model.take(step.person, [step.slot])
      expect(answer).toBe(expected)
      const { person: whose, slot: where } = step
      if (expected === 'ok') {
        bookings.push({ id, person: whose, slot: where, basket: null, version: 1, status: 'confirmed', keptUntil: 0 })
      }
      return
    }
    case 'hold': {
      const before = step.repeat ? baskets.find((one) => one.person === step.person) : undefined
      const basket = before ?? {
        id: newId(),
        person: step.person,
        slots: step.slots,
        ids: step.slots.map(() => newId()),
      }
      const places = basket.slots.map((index, position) => ({
        serviceId,
        wish: { id: basket.ids[position] ?? '', startsAt: startOf(index) },
      }))
      const answer = codeOf(await acts.hold(who(step.person), places, basket.id))
      if (before) {
        const isUnmoved = bookings.every(
          (one) => one.basket !== basket.id || basket.slots[basket.ids.indexOf(one.id)] === one.slot,
        )
        expect(answer).toBe(isUnmoved ? 'ok' : 'id_taken')
        return
      }
      const expected = model.take(step.person, step.slots)
      expect(answer).toBe(expected)
      if (expected !== 'ok') return
      baskets.push(basket)
      for (const [position, index] of step.slots.entries()) {
        bookings.push({
          id: basket.ids[position] ?? '',
          person: step.person,
          slot: index,
          basket: basket.id,
          version: 0,
          status: 'held',
          keptUntil: model.now + holdSeconds * 1000,
        })
      }
      return
    }
    case 'confirm':
    case 'release': {
      const basket = baskets[step.basket]
      if (!basket) return
      const whole = bookings.filter((one) => one.basket === basket.id)
      const isTheirs = basket.person === step.person
      if (step.kind === 'release') {
        const result = await acts.release(who(step.person), basket.id)
        expect(codeOf(result)).toBe(isTheirs ? 'ok' : 'not_found')
        if (isTheirs) for (const one of whole) if (one.status === 'held') one.status = 'expired'
        return
      }
      const answer = codeOf(await acts.confirm(who(step.person), basket.id))
      if (!isTheirs) return expect(answer).toBe('not_found')
      if (whole.every((one) => one.status === 'held' && model.isLive(one))) {
        expect(answer).toBe('ok')
        for (const one of whole) Object.assign(one, { status: 'confirmed', version: 1 })
      } else if (whole.every((one) => one.status === 'confirmed' || one.status === 'cancelled')) {
        expect(answer).toBe('ok')
      } else {
        expect(answer).toBe('hold_expired')
        for (const one of whole) if (one.status === 'held') one.status = 'expired'
      }
      return
    }
    case 'cancel': {
      const booking = bookings[step.booking]
      if (!booking) return
      const answer = codeOf(await acts.cancel(who(step.person), booking.id))
      if (booking.person !== step.person) return expect(answer).toBe('not_found')
      if (booking.status === 'expired') return expect(answer).toBe('too_late_to_cancel')
      if (booking.status === 'held' && !model.isLive(booking)) {
        // void already, whether or not its row says so yet
        if (answer === 'ok') booking.status = 'cancelled'
        return
      }
      expect(answer).toBe('ok')
      booking.status = 'cancelled'
      return
    }
    case 'move': {
      const booking = bookings[step.booking]
      if (!booking) return
      const { id: bookingId, version } = booking
      const input = { communityId: community, bookingId, version, startsAt: startOf(step.slot).toISOString() }
      const answer = codeOf(await call(town.app, who(step.person).token, 'booking.reschedule', input))
      const expected = booking.person === step.person ? model.move(booking, step.slot) : 'not_found'
      expect(answer).toBe(expected)
      if (expected === 'ok' && booking.slot !== step.slot) {
        booking.slot = step.slot
        booking.version += 1
      }
    }
  }
}

/** The rows say what the model says, and every place is owned by exactly the bookings that have one. */
async function expectSame(model: Model): Promise<void> {
  const rows = await raw('select id, status, starts_at, version from booking order by id')
  const seen = rows.map((row) => {
    const isVoid = model.bookings.some((one) => one.id === row['id'] && one.status === 'held' && !model.isLive(one))
    const slotIndex = ((row['starts_at'] as Date).getTime() - thursday.getTime()) / 1_800_000
    return [row['id'], isVoid ? 'void' : row['status'], slotIndex]
  })
  const expected = model.bookings
    .toSorted((one, other) => (one.id < other.id ? -1 : 1))
    .map((one) => [one.id, one.status === 'held' && !model.isLive(one) ? 'void' : one.status, one.slot])
  expect(seen).toEqual(expected)

  const claims = await raw(
    `select c.booking_id as id, sum(c.need = 0 or c.need = 50) as cells, sum(c.need = 100) as slots,
       sum(c.need = 101) as open
     from booking_claim c group by c.booking_id order by c.booking_id`,
  )
  const owners = claims.map(({ id }) => id as string)
  const live = model.live({}).map(({ id }) => id)
  const runOut = model.bookings.filter((one) => one.status === 'held' && !model.isLive(one)).map(({ id }) => id)
  expect(owners.filter((id) => !runOut.includes(id))).toEqual(live.toSorted())
  for (const { id, slots, open, cells } of claims) {
    expect([Number(slots), Number(open)], String(id)).toEqual([1, 1])
    expect([1, 6]).toContain(Number(cells))
  }
}

describe('any sequence of bookings, baskets, moves, repeats, cancels, sweeps, and time passing', () => {
  it.each(['pooled', 'exclusive'] as const)(
    'keeps a %s service as the model says',
    { timeout: 120_000 },
    async (kind) => {
      await fc.assert(
        fc.asyncProperty(fc.array(command, { minLength: 8, maxLength: 30 }), (commands) => play(kind, commands)),
        { numRuns: 25 },
      )
    },
  )
})
