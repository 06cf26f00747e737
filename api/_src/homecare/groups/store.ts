import { expressionBuilder, sql } from 'kysely'
import type { Tables } from '../../platform/db/tables.ts'
import './tables.ts'

/**
 * The groups staff noted about residents, for another slice to join to its own statement: `id` and `groups`, which
 * `notedGroups(groups, today)` of `shared/homecare/groups.ts` reads. With `residentId` only this resident's row is made.
 */
export function residentGroups(communityId: string, residentId?: string) {
  const noted = expressionBuilder<Tables>()
    .selectFrom('resident_group')
    .select('resident_group.resident_id as id')
    .select(
      sql<string>`group_concat(concat(group_code, ':', since, ':', coalesce(until, '')) separator ' ')`.as('groups'),
    )
    .where('resident_group.community_id', '=', communityId)
    .groupBy('resident_group.resident_id')
  return (residentId === undefined ? noted : noted.where('resident_group.resident_id', '=', residentId)).as('noted')
}
