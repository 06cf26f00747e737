import * as z from 'zod/mini'
import { command, query, type Contract } from '../contract.ts'
import { CommunityId, Count, Day, Id, Instant, optionalText, typedText } from '../schemas.ts'
import { commendationStatuses, complaintKinds, complaintStatuses, evaluationKinds, qualities } from './evaluations.ts'

const steerers = ['resident', 'community_staff', 'admin'] as const
const reviewers = ['community_staff', 'admin'] as const
/** A street or a district is staffed by dispatchers: what rises is answered by them too. */
const answering = ['community_staff', 'dispatcher', 'admin'] as const

const Score = z.int().check(z.minimum(1), z.maximum(5))
const Rating = z.object({ score: Score, words: optionalText(200) })
const Average = z.object({
  /** How many evaluated. */
  count: Count,
  /** One decimal; null without any. */
  average: z.nullable(z.number()),
})
export type Average = z.infer<typeof Average>

export const EvaluatedVolunteer = z.object({
  residentId: Id,
  name: z.string(),
  volunteerNumber: z.string(),
  mine: z.nullable(z.object({ quality: z.enum(qualities), words: z.string() })),
})
export type EvaluatedVolunteer = z.infer<typeof EvaluatedVolunteer>

export const ShiftEvaluation = z.object({
  shiftId: Id,
  communityId: CommunityId,
  activityId: Id,
  activityTitle: z.string(),
  task: z.string(),
  startsAt: Instant,
  endsAt: Instant,
  leaderName: z.string(),
  /** The last day on which it can be given or changed. */
  untilDay: Day,
  open: z.boolean(),
  /** Null for who was not there. */
  mine: z.nullable(
    z.object({
      activity: z.nullable(Rating),
      /** `mayRateLeader` is false for the leader. */
      leader: z.nullable(Rating),
      mayRateLeader: z.boolean(),
    }),
  ),
  /** For who was served by the shift; `words` is what they wrote. */
  thanks: z.nullable(z.object({ words: z.string() })),
  /** For who leads it or looks after the community: who was there, and what others said. */
  leading: z.nullable(
    z.object({
      volunteers: z.array(EvaluatedVolunteer),
      activity: Average,
      leader: Average,
      /** Words without names. */
      words: z.array(z.string()),
    }),
  ),
})
export type ShiftEvaluation = z.infer<typeof ShiftEvaluation>

export const Said = z.object({
  kind: z.enum(['volunteer', 'leader', 'thanks']),
  title: z.string(),
  /** Null for thanks, and of a leader's evaluations, where only the number is told. */
  quality: z.nullable(z.enum(qualities)),
  score: z.nullable(Score),
  words: z.string(),
  /** Empty where it is not told. */
  byName: z.string(),
  at: Instant,
})
export type Said = z.infer<typeof Said>

export const Commendation = z.object({
  commendationId: Id,
  volunteerName: z.string(),
  volunteerNumber: z.string(),
  name: z.string(),
  grantedOn: Day,
  granter: z.string(),
  reason: z.string(),
  status: z.enum(commendationStatuses),
  proposedByName: z.string(),
  version: Count,
})
export type Commendation = z.infer<typeof Commendation>

const Honour = z.object({
  commendationId: Id,
  name: z.string(),
  grantedOn: Day,
  granter: z.string(),
  /** The name where it may be made public, else 志愿者 and the end of the number. */
  whose: z.string(),
})

const Complaint = z.object({
  complaintId: Id,
  communityId: CommunityId,
  about: z.enum(complaintKinds),
  aboutName: z.string(),
  words: z.string(),
  status: z.enum(complaintStatuses),
  /** 0 the community, 1 the street, 2 the district. */
  level: Count,
  openedAt: Instant,
  /** Null when nobody has to answer any more. */
  dueDay: z.nullable(Day),
  answer: z.string(),
  answeredByName: z.string(),
  version: Count,
})
export const MyComplaint = z.extend(Complaint, {
  /** Answered, and somebody stands above. */
  mayRise: z.boolean(),
})
export type MyComplaint = z.infer<typeof MyComplaint>

export const DeskComplaint = z.extend(Complaint, {
  byName: z.string(),
  late: z.boolean(),
  /** What was answered below and did not satisfy. */
  before: z.array(z.object({ answer: z.string(), byName: z.string(), notSatisfied: z.string() })),
  mayAnswer: z.boolean(),
})
export type DeskComplaint = z.infer<typeof DeskComplaint>

