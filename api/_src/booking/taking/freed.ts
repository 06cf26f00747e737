import type { Db } from '../../platform/db/tables.ts'
import { promoteSlot } from '../waiting/promote.ts'
import type { SlotRef } from './slot-ref.ts'

/**
 * To be called after places of a slot came free: whoever waits for it is offered them, in order. Safe to lose and to
 * repeat. Answers with the bookings that were offered a place.
 */
export async function freed(db: Db, slot: SlotRef, now: Date): Promise<string[]> {
  return slot.startsAt.getTime() <= now.getTime() ? [] : promoteSlot(db, slot, now)
}
