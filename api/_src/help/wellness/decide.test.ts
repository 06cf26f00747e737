import { describe, expect, it } from 'vitest'
import { defaultWellness } from '../../../../shared/help/wellness.ts'
import { addSeconds, dayOf, instantOf, timeOf } from '../../../../shared/time.ts'
import { advancePlan, expectedAfter, statusOfWish, timesOfWish, type Plan } from './decide.ts'
import { episodeId } from './decide-episode.ts'

const at = (time: string, day = '2026-11-24') => instantOf(day, time)
const said = (moment: Date) => `${dayOf(moment)} ${timeOf(moment)}`

const daily: Plan = {
  status: 'active',
  rhythm: 'daily',
  times: ['10:00'],
  pausedUntil: null,
  countsFrom: at('08:00', '2026-11-01'),
  lastSignAt: at('20:10', '2026-11-23'),
  step: 'waiting',
  expectedAt: at('10:00'),
  nextDueAt: at('10:00'),
}
const silent: Plan = { ...daily, lastSignAt: at('08:00', '2026-11-23') }
const move = (plan: Partial<Plan>, now: Date) => advancePlan({ ...silent, ...plan }, defaultWellness, now)

describe('when the next sign is expected', () => {
  it.each([
    ['daily, in the evening before', 'daily', ['10:00'], '20:10', '2026-11-25 10:00'],
    ['daily, this morning', 'daily', ['10:00'], '07:00', '2026-11-25 10:00'],
    ['daily, late at night', 'daily', ['10:00'], '23:30', '2026-11-26 10:00'],
    ['twice, at breakfast', 'high_risk', ['09:00', '18:00'], '08:00', '2026-11-24 18:00'],
    ['twice, after lunch', 'high_risk', ['18:00', '09:00'], '13:00', '2026-11-25 09:00'],
    ['weekly', 'weekly', ['10:00'], '15:00', '2026-12-01 10:00'],
  ] as const)('%s', (_what, rhythm, times, sign, expected) => {
    expect(said(expectedAfter({ rhythm, times }, at(sign), defaultWellness))).toBe(expected)
  })
})

describe('the clock on a plan', () => {
  it('does nothing before its moment, and never to a plan that does not run', () => {
    expect(move({ nextDueAt: at('10:00') }, at('09:59'))).toBeUndefined()
    expect(move({ status: 'proposed' }, at('12:00'))).toBeUndefined()
    expect(move({ status: 'ended', nextDueAt: null }, at('12:00'))).toBeUndefined()
  })

  it('asks nobody who gave a sign', () => {
    const lively = move({ lastSignAt: at('07:00') }, at('10:00'))
    expect(lively).toMatchObject({ step: 'waiting', told: false, nextDueAt: at('10:00', '2026-11-25') })
  })

  it('lets silence rise: message, call, knock, help call, and begins again', () => {
    expect(move({}, at('10:00'))).toMatchObject({ step: 'asked', told: true, nextDueAt: at('10:30') })
    expect(move({ step: 'asked', nextDueAt: at('10:30') }, at('10:30'))).toMatchObject({
      step: 'call',
      nextDueAt: at('11:30'),
      expectedAt: at('10:00'),
    })
    expect(move({ step: 'call', nextDueAt: at('11:30') }, at('11:31'))).toMatchObject({
      step: 'knock',
      nextDueAt: at('12:31'),
    })
    expect(move({ step: 'knock', nextDueAt: at('12:31') }, at('12:31'))).toMatchObject({
      step: 'escalated',
      told: true,
      countsFrom: at('12:31'),
      nextDueAt: at('10:00', '2026-11-25'),
    })
    const nextDay = { step: 'escalated' as const, countsFrom: at('12:31'), nextDueAt: at('10:00', '2026-11-25') }
    expect(move(nextDay, at('10:00', '2026-11-25'))).toMatchObject({ step: 'asked', told: true })
  })

  it('asks nothing during a pause, and counts anew after it', () => {
    const paused = { pausedUntil: '2026-11-30', nextDueAt: at('00:00', '2026-12-01') }
    expect(move(paused, at('23:59', '2026-11-30'))).toBeUndefined()
    expect(move(paused, at('00:00', '2026-12-01'))).toMatchObject({
      step: 'waiting',
      told: false,
      pausedUntil: null,
      nextDueAt: at('10:00', '2026-12-02'),
    })
    // The clock looks early: it comes back at the end of the pause.
    expect(move({ ...paused, nextDueAt: at('10:00') }, at('10:00'))).toMatchObject({
      told: false,
      pausedUntil: '2026-11-30',
      nextDueAt: at('00:00', '2026-12-01'),
    })
  })
})

describe('setting up a plan', () => {
  it.each([
    [undefined, 'self', 'self', 'active'],
    [undefined, 'staff', 'spoken', 'active'],
    [undefined, 'family', 'ask', 'proposed'],
    ['ended', 'staff', 'ask', 'proposed'],
    ['active', 'staff', 'ask', 'active'],
    [undefined, 'staff', 'self', undefined],
  ] as const)('from %s by %s with %s: %s', (current, setter, consent, status) => {
    expect(statusOfWish(current, setter, consent)).toBe(status)
  })

  it('knows how many hours a rhythm has', () => {
    expect(timesOfWish('daily', undefined)).toEqual(['10:00'])
    expect(timesOfWish('high_risk', ['19:00', '08:00'])).toEqual(['08:00', '19:00'])
    expect(timesOfWish('high_risk', ['19:00'])).toBeUndefined()
    expect(timesOfWish('weekly', ['19:00', '20:00'])).toBeUndefined()
  })

  it('names one silence the same each time, and another one otherwise', () => {
    const plan = { id: '01ARZ3NDEKTSV4RRFFQ69G5FAV', expected_at: at('10:00') }
    expect(episodeId(plan)).toBe(episodeId({ ...plan }))
    expect(episodeId(plan)).toMatch(/^[0-9A-HJKMNP-TV-Z]{26}$/)
    expect(episodeId({ ...plan, expected_at: addSeconds(at('10:00'), 1) })).not.toBe(episodeId(plan))
  })
})
