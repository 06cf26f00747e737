import type { SignupStatus } from '../../../../shared/volunteering/lifecycle.ts'
import { prepare } from '../../platform/db/prepared.ts'
import type { Db } from '../../platform/db/tables.ts'
import type { SignupStep } from './decide.ts'
import { positionOf } from './store-line.ts'
import '../tables.ts'

/** A sign-up somebody must be told about. */
export interface NewsRow {
  communityId: string
  id: string
  residentId: string
  activityId: string
  version: number
  status: SignupStatus
  history: readonly SignupStep[]
  /** Meaningful for a waiting row only. */
  position: number | null
  title: string
  task: string
  place: string
  startsAt: Date
}

function news(db: Db, communityIds: readonly string[]) {
  return db
    .selectFrom('signup as s')
    .innerJoin('shift as h', (join) =>
      join.onRef('h.community_id', '=', 's.community_id').onRef('h.id', '=', 's.shift_id'),
    )
    .innerJoin('activity as a', (join) =>
      join.onRef('a.community_id', '=', 's.community_id').onRef('a.id', '=', 's.activity_id'),
    )
    .where('s.community_id', 'in', [...communityIds])
    .where('s.untold', '=', 1)
    .orderBy('s.signed_up_at')
    .select([
      's.community_id as communityId',
      's.id',
      's.resident_id as residentId',
      's.activity_id as activityId',
      's.version',
      's.status',
      's.history',
      'a.title',
      'h.task',
      'h.place',
      'h.starts_at as startsAt',
    ])
    .select((eb) => positionOf(eb).as('position'))
}

/** After every sign-up: the news of that one. */
const newsOfOne = prepare({ communityId: 'text', rowId: 'text' }, (db, { communityId, rowId }) =>
  news(db, [communityId]).where('s.id', '=', rowId).limit(1),
)

/** Sign-ups with news, the longest untold first. */
export async function untoldSignups(
  db: Db,
  { communityIds, rowId }: { communityIds: readonly string[]; rowId?: string },
  limit: number,
): Promise<NewsRow[]> {
  const [communityId, ...others] = communityIds
  if (communityId === undefined) return []
  if (rowId === undefined) return news(db, communityIds).limit(limit).execute()
  if (others.length === 0) return newsOfOne(db, { communityId, rowId })
  return news(db, communityIds).where('s.id', '=', rowId).limit(limit).execute()
}

/** Everything up to `version` has been told. Never goes backwards. */
export async function markTold(db: Db, row: { communityId: string; id: string; version: number }): Promise<void> {
  await db
    .updateTable('signup')
    .set({ notified_version: row.version })
    .where('community_id', '=', row.communityId)
    .where('id', '=', row.id)
    .where('notified_version', '<', row.version)
    .execute()
}
