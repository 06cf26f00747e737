import { describe, expect, test } from 'vitest'
import { instantOf, type Day } from '../time.ts'
import { isOpenAt, openWords, type DayKind, type OpeningHours, type PlanException } from './opening.ts'

const hall: OpeningHours = {
  weekly: [
    { weekdays: [1, 2, 3, 4, 5], from: '08:30', to: '12:00' },
    { weekdays: [1, 2, 3, 4, 5], from: '13:30', to: '17:00' },
  ],
  onHolidays: 'closed',
}
const allDay: OpeningHours = {
  weekly: [{ weekdays: [0, 1, 2, 3, 4, 5, 6], from: '00:00', to: '24:00' }],
  onHolidays: 'as_usual',
}
const lateBar: OpeningHours = {
  weekly: [
    { weekdays: [5], from: '18:00', to: '24:00' },
    { weekdays: [6], from: '00:00', to: '02:00' },
  ],
  onHolidays: 'as_usual',
}
const kinds = new Map<Day, DayKind>([
  ['2026-10-01', 'holiday'],
  ['2026-10-02', 'holiday'],
  ['2026-10-10', 'make_up_workday'],
])

function wordsAt(hours: OpeningHours, time: string, exceptions: readonly PlanException[] = []): string {
  const [day = '', clock = ''] = time.split(' ')
  const at = instantOf(day, clock)
  return openWords(
    isOpenAt(hours, exceptions, (one) => kinds.get(one) ?? 'workday', at),
    at,
  )
}

function exceptionOf(over: Partial<PlanException>): PlanException {
  const day = '2026-11-25'
  return {
    ...{ exceptionId: '01', kind: 'closed', fromDay: day, toDay: day },
    ...{ fromTime: null, toTime: null, resourceId: null, reason: '' },
    ...over,
  }
}

describe('the door', () => {
  test.each([
    ['2026-11-24 08:29', '休息中，8:30 开'],
    ['2026-11-24 08:30', '营业中，到 12:00'],
    ['2026-11-24 11:59', '营业中，到 12:00'],
    ['2026-11-24 12:00', '休息中，13:30 开'],
    ['2026-11-24 16:59', '营业中，到 17:00'],
    ['2026-11-24 17:00', '休息中，明天 8:30 开'],
    ['2026-11-24 23:59', '休息中，明天 8:30 开'],
    ['2026-11-25 00:00', '休息中，8:30 开'],
    ['2026-11-27 17:00', '休息中，11 月 30 日 星期一 8:30 开'],
    ['2026-11-28 10:00', '休息中，后天 8:30 开'],
    // Off on Thursday and Friday, then a weekend: Monday.
    ['2026-09-30 18:00', '休息中，10 月 5 日 星期一 8:30 开'],
    ['2026-10-10 09:00', '营业中，到 12:00'],
  ])('of the hall on %s: %s', (time, words) => expect(wordsAt(hall, time)).toBe(words))

  test.each([
    [allDay, '2026-10-01 03:00', '营业中'],
    [lateBar, '2026-11-27 20:00', '营业中'],
    [lateBar, '2026-11-28 00:00', '营业中，到 2:00'],
    [lateBar, '2026-11-28 02:00', '休息中，12 月 4 日 星期五 18:00 开'],
    [{ ...lateBar, weekly: lateBar.weekly.slice(0, 1) }, '2026-11-27 23:59', '营业中，到 24:00'],
    [{ ...hall, weekly: [] }, '2026-11-24 10:00', '休息中'],
  ])('that never or seldom closes: %#', (hours, time, words) => expect(wordsAt(hours, time)).toBe(words))

  test.each([
    [{}, '2026-11-25 10:00', '休息中，明天 8:30 开'],
    [{ fromTime: '10:00', toTime: '11:00' }, '2026-11-25 09:00', '营业中，到 10:00'],
    [{ fromTime: '10:00', toTime: '11:00' }, '2026-11-25 10:00', '休息中，11:00 开'],
    [{ fromTime: '11:00', toTime: '14:00' }, '2026-11-25 12:00', '休息中，14:00 开'],
    [{ resourceId: 'R1' }, '2026-11-25 10:00', '营业中，到 12:00'],
    [{ kind: 'open', fromTime: '12:00', toTime: '13:30' }, '2026-11-25 10:00', '营业中，到 17:00'],
    [{ kind: 'open', fromTime: '18:00', toTime: '20:00' }, '2026-11-25 17:00', '休息中，18:00 开'],
    [{ kind: 'open', fromDay: '2026-10-01', toDay: '2026-10-01' }, '2026-10-01 09:00', '营业中，到 12:00'],
    [{ kind: 'open', fromDay: '2026-11-28', toDay: '2026-11-28' }, '2026-11-28 14:00', '营业中，到 17:00'],
  ] as const)('with the exception %o on %s: %s', (over, time, words) => {
    expect(wordsAt(hall, time, [exceptionOf(over)])).toBe(words)
  })

  test('closed for good tells no next opening', () => {
    const at = instantOf('2026-11-25', '10:00')
    const forGood = exceptionOf({ toDay: '2099-12-31' })
    expect(isOpenAt(hall, [forGood], () => 'workday', at)).toEqual({ open: false, until: null, nextOpensAt: null })
  })
})
