import type { Db } from '../../platform/db/tables.ts'
import { residentNames } from '../person.ts'
import '../tables.ts'

export type UntoldVolunteer = Awaited<ReturnType<typeof listUntold>>[number]

/** Volunteers about whom somebody must still be told something. */
export async function listUntold(
  db: Db,
  { communityIds, rowId }: { communityIds: readonly string[]; rowId?: string },
  limit: number,
) {
  return db
    .selectFrom('volunteer as v')
    .leftJoin(residentNames(communityIds), (join) =>
      join.onRef('home.homeCommunity', '=', 'v.community_id').onRef('home.homeId', '=', 'v.resident_id'),
    )
    .select(['v.community_id as communityId', 'v.resident_id as residentId', 'v.news_version as newsVersion'])
    .select(['v.status', 'v.birth_date as birthDate', 'v.guardian', 'v.history', 'home.homeName as name'])
    .where('v.community_id', 'in', communityIds)
    .where('v.untold', '=', 1)
    .$if(rowId !== undefined, (query) => query.where('v.resident_id', '=', rowId ?? ''))
    .orderBy('v.resident_id')
    .limit(limit)
    .execute()
}

/** Everybody has been told up to `version`; never goes back. */
export async function markTold(
  db: Db,
  { communityId, id, version }: { communityId: string; id: string; version: number },
): Promise<void> {
  await db
    .updateTable('volunteer')
    .set({ notified_version: version })
    .where('community_id', '=', communityId)
    .where('resident_id', '=', id)
    .where('notified_version', '<', version)
    .execute()
}
