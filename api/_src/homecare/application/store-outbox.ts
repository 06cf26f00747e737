import { sql } from 'kysely'
import type { Db } from '../../platform/db/tables.ts'
import { settingColumns, settingsFrom } from '../settings/store.ts'
import './tables.ts'

export type UntoldRow = Awaited<ReturnType<typeof listUntold>>[number]

/** Applications of which somebody must still be told, with where a refused person may turn. */
export async function listUntold(
  db: Db,
  { communityIds, rowId }: { communityIds: readonly string[]; rowId?: string },
  limit: number,
) {
  const rows = await db
    .selectFrom('homecare_application as a')
    .leftJoin('homecare_setting as t', (join) => join.onRef('t.community_id', '=', 'a.community_id'))
    .select(['a.community_id', 'a.id', 'a.resident_id', 'a.resident_name', 'a.grid_code', 'a.address', 'a.applied_by'])
    .select(['a.delegate_name', 'a.due_day', 'a.version', 'a.notified_version', 'a.history'])
    .select(settingColumns)
    .where('a.community_id', 'in', communityIds)
    .where('a.untold', '=', 1)
    .$if(rowId !== undefined, (query) => query.where('a.id', '=', rowId ?? ''))
    .orderBy('a.applied_at')
    .limit(limit)
    .execute()
  return rows.map((row) => ({ ...row, ...settingsFrom(row) }))
}

/** Everybody has been told up to `version`; never goes back. */
export async function markTold(db: Db, row: { communityId: string; id: string; version: number }): Promise<void> {
  await db
    .updateTable('homecare_application')
    .set({ notified_version: row.version, untold: sql<number>`if(version > ${row.version}, 1, 0)` })
    .where('community_id', '=', row.communityId)
    .where('id', '=', row.id)
    .where('notified_version', '<', row.version)
    .execute()
}
