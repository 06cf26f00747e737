import * as z from 'zod/mini'
import { command, query, type Contract } from '../contract.ts'
import { CommunityId, Count, Day, Id, Instant, Phone, optionalText, typedText } from '../schemas.ts'
import { groupMemberStatuses, groupStatuses } from './groups.ts'
import { activityStatuses, groupFields, groupKinds, groupRoles } from './lifecycle.ts'

/** Leaders as residents, and the staff who look after the community. */
const steerers = ['resident', 'community_staff', 'admin'] as const
const desk = ['community_staff', 'admin'] as const

/** How somebody stands to a group; `role` of members only. */
const Standing = z.object({ status: z.enum(groupMemberStatuses), role: z.nullable(z.enum(groupRoles)) })

export const GroupSummary = z.object({
  groupId: Id,
  communityId: CommunityId,
  name: z.string(),
  kind: z.enum(groupKinds),
  field: z.enum(groupFields),
  status: z.enum(groupStatuses),
  /** At most the first 60 characters. */
  introduction: z.string(),
  leaderName: z.string(),
  meets: z.string(),
  memberCount: Count,
  isOpen: z.boolean(),
  /** The association it is a branch of. */
  parent: z.nullable(z.object({ groupId: Id, name: z.string() })),
  mine: z.nullable(Standing),
})
export type GroupSummary = z.infer<typeof GroupSummary>

export const GroupNotice = z.object({
  noticeId: Id,
  title: z.string(),
  words: z.string(),
  byName: z.string(),
  writtenAt: Instant,
  /** How many members had it on their screen; for leaders and staff. */
  seenBy: z.nullable(Count),
})
export type GroupNotice = z.infer<typeof GroupNotice>

export const GroupDetail = z.extend(GroupSummary, {
  version: Count,
  foundedOn: z.nullable(Day),
  proposedByName: z.string(),
  deputies: z.array(z.string()),
  branches: z.array(z.object({ groupId: Id, name: z.string(), memberCount: Count, leaderName: z.string() })),
  /** With those of the branches. */
  allMembers: Count,
  activitiesThisYear: Count,
  /** Published ones that are not over, of the branches too, soonest first. */
  activities: z.array(
    z.object({
      activityId: Id,
      title: z.string(),
      icon: z.string(),
      place: z.string(),
      status: z.enum(activityStatuses),
      startsAt: Instant,
      endsAt: Instant,
    }),
  ),
  /** For members and staff, newest first. */
  notices: z.array(GroupNotice),
  /** Some of them I have not seen. */
  hasNews: z.boolean(),
  /** My last ask: what I wrote, what I was answered. */
  ask: z.nullable(z.object({ words: z.string(), answer: z.string(), askedAt: Instant })),
  /** I was asked to lead it. */
  offeredToMe: z.boolean(),
  /** Whom the leader asked to take over; for leaders and staff. */
  offeredToName: z.nullable(z.string()),
  /** Asks to be answered; for leaders and staff. */
  asksOpen: Count,
  may: z.object({ steer: z.boolean(), lead: z.boolean(), judge: z.boolean(), appoint: z.boolean() }),
})
export type GroupDetail = z.infer<typeof GroupDetail>

export const RosterLine = z.object({
  residentId: Id,
  name: z.string(),
  volunteerNumber: z.nullable(z.string()),
  phone: z.nullable(Phone),
  role: z.enum(groupRoles),
  joinedAt: z.nullable(Instant),
})
export type RosterLine = z.infer<typeof RosterLine>

export const GroupAsk = z.object({
  residentId: Id,
  name: z.string(),
  volunteerNumber: z.nullable(z.string()),
  words: z.string(),
  askedAt: Instant,
  /** Was in it before, or was refused. */
  isAgain: z.boolean(),
})
export type GroupAsk = z.infer<typeof GroupAsk>

