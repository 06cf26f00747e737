import type { ActivityStatus } from '../../../../shared/volunteering/lifecycle.ts'
import type { Db } from '../../platform/db/tables.ts'
import '../tables.ts'

const wanting: readonly ActivityStatus[] = ['published', 'running', 'closed']

/** Whether these activities want their rooms still; one that was never written is missing. */
export async function activitiesStanding(
  db: Db,
  communityId: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, { isWanted: boolean; mayStillBePublished: boolean; version: number }>> {
  const rows = await db
    .selectFrom('activity')
    .select(['id', 'status', 'version'])
    .where('community_id', '=', communityId)
    .where('id', 'in', [...ids])
    .execute()
  return new Map(
    rows.map(({ id, status, version }) => [
      id,
      {
        isWanted: wanting.includes(status),
        mayStillBePublished: status === 'draft' || status === 'in_review',
        version,
      },
    ]),
  )
}

/** Moves an activity on by one version that nobody hears of. False = it moved meanwhile. */
export async function burnVersion(db: Db, communityId: string, id: string, version: number): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('activity')
    .set('notified_version', (eb) => eb('notified_version', '+', 1))
    .set('version', (eb) => eb('version', '+', 1))
    .where('community_id', '=', communityId)
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirstOrThrow()
  return numUpdatedRows === 1n
}
