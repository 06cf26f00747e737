import { expect, test } from 'vitest'
import { dayHeading, dayInFull, daySpan, weekday } from './days.ts'

test('days are said as neighbours say them', () => {
  expect(weekday('2026-11-25')).toBe('周三')
  expect(dayInFull('1986-05-12')).toBe('1986 年 5 月 12 日')
  expect(dayHeading('2026-11-24', '2026-11-24')).toBe('今天')
  expect(dayHeading('2026-11-28', '2026-11-24')).toBe('11 月 28 日 周六')
})

test.each([
  ['2026-11-28', '2026-11-28', '11 月 28 日'],
  ['2026-11-23', '2026-11-29', '11 月 23 日到 29 日'],
  ['2026-11-30', '2026-12-06', '11 月 30 日到 12 月 6 日'],
  ['2026-11-20', '2027-11-29', '11 月 20 日到 11 月 29 日'],
])('from %s to %s is %s', (from, to, words) => expect(daySpan(from, to)).toBe(words))
