import { sql } from 'kysely'
import { openActivityStatuses } from '../../../../../shared/volunteering/lifecycle.ts'
import type { Db } from '../../../platform/db/tables.ts'
import { openToAll } from '../store-line.ts'
import './tables.ts'

/** Calls with somebody untold, of shifts that still have a place for whoever comes. */
export async function untoldCalls(
  db: Db,
  { communityIds, rowId }: { communityIds: readonly string[]; rowId?: string },
  limit: number,
) {
  if (communityIds.length === 0) return []
  return db
    .selectFrom('shift_call as c')
    .innerJoin('shift as h', (join) =>
      join.onRef('h.community_id', '=', 'c.community_id').onRef('h.id', '=', 'c.shift_id'),
    )
    .innerJoin('activity as a', (join) =>
      join.onRef('a.community_id', '=', 'h.community_id').onRef('a.id', '=', 'h.activity_id'),
    )
    .where('c.community_id', 'in', [...communityIds])
    .where('c.status', '=', 'sending')
    .$if(rowId !== undefined, (query) => query.where('c.id', '=', rowId ?? ''))
    .whereRef('h.taken', '<', 'h.capacity')
    .where('h.closed_at', 'is', null)
    .where('a.status', 'in', [...openActivityStatuses])
    .orderBy('c.called_at')
    .limit(limit)
    .select([
      'c.community_id',
      'c.id',
      'c.shift_id',
      'c.words',
      'c.called_by_name',
      'c.called_at',
      'c.people',
      'c.told',
      'a.title',
      'h.task',
      'h.place',
      'h.starts_at',
      'h.ends_at',
    ])
    .select((eb) =>
      eb
        .selectFrom('signup as p')
        .whereRef('p.community_id', '=', 'c.community_id')
        .whereRef('p.shift_id', '=', 'c.shift_id')
        .select(sql<string[] | null>`json_arrayagg(p.resident_id)`.as('n'))
        .as('answered'),
    )
    .execute()
}

export type UntoldCall = Awaited<ReturnType<typeof untoldCalls>>[number]

/** The first `version` people have been told. Never goes backwards; a call that ended stays so. */
export async function markCalled(db: Db, row: { communityId: string; id: string; version: number }): Promise<void> {
  await db
    .updateTable('shift_call')
    .set('status', sql`if(status = 'sending' and json_length(people) <= ${row.version}, 'told', status)`)
    .set('told', row.version)
    .where('community_id', '=', row.communityId)
    .where('id', '=', row.id)
    .where('told', '<', row.version)
    .execute()
}

/** Ends the calls of shifts that are full, began or were closed. One indexed statement. */
export async function endCalls(db: Db, communityIds: readonly string[], now: Date): Promise<void> {
  if (communityIds.length === 0) return
  await db
    .updateTable(['shift_call as c', 'shift as h'])
    .set('c.status', sql`if(h.starts_at <= ${now} or h.closed_at is not null, 'over', 'enough')`)
    .set('c.ended_at', now)
    .where('c.community_id', 'in', [...communityIds])
    .where('c.status', '=', 'sending')
    .whereRef('h.community_id', '=', 'c.community_id')
    .whereRef('h.id', '=', 'c.shift_id')
    .where((eb) =>
      eb.or([
        eb('h.taken', '>=', eb.ref('h.capacity')),
        eb.not(openToAll(now)),
        eb('h.starts_at', '<=', now),
        eb('h.closed_at', 'is not', null),
      ]),
    )
    .execute()
}
