import type { Db } from '../../platform/db/tables.ts'
import { toClear } from '../taking/decide-claims.ts'
import type { SlotRef } from '../taking/slot-ref.ts'
import { namesOf, resourcesIn } from '../taking/plan-order.ts'
import { changeBooking } from '../taking/store-booking.ts'
import { endClaims, endRunOut, insertClaims, orphanMilliseconds, readClaims } from '../taking/store-claim.ts'
import type { BookingStep } from '../tables.ts'
import { nextInLine, offerEnds, planPromotions, type Promotion, type Waiter } from './decide-promotion.ts'
import { readQueued, type QueuedSlot } from './queue.ts'
import { handPlace, resourceColumn, type EndingRow } from './store-promote.ts'

function offered(version: number, now: Date): BookingStep {
  return { version: version + 1, kind: 'offered', at: now.toISOString(), by: '', delegateName: null }
}

const isOpen = ({ slot, closes }: QueuedSlot, now: Date) => slot !== undefined && now.getTime() < closes.getTime()

/**
 * Ends a booking as it was read and hands its place to who is next, in one statement; answers with that booking.
 * Undefined = nobody waits who may have it, or something has changed since it was read: then nothing was done. What
 * else the booking had is for `endClaims`.
 */
export async function handOver(
  db: Db,
  row: EndingRow,
  step: BookingStep,
  reason: string | null,
  now: Date,
): Promise<string | undefined> {
  if (row.hasQueue !== 1) return undefined
  const ref = { communityId: row.community_id, serviceId: row.service_id, startsAt: row.starts_at }
  const queued = await readQueued(db, ref, now)
  if (!queued?.slot || !isOpen(queued, now)) return undefined
  const { service, slot, facts, queue, closes } = queued
  const place = { unit: row.unit, resourceIds: row.resource_ids }
  const waiter = nextInLine(service, slot, facts.occupied, queue, place, now)
  if (!waiter) return undefined
  const status = step.kind === 'cancelled' ? ('cancelled' as const) : ('expired' as const)
  const offer = { keptUntil: offerEnds(closes, now), step: offered(waiter.version, now) }
  return (await handPlace(db, row, waiter, { status, step, reason }, offer, now)) ? waiter.id : undefined
}

/** Each round that comes to nothing has seen somebody else change the slot, so a crowd is through long before. */
const mostRounds = 200

/**
 * Offers the free places of a slot to who waits for it, in order. Nobody else is given them meanwhile: a slot somebody
 * waits for is full to everybody else. Safe to repeat, to run twice at once, and to lose after each statement: who has a
 * place and was not told is found by the next look. Answers with who was offered one and who still waits, in order.
 */
export async function promote(db: Db, ref: SlotRef, now: Date): Promise<{ promoted: string[]; waiting: Waiter[] }> {
  const promoted: string[] = []
  for (let round = 0; round < mostRounds; round += 1) {
    const queued = await readQueued(db, ref, now)
    if (!queued?.slot || !isOpen(queued, now)) return { promoted, waiting: queued?.queue ?? [] }
    const { service, slot, facts, queue } = queued
    const plan = planPromotions(service, slot, facts.occupied, queue, now)
    if (await offerAll(db, ref, queued, plan, now)) {
      const ids = plan.map(({ waiter }) => waiter.id)
      return { promoted: [...promoted, ...ids], waiting: queue.filter(({ id }) => !ids.includes(id)) }
    }
  }
  throw new Error('the queue of a slot kept changing')
}

/** The bookings that were offered a place. */
export async function promoteSlot(db: Db, ref: SlotRef, now: Date): Promise<string[]> {
  return (await promote(db, ref, now)).promoted
}

/** False: somebody else has changed one of them meanwhile; look again. */
async function offerAll(
  db: Db,
  { communityId }: SlotRef,
  { service, facts, closes }: QueuedSlot,
  plan: readonly Promotion[],
  now: Date,
): Promise<boolean> {
  const dueAt = new Date(now.getTime() + orphanMilliseconds)
  const claims = plan.flatMap(({ waiter, claims: own }) =>
    own.map((claim) => ({ ...claim, bookingId: waiter.id, dueAt })),
  )
  await endRunOut(db, communityId, toClear(claims, facts.occupied), now)
  if ((await insertClaims(db, communityId, claims)) !== 'done') return false
  const keptUntil = offerEnds(closes, now)
  let isWhole = true
  for (const { waiter, claims: fresh } of plan) {
    const own = waiter.hasPlace ? await readClaims(db, communityId, waiter.id) : fresh
    const resourceIds = resourcesIn(own, service)
    const row = { community_id: communityId, id: waiter.id, status: 'waiting' as const, version: waiter.version }
    const isOffered = await changeBooking(db, row, offered(waiter.version, now), {
      status: 'offered',
      kept_until: keptUntil,
      due_at: keptUntil,
      resource_ids: resourceColumn(resourceIds),
      resource_name: namesOf(resourceIds, service),
    })
    if (isOffered) continue
    // it left the queue, or somebody else has offered it this very place
    await endClaims(db, communityId, [waiter.id], now)
    isWhole = false
  }
  return isWhole
}
