import { addSeconds } from '../../../../shared/time.ts'
import type { Db } from '../../platform/db/tables.ts'
import type { BookingStep } from '../tables.ts'
import type { SlotRef } from '../taking/slot-ref.ts'
import { changeBooking } from '../taking/store-booking.ts'
import { endClaims } from '../taking/store-claim.ts'
import { nextLook } from './decide-promotion.ts'
import { handOver, promote, promoteSlot } from './promote.ts'
import { readQueued } from './queue.ts'
import { readEnding, type EndingRow } from './store-promote.ts'
import { endQueue, lookAgainAt, readDueQueues } from './store-queue.ts'

/** Ends an offer (or a hold) that ran out and hands the place to the next one. */
export async function endOffer(db: Db, row: EndingRow, now: Date): Promise<void> {
  const { community_id: communityId, id, version } = row
  const step: BookingStep = { version: version + 1, kind: 'expired', at: now.toISOString(), by: '', delegateName: null }
  const told = row.status === 'held' ? { notified_version: step.version } : {}
  const changes = { status: 'expired' as const, ended_at: now, due_at: now, ...told }
  const isHanded = (await handOver(db, row, step, null, now)) !== undefined
  if (!isHanded && !(await changeBooking(db, row, step, changes))) return
  await endClaims(db, communityId, [id], now)
  const ref = { communityId, serviceId: row.service_id, startsAt: row.starts_at }
  if (!isHanded) await promoteSlot(db, ref, now)
}

/**
 * Looks after every queue in which something is due: an offer or a hold ran out, a place was given back by somebody who
 * was cut off before handing it on, the kept places open, booking closes, or five minutes have gone by. One indexed
 * query when nothing is. Safe to run twice at once.
 */
export async function advanceQueues(db: Db, communityIds: readonly string[], now: Date): Promise<void> {
  const due = await readDueQueues(db, communityIds, now)
  for (const { communityId, bookingId, ranOut } of due) {
    const row = ranOut ? await readEnding(db, communityId, bookingId) : undefined
    const isStill = (row?.status === 'held' || row?.status === 'offered') && (row.kept_until ?? now) <= now
    if (row && isStill) await endOffer(db, row, now)
  }
  for (const ref of slotsOf(due)) await advanceQueue(db, ref, now)
}

async function advanceQueue(db: Db, ref: SlotRef, now: Date): Promise<void> {
  const queued = await readQueued(db, ref, now)
  if (!queued || queued.queue.length === 0) return
  const { slot, closes, queue } = queued
  if (slot && now.getTime() < closes.getTime()) {
    const { waiting } = await promote(db, ref, now)
    if (waiting.length > 0) await lookAgainAt(db, ref, nextLook(ref.startsAt, closes, now))
    return
  }
  const ids = queue.map(({ id }) => id)
  await endQueue(db, ref.communityId, ids, slot ? undefined : '这个时间不开了', now)
  await endClaims(db, ref.communityId, ids, now)
}

/** Has every queue of these services looked at by the next tick, after their places may have become more or fewer. */
export async function wakeQueues(db: Db, communityId: string, serviceIds: readonly string[], now: Date): Promise<void> {
  for (const serviceId of serviceIds) await lookAgainAt(db, { communityId, serviceId }, addSeconds(now, -1))
}

function slotsOf(due: readonly SlotRef[]): SlotRef[] {
  const known = new Map<string, SlotRef>()
  for (const { communityId, serviceId, startsAt } of due) {
    known.set(`${communityId} ${serviceId} ${startsAt.getTime()}`, { communityId, serviceId, startsAt })
  }
  return [...known.values()]
}
