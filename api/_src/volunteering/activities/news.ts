import type { ActivityStatus } from '../../../../shared/volunteering/lifecycle.ts'
import { staffedAreas, staffFor, type StaffedArea } from '../../people/index.ts'
import type { Db } from '../../platform/db/tables.ts'
import type { DeliverySource, PendingRow } from '../../platform/deliver/source.ts'
import { reviewingRoles } from '../rights.ts'
import type { ActivityStep } from '../tables.ts'
import { moveSteps } from './decide.ts'
import './tables.ts'
import '../tables.ts'

/** An activity whose makers must hear something. */
interface ActivityNews {
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

/** Reviewers hear of what is handed in; its maker of how it goes on; who signed up is told by their own rows. */
function newsOf(row: ActivityNews, areas: readonly StaffedArea[]): PendingRow {
  const { communityId, id, version, madeBy, title } = row
  const message = { topic: 'volunteering', version } as const
  if (isHandedIn(row)) {
    const reviewers = staffFor(areas, communityId, reviewingRoles).filter((accountId) => accountId !== madeBy)
    const messages = reviewers.map((accountId) => ({
      ...message,
      recipient: { kind: 'account' as const, id: accountId },
      title: '有活动等您审',
      body: `${lastMove(row)?.byName ?? ''}交来了“${title}”。看一看，能办就发布。`,
      page: `/desk/activities/index?community=${communityId}`,
    }))
    return { communityId, id, version, messages }
  }
  const words = wordsOf(row)
  if (!words || madeBy === null) return { communityId, id, version, messages: [] }
  const page = `/volunteering/plan/index?community=${communityId}&id=${id}`
  return {
    communityId,
    id,
    version,
    messages: [{ ...message, recipient: { kind: 'account', id: madeBy }, ...words, page }],
  }
}

const moved: ReadonlySet<string> = new Set(Object.values(moveSteps))
/** The move that its makers wait to hear of; what was only corrected since then hides no news. */
const lastMove = ({ history }: ActivityNews) => history?.findLast(({ step }) => moved.has(step))
const isHandedIn = (row: ActivityNews) => lastMove(row)?.step === moveSteps.submit

function wordsOf(row: ActivityNews): { title: string; body: string } | undefined {
  const { title } = row
  const last = lastMove(row)
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
  async pending(db, scope, limit) {
    const rows = await untold(db, scope, limit)
    const handedIn = rows.filter(isHandedIn).map(({ communityId }) => communityId)
    const areas = await staffedAreas(db, [...new Set(handedIn)])
    return rows.map((row) => newsOf(row, areas))
  },
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
