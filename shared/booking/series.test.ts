import { expect, it } from 'vitest'
import { daysOfPattern, patternWords } from './series.ts'

it.each([
  [[1, 2, 3, 4, 5], '11:30', '每周一到周五 11:30'],
  [[5, 4, 3, 2, 1], '11:30', '每周一到周五 11:30'],
  [[0, 1, 2, 3, 4, 5, 6], '08:00', '每天 8:00'],
  [[2], '14:00', '每周二 14:00'],
  [[4, 2], '14:00', '每周二、周四 14:00'],
  [[1, 2], '09:05', '每周一、周二 9:05'],
  [[0, 6], '10:00', '每周六、周日 10:00'],
  [[5, 6, 0], '10:00', '每周五到周日 10:00'],
])('says %j at %s as %s', (weekdays, time, words) => {
  expect(patternWords(weekdays, time)).toBe(words)
})

it.each([
  [[1], '2026-11-24', '2026-12-07', ['2026-11-30', '2026-12-07']],
  [[2, 3], '2026-11-24', '2026-11-25', ['2026-11-24', '2026-11-25']],
  [[0], '2026-11-24', '2026-11-28', []],
  [[2], '2026-11-25', '2026-11-24', []],
])('finds the days of %j from %s to %s', (weekdays, from, to, days) => {
  expect(daysOfPattern(weekdays, from, to)).toEqual(days)
})
