import { describe, expect, it } from 'vitest'
import { firstOfMonth, markedDay, monthGrid, monthWords } from './days.ts'

const closed = {
  exceptionId: '01',
  kind: 'closed',
  providerId: null,
  serviceId: null,
  resourceId: null,
  fromDay: '2026-11-24',
  toDay: '2026-11-25',
  fromTime: null,
  toTime: null,
  reason: '停电',
} as const
const known = {
  calendar: [
    { day: '2026-10-01', kind: 'holiday', name: '国庆节' },
    { day: '2026-10-10', kind: 'make_up_workday', name: '国庆节补班' },
  ],
  holidays: [{ day: '2026-11-28', kind: 'workday', name: '便民服务日' }],
  exceptions: [closed, { ...closed, exceptionId: '02', resourceId: 'x', reason: '周敏休假', toDay: '2026-11-26' }],
} as Parameters<typeof markedDay>[1]

describe('the month', () => {
  it.each([
    ['2026-10-01', 'rest', '国庆节'],
    ['2026-10-10', 'work', '补班'],
    ['2026-11-28', 'work', '便民服务日'],
    ['2026-11-24', 'closed', '停电'],
    // one person's leave closes nothing
    ['2026-11-26', 'plain', '周敏休假'],
    ['2026-11-29', 'rest', ''],
    ['2026-11-30', 'plain', ''],
  ])('marks %s as %s %s', (day, kind, word) => expect(markedDay(day, known)).toMatchObject({ kind, word }))

  it('lets the community say otherwise than the calendar', () => {
    const own = { ...known, holidays: [{ day: '2026-10-01', kind: 'workday' as const, name: '照常办' }] }
    expect(markedDay('2026-10-01', own)).toMatchObject({ kind: 'work', word: '照常办' })
  })

  it('stands in weeks from Monday on', () => {
    const grid = monthGrid('2026-11-01')
    expect(grid.slice(0, 7)).toEqual([undefined, undefined, undefined, undefined, undefined, undefined, '2026-11-01'])
    expect(grid).toHaveLength(36)
    expect(firstOfMonth('2026-11-24', 2)).toBe('2027-01-01')
    expect(firstOfMonth('2026-01-24', -1)).toBe('2025-12-01')
    expect(monthWords('2027-01-01')).toBe('2027 年 1 月')
  })
})
