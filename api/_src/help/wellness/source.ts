import { timeOf } from '../../../../shared/time.ts'
import { delegatesOf, type Delegate } from '../../people/index.ts'
import type { DeliverySource, Message } from '../../platform/deliver/source.ts'
import { listUntoldPlans, markPlanTold, type PlanRow } from './store.ts'
import type { PlanEntry } from './tables.ts'

/** Plans as their own outbox: the question to the elder, and a word to the family. The desk hears by its tasks. */
export const wellnessSource: DeliverySource = {
  name: 'wellness',
  async pending(db, scope, limit) {
    const rows = await listUntoldPlans(db, scope, limit)
    if (rows.length === 0) return []
    const people = rows.map((row) => ({ communityId: row.community_id, residentId: row.resident_id }))
    const family = await delegatesOf(db, people, 'help')
    return rows.map((row) => ({
      communityId: row.community_id,
      id: row.id,
      version: row.version,
      messages: messagesFor(
        row,
        family.filter(
          ({ residentId, communityId, relation }) =>
            residentId === row.resident_id && communityId === row.community_id && relation !== 'neighbour',
        ),
      ),
    }))
  },
  markNotified: markPlanTold,
}

type Told = Message & { version: number }

function messagesFor(row: PlanRow, family: readonly Delegate[]): Told[] {
  return row.history
    .filter(({ version }) => version > row.notified_version)
    .flatMap((entry) => [...toPerson(row, entry), ...toFamily(row, entry, family)])
}

const common = (entry: PlanEntry) => ({ topic: 'help' as const, at: new Date(entry.at), version: entry.version })

function toPerson(row: PlanRow, entry: PlanEntry): Told[] {
  const say = (title: string, body: string, page: string): Told[] => [
    { recipient: { kind: 'resident', id: row.resident_id }, title, body, page, ...common(entry) },
  ]
  if (entry.kind === 'proposed') {
    const body = '到点点一下，社区就放心。没点，社区会打电话来问。您同意了才开始。'
    return say(`${row.set_by_name}想让您报平安，行吗？`, body, planPage(row))
  }
  // Once a sign has come the question is out of place.
  if (entry.kind === 'asked' && row.step !== 'waiting') {
    return say('您还好吗？点一下“我平安”', '没收到您的平安，先问一声。点一下就行，不点社区会打电话来。', '/home/index')
  }
  if (entry.kind === 'set' && row.set_by_role !== 'self') {
    return say(`${row.set_by_name}给您设好了报平安`, `${row.times.join('、')} 前点一下“我平安”就行。`, planPage(row))
  }
  return []
}

function toFamily(row: PlanRow, entry: PlanEntry, family: readonly Delegate[]): Told[] {
  const words = familyWords(row, entry)
  if (words === undefined) return []
  return family
    .filter(({ endsAt }) => endsAt === null || endsAt > new Date(entry.at))
    .map(({ accountId }) => ({
      recipient: { kind: 'account', id: accountId },
      ...words,
      page: planPage(row),
      ...common(entry),
    }))
}

function familyWords(row: PlanRow, entry: PlanEntry): { title: string; body: string } | undefined {
  const who = row.resident_name
  const isSilent = row.step !== 'waiting'
  if (entry.kind === 'call' && isSilent) {
    const by = row.expected_at === null ? '' : `${timeOf(row.expected_at)} 前`
    return { title: `${who}今天还没有动静`, body: `${by}没收到平安，社区在打电话。您也打一个试试。` }
  }
  if (entry.kind === 'knock' && isSilent) {
    return { title: `${who}电话没通，社区去敲门`, body: '您要是联系上了，点“我看到了，平安”。' }
  }
  if (entry.kind === 'escalated' && isSilent) {
    return { title: `${who}一直没有动静，已经转成求助`, body: '社区和街道都在响铃。您能赶过去，就赶过去看看。' }
  }
  if (entry.kind === 'sign' && (entry.after === 'call' || entry.after === 'knock' || entry.after === 'escalated')) {
    return {
      title: `${who}有动静了，放心`,
      body: `${timeOf(new Date(entry.at))} ${signWords[entry.sign ?? 'talked']}。`,
    }
  }
  return undefined
}

const signWords = {
  said_well: '自己点了平安',
  app_opened: '开了小程序',
  family_saw: '家里人看到了',
  talked: '社区打通了电话',
  visited: '社区上门见到了',
  help_answered: '有人接了求助',
  meal_picked_up: '去取了餐',
  came_by: '来社区办了事',
  visit_done: '上门服务做完了',
} as const

function planPage(row: PlanRow): string {
  return `/account/wellness/index?community=${row.community_id}&resident=${row.resident_id}`
}
