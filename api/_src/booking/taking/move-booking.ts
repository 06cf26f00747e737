import { dayOf } from '../../../../shared/time.ts'
import { isDuplicate } from '../../platform/db/errors.ts'
import type { Db } from '../../platform/db/tables.ts'
import type { BookingStep } from '../tables.ts'
import { changeOfClaims, spokenNumber, toClear, type Claim, type Occupied } from './decide-claims.ts'
import { dueOf } from './plan-order.ts'
import { changeBooking, type BookingRow, type Changes } from './store-booking.ts'
import { deleteClaims, endRunOut, insertClaims } from './store-claim.ts'

/** A booking that is to own other claims than now. */
export interface Move {
  row: BookingRow
  own: readonly Claim[]
  wanted: readonly Claim[]
  /** What was read of others: holds that ran out are cleared away first. */
  occupied: Occupied
  step: BookingStep
  changes: Changes
}

const mostSpokenNumbers = 20

/**
 * Gives a booking other claims without losing the old ones first: the new ones are taken under its own id, one
 * conditional update says what it is now, then the rest goes. After each of these it is either the old booking or the
 * new one, and the sweep gives back what does not belong to it. `taken` = somebody has one of them; `changed` = the
 * row is no longer what was read.
 */
export async function moveBooking(
  db: Db,
  move: Move,
  now: Date,
): Promise<{ outcome: 'done'; spokenNumber: string } | { outcome: 'taken' | 'changed' }> {
  const { row, own, wanted, occupied } = move
  const { add, drop } = changeOfClaims(own, wanted)
  await endRunOut(db, row.community_id, toClear(add, occupied), now)
  const day = dayOf(move.changes.starts_at instanceof Date ? move.changes.starts_at : row.starts_at)
  const claimed = add.map((claim) => ({ ...claim, bookingId: row.id, dueAt: dueOf(claim, day, now) }))
  const outcome = await insertClaims(db, row.community_id, claimed)
  if (outcome !== 'done') return { outcome: outcome === 'taken' ? 'taken' : 'changed' }
  const number = await changeWithNumber(db, move)
  await deleteClaims(db, row.community_id, row.id, number === undefined ? add : drop)
  return number === undefined ? { outcome: 'changed' } : { outcome: 'done', spokenNumber: number }
}

/** On another day somebody else may have its number: then it gets a new one. */
async function changeWithNumber(db: Db, { row, step, changes }: Move): Promise<string | undefined> {
  for (let attempt = 0; attempt < mostSpokenNumbers; attempt += 1) {
    const number = attempt === 0 ? row.spoken_number : spokenNumber(row.id, attempt)
    try {
      const isDone = await changeBooking(db, row, step, { ...changes, spoken_number: number })
      return isDone ? number : undefined
    } catch (error) {
      if (!isDuplicate(error, 'booking_spoken')) throw error
    }
  }
  throw new Error('the day has run out of spoken numbers')
}