export const DeskGroup = z.object({
  groupId: Id,
  name: z.string(),
  kind: z.enum(groupKinds),
  field: z.enum(groupFields),
  status: z.enum(groupStatuses),
  introduction: z.string(),
  meets: z.string(),
  isOpen: z.boolean(),
  parentId: z.nullable(Id),
  leaderName: z.string(),
  /** The leader is no longer one of the members. */
  isLeaderless: z.boolean(),
  proposedByName: z.string(),
  madeAt: z.nullable(Instant),
  memberCount: Count,
  /** With the branches'. */
  allMembers: Count,
  activitiesThisYear: Count,
  asksOpen: Count,
  version: Count,
})
export type DeskGroup = z.infer<typeof DeskGroup>

const fields = {
  name: typedText(20),
  kind: z.enum(groupKinds),
  field: z.enum(groupFields),
  parentId: z.nullable(Id),
  introduction: typedText(300),
  meets: optionalText(60),
  isOpen: z.boolean(),
}
const ref = { communityId: CommunityId, groupId: Id }
const Version = Count
/** What stands after a command. */
const Moved = z.object({ groupId: Id, status: z.enum(groupStatuses), version: Version })
const Stands = z.object({ groupId: Id, mine: z.nullable(Standing), memberCount: Count })

export const groupsContract = {
  'volunteering.groups': query({
    summary: 'Groups of my community: mine and what I proposed first, then all',
    callers: ['resident'],
    input: z.object({ kind: z.optional(z.enum(groupKinds)), search: z.optional(optionalText(20)) }),
    output: z.object({ mine: z.array(GroupSummary), groups: z.array(GroupSummary) }),
    errors: [],
    roundTrips: 2,
  }),
  'volunteering.group': query({
    summary: 'A group: what it is, what it does, and how I stand to it',
    callers: steerers,
    input: z.object({ groupId: Id, communityId: z.optional(CommunityId) }),
    output: GroupDetail,
    errors: ['not_found'],
    roundTrips: 2,
  }),
  'volunteering.groupRoster': query({
    summary: 'Who is in a group and who asks to be, with telephone numbers: for its leaders and staff',
    callers: steerers,
    input: z.object(ref),
    output: z.object({ version: Version, members: z.array(RosterLine), asks: z.array(GroupAsk) }),
    errors: ['not_found'],
    roundTrips: 2,
  }),
  'volunteering.deskGroups': query({
    summary: 'All groups of a community with their figures, proposals first',
    callers: desk,
    input: z.object({ communityId: CommunityId }),
    output: z.object({ groups: z.array(DeskGroup), mayJudge: z.boolean() }),
    errors: ['not_allowed'],
    roundTrips: 2,
  }),
  'volunteering.venues': query({
    summary: 'Which rooms are free at all of these times',
    callers: steerers,
    input: z.object({
      communityId: CommunityId,
      /** What this activity has already stands in nobody's way. */
      activityId: z.optional(Id),
      times: z.array(z.object({ startsAt: Instant, endsAt: Instant })).check(z.maxLength(60)),
    }),
    output: z.object({
      venues: z.array(
        z.object({
          resourceId: Id,
          serviceId: Id,
          name: z.string(),
          serviceName: z.string(),
          /** The start of the first of these times at which it is taken; null = free. */
          takenAt: z.nullable(Instant),
        }),
      ),
    }),
    errors: ['not_allowed'],
    roundTrips: 2,
  }),
  'volunteering.venueCalendar': query({
    summary: 'For which activities the rooms of a community are kept from now on',
    callers: desk,
    input: z.object({ communityId: CommunityId }),
    output: z.object({
      uses: z.array(
        z.object({
          activityId: Id,
          startsAt: Instant,
          endsAt: Instant,
          venue: z.string(),
          title: z.string(),
          byName: z.string(),
        }),
      ),
    }),
    errors: ['not_allowed'],
    roundTrips: 2,
  }),
  'volunteering.proposeGroup': command({
    summary: 'Propose a group that I will lead; staff confirm it',
    callers: ['resident'],
    input: z.object({ id: Id, ...fields }),
    output: Moved,
    errors: ['id_taken', 'proposal_waiting', 'branch_of_branch'],
    roundTrips: 4,
  }),
  'volunteering.makeGroup': command({
    summary: 'Make a group, with one of the residents as its leader',
    callers: desk,
    input: z.object({ id: Id, communityId: CommunityId, leaderId: Id, ...fields }),
    output: Moved,
    errors: ['not_found', 'id_taken', 'branch_of_branch'],
    roundTrips: 5,
  }),
  'volunteering.judgeGroup': command({
    summary: 'Confirm a proposed group, or refuse it with the reason',
    callers: ['community_staff', 'admin'],
    input: z.object({ ...ref, version: Version, accept: z.boolean(), words: optionalText(100) }),
    output: Moved,
    errors: ['not_found', 'conflict', 'branch_of_branch'],
    roundTrips: 4,
  }),
  'volunteering.changeGroup': command({
    summary: 'Change what a group says of itself',
    callers: steerers,
    input: z.object({ ...ref, version: Version, ...fields }),
    output: Moved,
    errors: ['not_found', 'conflict', 'branch_of_branch'],
    roundTrips: 3,
  }),
  'volunteering.closeGroup': command({
    summary: 'Close a group for good, with the reason; its members are told',
    callers: steerers,
    input: z.object({ ...ref, version: Version, words: typedText(100) }),
    output: Moved,
    errors: ['not_found', 'conflict', 'group_busy'],
    roundTrips: 4,
  }),
  'volunteering.askToJoin': command({
    summary: 'Ask to join a group; an open one takes me at once',
    callers: ['resident'],
    input: z.object({ id: Id, groupId: Id, words: optionalText(100) }),
    output: Stands,
    errors: ['not_found', 'conflict', 'id_taken'],
    roundTrips: 4,
  }),
  'volunteering.leaveGroup': command({
    summary: 'Leave a group, or take my ask back',
    callers: ['resident'],
    input: z.object({ groupId: Id, words: optionalText(100) }),
    output: Stands,
    errors: ['not_found', 'conflict', 'leader_needed'],
    roundTrips: 4,
  }),
  'volunteering.answerAsk': command({
    summary: 'Take somebody in who asks to join, or refuse them with a word',
    callers: steerers,
    input: z.object({ ...ref, residentId: Id, accept: z.boolean(), words: optionalText(100) }),
    output: Stands,
    errors: ['not_found', 'conflict'],
    roundTrips: 4,
  }),
  'volunteering.removeMember': command({
    summary: 'Take somebody off a group, with the reason',
    callers: steerers,
    input: z.object({ ...ref, residentId: Id, words: typedText(100) }),
    output: Stands,
    errors: ['not_found', 'conflict', 'leader_needed'],
    roundTrips: 4,
  }),
  'volunteering.setDeputy': command({
    summary: 'Make a member a deputy of the leader, or no longer',
    callers: steerers,
    input: z.object({ ...ref, residentId: Id, deputy: z.boolean() }),
    output: Moved,
    errors: ['not_found', 'conflict', 'deputies_full'],
    roundTrips: 4,
  }),
  'volunteering.offerGroup': command({
    summary: 'Ask a member to lead the group from now on, or take that back',
    callers: ['resident'],
    input: z.object({ ...ref, residentId: z.nullable(Id) }),
    output: Moved,
    errors: ['not_found', 'conflict'],
    roundTrips: 4,
  }),
  'volunteering.takeGroup': command({
    summary: 'Lead the group from now on, as its leader asked me, or decline',
    callers: ['resident'],
    input: z.object({ ...ref, accept: z.boolean() }),
    output: Moved,
    errors: ['not_found', 'conflict'],
    roundTrips: 4,
  }),
  'volunteering.appointLeader': command({
    summary: 'Make a member the leader when the leader is gone, with the reason',
    callers: desk,
    input: z.object({ ...ref, residentId: Id, words: typedText(100) }),
    output: Moved,
    errors: ['not_found', 'conflict'],
    roundTrips: 4,
  }),
  'volunteering.writeNotice': command({
    summary: 'Tell the members of a group something',
    callers: steerers,
    input: z.object({ ...ref, id: Id, title: typedText(40), words: typedText(500) }),
    output: z.object({ noticeId: Id }),
    errors: ['not_found', 'conflict', 'id_taken'],
    roundTrips: 3,
  }),
  'volunteering.seeNotices': command({
    summary: 'The notices of a group up to now were on my screen',
    callers: ['resident'],
    input: z.object({ groupId: Id }),
    output: z.object({}),
    errors: [],
    roundTrips: 2,
  }),
} satisfies Contract
