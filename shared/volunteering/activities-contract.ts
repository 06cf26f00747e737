import * as z from 'zod/mini'
import { command, query, type Contract } from '../contract.ts'
import { CommunityId, Count, Day, Id, Instant, optionalText, typedText } from '../schemas.ts'
import { serviceKinds, skills } from '../volunteers/lifecycle.ts'
import { activityKinds, activityStatuses, shiftRoles } from './lifecycle.ts'
import { activityMoves } from './moves.ts'
import { planProblemCodes } from './plan.ts'
import { ActivityPlan, TimeTyped } from './plan-schemas.ts'

/** Who has to do with an activity's making. */
const makers = ['resident', 'community_staff', 'admin'] as const

const ActivityRef = z.object({ communityId: CommunityId, activityId: Id })

const PlanProblem = z.object({ code: z.enum(planProblemCodes), lineId: z.optional(Id) })

/** An activity as those see it who make, lead or review it. */
export const ActivityLine = z.object({
  communityId: CommunityId,
  activityId: Id,
  status: z.enum(activityStatuses),
  kind: z.enum(activityKinds),
  category: z.enum(serviceKinds),
  title: z.string(),
  icon: z.string(),
  groupName: z.string(),
  madeByName: z.string(),
  submittedAt: z.nullable(Instant),
  /** Of its first and last shift; null while it has none. */
  startsAt: z.nullable(Instant),
  endsAt: z.nullable(Instant),
  /** Of its shifts that are not over. */
  capacity: Count,
  taken: Count,
  shiftCount: Count,
})
export type ActivityLine = z.infer<typeof ActivityLine>

/** A shift that stands. */
export const LedShift = z.object({
  shiftId: Id,
  /** The planned line it was repeated from; null for one that stands alone. */
  seriesId: z.nullable(Id),
  role: z.enum(shiftRoles),
  task: z.string(),
  place: z.string(),
  startsAt: Instant,
  endsAt: Instant,
  neededSkill: z.nullable(z.enum(skills)),
  capacity: Count,
  taken: Count,
  waiting: Count,
  cancelled: z.boolean(),
})
export type LedShift = z.infer<typeof LedShift>

export const PlanView = z.extend(ActivityLine, {
  version: Count,
  plan: ActivityPlan,
  leaderName: z.string(),
  /** What the plan makes: the shifts there will be, or are. */
  days: z.array(z.object({ lineId: Id, startsAt: Instant, endsAt: Instant })),
  problems: z.array(PlanProblem),
  shifts: z.array(LedShift),
  story: z.array(z.object({ at: Instant, step: z.string(), byName: z.string(), words: z.string() })),
  /** What I may do with it now. */
  moves: z.array(z.enum(activityMoves)),
  mayWrite: z.boolean(),
})
export type PlanView = z.infer<typeof PlanView>

/** What a plan can be made of. */
export const PlanChoices = z.object({
  communityId: CommunityId,
  groups: z.array(
    z.object({
      groupId: Id,
      name: z.string(),
      people: z.array(z.object({ residentId: Id, name: z.string() })),
    }),
  ),
  venues: z.array(z.object({ resourceId: Id, name: z.string() })),
})
export type PlanChoices = z.infer<typeof PlanChoices>

/** One of these shifts, or it and all later ones of its series. */
const scope = z.enum(['one', 'later'])

/** What a shift that stands says about itself. */
const shiftWords = {
  day: Day,
  from: TimeTyped,
  to: TimeTyped,
  place: typedText(80),
  task: typedText(40),
  neededSkill: z.nullable(z.enum(skills)),
  capacity: Count.check(z.minimum(1), z.maximum(2_000)),
}

const Moved = z.object({ activityId: Id, status: z.enum(activityStatuses), version: Count })

