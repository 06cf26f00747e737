import type { Db } from '../../platform/db/tables.ts'
import type { Head } from './chain.ts'
import type { LedgerEntry } from './hash.ts'
import { entryColumns } from './store.ts'
import './tables.ts'

/** Accounts in the order of their volunteers. */
export async function accountsAfter(
  db: Db,
  communityId: string,
  { after, only }: { after: string; only?: string },
  limit: number,
): Promise<{ residentId: string; head: Head }[]> {
  const rows = await db
    .selectFrom('hours_account')
    .selectAll()
    .where('community_id', '=', communityId)
    .where('resident_id', only === undefined ? '>' : '=', only ?? after)
    .orderBy('resident_id')
    .limit(limit)
    .execute()
  return rows.map((row) => ({
    residentId: row.resident_id,
    head: {
      entries: row.entries,
      automaticMinutes: row.automatic_minutes,
      addedMinutes: row.added_minutes,
      lastHash: row.last_hash,
    },
  }))
}

/** All lines of the volunteers after one, up to another or to the end, each volunteer's in their order. */
export async function entriesOfRange(
  db: Db,
  communityId: string,
  { after, to, only }: { after: string; to?: string; only?: string },
): Promise<LedgerEntry[]> {
  return db
    .selectFrom('hours_entry')
    .select(entryColumns)
    .where('community_id', '=', communityId)
    .where('resident_id', only === undefined ? '>' : '=', only ?? after)
    .$if(to !== undefined, (query) => query.where('resident_id', '<=', to ?? ''))
    .orderBy('resident_id')
    .orderBy('seq')
    .execute()
}