export const evaluationsContract = {
  'evaluations.toEvaluate': query({
    summary: 'My shifts of the last 10 working days that I have not evaluated',
    callers: ['resident'],
    input: z.object({}),
    output: z.object({
      shifts: z.array(
        z.object({ shiftId: Id, activityTitle: z.string(), task: z.string(), startsAt: Instant, untilDay: Day }),
      ),
    }),
    errors: [],
    roundTrips: 2,
  }),
  'evaluations.said': query({
    summary: 'What was said of me, latest first',
    callers: ['resident'],
    input: z.object({}),
    output: z.object({ said: z.array(Said) }),
    errors: [],
    roundTrips: 2,
  }),
  'evaluations.commendations': query({
    summary: 'My commendations, latest first',
    callers: ['resident'],
    input: z.object({}),
    output: z.object({ commendations: z.array(Commendation) }),
    errors: [],
    roundTrips: 2,
  }),
  'evaluations.evaluation': query({
    summary: 'The evaluation of one shift: mine, and for its leader that of the volunteers',
    callers: steerers,
    input: z.object({ communityId: CommunityId, shiftId: Id }),
    output: ShiftEvaluation,
    errors: ['not_found', 'not_allowed'],
    roundTrips: 3,
  }),
  'evaluations.evaluate': command({
    summary: 'Say how a shift and its leader were, or thank for it; can be changed for 10 working days',
    callers: ['resident'],
    input: z.object({
      id: Id,
      shiftId: Id,
      activity: z.nullable(Rating),
      leader: z.nullable(Rating),
      thanks: z.nullable(typedText(200)),
    }),
    output: z.object({ untilDay: Day }),
    errors: ['not_found', 'not_attended', 'evaluation_over'],
    roundTrips: 3,
  }),
  'evaluations.evaluateVolunteers': command({
    summary: 'Say how volunteers served, one or all of a shift; can be changed for 10 working days',
    callers: steerers,
    input: z.object({
      id: Id,
      communityId: CommunityId,
      shiftId: Id,
      volunteers: z
        .array(z.object({ residentId: Id, quality: z.enum(qualities), words: optionalText(200) }))
        .check(z.minLength(1), z.maxLength(500)),
    }),
    output: z.object({ saved: Count }),
    errors: ['not_found', 'not_allowed', 'not_attended', 'evaluation_over'],
    roundTrips: 3,
  }),
  'evaluations.commend': command({
    summary: 'Commend a volunteer: staff at once, a leader for somebody of a shift, confirmed by staff',
    callers: steerers,
    input: z.object({
      id: Id,
      communityId: CommunityId,
      /** The shift that was led; staff leave it out. */
      shiftId: z.nullable(Id),
      volunteerNumber: z.string().check(z.regex(/^[\dA-Z-]{4,20}$/)),
      name: typedText(30),
      grantedOn: Day,
      granter: typedText(60),
      reason: optionalText(100),
    }),
    output: z.object({ commendationId: Id, status: z.enum(commendationStatuses) }),
    errors: ['not_found', 'not_allowed', 'id_taken'],
    roundTrips: 5,
  }),
  'evaluations.decideCommendation': command({
    summary: 'Confirm or decline what a leader proposed; never for oneself, never what one proposed',
    callers: reviewers,
    input: z.object({ communityId: CommunityId, commendationId: Id, version: Count, confirmed: z.boolean() }),
    output: z.object({ status: z.enum(commendationStatuses) }),
    errors: ['not_allowed', 'not_found', 'conflict'],
    roundTrips: 4,
  }),
  'evaluations.honours': query({
    summary: 'The last 50 commendations of my community, by name where the volunteer agreed to be named',
    callers: ['resident'],
    input: z.object({}),
    output: z.object({ honours: z.array(Honour) }),
    errors: [],
    roundTrips: 2,
  }),
  'evaluations.complaints': query({
    summary: 'My complaints, latest first',
    callers: ['resident'],
    input: z.object({}),
    output: z.object({ complaints: z.array(MyComplaint) }),
    errors: [],
    roundTrips: 2,
  }),
  'evaluations.complain': command({
    summary: 'Complain to the community, or about its staff to the street; the leader never learns who it was',
    callers: ['resident'],
    input: z.object({
      id: Id,
      about: z.enum(complaintKinds),
      /** The activity (also for its leader) or the group; null for staff. */
      aboutId: z.nullable(Id),
      words: typedText(500),
    }),
    output: MyComplaint,
    errors: ['not_found', 'id_taken', 'complaint_pending'],
    roundTrips: 4,
  }),
  'evaluations.judgeAnswer': command({
    summary: 'Say whether the answer is enough; if not, the level above answers',
    callers: ['resident'],
    input: z.object({ complaintId: Id, version: Count, satisfied: z.boolean(), words: optionalText(200) }),
    output: MyComplaint,
    errors: ['not_found', 'conflict'],
    roundTrips: 4,
  }),
  'evaluations.deskComplaints': query({
    summary: 'Complaints that I may see by my posts: what is to be answered first, by the day it is due',
    callers: answering,
    input: z.object({}),
    output: z.object({ complaints: z.array(DeskComplaint) }),
    errors: [],
    roundTrips: 2,
  }),
  'evaluations.answerComplaint': command({
    summary: 'Answer a complaint in words, on the level that has to',
    callers: answering,
    input: z.object({ communityId: CommunityId, complaintId: Id, version: Count, answer: typedText(500) }),
    output: z.object({ status: z.enum(complaintStatuses), version: Count }),
    errors: ['not_allowed', 'not_found', 'conflict'],
    roundTrips: 4,
  }),
  'evaluations.deskCommendations': query({
    summary: 'Commendations that wait for staff, longest first, and the last ones that were decided',
    callers: reviewers,
    input: z.object({ communityId: CommunityId }),
    output: z.object({ proposed: z.array(Commendation), decided: z.array(Commendation) }),
    errors: ['not_allowed'],
    roundTrips: 2,
  }),
  'evaluations.lowEvaluations': query({
    summary: 'The last 50 evaluations of one or two points',
    callers: reviewers,
    input: z.object({ communityId: CommunityId }),
    output: z.object({
      low: z.array(
        z.object({
          kind: z.enum(evaluationKinds),
          title: z.string(),
          aboutName: z.string(),
          score: Score,
          words: z.string(),
          at: Instant,
        }),
      ),
    }),
    errors: ['not_allowed'],
    roundTrips: 2,
  }),
  'evaluations.averages': query({
    summary: 'What the last 50 evaluated activities come to: all of them for staff, those that I lead for me',
    callers: steerers,
    input: z.object({ communityId: CommunityId }),
    output: z.object({
      activities: z.array(
        z.object({ activityId: Id, title: z.string(), leaderName: z.string(), activity: Average, leader: Average }),
      ),
    }),
    errors: [],
    roundTrips: 2,
  }),
} satisfies Contract
