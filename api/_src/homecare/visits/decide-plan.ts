import type { DayKind } from '../../../../shared/booking/opening.ts'
import type { GapReason } from '../../../../shared/homecare/visits.ts'
import { addDays, addSeconds, instantOf, weekdayOf, type Day } from '../../../../shared/time.ts'
import type { Gap, VisitPlanTable } from './tables.ts'

type Planned = Pick<
  VisitPlanTable,
  'weekdays' | 'time' | 'minutes' | 'from_day' | 'to_day' | 'weeks_ahead' | 'planned_through'
>

/** A date that wants a visit, or is left out with its reason. */
export type Wanted = { day: Day; startsAt: Date; endsAt: Date } | { day: Day; leftOut: GapReason; words: string }

/** The last day that is planned on `today`. */
export function planHorizon(plan: Planned, today: Day): Day {
  const last = addDays(today, plan.weeks_ahead * 7)
  return last < plan.to_day ? last : plan.to_day
}

/** The dates of a plan that nobody has looked at yet, in order. Holidays are left out by name. */
export function wantedDates(
  plan: Planned,
  today: Day,
  calendar: { kindOf: (day: Day) => DayKind; nameOf: (day: Day) => string | null },
): Wanted[] {
  const wanted: Wanted[] = []
  const after = plan.planned_through === null ? plan.from_day : addDays(plan.planned_through, 1)
  const last = planHorizon(plan, today)
  for (let day = later(later(after, plan.from_day), today); day <= last; day = addDays(day, 1)) {
    if (!plan.weekdays.includes(weekdayOf(day))) continue
    if (calendar.kindOf(day) === 'holiday') {
      wanted.push({ day, leftOut: 'holiday', words: calendar.nameOf(day) ?? '放假' })
      continue
    }
    const startsAt = instantOf(day, plan.time)
    wanted.push({ day, startsAt, endsAt: addSeconds(startsAt, plan.minutes * 60) })
  }
  return wanted
}

const later = (one: Day, other: Day): Day => (one > other ? one : other)

/** The gaps of a plan with a new one; what is past is dropped. One line a day. */
export function withGaps(gaps: readonly Gap[], more: readonly Gap[], today: Day): Gap[] {
  const days = new Set(more.map(({ day }) => day))
  return [...gaps.filter(({ day }) => day >= today && !days.has(day)), ...more].toSorted((one, other) =>
    one.day < other.day ? -1 : 1,
  )
}
