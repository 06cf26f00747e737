import type { Db } from '../../platform/db/tables.ts'
import './tables.ts'

export type UntoldRequest = Awaited<ReturnType<typeof untoldRequests>>[number]

/** Requests of which somebody must still be told. */
export function untoldRequests(
  db: Db,
  { communityIds, rowId }: { communityIds: readonly string[]; rowId?: string },
  limit: number,
) {
  return db
    .selectFrom('volunteer_request')
    .select(['community_id', 'id', 'resident_id', 'resident_name', 'grid_code', 'address', 'item', 'starts_at'])
    .select(['due_day', 'asked_by', 'asked_by_name', 'version', 'notified_version', 'history'])
    .where('community_id', 'in', [...communityIds])
    .where('untold', '=', 1)
    .$if(rowId !== undefined, (query) => query.where('id', '=', rowId ?? ''))
    .orderBy('asked_at')
    .limit(limit)
    .execute()
}

/** Everybody has been told up to `version`; never goes back. */
export async function markTold(db: Db, row: { communityId: string; id: string; version: number }): Promise<void> {
  await db
    .updateTable('volunteer_request')
    .set({ notified_version: row.version })
    .where('community_id', '=', row.communityId)
    .where('id', '=', row.id)
    .where('notified_version', '<', row.version)
    .execute()
}
