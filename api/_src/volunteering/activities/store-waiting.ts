import type { Db } from '../../platform/db/tables.ts'
import '../groups/tables.ts'
import '../requests/tables.ts'
import './tables.ts'
import '../tables.ts'

export interface Waiting {
  communityId: string
  name: string
  inReview: number
  groups: number
  attendance: number
  /** Complaints to answer, and commendations to confirm. */
  complaints: number
  requests: number
}

/** What waits for the desk in these communities: one statement over indexed counts. */
export async function waitingIn(db: Db, communityIds: readonly string[], now: Date): Promise<Waiting[]> {
  if (communityIds.length === 0) return []
  const rows = await db
    .selectFrom('area as c')
    .select(['c.code as communityId', 'c.name'])
    .select((eb) => [
      eb
        .selectFrom('activity as a')
        .where('a.community_id', 'in', [...communityIds])
        .whereRef('a.community_id', '=', 'c.code')
        .where('a.status', '=', 'in_review')
        .select(eb.fn.countAll<number>().as('n'))
        .as('inReview'),
      eb
        .selectFrom('volunteer_group as g')
        .where('g.community_id', 'in', [...communityIds])
        .whereRef('g.community_id', '=', 'c.code')
        .where('g.status', '=', 'proposed')
        .select(eb.fn.countAll<number>().as('n'))
        .as('groups'),
      // As the desk's own list has them: shifts that are over, of which it is open who came.
      eb
        .selectFrom('signup as s')
        .innerJoin('activity as n', (join) =>
          join.onRef('n.community_id', '=', 's.community_id').onRef('n.id', '=', 's.activity_id'),
        )
        .where('s.community_id', 'in', [...communityIds])
        .whereRef('s.community_id', '=', 'c.code')
        .where('s.status', '=', 'confirmed')
        .where('s.recorded_at', 'is', null)
        .where('s.ends_at', '<', now)
        .where('n.status', '<>', 'cancelled')
        .select((one) => one.fn.count<number>('s.shift_id').distinct().as('n'))
        .as('attendance'),
      // What the street has is not counted here: the community has nothing to do with it any more.
      eb
        .selectFrom('volunteer_complaint as k')
        .where('k.community_id', 'in', [...communityIds])
        .whereRef('k.community_id', '=', 'c.code')
        .where('k.status', '=', 'open')
        .where('k.level', '=', 0)
        .select(eb.fn.countAll<number>().as('n'))
        .as('complaints'),
      eb
        .selectFrom('commendation as m')
        .where('m.community_id', 'in', [...communityIds])
        .whereRef('m.community_id', '=', 'c.code')
        .where('m.status', '=', 'proposed')
        .select(eb.fn.countAll<number>().as('n'))
        .as('commendations'),
      eb
        .selectFrom('volunteer_request as q')
        .where('q.community_id', 'in', [...communityIds])
        .whereRef('q.community_id', '=', 'c.code')
        .where('q.status', '=', 'asked')
        .where('q.ends_at', '>', now)
        .select(eb.fn.countAll<number>().as('n'))
        .as('requests'),
    ])
    .where('c.code', 'in', [...communityIds])
    .orderBy('c.code')
    .execute()
  return rows.map((row) => ({
    communityId: row.communityId,
    name: row.name,
    inReview: row.inReview ?? 0,
    groups: row.groups ?? 0,
    attendance: row.attendance ?? 0,
    complaints: (row.complaints ?? 0) + (row.commendations ?? 0),
    requests: row.requests ?? 0,
  }))
}
