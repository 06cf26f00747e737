import { moveHomeBooking } from '../../booking/index.ts'
import type { Db } from '../../platform/db/tables.ts'
import type { VisitState } from './decide-visit.ts'

const keyOf = (visit: VisitState) => ({ communityId: visit.community_id, bookingId: visit.id })

/** The booking that holds the worker's time goes the way of its visit: else it would count as missed. */
export async function bookingHere(db: Db, visit: VisitState, by: string, now: Date): Promise<void> {
  await moveHomeBooking(db, keyOf(visit), { status: 'checked_in', by }, now)
}

export async function bookingDone(db: Db, visit: VisitState, by: string, now: Date): Promise<void> {
  await moveHomeBooking(db, keyOf(visit), { status: 'completed', by }, now)
}

/** Gives the worker's time back. */
export async function bookingCancelled(db: Db, visit: VisitState, by: string, now: Date): Promise<void> {
  await moveHomeBooking(db, keyOf(visit), { status: 'cancelled', by, reason: visit.cancel_reason }, now)
}
