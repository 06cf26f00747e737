import { mostDeputies, type GroupMemberStatus, type GroupStatus } from '../../../../shared/volunteering/groups.ts'
import type { GroupRole } from '../../../../shared/volunteering/lifecycle.ts'
import { refuse, type Refusal } from '../../../../shared/result.ts'

/** A group as its rules see it. */
export interface GroupFacts {
  status: GroupStatus
  /** The first is the leader, the others are deputies. */
  leaderIds: readonly string[]
  isOpen: boolean
  offeredTo: string | null
}

/** Who acts on a group: what is said twice is said by the same person in two roles. */
export interface Doer {
  /** As a resident of the group's community. */
  residentId: string | null
  isStaff: boolean
}

/** To go on, to answer as if done (it is so already), or to refuse. */
export type Decision<Code extends 'not_found' | 'conflict' | 'leader_needed' | 'deputies_full' | 'group_busy'> =
  { kind: 'go' } | { kind: 'done' } | { kind: 'refuse'; refusal: Refusal<Code> }

const go = { kind: 'go' } as const
const done = { kind: 'done' } as const
const no = <Code extends 'not_found' | 'conflict' | 'leader_needed' | 'deputies_full' | 'group_busy'>(code: Code) => ({
  kind: 'refuse' as const,
  refusal: refuse(code),
})

/** Of a member; null for everybody else. */
export function roleOf(leaderIds: readonly string[], residentId: string, status: GroupMemberStatus): GroupRole | null {
  if (status !== 'member') return null
  const position = leaderIds.indexOf(residentId)
  return position < 0 ? 'member' : position === 0 ? 'leader' : 'deputy'
}

const isLeader = ({ leaderIds }: GroupFacts, residentId: string | null) =>
  residentId !== null && leaderIds[0] === residentId

/** Leaders and deputies look after members and notices; staff too. */
export function maySteerGroup({ leaderIds }: Pick<GroupFacts, 'leaderIds'>, { residentId, isStaff }: Doer): boolean {
  return isStaff || (residentId !== null && leaderIds.includes(residentId))
}

/** The leader alone, and staff, name deputies and close the group. */
export function mayLeadGroup(group: GroupFacts, { residentId, isStaff }: Doer): boolean {
  return isStaff || isLeader(group, residentId)
}

/** `join`: an open group takes whoever asks at once. Asking again while one waits or belongs changes nothing. */
export function decideAsk(
  group: GroupFacts,
  status: GroupMemberStatus | null,
): Decision<'conflict'> | { kind: 'ask' | 'join' } {
  if (status === 'member') return done
  if (group.status !== 'active') return no('conflict')
  if (status === 'asked') return group.isOpen ? { kind: 'join' } : done
  return { kind: group.isOpen ? 'join' : 'ask' }
}

/** Whoever answers second finds the first answer: the same is done, the other is a conflict. */
export function decideAnswer(
  group: GroupFacts,
  doer: Doer,
  { status, accept }: { status: GroupMemberStatus | null; accept: boolean },
): Decision<'not_found' | 'conflict'> {
  if (!maySteerGroup(group, doer) || status === null) return no('not_found')
  if (status === (accept ? 'member' : 'refused')) return done
  return status === 'asked' && group.status === 'active' ? go : no('conflict')
}

/** A leader cannot leave before somebody else leads. What is closed may be left by anybody. */
export function decideLeave(
  group: GroupFacts,
  { residentId, status }: { residentId: string; status: GroupMemberStatus | null },
): Decision<'not_found' | 'leader_needed'> {
  if (status === null) return no('not_found')
  if (status !== 'member' && status !== 'asked') return done
  return isLeader(group, residentId) && group.status === 'active' ? no('leader_needed') : go
}

/** Deputies take members off, only the leader and staff take deputies off, nobody the leader. */
export function decideRemove(
  group: GroupFacts,
  doer: Doer,
  { residentId, status }: { residentId: string; status: GroupMemberStatus | null },
): Decision<'not_found' | 'conflict' | 'leader_needed'> {
  if (!maySteerGroup(group, doer) || status === null) return no('not_found')
  if (isLeader(group, residentId)) return no('leader_needed')
  if (group.leaderIds.includes(residentId) && !mayLeadGroup(group, doer)) return no('not_found')
  if (status === 'removed') return done
  return status === 'member' ? go : no('conflict')
}

