import type { Db } from '../../platform/db/tables.ts'
import { moveBooking, readStatus, type BookingMove } from './store-arrivals.ts'

interface Ended {
  communityId: string
  bookingId: string
  how: 'served' | 'left' | 'not_there'
  /** The account that did it; empty when the day was over. */
  by: string
}

const reasons = { left: '来了，没办就走了', not_there: '签到了，叫号没来' } as const

/**
 * A number is over, and so is the booking it was for; who came and was not served has missed it, with the reason. False:
 * the booking has ended otherwise. Two statements.
 */
export async function endBookingOf(db: Db, { communityId, bookingId, how, by }: Ended, now: Date): Promise<boolean> {
  const row = await readStatus(db, communityId, bookingId)
  if (row?.status !== 'checked_in') return false
  const kind = how === 'served' ? 'completed' : 'missed'
  const reason = how === 'served' ? undefined : reasons[how]
  const version = row.version + 1
  const step = {
    version,
    kind,
    at: now.toISOString(),
    by,
    delegateName: null,
    ...(reason === undefined ? {} : { reason }),
  } as const
  const move: BookingMove = { status: kind, ended_at: now, ...(reason === undefined ? {} : { cancel_reason: reason }) }
  return moveBooking(db, { communityId, bookingId, status: row.status, version: row.version }, step, move)
}
