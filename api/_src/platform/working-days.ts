import type { DayKind } from '../../../shared/booking/opening.ts'
import { addDays, weekdayOf, type Day } from '../../../shared/time.ts'
import { dayKindOf } from './holidays.ts'

/** The day that is `count` working days after `today`. Beyond the known calendar Monday to Friday count. */
export function workingDayAfter(today: Day, count: number, kindOf: (day: Day) => DayKind): Day {
  let day = today
  for (let left = count; left > 0;) {
    day = addDays(day, 1)
    if (isWorking(day, kindOf(day))) left -= 1
  }
  return day
}

function isWorking(day: Day, kind: DayKind): boolean {
  if (kind === 'unknown') return weekdayOf(day) % 6 !== 0
  return kind === 'workday' || kind === 'make_up_workday'
}

const noOverrides = new Map<Day, 'holiday' | 'workday'>()

/** The calendar of public holidays alone: a day promised by it costs no statement. */
export function publicKindOf(day: Day): DayKind {
  return dayKindOf(day, noOverrides)
}
