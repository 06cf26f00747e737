import type { Db } from '../../platform/db/tables.ts'
import { lateBefore } from './decide.ts'
import { countLate, writeAudit } from './store.ts'

/**
 * The auditor: does somebody look after every open call? It trusts nothing but the rows, runs after whatever moves
 * them, and publishes its own success; a desk that sees no fresh success says so. Only the clock's pass may run it: a
 * desk that ran it for itself would call a stopped clock well. Two statements for any number of communities.
 */
export async function audit(db: Db, communityIds: readonly string[], now: Date): Promise<void> {
  if (communityIds.length === 0) return
  const found = await countLate(db, communityIds, lateBefore(now))
  const counts = communityIds.map(
    (communityId) =>
      found.find((count) => count.communityId === communityId) ?? { communityId, openCalls: 0, lateCalls: 0 },
  )
  await writeAudit(db, counts, now)
}
