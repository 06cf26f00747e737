import type { ActivityStatus } from '../../../../shared/volunteering/lifecycle.ts'
import type { Db } from '../../platform/db/tables.ts'
import type { DeliverySource, PendingRow } from '../../platform/deliver/source.ts'
import type { ActivityStep } from '../tables.ts'
import './tables.ts'
import '../tables.ts'

/** An activity whose makers must hear something. */
export interface ActivityNews {
  communityId: string
  id: string
  version: number
  status: ActivityStatus
  title: string
  madeBy: string | null
  history: readonly ActivityStep[] | null
}

async function untold(
  db: Db,
  { communityIds, rowId }: { communityIds: readonly string[]; rowId?: string },
  limit: number,
): Promise<ActivityNews[]> {
  if (communityIds.length === 0) return []
  return db
    .selectFrom('activity')
    .select(['community_id as communityId', 'id', 'version', 'status', 'title', 'made_by as madeBy', 'history'])
    .where('community_id', 'in', [...communityIds])
    .where('untold', '=', 1)
    .$if(rowId !== undefined, (query) => query.where('id', '=', rowId ?? ''))
    .limit(limit)
    .execute()
}

/** What its maker is told of how it goes on; who signed up is told by their own rows. */
export function newsOf(row: ActivityNews): PendingRow {
  const { communityId, id, version, madeBy } = row
  const words = wordsOf(row)
  if (!words || madeBy === null) return { communityId, id, version, messages: [] }
  const page = `/volunteering/plan/index?community=${communityId}&id=${id}`
  const message = {
    recipient: { kind: 'account', id: madeBy },
    topic: 'volunteering',
    ...words,
    page,
    version,
  } as const
  return { communityId, id, version, messages: [message] }
}

function wordsOf({ history, title }: ActivityNews): { title: string; body: string } | undefined {
  const last = history?.at(-1)
  if (last?.step === 'published')
    return { title: '活动发布了', body: `${title}，邻居们可以报名了。审的人是${last.byName}。` }
  if (last?.step === 'sent_back')
    return { title: '活动要改一改', body: `${title}。${last.byName}说：${last.words ?? ''}` }
  if (last?.step === 'cancelled')
    return { title: '活动取消了', body: `${title}。${last.byName}说：${last.words ?? ''}` }
  return undefined
}

/** Activities are their own outbox. */
export const activityNews: DeliverySource = {
  name: 'activity',
  pending: async (db, scope, limit) => (await untold(db, scope, limit)).map(newsOf),
  async markNotified(db, { communityId, id, version }) {
    await db
      .updateTable('activity')
      .set({ notified_version: version })
      .where('community_id', '=', communityId)
      .where('id', '=', id)
      .where('notified_version', '<', version)
      .execute()
  },
}
