import { sql } from 'kysely'
import type { Db } from '../../platform/db/tables.ts'
import type { CheckUpRow } from './store.ts'
import './tables.ts'

interface Scope {
  communityIds: readonly string[]
  rowId?: string
}
interface Told {
  communityId: string
  id: string
  version: number
}

/** People who were asked and do not know it yet. */
export async function untoldLines(db: Db, { communityIds, rowId }: Scope, limit: number) {
  return db
    .selectFrom('check_up_line as line')
    .innerJoin('check_up as one', (join) =>
      join.onRef('one.community_id', '=', 'line.community_id').onRef('one.id', '=', 'line.check_up_id'),
    )
    .select(['line.community_id', 'line.id', 'line.resident_id', 'line.version', 'one.invited_at'])
    .where('line.community_id', 'in', communityIds)
    .where('line.untold', '=', 1)
    .$if(rowId !== undefined, (query) => query.where('line.id', '=', rowId ?? ''))
    .limit(limit)
    .execute()
}

export async function markLineTold(db: Db, row: Told): Promise<void> {
  await db
    .updateTable('check_up_line')
    .set({ notified_version: row.version, untold: sql<number>`if(version > ${row.version}, 1, 0)` })
    .where('community_id', '=', row.communityId)
    .where('id', '=', row.id)
    .where('notified_version', '<', row.version)
    .execute()
}

/** Check-ups whose maker does not know yet that people have to be rung. */
export async function untoldCheckUps(db: Db, { communityIds, rowId }: Scope, limit: number): Promise<CheckUpRow[]> {
  return db
    .selectFrom('check_up')
    .selectAll()
    .where('community_id', 'in', communityIds)
    .where('untold', '=', 1)
    .$if(rowId !== undefined, (query) => query.where('id', '=', rowId ?? ''))
    .limit(limit)
    .execute()
}

export async function markCheckUpTold(db: Db, row: Told): Promise<void> {
  await db
    .updateTable('check_up')
    .set({ notified_version: row.version, untold: sql<number>`if(version > ${row.version}, 1, 0)` })
    .where('community_id', '=', row.communityId)
    .where('id', '=', row.id)
    .where('notified_version', '<', row.version)
    .execute()
}

/** Check-ups whose day of ringing has come: one range of one index. */
export async function listDueCheckUps(db: Db, communityIds: readonly string[], now: Date, limit: number) {
  return db
    .selectFrom('check_up')
    .select(['community_id', 'id', 'version', 'last_day'])
    .where('community_id', 'in', communityIds)
    .where('due_at', '<=', now)
    .orderBy('due_at')
    .limit(limit)
    .execute()
}

/** The day of ringing is dealt with; `tell` when there is anybody to ring. */
export async function noteRingDay(
  db: Db,
  row: { community_id: string; id: string; version: number },
  tell: boolean,
): Promise<void> {
  await db
    .updateTable('check_up')
    .set({ due_at: null, version: row.version + 1, ...(tell && { untold: 1 }) })
    .where('community_id', '=', row.community_id)
    .where('id', '=', row.id)
    .where('version', '=', row.version)
    .execute()
}
