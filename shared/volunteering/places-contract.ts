import * as z from 'zod/mini'
import { command, query, type Contract } from '../contract.ts'
import { CommunityId, Count, Id, Instant, Phone, optionalText } from '../schemas.ts'
import { serviceKinds, skills } from '../volunteers/lifecycle.ts'
import { VolunteerProfile } from '../volunteers/registration-contract.ts'
import { callingContract } from './calling-contract.ts'
import { activityKinds, activityStatuses, shiftRoles, signupStatuses } from './lifecycle.ts'

/** Why I cannot take part in a shift, so that nobody has to press to hear it. The same codes as the errors. */
export const hindrances = [
  'not_a_volunteer',
  'guardian_needed',
  'volunteer_paused',
  'profile_incomplete',
  'shift_past',
  'shift_closed',
  'not_eligible',
  'skill_needed',
  'shift_overlaps',
  'day_full',
  'rest_needed',
] as const

/** Lines are counted up to 99; 100 means longer, or farther behind. */
const Counted = z.int().check(z.minimum(0), z.maximum(100))

export const Shift = z.object({
  shiftId: Id,
  activityId: Id,
  role: z.enum(shiftRoles),
  startsAt: Instant,
  endsAt: Instant,
  place: z.string(),
  task: z.string(),
  neededSkill: z.nullable(z.enum(skills)),
  capacity: Count,
  /** For me: without those kept for who never served before, if I am none of them. */
  placesLeft: Count,
  /** Free places kept for who never served before, and until when; null when none are. `forMe`: I am one of them. */
  kept: z.nullable(z.object({ places: Count, until: Instant, forMe: z.boolean() })),
  waiting: Counted,
  open: z.boolean(),
  /** Null when I have not signed up or have withdrawn. */
  mine: z.nullable(z.object({ status: z.enum(signupStatuses), waitingPosition: z.nullable(Counted) })),
  /** Null where I stand in it already, and in the list of my shifts. */
  hindrance: z.nullable(z.enum(hindrances)),
})
export type Shift = z.infer<typeof Shift>

export const ActivitySummary = z.object({
  activityId: Id,
  communityId: CommunityId,
  kind: z.enum(activityKinds),
  status: z.enum(activityStatuses),
  category: z.enum(serviceKinds),
  title: z.string(),
  line: z.string(),
  icon: z.string(),
  groupName: z.string(),
  place: z.string(),
  /** The first shift that is not over. */
  firstStartsAt: Instant,
  firstEndsAt: Instant,
  /** Over all shifts that have not begun. */
  placesLeft: Count,
  capacity: Count,
  shiftCount: Count,
  /** The skill that every shift asks for; null when at least one asks for none, or they ask for different ones. */
  neededSkill: z.nullable(z.enum(skills)),
  mine: z.boolean(),
  /** My best standing in any shift of it: a place before a place in the line. */
  myStatus: z.nullable(z.enum(signupStatuses)),
})
export type ActivitySummary = z.infer<typeof ActivitySummary>

export const ActivityDetail = z.extend(ActivitySummary, {
  description: z.string(),
  /** What can go wrong and what is insured (条例 §12, §17). */
  riskNotice: z.string(),
  insured: z.boolean(),
  leastAge: z.nullable(Count),
  groupId: Id,
  /** Empty = the group. */
  organiserName: z.string(),
  /** What the community allows one volunteer on one day, and between two. */
  mostMinutesPerDay: Count,
  restMinutes: Count,
  contactName: z.string(),
  contactPhone: Phone,
  shifts: z.array(Shift),
})
export type ActivityDetail = z.infer<typeof ActivityDetail>

export const MyShift = z.extend(Shift, {
  signupId: Id,
  activityTitle: z.string(),
  icon: z.string(),
  contactName: z.string(),
  contactPhone: Phone,
  signedUpAt: Instant,
})
export type MyShift = z.infer<typeof MyShift>

export const placesContract = {
  ...callingContract,
  'volunteering.activities': query({
    summary: 'Activities of my community that still take place, soonest first',
    callers: ['resident'],
    input: z.object({}),
    output: z.object({ activities: z.array(ActivitySummary), volunteer: z.nullable(VolunteerProfile) }),
    errors: [],
    roundTrips: 2,
  }),
  'volunteering.activity': query({
    summary: 'One activity with its shifts and my place in each',
    callers: ['resident'],
    input: z.object({ activityId: Id }),
    output: ActivityDetail,
    errors: ['not_found'],
    roundTrips: 2,
  }),
  /** One round trip more for those who lose the last place between two statements; more for who lets others in first. */
  'volunteering.signUp': command({
    summary: 'Take a place in a shift, or a place on its waiting list',
    callers: ['resident'],
    input: z.object({ id: Id, shiftId: Id }),
    output: Shift,
    errors: ['not_found', 'id_taken', 'already_signed_up', ...hindrances],
    roundTrips: 4,
  }),
  /** Two round trips more for each time that somebody else moved the same line in between. */
  'volunteering.withdraw': command({
    summary: 'Give a place back; the first on the waiting list gets it at once',
    callers: ['resident'],
    input: z.object({ id: Id, shiftId: Id, reason: optionalText(60) }),
    output: Shift,
    errors: ['not_found', 'shift_past', 'conflict'],
    roundTrips: 4,
  }),
  'volunteering.mine': query({
    summary: 'My shifts: coming ones first, then at most 50 past ones',
    callers: ['resident'],
    input: z.object({}),
    output: z.object({ coming: z.array(MyShift), past: z.array(MyShift), volunteer: z.nullable(VolunteerProfile) }),
    errors: [],
    roundTrips: 2,
  }),
} satisfies Contract
