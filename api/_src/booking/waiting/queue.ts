import type { DerivedSlot } from '../../../../shared/booking/plan.ts'
import type { Db } from '../../platform/db/tables.ts'
import { jsonOf, type Piece } from '../store-pieces.ts'
import { daysOf, Facts, type ServiceFacts } from '../taking/facts.ts'
import type { SlotRef } from '../taking/slot-ref.ts'
import { slotIn } from '../taking/plan-order.ts'
import { readPieces } from '../taking/store-facts.ts'
import { closesAt, inOrder, type Waiter } from './decide-promotion.ts'

/** A slot as promotion sees it: what is taken, and who waits, in order. */
export interface QueuedSlot {
  service: ServiceFacts
  /** Undefined: the plan has no such slot (any more). */
  slot: DerivedSlot | undefined
  facts: Facts
  queue: Waiter[]
  /** When places are given away no longer. */
  closes: Date
}

/** Reads a slot and its queue in one statement, in two where resources serve that others may have a little later. */
export async function readQueued(db: Db, ref: SlotRef, now: Date): Promise<QueuedSlot | undefined> {
  const first = await read(db, ref, [ref.startsAt], now)
  if (first?.service.capacity_kind !== 'exclusive' || !first.slot || first.queue.length === 0) return first
  return read(db, ref, { from: ref.startsAt, to: first.slot.endsAt }, now)
}

async function read(
  db: Db,
  { communityId, serviceId, startsAt }: SlotRef,
  starts: readonly Date[] | { from: Date; to: Date },
  now: Date,
): Promise<QueuedSlot | undefined> {
  const whom = { communityId, serviceIds: [serviceId], residentIds: [], bookingIds: [], withQueue: true }
  const pieces = await readPieces(db, { ...whom, starts, ...daysOf([startsAt]), now })
  const facts = new Facts(pieces, now)
  const service = facts.services.get(serviceId)
  if (!service) return undefined
  const slot = service.withdrawn === 0 ? slotIn(service, facts, startsAt) : undefined
  return { service, slot, facts, queue: inOrder(waitersOf(pieces)), closes: closesAt(startsAt, service.close_minutes) }
}

function waitersOf(pieces: readonly Piece[]): Waiter[] {
  return pieces.flatMap(({ kind, m, b, s, t }) => {
    if (kind !== 'queue' || b === null) return []
    const [version, since, hasPlace] = jsonOf<[number, number, number | boolean]>(t)
    const hasPriority = m === 1
    const mayHaveKept = hasPriority || s !== 'app'
    return [{ id: b, version, hasPriority, mayHaveKept, since, hasPlace: Boolean(hasPlace) }]
  })
}
