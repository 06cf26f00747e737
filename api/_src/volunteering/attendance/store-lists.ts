import { sql } from 'kysely'
import { placedStatuses, openActivityStatuses } from '../../../../shared/volunteering/lifecycle.ts'
import type { Db } from '../../platform/db/tables.ts'
import { shiftsWithActivity } from './store.ts'

const mostLists = 300

/** Shifts with somebody unsettled or still there that end before `until`, the oldest first. */
export async function findOpenLists(db: Db, communityIds: readonly string[], until: Date) {
  if (communityIds.length === 0) return []
  const counted = db
    .selectFrom('signup as s')
    .where('s.community_id', 'in', [...communityIds])
    .where('s.status', 'in', ['confirmed', 'checked_in'])
    .where('s.recorded_at', 'is', null)
    .where('s.ends_at', '<', until)
    .groupBy(['s.community_id', 's.shift_id'])
    .select(['s.community_id', 's.shift_id'])
    .select(sql<number>`cast(sum(s.status = 'confirmed') as signed)`.as('open'))
    .select(sql<number>`cast(sum(s.status = 'checked_in') as signed)`.as('present'))
    .as('o')
  return shiftsWithActivity(db)
    .innerJoin('volunteer_group as g', (join) =>
      join.onRef('g.community_id', '=', 'a.community_id').onRef('g.id', '=', 'a.group_id'),
    )
    .innerJoin(counted, (join) => join.onRef('o.community_id', '=', 'h.community_id').onRef('o.shift_id', '=', 'h.id'))
    .where('h.community_id', 'in', [...communityIds])
    .where('a.status', '<>', 'cancelled')
    .select(['a.leader_id', 'g.leader_ids', 'o.open', 'o.present'])
    .orderBy('h.ends_at')
    .orderBy('h.id')
    .limit(mostLists)
    .execute()
}

const mostRows = 600

/** Shifts that end after `from` and begin before `until`, with who has a place in those before `namesUntil`. */
export async function findWall(
  db: Db,
  communityId: string,
  { from, until, namesUntil }: { from: Date; until: Date; namesUntil: Date },
) {
  return shiftsWithActivity(db)
    .leftJoin('signup as s', (join) =>
      join
        .on('s.community_id', '=', communityId)
        .onRef('s.shift_id', '=', 'h.id')
        .on('s.status', 'in', [...placedStatuses])
        .on('s.role', '=', 'volunteer')
        .on('s.starts_at', '<', namesUntil),
    )
    .leftJoin('resident as r', (join) =>
      join.on('r.community_id', '=', communityId).onRef('r.id', '=', 's.resident_id'),
    )
    .where('h.community_id', '=', communityId)
    .where('h.ends_at', '>', from)
    .where('h.starts_at', '<', until)
    .where('h.closed_at', 'is', null)
    .where('a.status', 'in', [...openActivityStatuses])
    .orderBy('h.starts_at')
    .orderBy('h.id')
    .orderBy('s.checked_in_at')
    .orderBy('s.seq')
    .select(['a.icon', 'h.capacity', 'h.taken', 's.status', 'r.name'])
    .limit(mostRows)
    .execute()
}

export type WallRow = Awaited<ReturnType<typeof findWall>>[number]
