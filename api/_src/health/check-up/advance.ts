import type { Db } from '../../platform/db/tables.ts'
import { isOver } from './decide.ts'
import { countLines } from './store.ts'
import { listDueCheckUps, noteRingDay } from './store-outbox.ts'

const perPass = 50

/** Tells who planned a check-up that somebody did not answer. One indexed query when nothing is due. */
export async function callDue(db: Db, communityIds: readonly string[], now: Date): Promise<void> {
  if (communityIds.length === 0) return
  for (const row of await listDueCheckUps(db, communityIds, now, perPass)) {
    const [counts] = await countLines(db, row.community_id, [row.id], now)
    await noteRingDay(db, row, (counts?.toRing ?? 0) > 0 && !isOver(row.last_day, now))
  }
}
