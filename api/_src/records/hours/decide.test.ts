import { describe, expect, it } from 'vitest'
import { starOf } from '../../../../shared/records/stars.ts'
import { hoursText, signedHoursText } from '../../../../shared/records/hours.ts'
import { instantOf } from '../../../../shared/time.ts'
import { servedMinutes } from './decide.ts'
import { dueStep, mayObject, replyTo } from './decide-objections.ts'
import { decideOn } from './decide-additions.ts'

const at = (time: string) => instantOf('2026-11-21', time)

describe('what counts of an attendance', () => {
  it.each([
    ['07:28', '10:31', false, 60, 180, 'early and late give nothing more'],
    ['07:30', '10:30', false, 100, 180, 'the whole shift'],
    ['08:00', '10:00', false, 60, 120, 'two thirds'],
    ['07:30', '09:18', false, 60, 108, 'exactly the least share'],
    ['07:30', '09:17', false, 60, undefined, 'a minute too little'],
    ['09:00', '10:30', false, 50, 90, 'half, where half is enough'],
    ['08:00', '08:10', true, 60, 150, 'forgotten: to the end of the shift'],
    ['10:30', '10:40', false, 0, undefined, 'came when it was over'],
    ['07:30', '07:30', false, 0, undefined, 'no minute'],
    ['07:30', '07:31', false, 0, 1, 'a minute, where every share counts'],
    ['09:00', '08:00', false, 0, undefined, 'out before in'],
  ] as const)(
    'in %s, out %s, forgotten %s, at least %i %% gives %s: %s',
    (came, left, forgotten, least, minutes, _why) => {
      const time = { startsAt: at('07:30'), endsAt: at('10:30'), checkedInAt: at(came), checkedOutAt: at(left) }
      expect(servedMinutes({ ...time, checkOutWasForgotten: forgotten }, least)).toBe(minutes)
    },
  )

  it('leaves a minute begun and not ended out', () => {
    const checkedInAt = new Date(at('07:30').getTime() + 1_000)
    const time = { startsAt: at('07:30'), endsAt: at('10:30'), checkedInAt, checkedOutAt: at('10:30') }
    expect(servedMinutes({ ...time, checkOutWasForgotten: false }, 60)).toBe(179)
  })
})

describe('hours as they are shown', () => {
  it.each([
    [0, '0.0', '+0.0'],
    [2, '0.0', '+0.0'],
    [3, '0.1', '+0.1'],
    [90, '1.5', '+1.5'],
    [93, '1.6', '+1.6'],
    [7_590, '126.5', '+126.5'],
    [-30, '−0.5', '−0.5'],
    [-2, '0.0', '+0.0'],
  ])('%i minutes', (minutes, text, signed) => {
    expect([hoursText(minutes), signedHoursText(minutes)]).toEqual([text, signed])
  })
})

describe('stars', () => {
  const hours = [100, 300, 600, 1_000, 1_500]
  it.each([
    [0, 0, 0, 100, 6_000, 0],
    [5_999, 0, 0, 100, 1, 100],
    [6_000, 1, 100, 300, 12_000, 0],
    [7_590, 1, 100, 300, 10_410, 13.3],
    [90_000, 5, 1_500, null, 0, 100],
    [-60, 0, 0, 100, 6_060, 0],
  ])('%i minutes', (minutes, star, reached, nextHours, missingMinutes, percent) => {
    expect(starOf(minutes, hours)).toEqual({ star, hours: reached, nextHours, missingMinutes, percent })
  })
})

describe('objections', () => {
  it('are open once a line, and five at most', () => {
    const open = (...seqs: (number | null)[]) => seqs.map((seq) => ({ seq }))
    expect(mayObject(open(1, 2), 3).ok).toBe(true)
    expect(mayObject(open(1, 2), 2).ok).toBe(false)
    expect(mayObject(open(null, null), null).ok).toBe(true)
    expect(mayObject(open(1, 2, 3, 4, 5), 6).ok).toBe(false)
  })

  it('are reminded of once, overdue once, and silent when answered', () => {
    const end = instantOf('2026-12-05')
    const row = { status: 'open', due_on: '2026-12-04' } as const
    expect(dueStep(row, instantOf('2026-12-02', '09:00'))).toEqual({ kind: 'reminded', dueAt: end })
    expect(dueStep(row, end)).toEqual({ kind: 'overdue', dueAt: null })
    expect(dueStep({ ...row, status: 'upheld' }, end)).toBe(undefined)
  })

  it.each([
    ['open', 1, '', true, 'upheld'],
    ['open', 1, '', false, 'rejected'],
    ['open', 2, '', true, 'conflict'],
    ['upheld', 2, '对', true, 'repeat'],
    ['settled', 3, '对', true, 'repeat'],
    ['upheld', 2, '对', false, 'conflict'],
    ['rejected', 2, '对', false, 'repeat'],
    ['rejected', 2, '别的话', false, 'conflict'],
  ] as const)(
    '%s of version %i, answered before with "%s", upheld now %s: %s',
    (status, version, reply, upheld, then) => {
      const answer = replyTo({ status, version, reply }, 1, { upheld, words: '对' })
      expect(answer.ok ? answer.data : answer.code).toBe(then)
    },
  )
})

describe('the second person', () => {
  it.each([
    ['proposed', 'a', null, 'b', true, '', 'confirmed'],
    ['proposed', 'a', null, 'b', false, '没有活动', 'refused'],
    ['proposed', 'a', null, 'b', false, '', 'reason_needed'],
    ['proposed', 'a', null, 'a', true, '', 'second_needed'],
    ['confirmed', 'a', 'b', 'b', true, '', 'repeat'],
    ['confirmed', 'a', 'b', 'c', true, '', 'conflict'],
    ['refused', 'a', 'b', 'b', true, '', 'conflict'],
  ] as const)('%s by %s, decided by %s, now %s', (status, proposedBy, decidedBy, who, approved, words, then) => {
    const rows = [{ status, proposed_by: proposedBy, decided_by: decidedBy }]
    const answer = decideOn(rows, who, { approved, words })
    expect(answer.ok ? answer.data : answer.code).toBe(then)
  })

  it('decides on nothing that is not there', () => {
    expect(decideOn([], 'b', { approved: true, words: '' })).toEqual({ ok: false, code: 'not_found' })
  })
})
