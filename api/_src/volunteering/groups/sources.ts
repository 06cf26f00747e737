import { staffedAreas, staffFor, type StaffedArea } from '../../people/index.ts'
import type { DeliverySource, Message } from '../../platform/deliver/source.ts'
import { reviewingRoles } from '../rights.ts'
import {
  markGroupTold,
  markMemberTold,
  markNoticeTold,
  membersOf,
  untoldGroups,
  untoldMembers,
  untoldNotices,
  type UntoldGroup,
  type UntoldMember,
} from './store-outbox.ts'
import type { GroupStep, MemberStep } from './tables.ts'

const topic = 'volunteering' as const
const pageOf = (groupId: string) => `/volunteering/group/index?id=${groupId}`
const toResident = (id: string) => ({ kind: 'resident' as const, id })
const said = (words: string) => (words === '' ? '' : `${words}${/[。！？]$/.test(words) ? '' : '。'}`)

/** Groups as their own outbox: the desk hears of a proposal, people of what concerns them, everybody of the end. */
export const groupSource: DeliverySource = {
  name: 'groups',
  async pending(db, scope, limit) {
    const rows = await untoldGroups(db, scope, limit)
    const isNew = (row: UntoldGroup) => row.history.some(({ kind }) => kind === 'proposed')
    const areas = await staffedAreas(db, [...new Set(rows.filter(isNew).map((row) => row.communityId))])
    const closed = rows.filter(({ status }) => status === 'closed')
    const members = await membersOf(db, closed)
    return rows.map((row) => ({
      communityId: row.communityId,
      id: row.id,
      version: row.version,
      messages: row.history
        .filter(({ version }) => version > row.notifiedVersion)
        .flatMap((step) =>
          messagesOf(row, step, { areas, members }).map((message) => ({ ...message, version: step.version })),
        ),
    }))
  },
  markNotified: markGroupTold,
}

function messagesOf(
  row: UntoldGroup,
  step: GroupStep,
  known: { areas: readonly StaffedArea[]; members: readonly { groupId: string; residentId: string }[] },
): Message[] {
  const at = new Date(step.at)
  const { name } = row
  const tell = (residentId: string | null | undefined, title: string, body: string): Message[] =>
    residentId === null || residentId === undefined
      ? []
      : [{ recipient: toResident(residentId), topic, page: pageOf(row.id), at, title, body }]
  switch (step.kind) {
    case 'proposed':
      return row.status !== 'proposed'
        ? []
        : staffFor(known.areas, row.communityId, reviewingRoles).map((accountId) => ({
            recipient: { kind: 'account', id: accountId },
            topic: 'notice',
            page: `/desk/groups/index?community=${row.communityId}`,
            at,
            title: '有人想办一支队伍',
            body: `${step.byName}想办“${name}”。看一看，办不办给个话。`,
          }))
    case 'confirmed':
      return row.proposedBy === null
        ? tell(step.to, `请您带“${name}”`, `${step.byName}把队伍建好了，队长是您。点开看看，再叫上邻居。`)
        : tell(row.proposedBy, `“${name}”办起来了`, `${said(step.words)}社区答应了，您就是队长。可以叫邻居来了。`)
    case 'refused':
      return tell(row.proposedBy, `“${name}”这次没办成`, `${said(step.words)}想再商量，请打电话给社区。`)
    case 'deputies':
      return tell(step.to, `您是“${name}”的副队长了`, `${step.byName}请您一起带队。谁要加入，您也可以点头。`)
    case 'offered':
      return row.offeredTo === step.to
        ? tell(step.to, `${step.byName}请您带“${name}”`, '愿意接，就点开答应一声。不方便也没关系。')
        : []
    case 'declined':
      return tell(step.to, `${step.byName}这次接不了“${name}”`, '可以再请一位队员接手。')
    case 'handed_over':
      return [
        ...tell(step.to, `您是“${name}”的队长了`, `${said(step.words)}有人要加入，会发消息告诉您。`),
        ...tell(
          row.history.findLast(({ kind, version }) => kind === 'offered' && version < step.version)?.by,
          `${step.toName ?? ''}接了“${name}”`,
          '辛苦您了。您还是队员，来不来都欢迎。',
        ),
      ]
    case 'closed':
      return known.members
        .filter(({ groupId }) => groupId === row.id)
        .flatMap(({ residentId }) =>
          tell(residentId, `“${name}”解散了`, `${said(step.words)}做过的服务都还记着，一分钟也不会少。`),
        )
    case 'changed':
      return []
  }
}

/** Memberships as their own outbox: leaders hear who asks and who left, the person how it was decided. */
export const memberSource: DeliverySource = {
  name: 'group members',
  async pending(db, scope, limit) {
    const rows = await untoldMembers(db, scope, limit)
    return rows.map((row) => ({
      communityId: row.communityId,
      id: row.id,
      version: row.version,
      messages: row.history
        .filter(({ version }) => version > row.notifiedVersion)
        .flatMap((step) => newsOf(row, step).map((message) => ({ ...message, version: step.version }))),
    }))
  },
  markNotified: markMemberTold,
}

function newsOf(row: UntoldMember, step: MemberStep): Message[] {
  const at = new Date(step.at)
  const { groupName, name } = row
  const tell = (residentIds: readonly string[], title: string, body: string): Message[] =>
    residentIds.map((id) => ({ recipient: toResident(id), topic, page: pageOf(row.groupId), at, title, body }))
  const leaders = (row.leaderIds ?? []).filter((id) => id !== row.residentId)
  switch (step.kind) {
    case 'asked':
      // what was settled meanwhile needs no answer any more
      return row.status !== 'asked'
        ? []
        : tell(leaders, `${name}想加入“${groupName}”`, `${said(step.words)}点开看看，给个回话。`)
    case 'joined':
      return step.byName === ''
        ? tell(leaders, `${name}加入了“${groupName}”`, '下次活动记得招呼一声。')
        : tell([row.residentId], `“${groupName}”欢迎您`, `${said(step.words)}${step.byName}点了头，您是队员了。`)
    case 'refused':
      return tell([row.residentId], `“${groupName}”这次没收下`, `${said(step.words)}以后还可以再问。`)
    case 'left':
      return row.joinedAt === null ? [] : tell(leaders, `${name}退出了“${groupName}”`, said(step.words))
    case 'removed':
      return tell([row.residentId], `您不在“${groupName}”里了`, `${said(step.words)}有话要说，请打电话给社区。`)
  }
}

/** Notices as their own outbox: every member hears of each once. */
export const noticeSource: DeliverySource = {
  name: 'group notices',
  async pending(db, scope, limit) {
    const rows = await untoldNotices(db, scope, limit)
    const members = await membersOf(
      db,
      rows.map(({ communityId, groupId }) => ({ communityId, id: groupId })),
    )
    return rows.map((row) => ({
      communityId: row.communityId,
      id: row.id,
      version: row.version,
      messages: members
        .filter(({ groupId, residentId }) => groupId === row.groupId && residentId !== row.writtenBy)
        .map(({ residentId }) => ({
          recipient: toResident(residentId),
          topic,
          page: pageOf(row.groupId),
          at: row.writtenAt,
          title: `${row.groupName}：${row.title}`,
          body: row.words,
          version: row.version,
        })),
    }))
  },
  markNotified: markNoticeTold,
}
