import { addSeconds } from '../../../../shared/time.ts'
import type { Db } from '../../platform/db/tables.ts'
import { requestsWithNews, writeOutlook } from './store.ts'

const daySeconds = 86_400

/** Says of accepted requests that somebody comes, or that a day before nobody does. One indexed query when idle. */
export async function advanceRequests(db: Db, communityIds: readonly string[], now: Date): Promise<void> {
  const rows = await requestsWithNews(db, communityIds, { now, soon: addSeconds(now, daySeconds) })
  for (const row of rows) await writeOutlook(db, row, row.taken > 0 ? 'found' : 'unmet', now)
}
