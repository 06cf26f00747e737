import type { Db } from '../../platform/db/tables.ts'
import { listDueReferrals, moveReferral } from './store.ts'

const perPass = 100

/** Tells the doctor that somebody has to be asked after. One indexed query when nothing is due. */
export async function rememberFollowUps(db: Db, communityIds: readonly string[], now: Date): Promise<void> {
  if (communityIds.length === 0) return
  for (const row of await listDueReferrals(db, communityIds, now, perPass)) {
    const step = { at: now.toISOString(), kind: 'follow_up_due', byName: '' } as const
    await moveReferral(db, row, { due_at: null }, step)
  }
}
