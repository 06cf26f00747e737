import * as z from 'zod/mini'
import { Count, Day, Id, optionalText } from '../schemas.ts'

/** A time of day in 5-minute steps. */
const StartTime = z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5][05]$/))
/** The same, or the end of the day. */
const EndTime = z.string().check(z.regex(/^(([01]\d|2[0-3]):[0-5][05]|24:00)$/))
const Weekdays = z.array(z.int().check(z.minimum(0), z.maximum(6))).check(z.minLength(1), z.maxLength(7))

export const PlanRule = z.object({
  weekdays: Weekdays,
  from: StartTime,
  to: EndTime,
  capacity: z.nullable(Count.check(z.minimum(1), z.maximum(100_000))),
})

/** The shape only; whether it makes sense says `checkPlan`. */
export const Plan = z.object({
  rules: z.array(PlanRule).check(z.maxLength(50)),
  gapMinutes: Count.check(z.maximum(240)),
  onHolidays: z.enum(['closed', 'as_usual']),
  onMakeUpDays: z.enum(['as_weekday_off', 'works']),
})

/** The shape only; whether it makes sense says `checkException`. */
export const PlanException = z.object({
  exceptionId: Id,
  kind: z.enum(['closed', 'open']),
  fromDay: Day,
  toDay: Day,
  fromTime: z.nullable(StartTime),
  toTime: z.nullable(EndTime),
  resourceId: z.nullable(Id),
  reason: optionalText(60),
})

export const OpeningHours = z.object({
  weekly: z.array(z.object({ weekdays: Weekdays, from: StartTime, to: EndTime })).check(z.maxLength(50)),
  onHolidays: z.enum(['closed', 'as_usual']),
})

export const DayKind = z.enum(['workday', 'weekend', 'holiday', 'make_up_workday', 'unknown'])
/** What a community says of a day against the calendar. */
export const DayOverride = z.enum(['holiday', 'workday'])
