import { describe, expect, it } from 'vitest'
import { hoursWords, problemWords, shiftWords, stateOf, weekWords } from './roster.ts'

describe('the words of a roster', () => {
  it('name hours, shifts, days and weeks', () => {
    expect(hoursWords({ from: '08:00', to: '16:00' })).toBe('8:00–16:00')
    expect(hoursWords({ from: '00:00', to: '24:00' })).toBe('0:00–24:00')
    expect(shiftWords({ from: '16:00', to: '24:00' })).toBe('晚班 16:00–24:00')
    expect(shiftWords({ from: '09:00', to: '12:30' })).toBe('9:00–12:30')
    expect(weekWords('2026-11-23')).toBe('11 月 23 日到 29 日')
    expect(weekWords('2026-11-30')).toBe('11 月 30 日到 12 月 6 日')
  })

  it('say what is missing and when', () => {
    const gap = { kind: 'gap', day: '2026-11-25', from: '08:00', to: '16:00' } as const
    expect(problemWords(gap, '2026-11-24')).toBe('明天 8:00–16:00 没有 A 岗')
    expect(problemWords({ ...gap, kind: 'same_person' }, '2026-11-01')).toBe(
      '11 月 25 日 星期三 8:00–16:00 一个人又是 A 又是 B',
    )
  })
})

describe('what became of a shift', () => {
  const shift = {
    startsAt: '2026-11-24T00:00:00.000Z',
    endsAt: '2026-11-24T08:00:00.000Z',
    startedAt: null,
    endedAt: null,
  }
  const at = (time: string) => Date.parse(`2026-11-24T${time}:00.000Z`)
  it.each([
    ['before', shift, '00:00', '还没上班'],
    ['nobody came', shift, '08:00', '没有记到'],
    ['started', { ...shift, startedAt: shift.startsAt }, '03:00', '在班上'],
    ['started, never ended', { ...shift, startedAt: shift.startsAt }, '09:00', '在班上'],
    ['over', { ...shift, startedAt: shift.startsAt, endedAt: shift.endsAt }, '09:00', '交过班了'],
  ] as const)('%s', (_what, which, time, words) => {
    expect(stateOf(which, at(time))?.text).toBe(words)
  })

  it('is nothing before its time', () => {
    expect(stateOf(shift, at('00:00') - 1)).toBeUndefined()
  })
})
