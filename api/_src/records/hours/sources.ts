import { hoursText, signedHoursText } from '../../../../shared/records/hours.ts'
import { dayWord } from '../../../../shared/time.ts'
import type { StaffedArea } from '../../people/index.ts'
import type { DeliverySource, Message } from '../../platform/deliver/source.ts'
import { decidingRoles } from './rights.ts'
import { staffAbove, staffWith } from './staff.ts'
import { markAdditionTold, untoldAdditions, type AdditionRow } from './store-additions.ts'
import { markFindingTold, untoldFindings } from './store-audit.ts'
import { markObjectionTold, untoldObjections, type ObjectionRow } from './store-objections.ts'
import type { AdditionStep, ObjectionStep } from './tables-staff.ts'

const mine = '/records/hours/index'
const desk = (communityId: string) => `/desk/hours/index?community=${communityId}`
type News = Omit<Message, 'topic' | 'at'>

/** Rows of one kind with all their news, each step's under its version. */
function newsOf<Step extends { version: number; at: string }>(
  row: { community_id: string; id: string; version: number; notified_version: number; history: readonly Step[] },
  tell: (step: Step) => News[],
) {
  return {
    communityId: row.community_id,
    id: row.id,
    version: row.version,
    messages: row.history
      .filter(({ version }) => version > row.notified_version)
      .flatMap((step) =>
        tell(step).map((news) => ({
          ...news,
          topic: 'volunteering' as const,
          at: new Date(step.at),
          version: step.version,
        })),
      ),
  }
}

/** Proposals as their own outbox: the second person, then the volunteer, or who proposed. */
export const additionSource: DeliverySource = {
  name: 'hours additions',
  async pending(db, scope, limit) {
    const rows = await untoldAdditions(db, scope, limit)
    if (rows.length === 0) return []
    const areas = await staffAbove(db, [...new Set(rows.map((row) => row.community_id))])
    return rows.map((row) => newsOf(row, (step) => additionNews(row, step, areas)))
  },
  markNotified: markAdditionTold,
}

function additionNews(row: AdditionRow, step: AdditionStep, areas: readonly StaffedArea[]): News[] {
  const what = `${dayWord(row.service_day)} ${row.title}`
  const [first] = row.history
  const people = first?.people ?? 0
  if (step.kind === 'proposed') {
    if (row.status !== 'proposed') return []
    const who = people > 1 ? `${row.volunteer_name}等 ${people} 人` : row.volunteer_name
    return staffWith(areas, row.community_id, decidingRoles)
      .filter((id) => id !== row.proposed_by)
      .map((id) => ({
        recipient: { kind: 'account', id },
        title: row.kind === 'correction' ? '有一笔时长更正要核对' : '有一笔补录的时长要核对',
        body: `${who}，${what}，${signedHoursText(row.minutes)} 小时。${row.proposed_by_name}提的：${row.reason}`,
        page: desk(row.community_id),
      }))
  }
  if (step.kind === 'refused') {
    if (people === 0) return []
    const title = '您提的时长没有通过'
    const body = `${what}。${row.decided_by_name ?? ''}说：${row.decision_words}`
    return [{ recipient: { kind: 'account', id: row.proposed_by }, title, body, page: desk(row.community_id) }]
  }
  if (step.kind !== 'written') return []
  const checked = `${row.proposed_by_name}经手，${row.decided_by_name ?? ''}核对。`
  const isCorrection = row.kind === 'correction'
  const title = isCorrection ? '您的服务时长更正了' : `补记了 ${hoursText(row.minutes)} 小时服务`
  const body = isCorrection
    ? `${what}，${signedHoursText(row.minutes)} 小时。${row.reason}。${checked}`
    : `${what}。${checked}`
  return [{ recipient: { kind: 'resident', id: row.resident_id }, title, body, page: mine }]
}

/** Objections as their own outbox: who answers, who is reminded, and the volunteer. */
export const objectionSource: DeliverySource = {
  name: 'hours objections',
  async pending(db, scope, limit) {
    const rows = await untoldObjections(db, scope, limit)
    if (rows.length === 0) return []
    const areas = await staffAbove(db, [...new Set(rows.map((row) => row.community_id))])
    return rows.map((row) => newsOf(row, (step) => objectionNews(row, step, areas)))
  },
  markNotified: markObjectionTold,
}

function objectionNews(row: ObjectionRow, step: ObjectionStep, areas: readonly StaffedArea[]): News[] {
  const what = `${dayWord(row.service_day)} ${row.title}`
  const toVolunteer = (title: string, body: string): News[] => [
    { recipient: { kind: 'resident', id: row.resident_id }, title, body, page: mine },
  ]
  const toStaff = (title: string, body: string, roles = decidingRoles): News[] =>
    // Told late, one that is answered would send somebody for nothing.
    row.status !== 'open'
      ? []
      : staffWith(areas, row.community_id, roles).map((id) => ({
          recipient: { kind: 'account', id },
          title,
          body,
          page: desk(row.community_id),
        }))
  const by = `${dayWord(row.due_on)}前答复。`
  switch (step.kind) {
    case 'opened':
      return [
        ...toStaff(`${row.resident_name}说时长不对`, `${what}：${row.words}。${by}`),
        ...toVolunteer('您提的收到了', `${what}。社区会在 ${by}`),
      ]
    case 'reminded':
      return toStaff(`${row.resident_name}的时长还没答复`, `${what}：${row.words}。${by}`)
    case 'overdue':
      return toStaff(`${row.resident_name}的时长过了日子没答复`, `${what}：${row.words}。请今天就答复。`, ['admin'])
    case 'upheld':
      return toVolunteer('您说得对，社区来改', `${what}。${row.replied_by_name ?? ''}：${row.reply}`)
    case 'rejected':
      return toVolunteer('您提的时长，社区答复了', `${what}。${row.replied_by_name ?? ''}：${row.reply}`)
    case 'settled':
      return toVolunteer('时长改好了', `${what}。在“服务时长”里能看到。`)
  }
}

/** What the audit found, to those who run the place. */
export const findingSource: DeliverySource = {
  name: 'hours findings',
  async pending(db, scope, limit) {
    const rows = await untoldFindings(db, scope, limit)
    if (rows.length === 0) return []
    const areas = await staffAbove(db, [...new Set(rows.map((row) => row.community_id))])
    return rows.map((row) => ({
      communityId: row.community_id,
      id: row.id,
      version: row.version,
      messages: staffWith(areas, row.community_id, ['admin']).map((id) => ({
        recipient: { kind: 'account', id },
        topic: 'notice',
        title: '时长的账对不上',
        body: '夜里核对，有一位志愿者的时长和留底不一样。先别出证明，请看看是哪一笔。',
        page: desk(row.community_id),
        at: row.found_at,
        version: row.version,
      })),
    }))
  },
  markNotified: markFindingTold,
}
