import type { Db } from '../../platform/db/tables.ts'
import { clockMove } from './decide.ts'
import { moveAgreement } from './store.ts'
import { listDue } from './store-outbox.ts'

const mostAtOnce = 200

/** Reminds of agreements that end soon and ends those that are over. */
export async function advanceAgreements(db: Db, communityIds: readonly string[], now: Date): Promise<void> {
  for (const row of await listDue(db, communityIds, now, mostAtOnce)) {
    const move = clockMove({ status: row.status, endDay: row.end_day, dueAt: row.due_at }, now)
    if (!move) continue
    const entry = { kind: move.kind, at: now.toISOString(), by: '', byName: '', words: '' } as const
    await moveAgreement(db, row, { status: move.status, due_at: move.dueAt }, entry)
  }
}
