import { weekdayOf, type Day } from '../../../../shared/time.ts'
import { dayKindOf } from '../../platform/holidays.ts'

const noOverrides = new Map<Day, 'holiday' | 'workday'>()

/** By the calendar of public holidays; Monday to Friday in a year whose holidays nobody knows yet. */
export function isWorkday(day: Day): boolean {
  const kind = dayKindOf(day, noOverrides)
  if (kind !== 'unknown') return kind === 'workday' || kind === 'make_up_workday'
  const weekday = weekdayOf(day)
  return weekday !== 0 && weekday !== 6
}
