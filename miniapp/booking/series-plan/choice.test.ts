import { describe, expect, it } from 'vitest'
import type { SeriesDay } from '../../../shared/booking/series-contract.ts'
import { dayPlan, daysToBook, lastDay, withChange } from './choice.ts'

const day = (over: Partial<SeriesDay> = {}): SeriesDay => ({
  day: '2026-11-30',
  startsAt: '2026-11-30T03:30:00.000Z',
  state: 'free',
  words: '',
  instead: [],
  ...over,
})
const later = '2026-11-30T04:10:00.000Z'

describe('one day of a series', () => {
  it.each([
    [day(), '能约', '2026-11-30T03:30:00.000Z'],
    [day({ state: 'full' }), '约满了', undefined],
    [day({ state: 'closed', words: '国庆节' }), '国庆节', undefined],
    [day({ state: 'closed' }), '不开', undefined],
    [day({ state: 'limit', words: '这周已经约了 2 次' }), '这周已经约了 2 次', undefined],
    [day({ state: 'limit' }), '次数到了', undefined],
    [day({ state: 'mine' }), '已经约了', undefined],
    [day({ state: 'later' }), '到时候自己约上', undefined],
  ])('%o', (one, text, startsAt) => expect(dayPlan(one, {})).toEqual({ startsAt, text, isChanged: false }))

  it('can be left out, or had at another time', () => {
    expect(dayPlan(day(), { '2026-11-30': 'out' })).toEqual({ startsAt: undefined, text: '这天不约', isChanged: true })
    expect(dayPlan(day({ state: 'full' }), { '2026-11-30': later })).toEqual({
      startsAt: later,
      text: '改了时间',
      isChanged: true,
    })
  })
})

it('what is booked is what is free, but for the changes', () => {
  const days = [
    day(),
    day({ day: '2026-12-01' }),
    day({ day: '2026-12-02', state: 'full' }),
    day({ day: '2026-12-03', state: 'later' }),
  ]
  const changes = withChange(withChange({}, '2026-12-01', 'out'), '2026-12-02', later)
  expect(daysToBook(days, changes)).toEqual([
    { day: '2026-11-30', startsAt: '2026-11-30T03:30:00.000Z' },
    { day: '2026-12-02', startsAt: later },
  ])
})

it('a change can be taken back', () => {
  const changes = withChange({}, '2026-12-01', 'out')
  expect(withChange(changes, '2026-12-01', undefined)).toEqual({})
  expect(changes).toEqual({ '2026-12-01': 'out' })
})

it('four and eight weeks are whole weeks, and no end is no day', () => {
  expect(lastDay('month', '2026-11-24')).toBe('2026-12-21')
  expect(lastDay('two_months', '2026-11-24')).toBe('2027-01-18')
  expect(lastDay('open', '2026-11-24')).toBeNull()
})
