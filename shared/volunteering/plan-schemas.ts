import * as z from 'zod/mini'
import { Count, Day, Id, optionalText } from '../schemas.ts'
import { serviceKinds, skills } from '../volunteers/lifecycle.ts'
import { activityKinds, shiftRoles } from './lifecycle.ts'

const EmptyOr = <Schema extends z.ZodMiniType>(schema: Schema) => z.union([z.literal(''), schema])
/** `09:30` of a day. */
export const TimeTyped = z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/))

/** A shift as it is planned. A draft may be half written: what is missing is empty, and said by `planProblems`. */
export const PlannedShift = z.object({
  lineId: Id,
  task: optionalText(40),
  role: z.enum(shiftRoles),
  day: EmptyOr(Day),
  from: EmptyOr(TimeTyped),
  to: EmptyOr(TimeTyped),
  /** Empty = where the activity is. */
  place: optionalText(80),
  neededSkill: z.nullable(z.enum(skills)),
  capacity: Count.check(z.maximum(2_000)),
  /** Of these, kept for those who never served before, for the first hours. */
  firstTimerPlaces: Count.check(z.maximum(2_000)),
  /** Made anew every week from `day` on. */
  repeats: z.nullable(
    z.object({
      /** 0 = Sunday … 6 = Saturday. */
      weekdays: z.array(z.int().check(z.minimum(0), z.maximum(6))).check(z.maxLength(7)),
      untilDay: EmptyOr(Day),
      skipsHolidays: z.boolean(),
    }),
  ),
})
export type PlannedShift = z.infer<typeof PlannedShift>

/** What an activity is to be, as its makers write it. */
export const ActivityPlan = z.object({
  groupId: Id,
  kind: z.enum(activityKinds),
  category: z.enum(serviceKinds),
  title: optionalText(40),
  line: optionalText(80),
  place: optionalText(80),
  description: optionalText(1_000),
  /** 条例 §12: volunteers are told what can go wrong. */
  riskNotice: optionalText(500),
  /** 条例 §17: then it is insured, or it does not take place. */
  isRisky: z.boolean(),
  insured: z.boolean(),
  /** 条例 §15. */
  leastAge: z.nullable(Count.check(z.maximum(100))),
  contactName: optionalText(40),
  contactPhone: optionalText(20),
  /** The unit that answers for it; empty = the group. */
  organiserName: optionalText(60),
  /** Who leads it on the day. */
  leaderId: z.nullable(Id),
  /** A place that is booked with publishing, all of it or nothing. */
  venue: z.nullable(z.object({ resourceId: Id, name: optionalText(40) })),
  shifts: z.array(PlannedShift).check(z.maxLength(20)),
})
export type ActivityPlan = z.infer<typeof ActivityPlan>
