import type { Db } from '../../platform/db/tables.ts'
import { issueNow, theClock } from './issuing.ts'
import { listDue } from './store.ts'

const mostAtOnce = 50

/** Issues what has stood on the publicity list long enough without an objection. One query when nothing is due. */
export async function advanceCertificates(db: Db, communityIds: readonly string[], now: Date): Promise<void> {
  if (communityIds.length === 0) return
  for (const row of await listDue(db, communityIds, now, mostAtOnce)) await issueNow(db, row, theClock, now)
}
