import { expect, it } from 'vitest'
import { dayKindOf } from '../platform/holidays.ts'
import { workingDayAfter } from './working-days.ts'

const kindOf = (day: string) => dayKindOf(day, new Map())

it.each([
  // A Tuesday; Saturday and Sunday do not count.
  ['2026-11-24', 1, '2026-11-25'],
  ['2026-11-24', 5, '2026-12-01'],
  ['2026-11-24', 10, '2026-12-08'],
  ['2026-11-27', 1, '2026-11-30'],
  ['2026-11-28', 1, '2026-11-30'],
  // The National Day week is off, and 10 October is worked.
  ['2026-09-30', 1, '2026-10-08'],
  ['2026-09-30', 3, '2026-10-10'],
  ['2026-10-09', 1, '2026-10-10'],
  // Nobody knows the holidays of 2027 yet: Monday to Friday, but New Year's Day is certain.
  ['2026-12-31', 1, '2027-01-04'],
  ['2030-03-01', 1, '2030-03-04'],
])('%s and %i working days is %s', (today, count, day) => {
  expect(workingDayAfter(today, count, kindOf)).toBe(day)
})

it('keeps to what a community decided otherwise', () => {
  const own = new Map([['2026-11-25', 'holiday' as const]])
  expect(workingDayAfter('2026-11-24', 1, (day) => dayKindOf(day, own))).toBe('2026-11-26')
})
