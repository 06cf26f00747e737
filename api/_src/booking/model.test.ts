import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addSeconds, instantOf } from '../../../shared/time.ts'
import { newId } from '../platform/ids.ts'
import type { TestResident } from '../testing/actors.ts'
import { bookingTown, community } from '../testing/booking-town.ts'
import { addResource, addService, addSlot, countsOf } from '../testing/booking-world.ts'
import { call } from '../testing/call.ts'
import { useDatabase } from '../testing/database.ts'
import { sweepBookings } from './store-sweep.ts'

const database = await useDatabase({ clear: 'file' })
const { db } = database
const town = bookingTown(database)
const start = instantOf('2026-11-24', '08:00')
const thursday = instantOf('2026-11-26', '14:00')
const openLimit = 2
const capacity = 2
const peopleCount = 4
const slotCount = 3

type Command =
  | { kind: 'book'; person: number; slot: number; repeat: boolean }
  | { kind: 'cancel'; booking: number; person: number }
  | { kind: 'sweep' }

const command: fc.Arbitrary<Command> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('book' as const),
      person: fc.nat(peopleCount - 1),
      slot: fc.nat(slotCount - 1),
      repeat: fc.boolean(),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('cancel' as const),
      booking: fc.nat(11),
      person: fc.nat(peopleCount - 1),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('sweep' as const) }) },
)

interface ModelBooking {
  id: string
  person: number
  slot: number
  status: 'confirmed' | 'cancelled'
}

/** What must come out, by counting on one's fingers. */
function expectedBook(bookings: readonly ModelBooking[], person: number, slot: number): string {
  const live = bookings.filter((booking) => booking.status === 'confirmed')
  if (live.some((booking) => booking.person === person && booking.slot === slot)) return 'already_booked'
  if (live.filter((booking) => booking.person === person).length >= openLimit) return 'limit_reached'
  return live.filter((booking) => booking.slot === slot).length >= capacity ? 'slot_full' : 'ok'
}

async function play(kind: 'pooled' | 'exclusive', commands: readonly Command[]) {
  await database.clear()
  town.clock.now = start
  const service = await addService(db, community, { open_limit: openLimit, capacity_kind: kind })
  const resource = kind === 'exclusive' ? { resourceId: await addResource(db, community, '窗口', capacity) } : {}
  const slots: string[] = []
  for (let index = 0; index < slotCount; index += 1) {
    slots.push(
      await addSlot(db, community, service, { startsAt: addSeconds(thursday, index * 1800), capacity, ...resource }),
    )
  }
  const people: TestResident[] = []
  for (let index = 0; index < peopleCount; index += 1) people.push(await town.join())
  const bookings: ModelBooking[] = []

  for (const step of commands) {
    town.clock.now = addSeconds(town.clock.now, 30)
    if (step.kind === 'sweep') await sweepBookings(db, [community], town.clock.now)
    else if (step.kind === 'book') {
      const [who, slotId] = [people[step.person], slots[step.slot]]
      if (!who || slotId === undefined) throw new Error('outside the model')
      const earlier = bookings.find((booking) => booking.person === step.person && booking.slot === step.slot)
      const id = step.repeat && earlier ? earlier.id : newId()
      const result = await call(town.app, who.token, 'booking.book', { id, person: who.person, slotId, note: '' })
      if (step.repeat && earlier)
        expect(result).toMatchObject({ ok: true, data: { bookingId: id, status: earlier.status } })
      else {
        expect(result.ok ? 'ok' : result.error.code).toBe(expectedBook(bookings, step.person, step.slot))
        if (result.ok) bookings.push({ id, person: step.person, slot: step.slot, status: 'confirmed' })
      }
    } else {
      const [booking, who] = [bookings[step.booking], people[step.person]]
      if (!booking || !who) continue
      const input = { communityId: community, bookingId: booking.id, reason: '有事' }
      const result = await call(town.app, who.token, 'booking.cancel', input)
      expect(result.ok ? 'ok' : result.error.code).toBe(booking.person === step.person ? 'ok' : 'not_found')
      if (result.ok) booking.status = 'cancelled'
    }
    for (const [index, slotId] of slots.entries()) {
      const counts = await countsOf(database, slotId)
      const confirmed = bookings.filter((booking) => booking.slot === index && booking.status === 'confirmed').length
      expect(counts.confirmed).toBe(confirmed)
      expect(kind === 'pooled' ? counts.taken : counts.holders).toBe(confirmed)
    }
  }
}

describe('any sequence of bookings, repeats, cancels and sweeps', () => {
  it.each(['pooled', 'exclusive'] as const)(
    'keeps a %s service as the model says',
    { timeout: 60_000 },
    async (kind) => {
      await fc.assert(
        fc.asyncProperty(fc.array(command, { minLength: 5, maxLength: 25 }), (commands) => play(kind, commands)),
        { numRuns: 25 },
      )
    },
  )
})
