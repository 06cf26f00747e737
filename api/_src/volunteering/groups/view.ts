import type {
  DeskGroup,
  GroupAsk,
  GroupDetail,
  GroupSummary,
  RosterLine,
} from '../../../../shared/volunteering/groups-contract.ts'
import type { Output } from '../../../../shared/contract.ts'
import type { groupsContract } from '../../../../shared/volunteering/groups-contract.ts'
import { mayLeadGroup, maySteerGroup, roleOf, type Doer } from './decide.ts'
import type { GroupKey, GroupView } from './store.ts'
import type { RosterRow } from './store-roster.ts'
import type { deskGroups, ListedGroup, WholeGroup } from './store-view.ts'

const standing = (
  leaderIds: readonly string[],
  residentId: string,
  status: NonNullable<ListedGroup['member_status']> | null,
) => (status === null ? null : { status, role: roleOf(leaderIds, residentId, status) })

function toSummary(row: ListedGroup, communityId: string, residentId: string): GroupSummary {
  return {
    groupId: row.id,
    communityId,
    name: row.name,
    kind: row.kind,
    field: row.field,
    status: row.status,
    introduction: row.introduction,
    leaderName: row.leader_name,
    meets: row.meets,
    memberCount: row.member_count,
    isOpen: row.is_open === 1,
    parent:
      row.parent_id !== null && row.parent_name !== null ? { groupId: row.parent_id, name: row.parent_name } : null,
    mine: standing(row.leader_ids ?? [], residentId, row.member_status),
  }
}

/** Mine are those I am in, ask to be in, or proposed. */
export function toLists(rows: readonly ListedGroup[], communityId: string, residentId: string) {
  const isMine = ({ member_status: status, status: of }: ListedGroup) =>
    of !== 'active' || status === 'member' || status === 'asked'
  const summaries = (wanted: (row: ListedGroup) => boolean) =>
    rows.filter(wanted).map((row) => toSummary(row, communityId, residentId))
  return { mine: summaries(isMine), groups: summaries(({ status }) => status === 'active') }
}

/** What this person may see of a group. Notices are the members', asks the leaders'. */
export function toDetail(
  whole: WholeGroup,
  { communityId, groupId }: GroupKey,
  doer: Doer & { mayJudge: boolean },
): GroupDetail {
  const { group } = whole
  const residentId = doer.residentId ?? ''
  const facts = { ...group, isOpen: group.isOpen === 1 }
  const steers = maySteerGroup(facts, doer)
  const isMember = group.memberStatus === 'member'
  const role = (id: string) => group.leaderIds.indexOf(id)
  return {
    groupId,
    communityId,
    name: group.name,
    kind: group.kind,
    field: group.field,
    status: group.status,
    introduction: group.introduction,
    leaderName: group.leaderName,
    meets: group.meets,
    memberCount: group.memberCount,
    isOpen: facts.isOpen,
    parent:
      group.parentId !== null && group.parentName !== null ? { groupId: group.parentId, name: group.parentName } : null,
    mine: standing(group.leaderIds, residentId, group.memberStatus),
    version: group.version,
    foundedOn: group.foundedOn,
    proposedByName: group.proposedByName,
    deputies: whole.deputies.filter((one) => role(one.residentId) > 0).map(({ name }) => name),
    branches: whole.branches.toSorted((one, other) => other.memberCount - one.memberCount),
    allMembers: whole.branches.reduce((sum, { memberCount }) => sum + memberCount, group.memberCount),
    activitiesThisYear: group.activitiesThisYear,
    activities: whole.activities,
    notices:
      isMember || steers ? whole.notices.map((notice) => ({ ...notice, seenBy: steers ? notice.seenBy : null })) : [],
    hasNews: isMember && whole.notices.some(({ writtenAt }) => group.seenAt === null || writtenAt > group.seenAt),
    ask:
      group.words !== null && group.answer !== null && group.askedAt !== null
        ? { words: group.words, answer: group.answer, askedAt: group.askedAt }
        : null,
    offeredToMe: doer.residentId !== null && group.offeredTo === doer.residentId,
    offeredToName: steers && group.offeredTo !== null ? group.offeredToName : null,
    asksOpen: steers ? group.asksOpen : 0,
    may: {
      steer: steers && group.status === 'active',
      lead: mayLeadGroup(facts, doer) && group.status === 'active',
      judge: doer.mayJudge && group.status === 'proposed' && group.proposedBy !== doer.residentId,
      appoint: doer.isStaff && group.status === 'active',
    },
  }
}

const places = { leader: 0, deputy: 1, member: 2 } as const

/** Leaders first, then by when they joined; who asks by when they asked. */
export function toRoster(rows: readonly RosterRow[]): {
  version: number
  members: RosterLine[]
  asks: GroupAsk[]
} {
  const members: RosterLine[] = []
  const asks: GroupAsk[] = []
  for (const row of rows) {
    const { residentId, name, status, volunteerNumber } = row
    if (residentId === null || name === null || status === null) continue
    const role = roleOf(row.leaderIds ?? [], residentId, status)
    if (role !== null) {
      const joinedAt = row.joinedAt?.toISOString() ?? null
      members.push({ residentId, name, volunteerNumber, phone: row.phone, role, joinedAt })
    } else {
      const askedAt = (row.askedAt ?? new Date(0)).toISOString()
      const isAgain = (row.memberVersion ?? 1) > 1
      asks.push({ residentId, name, volunteerNumber, words: row.words ?? '', askedAt, isAgain })
    }
  }
  const since = ({ joinedAt }: RosterLine) => joinedAt ?? ''
  members.sort((one, other) => places[one.role] - places[other.role] || (since(one) < since(other) ? -1 : 1))
  return { version: rows[0]?.version ?? 0, members, asks }
}

type DeskRow = Awaited<ReturnType<typeof deskGroups>>[number]

const deskOrder = { proposed: 0, active: 1, refused: 2, closed: 2 } as const

/** Proposals first; every association with what its branches add. */
export function toDeskGroups(rows: readonly DeskRow[]): DeskGroup[] {
  const branchesOf = (id: string) => rows.filter((row) => row.parent_id === id && row.status === 'active')
  const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0)
  return rows
    .map((row) => ({
      groupId: row.id,
      name: row.name,
      kind: row.kind,
      field: row.field,
      status: row.status,
      introduction: row.introduction,
      meets: row.meets,
      isOpen: row.is_open === 1,
      parentId: row.parent_id,
      leaderName: row.leader_name,
      isLeaderless: (row.leader_ids ?? []).length === 0,
      proposedByName: row.proposed_by_name,
      madeAt: row.made_at?.toISOString() ?? null,
      memberCount: row.member_count,
      allMembers: row.member_count + sum(branchesOf(row.id).map((branch) => branch.member_count)),
      activitiesThisYear: sum([row, ...branchesOf(row.id)].map(({ activities }) => Number(activities))),
      asksOpen: Number(row.asks),
      version: row.version,
    }))
    .toSorted((one, other) => deskOrder[one.status] - deskOrder[other.status])
}

/** What stands after a command moved the group. */
export const moved = ({ groupId, status, version }: Pick<GroupView, 'groupId' | 'status' | 'version'>) => ({
  groupId,
  status,
  version,
})

/** How somebody stands to a group after a command. */
export function stands({
  groupId,
  leaderIds,
  member,
  memberCount,
}: GroupView): Output<(typeof groupsContract)['volunteering.askToJoin']> {
  return { groupId, mine: member && standing(leaderIds, member.residentId, member.status), memberCount }
}
