import type { Day } from '../../../../shared/time.ts'
import type { Db } from '../../platform/db/tables.ts'
import { hashedColumns, type LedgerEntry } from './hash.ts'
import { headsOf } from './heads.ts'
import './tables.ts'

export const entryColumns = [...hashedColumns, 'hash'] as const

/** What somebody's ledger comes to. */
export interface HoursSum {
  totalMinutes: number
  /** From check-in and check-out. */
  automaticMinutes: number
  /** Written by staff and confirmed by a second person. */
  addedMinutes: number
}

/** What the ledgers of these volunteers come to; zero for who has none. One round trip. */
export async function hoursOf(
  db: Db,
  communityId: string,
  residentIds: readonly string[],
): Promise<Map<string, HoursSum>> {
  const heads = residentIds.length === 0 ? new Map() : await headsOf(db, communityId, residentIds)
  return new Map(
    residentIds.map((residentId) => {
      const { automaticMinutes = 0, addedMinutes = 0 } = heads.get(residentId) ?? {}
      return [residentId, { totalMinutes: automaticMinutes + addedMinutes, automaticMinutes, addedMinutes }]
    }),
  )
}

/**
 * The lines about service between two days, both included, oldest first. A correction stands under the day of the line it
 * puts right, so that the sum of what this gives is the time of service in those days. One round trip.
 */
export async function entriesBetween(
  db: Db,
  communityId: string,
  residentId: string,
  { fromDay, toDay }: { fromDay: Day; toDay: Day },
): Promise<LedgerEntry[]> {
  return db
    .selectFrom('hours_entry')
    .select(entryColumns)
    .where('community_id', '=', communityId)
    .where('resident_id', '=', residentId)
    .where('service_day', '>=', fromDay)
    .where('service_day', '<=', toDay)
    .orderBy('service_day')
    .orderBy('seq')
    .execute()
}
