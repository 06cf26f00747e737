import { sql } from 'kysely'
import type { Db } from '../../platform/db/tables.ts'
import '../application/tables.ts'
import './tables.ts'

/** Running agreements whose time has come: a range of one index. */
export async function listDue(db: Db, communityIds: readonly string[], now: Date, limit: number) {
  return db
    .selectFrom('homecare_agreement')
    .select(['community_id', 'id', 'version', 'status', 'end_day', 'due_at'])
    .where('community_id', 'in', communityIds)
    .where('due_at', '<=', now)
    .orderBy('due_at')
    .limit(limit)
    .execute()
}

export type UntoldRow = Awaited<ReturnType<typeof listUntold>>[number]

/** Agreements of which somebody must still be told, with who applied. */
export async function listUntold(
  db: Db,
  { communityIds, rowId }: { communityIds: readonly string[]; rowId?: string },
  limit: number,
) {
  return db
    .selectFrom('homecare_agreement as g')
    .innerJoin('homecare_application as a', (join) =>
      join.onRef('a.community_id', '=', 'g.community_id').onRef('a.id', '=', 'g.application_id'),
    )
    .select(['g.community_id', 'g.id', 'g.resident_id', 'g.resident_name', 'g.grid_code', 'g.provider_name'])
    .select(['g.begin_day', 'g.end_day', 'g.written_by', 'g.version', 'g.notified_version', 'g.history'])
    .select(['a.applied_by', 'a.delegate_name'])
    .where('g.community_id', 'in', communityIds)
    .where('g.untold', '=', 1)
    .$if(rowId !== undefined, (query) => query.where('g.id', '=', rowId ?? ''))
    .orderBy('g.written_at')
    .limit(limit)
    .execute()
}

/** Everybody has been told up to `version`; never goes back. */
export async function markTold(db: Db, row: { communityId: string; id: string; version: number }): Promise<void> {
  await db
    .updateTable('homecare_agreement')
    .set({ notified_version: row.version, untold: sql<number>`if(version > ${row.version}, 1, 0)` })
    .where('community_id', '=', row.communityId)
    .where('id', '=', row.id)
    .where('notified_version', '<', row.version)
    .execute()
}