export const activitiesContract = {
  'volunteering.leading': query({
    summary: 'Activities I lead, or wrote: drafts, in review, coming and past',
    callers: [...makers],
    input: z.object({}),
    output: z.object({ activities: z.array(ActivityLine) }),
    errors: [],
    roundTrips: 2,
  }),
  'volunteering.deskActivities': query({
    summary: 'Activities of a community in every state, those to be reviewed first',
    callers: ['community_staff', 'admin'],
    input: z.object({ communityId: CommunityId }),
    output: z.object({ activities: z.array(ActivityLine) }),
    errors: ['not_allowed'],
    roundTrips: 2,
  }),
  'volunteering.deskWaiting': query({
    summary: 'How much of what volunteers do waits for the desk',
    callers: ['community_staff', 'grid_worker', 'admin'],
    input: z.object({}),
    output: z.object({
      communities: z.array(
        z.object({
          communityId: CommunityId,
          name: z.string(),
          inReview: Count,
          groups: Count,
          attendance: Count,
          complaints: Count,
          requests: Count,
        }),
      ),
    }),
    errors: [],
    roundTrips: 2,
  }),
  'volunteering.planChoices': query({
    summary: 'The groups I may plan for with their people, and the places that can be booked',
    callers: [...makers],
    input: z.object({ communityId: CommunityId }),
    output: PlanChoices,
    errors: ['not_allowed'],
    roundTrips: 4,
  }),
  'volunteering.plan': query({
    summary: 'One activity with its plan, shifts and story, for those who make, lead or review it',
    callers: [...makers],
    input: ActivityRef,
    output: PlanView,
    errors: ['not_found'],
    roundTrips: 2,
  }),
  /** Repeatable: the newest words win while nobody else wrote. One round trip more when holidays are to be skipped. */
  'volunteering.saveDraft': command({
    summary: 'Keep a draft as it is, half written or not; version 0 makes it',
    callers: [...makers],
    input: z.extend(ActivityRef, { version: Count, plan: ActivityPlan }),
    output: z.object({
      version: Count,
      days: PlanView.shape.days,
      problems: z.array(PlanProblem),
    }),
    errors: ['not_allowed', 'not_found', 'conflict', 'id_taken'],
    roundTrips: 5,
  }),
  /** Publishing costs one round trip more with places for first-timers and three with a room; giving it back costs four. */
  'volunteering.moveActivity': command({
    summary: 'Hand in for review, take back, publish or send back (a second person), close, cancel',
    callers: [...makers],
    input: z.extend(ActivityRef, {
      id: Id,
      version: Count,
      act: z.discriminatedUnion('move', [
        z.object({ move: z.enum(['submit', 'take_back', 'publish', 'close']) }),
        z.object({ move: z.enum(['send_back', 'cancel']), words: typedText(200) }),
      ]),
    }),
    output: Moved,
    errors: [
      'not_allowed',
      'not_found',
      'conflict',
      'second_person_needed',
      'activity_incomplete',
      'activity_not_over',
      'slot_full',
    ],
    roundTrips: 5,
  }),
  'volunteering.changeActivity': command({
    summary: 'Correct what a published activity says about itself, and who leads it',
    callers: [...makers],
    input: z.extend(ActivityRef, {
      version: Count,
      description: typedText(1_000),
      riskNotice: optionalText(500),
      contactName: typedText(40),
      contactPhone: typedText(20),
      leaderId: z.nullable(Id),
    }),
    output: Moved,
    errors: ['not_allowed', 'not_found', 'conflict'],
    roundTrips: 3,
  }),
  /**
   * Whoever signed up is told when day, time or place change, or when the shift falls out. A room moves along, for five
   * round trips more.
   */
  'volunteering.changeShift': command({
    summary: 'Move, change or cancel one shift, or it and all later ones of its series',
    callers: [...makers],
    input: z.extend(ActivityRef, {
      id: Id,
      version: Count,
      shiftId: Id,
      scope,
      change: z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('edit'), ...shiftWords }),
        z.object({ kind: z.literal('cancel'), words: typedText(200) }),
      ]),
    }),
    output: Moved,
    errors: ['not_allowed', 'not_found', 'conflict', 'shift_past', 'shift_below_taken', 'slot_full'],
    roundTrips: 5,
  }),
  /**
   * `id` is that of the shift, too. Nobody is told: nobody has signed up for it. The activity lasts until it is over. A
   * room is kept for it as well or nothing is added, for three round trips more.
   */
  'volunteering.addShift': command({
    summary: 'Add one shift to an activity that is published or running',
    callers: [...makers],
    input: z.extend(ActivityRef, {
      id: Id,
      version: Count,
      role: z.enum(shiftRoles),
      ...shiftWords,
    }),
    output: Moved,
    errors: ['not_allowed', 'not_found', 'conflict', 'shift_past', 'activity_incomplete', 'slot_full'],
    roundTrips: 5,
  }),
} satisfies Contract
