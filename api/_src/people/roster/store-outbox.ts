import { sql } from 'kysely'
import type { Db } from '../../platform/db/tables.ts'
import './tables.ts'

export type UntoldSwap = Awaited<ReturnType<typeof untoldSwaps>>[number]

/** Swaps of which somebody must still be told. */
export async function untoldSwaps(
  db: Db,
  { communityIds, rowId }: { communityIds: readonly string[]; rowId?: string },
  limit: number,
) {
  const rows = await db
    .selectFrom('roster_swap as swap')
    .innerJoin('account as asker', 'asker.id', 'swap.asked_by')
    .innerJoin('account as asked', 'asked.id', 'swap.asked_of')
    .leftJoin('roster_shift as shift', (join) =>
      join.onRef('shift.area_code', '=', 'swap.area_code').onRef('shift.id', '=', 'swap.shift_id'),
    )
    .select(['swap.id', 'swap.told_in', 'swap.version', 'swap.notified_version', 'swap.status', 'swap.part'])
    .select(['swap.asked_by', 'swap.asked_of', 'swap.asked_at', 'swap.answered_at', 'swap.starts_at'])
    .select(['asker.display_name as asker_name', 'asked.display_name as asked_name', 'shift.ends_at'])
    .where('swap.told_in', 'in', communityIds)
    .where('swap.untold', '=', 1)
    .$if(rowId !== undefined, (query) => query.where('swap.id', '=', rowId ?? ''))
    .orderBy('swap.asked_at')
    .limit(limit)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    toldIn: row.told_in ?? '',
    version: row.version,
    toldVersion: row.notified_version,
    status: row.status,
    part: row.part,
    askedBy: row.asked_by,
    askedByName: row.asker_name,
    askedOf: row.asked_of,
    askedOfName: row.asked_name,
    askedAt: row.asked_at,
    answeredAt: row.answered_at,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
  }))
}

/** Everybody has been told up to `version`; never goes back. */
export async function markSwapTold(db: Db, row: { communityId: string; id: string; version: number }): Promise<void> {
  await db
    .updateTable('roster_swap')
    .set({ notified_version: row.version, untold: sql<number>`if(version > ${row.version}, 1, 0)` })
    .where('told_in', '=', row.communityId)
    .where('id', '=', row.id)
    .where('notified_version', '<', row.version)
    .execute()
}
