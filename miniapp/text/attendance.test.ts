import { describe, expect, test } from 'vitest'
import type { RollPerson } from '../../shared/volunteering/attendance-contract.ts'
import { countWords, dueWords, hourAt, rollWords, spanWords, warmLine, whenWords } from './attendance.ts'

const at = (time: string, day = '2026-11-28') => new Date(`${day}T${time}:00.000+08:00`).toISOString()
const person = (over: Partial<RollPerson> = {}): RollPerson => ({
  signupId: '',
  version: 1,
  name: '陈静',
  phone: null,
  volunteerNumber: null,
  role: 'volunteer',
  status: 'confirmed',
  checkedInAt: null,
  checkedInWay: null,
  checkedOutAt: null,
  checkedOutWay: null,
  isRecorded: false,
  canTakeBack: false,
  ...over,
})
const here = { status: 'checked_in', checkedInAt: at('08:27'), checkedInWay: 'code' } as const
const gone = { ...here, status: 'attended', checkedOutAt: at('10:31'), checkedOutWay: 'code' } as const

test.each([
  [person(), '还没到'],
  [person({ status: 'missed' }), '没来'],
  [person(here), '8:27 到，扫码'],
  [person({ ...here, checkedInWay: 'roll_call' }), '8:27 到，点名'],
  [person(gone), '8:27 到，10:31 走'],
  [person({ ...gone, checkedOutWay: 'shift_end' }), '8:27 到，10:31 走，忘了签退'],
])('somebody on the roll: %#', (who, words) => expect(rollWords(who)).toBe(words))

test('who left counts among those who came', () => {
  expect(countWords({ people: [person(), person(here), person(gone), person({ status: 'missed' })] })).toBe('2 / 4')
})

test.each([
  ['08:27', '10:25', '1 小时 58 分'],
  ['08:30', '10:30', '2 小时'],
  ['08:30', '08:42', '12 分钟'],
  ['08:30', '08:30', '0 分钟'],
])('from %s to %s is %s', (from, to, words) => expect(spanWords(at(from), at(to))).toBe(words))

describe('by when', () => {
  test.each([
    [null, false, ''],
    ['2026-12-11', false, '12 月 11 日前点完'],
    ['2026-11-28', false, '今天是最后一天'],
    ['2026-11-12', true, '11 月 12 日前就该点完'],
  ] as const)('%s', (dueDay, isOverdue, words) => expect(dueWords({ dueDay, isOverdue }, '2026-11-28')).toBe(words))
})

test('days are said as people say them', () => {
  const shift = { startsAt: at('08:30'), endsAt: at('10:30') }
  expect(whenWords(shift, '2026-11-28')).toBe('今天 8:30–10:30')
  expect(whenWords(shift, '2026-11-29')).toBe('昨天 8:30–10:30')
  expect(whenWords(shift, '2026-12-08')).toBe('11 月 28 日 星期六 8:30–10:30')
  expect(hourAt(at('08:05'))).toBe('8:05')
})

test('the wall says something else each day, for a week', () => {
  const days = ['2026-11-23', '2026-11-24', '2026-11-25', '2026-11-26', '2026-11-27', '2026-11-28', '2026-11-29']
  expect(new Set(days.map(warmLine)).size).toBe(7)
})
