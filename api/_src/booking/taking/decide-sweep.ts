import type { BookingStatus } from '../../../../shared/booking/lifecycle.ts'
import { dayOf } from '../../../../shared/time.ts'
import { cellsOf, limitNeed, minuteOf, openNeed, periodCell, periodOf, slotNeed, type Claim } from './decide-claims.ts'

/** A booking as far as it says what it owns. */
export interface Owner {
  status: BookingStatus
  service_id: string
  starts_at: Date
  ends_at: Date
  resource_ids: readonly string[]
}

/** Whether a claim belongs to its booking as the row now stands: a move that broke off leaves others beside it. */
export function belongs(claim: Claim, row: Owner): boolean {
  const { need, cell, key } = claim
  const start = minuteOf(row.starts_at)
  if (need === openNeed) return true
  if (need === slotNeed) return cell === start
  if (need >= limitNeed) {
    const period = periodOf(claim)
    return period !== undefined && cell === periodCell(dayOf(row.starts_at), period)
  }
  // somebody is being promoted: whoever looks at the queue next says so
  if (row.status === 'waiting') return true
  if (key === row.service_id) return cell === start
  return row.resource_ids.includes(key) && cellsOf({ startsAt: row.starts_at, endsAt: row.ends_at }).includes(cell)
}
