import { sql, type ExpressionBuilder } from 'kysely'
import { mostCountedPlaces, rankingLength } from '../../../../shared/records/points.ts'
import type { Db, Tables } from '../../platform/db/tables.ts'
import './tables.ts'

/** Who stands in a ranking: has not asked to be left out, and is still a volunteer. */
const shownStatuses = ['active', 'paused'] as const

/**
 * The first of a period with their minutes of all time, and where this person stands. One round trip, and it reads no
 * entry: the index over minutes, read from its end, gives the first rows, and places ahead are counted up to a limit.
 */
export async function rankingOf(
  db: Db,
  { communityId, residentId }: { communityId: string; residentId: string },
  period: string,
) {
  const minutes = () =>
    db.selectFrom('volunteer_period as p').where('p.community_id', '=', communityId).where('p.period', '=', period)
  // Asked of each row in turn: as a join, a database may begin with the volunteers and look at all of them.
  const isShown = (eb: ExpressionBuilder<Tables & { p: Tables['volunteer_period'] }, 'p'>) =>
    eb(
      eb
        .selectFrom('volunteer as v')
        .whereRef('v.community_id', '=', 'p.community_id')
        .whereRef('v.resident_id', '=', 'p.resident_id')
        .where('v.ranking_hidden', '=', 0)
        .where('v.status', 'in', shownStatuses)
        .select(sql<number>`1`.as('shown')),
      '=',
      1,
    )
  const first = minutes()
    .select(['p.resident_id', 'p.minutes'])
    .where('p.minutes', '>', 0)
    .where(isShown)
    .orderBy('p.minutes', 'desc')
    .orderBy('p.resident_id', 'desc')
    .limit(rankingLength)
    .as('t')
  const ahead = minutes()
    .select('p.resident_id')
    .where('p.minutes', '>', (eb) =>
      eb
        .selectFrom('volunteer_period as q')
        .select('q.minutes')
        .where('q.community_id', '=', communityId)
        .where('q.period', '=', period)
        .where('q.resident_id', '=', residentId),
    )
    .where(isShown)
    .limit(mostCountedPlaces)
    .as('n')
  return db
    .selectFrom('area as c')
    .leftJoin('volunteer_setting as s', (join) => join.on('s.community_id', '=', communityId))
    .leftJoin('volunteer as me', (join) =>
      join.on('me.community_id', '=', communityId).on('me.resident_id', '=', residentId),
    )
    .leftJoin('volunteer_period as m', (join) =>
      join.on('m.community_id', '=', communityId).on('m.period', '=', period).on('m.resident_id', '=', residentId),
    )
    .leftJoin(first, (join) => join.onTrue())
    .leftJoin('volunteer as v', (join) =>
      join.on('v.community_id', '=', communityId).onRef('v.resident_id', '=', 't.resident_id'),
    )
    .select(['s.settings', 'me.ranking_hidden as hidden', 'me.status as myStatus', 'm.minutes as myMinutes'])
    .select(['t.resident_id as residentId', 't.minutes', 'v.name', 'v.volunteer_number as volunteerNumber'])
    .select((eb) =>
      eb
        .selectFrom('volunteer_period as w')
        .where('w.community_id', '=', communityId)
        .where('w.period', '=', 'all')
        .whereRef('w.resident_id', '=', 't.resident_id')
        .select('w.minutes')
        .as('allMinutes'),
    )
    .select(
      db
        .selectFrom(ahead)
        .select((eb) => eb.fn.countAll<number>().as('n'))
        .as('ahead'),
    )
    .where('c.code', '=', communityId)
    .orderBy('t.minutes', 'desc')
    .orderBy('t.resident_id', 'desc')
    .execute()
}
