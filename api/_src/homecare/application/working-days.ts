import { weekdayOf, type Day } from '../../../../shared/time.ts'

/** Monday to Friday. */
export function isWorkday(day: Day): boolean {
  const weekday = weekdayOf(day)
  return weekday !== 0 && weekday !== 6
}
