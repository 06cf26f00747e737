import { addDays, instantOf, weekdayOf, type Day } from '../time.ts'
import type { ActivityPlan, PlannedShift } from './plan-schemas.ts'

/** A repeating shift ends at most so many weeks after its first day. */
export const mostWeeks = 26
/** Of one activity, over all its lines. */
export const mostShiftsPlanned = 150

/** What an activity still lacks before somebody may look it over; each has its words in miniapp/text. */
export const planProblemCodes = [
  'title',
  'line',
  'place',
  'description',
  'contact_name',
  'contact_phone',
  'risk_notice',
  'insurance',
  'no_shifts',
  'task',
  'day',
  'time',
  'order',
  'past',
  'capacity',
  'first_timers',
  'weekdays',
  'until',
  'too_long',
  'no_days',
  'too_many',
] as const
export type PlanProblemCode = (typeof planProblemCodes)[number]

export interface PlanProblem {
  code: PlanProblemCode
  /** The planned shift it is about; missing where it is about the activity. */
  lineId?: string
}

/** One shift that comes of a plan. */
export interface ShiftDay {
  lineId: string
  startsAt: Date
  endsAt: Date
}

const phone = /^(1\d{10}|0\d{2,3}-?\d{7,8}|\d{3,5})$/

/** The days of one planned shift, in order. Holidays are left out on wish. Empty while it is half written. */
export function daysOfShift(shift: PlannedShift, isHoliday: (day: Day) => boolean): Day[] {
  const { day, repeats } = shift
  if (day === '') return []
  if (!repeats) return [day]
  const lastDay = addDays(day, mostWeeks * 7)
  const until = repeats.untilDay > lastDay ? lastDay : repeats.untilDay
  const days: Day[] = []
  for (let one = day; one <= until; one = addDays(one, 1)) {
    if (repeats.weekdays.includes(weekdayOf(one)) && !(repeats.skipsHolidays && isHoliday(one))) days.push(one)
  }
  return days
}

/** All shifts of a plan, soonest first: every line, every day it is repeated on. */
export function shiftDaysOf(plan: Pick<ActivityPlan, 'shifts'>, isHoliday: (day: Day) => boolean): ShiftDay[] {
  const all: ShiftDay[] = []
  for (const shift of plan.shifts) {
    if (shift.from === '' || shift.to === '' || shift.to <= shift.from) continue
    for (const day of daysOfShift(shift, isHoliday)) {
      all.push({ lineId: shift.lineId, startsAt: instantOf(day, shift.from), endsAt: instantOf(day, shift.to) })
    }
  }
  all.sort((one, other) => one.startsAt.getTime() - other.startsAt.getTime() || (one.lineId < other.lineId ? -1 : 1))
  return all
}

/** What is missing or wrong in a plan; empty when it can be looked over. `days` are its shifts (`shiftDaysOf`). */
export function planProblems(plan: ActivityPlan, days: readonly ShiftDay[], now: Date): PlanProblem[] {
  const problems: PlanProblem[] = []
  const need = (isThere: boolean, code: PlanProblemCode) => {
    if (!isThere) problems.push({ code })
  }
  need(plan.title !== '', 'title')
  need(plan.line !== '', 'line')
  need(plan.place !== '', 'place')
  need(plan.description !== '', 'description')
  need(plan.contactName !== '', 'contact_name')
  need(phone.test(plan.contactPhone), 'contact_phone')
  need(!(plan.shifts.some(callsVolunteers) || plan.isRisky) || plan.riskNotice !== '', 'risk_notice')
  need(!plan.isRisky || plan.insured, 'insurance')
  need(plan.shifts.length > 0, 'no_shifts')
  for (const shift of plan.shifts) problems.push(...shiftProblems(shift, days, now))
  need(days.length <= mostShiftsPlanned, 'too_many')
  return problems
}

/** Volunteers are told what can go wrong (条例 §12). */
const callsVolunteers = ({ role }: Pick<PlannedShift, 'role'>) => role === 'volunteer'

/**
 * What is wrong with one shift more of an activity that stands: what would be wrong with it in a plan. `standing` is how
 * many shifts it has that were not cancelled; `days` are those of the new one.
 */
export function oneMoreProblems(
  shift: PlannedShift,
  activity: { riskNotice: string; standing: number },
  days: readonly ShiftDay[],
  now: Date,
): PlanProblem[] {
  const problems = shiftProblems(shift, days, now)
  if (callsVolunteers(shift) && activity.riskNotice === '') problems.push({ code: 'risk_notice' })
  if (activity.standing + days.length > mostShiftsPlanned) problems.push({ code: 'too_many' })
  return problems
}

function shiftProblems(shift: PlannedShift, days: readonly ShiftDay[], now: Date): PlanProblem[] {
  const { lineId, repeats } = shift
  const codes: PlanProblemCode[] = []
  if (shift.task === '') codes.push('task')
  if (shift.day === '') codes.push('day')
  if (shift.from === '' || shift.to === '') codes.push('time')
  else if (shift.to <= shift.from) codes.push('order')
  if (shift.capacity < 1) codes.push('capacity')
  if (shift.firstTimerPlaces > shift.capacity) codes.push('first_timers')
  if (repeats) {
    if (repeats.weekdays.length === 0) codes.push('weekdays')
    if (repeats.untilDay === '' || repeats.untilDay < shift.day) codes.push('until')
    else if (shift.day !== '' && repeats.untilDay > addDays(shift.day, mostWeeks * 7)) codes.push('too_long')
  }
  const own = days.filter((one) => one.lineId === lineId)
  if (codes.length === 0 && own.length === 0) codes.push('no_days')
  if (own.some(({ startsAt }) => startsAt.getTime() <= now.getTime())) codes.push('past')
  return codes.map((code) => ({ code, lineId }))
}
