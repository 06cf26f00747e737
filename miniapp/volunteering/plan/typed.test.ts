import { expect, it } from 'vitest'
import { dayShown, dayTyped, movedOn, timeTyped } from './typed.ts'

const today = '2026-11-24'

it.each([
  ['12-5', '2026-12-05'],
  ['12月5日', '2026-12-05'],
  [' 12.5 ', '2026-12-05'],
  ['11-24', '2026-11-24'],
  ['11-23', '2027-11-23'],
  ['2026-11-23', '2026-11-23'],
  ['2028年2月29日', '2028-02-29'],
  ['2-30', undefined],
  ['13-1', undefined],
  ['明天', undefined],
  ['', undefined],
])('reads the day %s as %s', (text, day) => {
  expect(dayTyped(text, today)).toBe(day)
})

it.each([
  ['9:30', '09:30'],
  ['9：30', '09:30'],
  ['930', '09:30'],
  ['1630', '16:30'],
  ['9', '09:00'],
  ['9点', '09:00'],
  ['9点半', '09:30'],
  ['9点15', '09:15'],
  ['24:00', undefined],
  ['9:60', undefined],
  ['上午', undefined],
])('reads the time %s as %s', (text, time) => {
  expect(timeTyped(text)).toBe(time)
})

it('shows a day so that it is read again as the same', () => {
  for (const day of ['2026-11-24', '2026-12-05', '2027-11-23', '2027-12-05', '2026-11-23'])
    expect(dayTyped(dayShown(day, today), today)).toBe(day)
  expect(dayShown('', today)).toBe('')
})

it('moves what is copied to the same weekdays from tomorrow on', () => {
  const shifts = [
    { day: '2026-11-10', repeats: { untilDay: '2026-11-17' } },
    { day: '2026-11-14', repeats: null },
    { day: '' as const, repeats: null },
  ]
  expect(movedOn(shifts, today)).toEqual([
    { day: '2026-12-01', repeats: { untilDay: '2026-12-08' } },
    { day: '2026-12-05', repeats: null },
    { day: '', repeats: null },
  ])
})
