import type { DayKind } from '../../../shared/booking/plan.ts'
import type { Day } from '../../../shared/time.ts'
import { dayKindOf, holidayName } from '../platform/holidays.ts'

/** A day that a community keeps against the calendar of public holidays. */
export interface DayOverride {
  day: Day
  kind: 'holiday' | 'workday'
  name: string
}

/** What each day is here, and how it is called where it is no ordinary day. */
export interface CalendarDays {
  kindOf: (day: Day) => DayKind
  wordsOf: (day: Day) => string
}

/** The calendar of public holidays with what a community keeps otherwise. */
export function calendarDays(overrides: readonly DayOverride[]): CalendarDays {
  const own = new Map(overrides.map((one) => [one.day, one]))
  const kinds = new Map(overrides.map(({ day, kind }) => [day, kind]))
  return {
    kindOf: (day) => dayKindOf(day, kinds),
    wordsOf(day) {
      const override = own.get(day)
      return override === undefined ? (holidayName(day) ?? '') : override.name
    },
  }
}
