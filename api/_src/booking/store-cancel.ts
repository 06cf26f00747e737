import type { Db } from '../platform/db/tables.ts'
import { appendHistory } from '../platform/db/history.ts'
import type { BookingRow } from './store.ts'
import { pendingMilliseconds, releaseClaims } from './store-take.ts'
import type { BookingStep } from './tables.ts'

/**
 * Cancels a booking as it was read and gives its place back. Pooled: one statement does both. Exclusive: the row first,
 * then its claims; should the second never run, the sweep does it. False = the row has changed since it was read.
 */
export async function cancelBooking(db: Db, row: BookingRow, step: BookingStep, reason: string): Promise<boolean> {
  return row.resource_id === null ? cancelPooled(db, row, step, reason) : cancelExclusive(db, row, step, reason)
}

async function cancelPooled(db: Db, row: BookingRow, step: BookingStep, reason: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable(['service_slot as s', 'booking as b'])
    .set('s.taken', (eb) => eb('s.taken', '-', 1))
    .set('b.status', 'cancelled')
    .set('b.version', step.version)
    .set('b.history', appendHistory(step, 'b.history'))
    .set('b.live_resident_id', null)
    .set('b.open_place', null)
    .set('b.cancel_reason', reason)
    .set('b.cancelled_at', new Date(step.at))
    .set('b.due_at', null)
    .where('s.community_id', '=', row.community_id)
    .where('s.id', '=', row.slot_id)
    .where('b.community_id', '=', row.community_id)
    .where('b.id', '=', row.id)
    .where('b.status', '=', 'confirmed')
    .where('b.version', '=', row.version)
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}

async function cancelExclusive(db: Db, row: BookingRow, step: BookingStep, reason: string): Promise<boolean> {
  const at = new Date(step.at)
  const { numUpdatedRows } = await db
    .updateTable('booking')
    .set({
      status: 'cancelled',
      version: step.version,
      history: appendHistory(step),
      live_resident_id: null,
      open_place: null,
      cancel_reason: reason,
      cancelled_at: at,
      due_at: new Date(at.getTime() + pendingMilliseconds),
    })
    .where('community_id', '=', row.community_id)
    .where('id', '=', row.id)
    .where('status', '=', 'confirmed')
    .where('version', '=', row.version)
    .executeTakeFirstOrThrow()
  if (numUpdatedRows === 0n) return false
  await releaseClaims(db, row.community_id, [row.id])
  return true
}
