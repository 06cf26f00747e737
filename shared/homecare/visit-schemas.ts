import * as z from 'zod/mini'
import { CommunityId, Count, Day, Id, Instant, optionalText, typedText } from '../schemas.ts'
import { careCategoryCodes } from './categories.ts'
import {
  arrivalWays,
  checkResults,
  complaintStatuses,
  gapReasons,
  lateOutcomes,
  longestSignature,
  ratingTags,
  signaturePattern,
  signWays,
  visitStatuses,
  visitStepKinds,
} from './visits.ts'

export const VisitRef = { communityId: CommunityId, visitId: Id }
export const SixDigits = z.string().check(z.regex(/^\d{6}$/))
export const Strokes = z.string().check(z.maxLength(longestSignature), z.regex(signaturePattern))

export const VisitTask = z.object({ name: typedText(30), done: z.nullable(z.boolean()), reason: optionalText(60) })

export const Rating = z.object({
  stars: z.int().check(z.minimum(1), z.maximum(5)),
  tags: z.array(z.enum(ratingTags)).check(z.maxLength(8)),
  words: optionalText(200),
})
export type Rating = z.infer<typeof Rating>

/** A visit as everybody who has to do with it sees it. */
export const Visit = z.object({
  ...VisitRef,
  agreementId: Id,
  category: z.enum(careCategoryCodes),
  serviceName: z.string(),
  residentId: Id,
  residentName: z.string(),
  address: z.string(),
  day: Day,
  startsAt: Instant,
  endsAt: Instant,
  status: z.enum(visitStatuses),
  version: Count,
  /** Null while nobody has been sent yet. */
  worker: z.nullable(z.object({ resourceId: Id, name: z.string() })),
  tasks: z.array(VisitTask),
  setOutAt: z.nullable(Instant),
  arrivedAt: z.nullable(Instant),
  arrivedBy: z.nullable(z.enum(arrivalWays)),
  leftAt: z.nullable(Instant),
  signedBy: z.nullable(z.enum(signWays)),
  /** Of the worker, to the family and the next one. */
  note: z.string(),
  stars: z.nullable(Count),
  /** How often the lateness of this visit has been told; 0 = it is not late. */
  lateStep: Count,
  lateOutcome: z.nullable(z.enum(lateOutcomes)),
  cancelReason: z.string(),
})
export type Visit = z.infer<typeof Visit>

export const VisitStep = z.object({ kind: z.enum(visitStepKinds), at: Instant, byName: z.string(), words: z.string() })
export type VisitStep = z.infer<typeof VisitStep>

export const VisitDetail = z.extend(Visit, {
  /** Only for the resident and the family: the six digits that end the visit. */
  spokenNumber: z.nullable(SixDigits),
  signature: z.nullable(Strokes),
  rating: z.nullable(z.extend(Rating, { byName: z.string() })),
  photos: z.array(z.object({ fileId: Id, byName: z.string(), at: Instant })),
  steps: z.array(VisitStep),
  complaint: z.nullable(
    z.object({
      complaintId: Id,
      status: z.enum(complaintStatuses),
      words: z.string(),
      answer: z.string(),
      dueDay: Day,
    }),
  ),
  may: z.object({
    /** The worker: set out, arrive, finish. */
    work: z.boolean(),
    /** The resident and the family: say that somebody is there, rate, complain. */
    answer: z.boolean(),
    manage: z.boolean(),
    /** Take this one date off the plan. */
    cancel: z.boolean(),
  }),
})
export type VisitDetail = z.infer<typeof VisitDetail>

/** A date of a plan that has no visit, and the nearest time that would do. */
export const PlanGap = z.object({
  day: Day,
  reason: z.enum(gapReasons),
  /** `国庆节`, `住院了`: what to add to the reason. */
  words: z.string(),
  nearest: z.nullable(Instant),
})
export type PlanGap = z.infer<typeof PlanGap>

export const Weekdays = z.array(z.int().check(z.minimum(0), z.maximum(6))).check(z.minLength(1), z.maxLength(7))

export const PlanContent = z.object({
  serviceId: Id,
  category: z.enum(careCategoryCodes),
  weekdays: Weekdays,
  time: z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5][05]$/)),
  weeksAhead: z.int().check(z.minimum(2), z.maximum(4)),
  tasks: z.array(typedText(30)).check(z.minLength(1), z.maxLength(12)),
  /** Who is asked for by name. */
  wishedWorkerId: z.nullable(Id),
  wishedGender: z.nullable(z.enum(['female', 'male'])),
  /** `南京话`; empty when any will do. */
  dialect: optionalText(20),
  fromDay: Day,
})
export type PlanContent = z.infer<typeof PlanContent>

export const VisitPlan = z.extend(PlanContent, {
  communityId: CommunityId,
  planId: Id,
  agreementId: Id,
  residentId: Id,
  residentName: z.string(),
  serviceName: z.string(),
  minutes: Count,
  status: z.enum(['running', 'ended']),
  version: Count,
  toDay: Day,
  plannedThrough: z.nullable(Day),
  gaps: z.array(PlanGap),
})
export type VisitPlan = z.infer<typeof VisitPlan>

export const Worker = z.object({ resourceId: Id, name: z.string(), skills: z.array(z.string()) })

/** A worker for one visit, with the reasons in words. */
export const Recommendation = z.object({
  resourceId: Id,
  name: z.string(),
  isFree: z.boolean(),
  fits: z.boolean(),
  /** `上次就是她`, `就在同一栋`. */
  good: z.array(z.string()),
  /** `今天已经有 5 趟`, `要女师傅`. */
  bad: z.array(z.string()),
})
export type Recommendation = z.infer<typeof Recommendation>

export const Complaint = z.object({
  communityId: CommunityId,
  complaintId: Id,
  visitId: Id,
  residentName: z.string(),
  workerName: z.string(),
  day: Day,
  status: z.enum(complaintStatuses),
  version: Count,
  words: z.string(),
  byName: z.string(),
  fromRating: z.boolean(),
  openedAt: Instant,
  dueDay: Day,
  overdue: z.boolean(),
  answer: z.string(),
  answeredByName: z.nullable(z.string()),
})
export type Complaint = z.infer<typeof Complaint>

export const SpotCheck = z.object({
  visit: Visit,
  why: z.enum(['sample', 'low_rating']),
  result: z.nullable(z.enum(checkResults)),
  note: z.string(),
  checkedByName: z.nullable(z.string()),
})
export type SpotCheck = z.infer<typeof SpotCheck>
