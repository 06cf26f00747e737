import type { DayKind } from '../../../shared/booking/opening.ts'
import type { Day } from '../../../shared/time.ts'
import { dayKindOf } from '../platform/holidays.ts'

const noOverrides = new Map<Day, 'holiday' | 'workday'>()

/** The calendar of public holidays alone: a day promised by it costs no statement. */
export function publicKindOf(day: Day): DayKind {
  return dayKindOf(day, noOverrides)
}
