import { describe, expect, it } from 'vitest'
import {
  addDays,
  addSeconds,
  ageOn,
  clockOf,
  dayOf,
  dayPhrase,
  dayWord,
  instantOf,
  timeOf,
  weekdayWord,
} from './time.ts'

describe('the community clock', () => {
  it('begins a new day at midnight in Shanghai, not in Greenwich', () => {
    expect(dayOf(new Date('2026-11-23T15:59:59.999Z'))).toBe('2026-11-23')
    expect(dayOf(new Date('2026-11-23T16:00:00.000Z'))).toBe('2026-11-24')
    expect(timeOf(new Date('2026-11-23T16:00:00.000Z'))).toBe('00:00')
    expect(clockOf(new Date('2026-11-24T00:21:07.000Z'))).toBe('8:21:07')
  })

  it('goes from day and time to the instant and back', () => {
    for (const [day, time] of [
      ['2026-11-24', '00:00'],
      ['2026-11-24', '23:59'],
      ['2028-02-29', '12:30'],
    ] as const) {
      expect(dayOf(instantOf(day, time))).toBe(day)
      expect(timeOf(instantOf(day, time))).toBe(time)
    }
  })

  it('steps over months, years and leap days', () => {
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01')
    expect(addDays('2028-03-01', -1)).toBe('2028-02-29')
    expect(addSeconds(new Date(0), 60).getTime()).toBe(60_000)
  })

  it('says days as a neighbour does', () => {
    expect(dayWord('2026-11-04')).toBe('11 月 4 日')
    expect(weekdayWord('2026-11-24')).toBe('星期二')
    expect(dayPhrase('2026-11-24', '2026-11-24')).toBe('今天')
    expect(dayPhrase('2026-12-01', '2026-11-30')).toBe('明天')
    expect(dayPhrase('2026-12-02', '2026-11-30')).toBe('后天')
    expect(dayPhrase('2026-12-03', '2026-11-30')).toBe('12 月 3 日 星期四')
  })

  it('counts years of life from the birthday itself on', () => {
    expect(ageOn('1966-11-24', '2026-11-23')).toBe(59)
    expect(ageOn('1966-11-24', '2026-11-24')).toBe(60)
    expect(ageOn('1944-02-29', '2027-02-28')).toBe(82)
    expect(ageOn('1944-02-29', '2027-03-01')).toBe(83)
  })
})
