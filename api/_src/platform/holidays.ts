import year2025 from 'chinese-days/dist/years/2025.json' with { type: 'json' }
import year2026 from 'chinese-days/dist/years/2026.json' with { type: 'json' }
import type { DayKind } from '../../../shared/booking/opening.ts'
import { weekdayOf, type Day } from '../../../shared/time.ts'

/**
 * The calendar of public holidays: the tables of the library `chinese-days`, and only they. Its functions count in the
 * process's own time zone (west of Greenwich they are a day off) and bring a lunar calendar along: 26 kB of bundle
 * against 4 kB for two years. A year more is one import and one entry here; a test says when the library has it.
 */
const years: readonly YearTable[] = [year2025, year2026]

/** Each entry reads `National Day,国庆节,3`. */
interface YearTable {
  holidays: Readonly<Record<Day, string>>
  workdays: Readonly<Record<Day, string>>
}

const holidays = new Map(years.flatMap((year) => Object.entries(year.holidays)))
const shiftedWorkdays = new Map(years.flatMap((year) => Object.entries(year.workdays)))
const firstNationalDay = '10-01'
const knownYears = [...holidays.keys()].filter((day) => day.endsWith(firstNationalDay)).map((day) => day.slice(0, 4))

/**
 * The holidays with a fixed date in the regulation of 2024-11-10: they are certain before the year's notice is out,
 * which only adds days around them. The others follow the moon and the sun.
 */
const fixedHolidays = new Map([
  ['01-01', '元旦'],
  ['05-01', '劳动节'],
  ['05-02', '劳动节'],
  ['10-01', '国庆节'],
  ['10-02', '国庆节'],
  ['10-03', '国庆节'],
])

/**
 * The last day whose kind is known: the notices come a year at a time, and a year whose National Day stands in the
 * tables is there whole. (The next notice may still move days of late December, as those for 2019 and 2023 did; until
 * it is out nobody knows, and a community that does can override.)
 */
export function holidayHorizon(): Day {
  return `${knownYears.toSorted().at(-1)}-12-31`
}

/** What a day is; `overrides` are the days a community keeps against the calendar, and beat it. */
export function dayKindOf(day: Day, overrides: ReadonlyMap<Day, 'holiday' | 'workday'>): DayKind {
  const atWeekend = weekdayOf(day) === 0 || weekdayOf(day) === 6
  const override = overrides.get(day)
  if (override === 'holiday' || (override === undefined && restsFor(day) !== undefined)) return 'holiday'
  if (override === 'workday' || shiftedWorkdays.has(day)) return atWeekend ? 'make_up_workday' : 'workday'
  if (!isKnown(day)) return 'unknown'
  return atWeekend ? 'weekend' : 'workday'
}

/** `国庆节`, `国庆节补班`; null on a day like any other, and on one that is not known to be a holiday. */
export function holidayName(day: Day): string | null {
  const rested = restsFor(day)
  if (rested !== undefined) return rested
  const worked = shiftedWorkdays.get(day)
  return worked === undefined ? null : `${nameIn(worked)}补班`
}

function isKnown(day: Day): boolean {
  return knownYears.includes(day.slice(0, 4))
}

/** The holiday a day is off for, by the tables, or beyond their last year by the regulation. */
function restsFor(day: Day): string | undefined {
  const entry = holidays.get(day)
  if (entry !== undefined) return nameIn(entry)
  return day > holidayHorizon() ? fixedHolidays.get(day.slice(5)) : undefined
}

/** The library says 清明, 端午 and 中秋 for what people read as 清明节, 端午节 and 中秋节. */
function nameIn(entry: string): string {
  const [, name = ''] = entry.split(',')
  return name === '元旦' || name.endsWith('节') ? name : `${name}节`
}
