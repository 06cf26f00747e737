import type { PersonRef } from '../../../../shared/schemas.ts'
import type { Db } from '../../platform/db/tables.ts'
import '../tables.ts'

/**
 * Who opened or changed what is on file about this resident, newest first, with the post held at that moment or what
 * they are to the person. One statement. The person's own doings are not among them.
 */
export async function listAccess(
  db: Db,
  person: PersonRef,
  { before, limit }: { before: string | undefined; limit: number },
) {
  let log = db
    .selectFrom('access_log')
    .innerJoin('account', 'account.id', 'access_log.account_id')
    .leftJoin('identity', (join) =>
      join
        .onRef('identity.account_id', '=', 'access_log.account_id')
        .onRef('identity.community_id', '=', 'access_log.community_id')
        .onRef('identity.resident_id', '=', 'access_log.resident_id'),
    )
    .select(['access_log.at', 'access_log.purpose', 'account.display_name as name', 'identity.relation'])
    .select((select) =>
      select
        .selectFrom('staff_role')
        .select('staff_role.post_name')
        .whereRef('staff_role.account_id', '=', 'access_log.account_id')
        .whereRef('staff_role.since', '<=', 'access_log.at')
        .where((where) =>
          where.or([
            where('staff_role.revoked_at', 'is', null),
            where('staff_role.revoked_at', '>', where.ref('access_log.at')),
          ]),
        )
        // The post nearest to the people: a grid's before the community's.
        .orderBy('staff_role.area_code', 'desc')
        .limit(1)
        .as('post'),
    )
    .where('access_log.community_id', '=', person.communityId)
    .where('access_log.resident_id', '=', person.residentId)
    .where((where) => where.or([where('identity.relation', 'is', null), where('identity.relation', '!=', 'self')]))
  if (before !== undefined) log = log.where('access_log.at', '<', new Date(before))
  return log.orderBy('access_log.at', 'desc').orderBy('access_log.id', 'desc').limit(limit).execute()
}