export function decideDeputy(
  group: GroupFacts,
  doer: Doer,
  { residentId, status, deputy }: { residentId: string; status: GroupMemberStatus | null; deputy: boolean },
): Decision<'not_found' | 'conflict' | 'deputies_full'> {
  if (!mayLeadGroup(group, doer) || status === null) return no('not_found')
  if (group.status !== 'active' || status !== 'member' || isLeader(group, residentId)) return no('conflict')
  if (group.leaderIds.includes(residentId) === deputy) return done
  return deputy && group.leaderIds.length > mostDeputies ? no('deputies_full') : go
}

/** Only who leads offers, to another member; null takes the offer back. */
export function decideOffer(
  group: GroupFacts,
  by: string,
  to: { residentId: string; status: GroupMemberStatus | null } | null,
): Decision<'not_found' | 'conflict'> {
  if (!isLeader(group, by)) return no('not_found')
  if (group.status !== 'active') return no('conflict')
  if (group.offeredTo === (to?.residentId ?? null)) return done
  return to === null || (to.status === 'member' && to.residentId !== by) ? go : no('conflict')
}

/** Whoever was asked answers once; the offer may have been taken back meanwhile. */
export function decideTake(
  group: GroupFacts,
  by: { residentId: string; status: GroupMemberStatus | null; accept: boolean },
): Decision<'not_found' | 'conflict'> {
  if (by.status === null) return no('not_found')
  if (by.accept && isLeader(group, by.residentId)) return done
  if (group.status !== 'active' || group.offeredTo !== by.residentId) return by.accept ? no('conflict') : done
  return by.accept && by.status !== 'member' ? no('conflict') : go
}

/** Staff make a member the leader, whatever the present one says. */
export function decideAppoint(
  group: GroupFacts,
  { residentId, status }: { residentId: string; status: GroupMemberStatus | null },
): Decision<'conflict'> {
  if (isLeader(group, residentId)) return done
  return group.status === 'active' && status === 'member' ? go : no('conflict')
}

/** A new leader first; who led before stays as an ordinary member, the deputies stay deputies. */
export function leadersAfter(leaderIds: readonly string[], newLeader: string): string[] {
  return [newLeader, ...leaderIds.slice(1).filter((id) => id !== newLeader)]
}

export function leadersWith(leaderIds: readonly string[], residentId: string, deputy: boolean): string[] {
  const others = leaderIds.filter((id) => id !== residentId)
  return deputy ? [...others, residentId] : others
}

/** Nothing it plans may be left without a group, and no branch without its association. */
export function decideClose(
  group: GroupFacts,
  doer: Doer,
  busy: { activities: number; branches: number },
): Decision<'not_found' | 'conflict' | 'group_busy'> {
  if (!mayLeadGroup(group, doer)) return no('not_found')
  if (group.status === 'closed') return done
  if (group.status !== 'active') return no('conflict')
  return busy.activities + busy.branches > 0 ? no('group_busy') : go
}

/** Staff decide on what somebody else proposed; the same answer again is done. */
export function decideJudge(
  group: GroupFacts & { proposedBy: string | null },
  doer: Doer,
  accept: boolean,
): Decision<'not_found' | 'conflict'> {
  if (!doer.isStaff || (doer.residentId !== null && doer.residentId === group.proposedBy)) return no('not_found')
  if (group.status === (accept ? 'active' : 'refused')) return done
  return group.status === 'proposed' ? go : no('conflict')
}

/** One level: a branch hangs under an association that is active and no branch, and has no branches itself. */
export function mayBeBranchOf(
  parent: { status: GroupStatus; parentId: string | null } | undefined,
  own: { groupId: string; branches: number; parentId: string },
): boolean {
  return (
    parent !== undefined &&
    parent.status === 'active' &&
    parent.parentId === null &&
    own.branches === 0 &&
    own.parentId !== own.groupId
  )
}
