import { describe, expect, it } from 'vitest'
import { dayKindOf, holidayName } from '../../platform/holidays.ts'
import { planHorizon, wantedDates, withGaps } from './decide-plan.ts'
import type { Gap } from './tables.ts'

const calendar = { kindOf: (day: string) => dayKindOf(day, new Map()), nameOf: holidayName }
/** Tuesdays and Fridays at nine, two weeks ahead. */
const plan = {
  weekdays: [2, 5],
  time: '09:00',
  minutes: 60,
  from_day: '2026-09-01',
  to_day: '2026-12-31',
  weeks_ahead: 2,
  planned_through: null,
}
const daysOf = (over: Partial<typeof plan> & { planned_through?: string | null }, today: string) =>
  wantedDates({ ...plan, ...over }, today, calendar).map((one) =>
    'leftOut' in one ? `${one.day} ${one.words}` : one.day,
  )

describe('the dates of a plan', () => {
  it.each([
    ['two weeks', {}, '2026-11-23', ['2026-11-24', '2026-11-27', '2026-12-01', '2026-12-04']],
    ['today counts', {}, '2026-11-24', ['2026-11-24', '2026-11-27', '2026-12-01', '2026-12-04', '2026-12-08']],
    ['what was looked at is not looked at again', { planned_through: '2026-12-01' }, '2026-11-23', ['2026-12-04']],
    ['not before the first day', { from_day: '2026-12-01' }, '2026-11-23', ['2026-12-01', '2026-12-04']],
    ['not after the agreement', { to_day: '2026-11-27' }, '2026-11-23', ['2026-11-24', '2026-11-27']],
    ['over', { to_day: '2026-11-20' }, '2026-11-23', []],
    [
      'holidays are left out by name',
      { weekdays: [4, 5] },
      '2026-09-28',
      ['2026-10-01 国庆节', '2026-10-02 国庆节', '2026-10-08', '2026-10-09'],
    ],
  ] as [string, object, string, string[]][])('%s', (_, over, today, expected) => {
    expect(daysOf(over, today)).toEqual(expected)
  })

  it('have their time in the community, and their length', () => {
    const [first] = wantedDates(plan, '2026-11-24', calendar)
    expect(first).toEqual({
      day: '2026-11-24',
      startsAt: new Date('2026-11-24T01:00:00Z'),
      endsAt: new Date('2026-11-24T02:00:00Z'),
    })
  })

  it('reach the horizon, or the end of the agreement', () => {
    expect(planHorizon(plan, '2026-11-23')).toBe('2026-12-07')
    expect(planHorizon({ ...plan, to_day: '2026-11-30' }, '2026-11-23')).toBe('2026-11-30')
  })
})

it('keeps one line for each date that found no place, and forgets the past', () => {
  const gap = (day: string, words = ''): Gap => ({ day, reason: 'taken', words, nearest: null })
  const gaps = withGaps(
    [gap('2026-11-20'), gap('2026-11-27', 'old')],
    [gap('2026-11-24'), gap('2026-11-27', 'new')],
    '2026-11-23',
  )
  expect(gaps.map(({ day, words }) => [day, words])).toEqual([
    ['2026-11-24', ''],
    ['2026-11-27', 'new'],
  ])
})
