import { readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { addDays, type Day } from '../../../shared/time.ts'
import { dayKindOf, holidayHorizon, holidayName } from './holidays.ts'

// A CommonJS package in which Node finds only the default export.
const { isWorkday } = (await import('chinese-days')).default
const noOverrides: ReadonlyMap<Day, 'holiday' | 'workday'> = new Map()
const kindOf = (day: Day) => dayKindOf(day, noOverrides)

describe('the kind of a day', () => {
  test.each(['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10'])(
    '%s is worked though it is a weekend',
    (day) => expect(kindOf(day)).toBe('make_up_workday'),
  )

  test('those are all the shifted working days of 2026', () => {
    const days = Array.from({ length: 365 }, (_, count) => addDays('2026-01-01', count))
    expect(days.filter((day) => kindOf(day) === 'make_up_workday')).toHaveLength(6)
    expect(days.filter((day) => kindOf(day) === 'holiday')).toHaveLength(33)
  })

  test.each([
    ['2026-10-01', 'holiday'],
    ['2026-10-03', 'holiday'],
    ['2026-10-08', 'workday'],
    ['2026-10-11', 'weekend'],
    ['2026-02-16', 'holiday'],
    ['2026-12-31', 'workday'],
    ['2025-01-01', 'holiday'],
    ['2025-10-06', 'holiday'],
  ] as const)('%s is a %s', (day, kind) => expect(kindOf(day)).toBe(kind))

  test('agrees with the library on each day of each year it knows', () => {
    // At noon in London the library's own day is the same from Anchorage to Auckland's west.
    for (let day = '2025-01-01'; day <= holidayHorizon(); day = addDays(day, 1)) {
      const works = ['workday', 'make_up_workday'].includes(kindOf(day))
      expect(works, day).toBe(isWorkday(new Date(`${day}T12:00:00Z`)))
    }
  })

  test('is the same in every time zone the process may run in', () => {
    const zone = process.env['TZ']
    try {
      for (const other of ['America/Los_Angeles', 'UTC', 'Pacific/Kiritimati']) {
        process.env['TZ'] = other
        expect(kindOf('2026-10-10'), other).toBe('make_up_workday')
        expect(kindOf('2026-10-09'), other).toBe('workday')
      }
    } finally {
      if (zone === undefined) delete process.env['TZ']
      else process.env['TZ'] = zone
    }
  })
})

describe('the horizon', () => {
  test('is the end of the last year of which the library has a table', () => {
    const tables = readdirSync(new URL('../../../node_modules/chinese-days/dist/years', import.meta.url))
    const last = tables
      .flatMap((name) => /^(\d{4})\.json$/.exec(name)?.[1] ?? [])
      .toSorted()
      .at(-1)
    expect(holidayHorizon(), 'the library has a newer year: import its table in holidays.ts').toBe(`${last}-12-31`)
  })

  test.each([
    ['2027-01-01', 'holiday'],
    ['2027-05-01', 'holiday'],
    ['2027-05-02', 'holiday'],
    ['2027-05-03', 'unknown'],
    ['2027-10-01', 'holiday'],
    ['2027-10-03', 'holiday'],
    ['2027-10-04', 'unknown'],
    ['2027-01-04', 'unknown'],
    ['2027-02-06', 'unknown'],
    ['2040-10-02', 'holiday'],
    ['2024-12-31', 'unknown'],
    // Before the regulation May 2 was a working day like others.
    ['2020-05-02', 'unknown'],
  ] as const)('outside of it %s is %s', (day, kind) => expect(kindOf(day)).toBe(kind))
})

describe('an override', () => {
  test.each([
    ['2026-11-25', 'holiday', 'holiday'],
    ['2026-10-10', 'holiday', 'holiday'],
    ['2026-10-01', 'workday', 'workday'],
    ['2026-10-03', 'workday', 'make_up_workday'],
    ['2026-11-28', 'workday', 'make_up_workday'],
    ['2027-02-08', 'holiday', 'holiday'],
    ['2027-02-08', 'workday', 'workday'],
    ['2027-10-01', 'workday', 'workday'],
  ] as const)('%s kept as a %s is a %s', (day, kept, kind) => {
    expect(dayKindOf(day, new Map([[day, kept]]))).toBe(kind)
    expect(dayKindOf(addDays(day, 7), new Map([[day, kept]]))).toBe(kindOf(addDays(day, 7)))
  })
})

test.each([
  ['2026-01-02', '元旦'],
  ['2026-02-17', '春节'],
  ['2026-04-05', '清明节'],
  ['2026-05-03', '劳动节'],
  ['2026-06-19', '端午节'],
  ['2026-09-25', '中秋节'],
  ['2026-10-07', '国庆节'],
  ['2026-10-10', '国庆节补班'],
  ['2026-11-24', null],
  ['2027-10-02', '国庆节'],
  ['2027-02-06', null],
])('%s is called %s', (day, name) => expect(holidayName(day)).toBe(name))
