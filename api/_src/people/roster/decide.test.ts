import { describe, expect, it } from 'vitest'
import { hoursOf, rosterProblems, weekOf, type RosterEntry } from '../../../../shared/people/roster.ts'
import { addSeconds, instantOf } from '../../../../shared/time.ts'
import { areaAbove, channelOf, mayStart, momentsOf, publishing, swapProblem, type Shift } from './decide.ts'

const [an, bo, chen] = ['A1', 'B2', 'C3']
const day = '2026-11-24'
const entry = (from: string, to: string, part: 'A' | 'B', accountId = an, on = day): RosterEntry => ({
  day: on,
  from,
  to,
  part,
  accountId,
})
const covered = { from: '08:00', to: '24:00' }
const early = instantOf(day, '06:00')

describe('what keeps a day from being published', () => {
  it.each([
    ['nothing planned', [], [{ kind: 'gap', day, from: '08:00', to: '24:00' }]],
    ['two shifts end to end', [entry('08:00', '16:00', 'A'), entry('16:00', '24:00', 'A', bo)], []],
    ['longer than covered', [entry('00:00', '24:00', 'A')], []],
    [
      'a hole in the middle',
      [entry('08:00', '12:00', 'A'), entry('13:30', '24:00', 'A', bo)],
      [{ kind: 'gap', day, from: '12:00', to: '13:30' }],
    ],
    [
      'B does not fill a gap',
      [entry('08:00', '16:00', 'A'), entry('08:00', '24:00', 'B', bo)],
      [{ kind: 'gap', day, from: '16:00', to: '24:00' }],
    ],
    [
      'one person as A and B',
      [entry('08:00', '24:00', 'A'), entry('12:00', '18:00', 'B')],
      [{ kind: 'same_person', day, from: '12:00', to: '18:00' }],
    ],
    [
      'two at A at once',
      [entry('08:00', '16:00', 'A'), entry('15:00', '24:00', 'A', bo)],
      [{ kind: 'overlap', day, from: '15:00', to: '16:00' }],
    ],
    ['A and B of different people', [entry('08:00', '24:00', 'A'), entry('08:00', '24:00', 'B', bo)], []],
  ] as const)('%s', (_what, entries, problems) => {
    expect(rosterProblems(entries, covered, [day])).toEqual(problems)
  })

  it('begins now on the day that has begun, and forgets the days before', () => {
    const now = instantOf(day, '17:00')
    expect(rosterProblems([entry('16:00', '24:00', 'A')], covered, ['2026-11-23', day], now)).toEqual([])
    expect(rosterProblems([], covered, ['2026-11-23', day], now)).toEqual([
      { kind: 'gap', day, from: '17:00', to: '24:00' },
    ])
  })

  it('knows weeks and midnights', () => {
    expect([weekOf('2026-11-23'), weekOf('2026-11-29'), weekOf('2026-11-22')]).toEqual([
      '2026-11-23',
      '2026-11-23',
      '2026-11-16',
    ])
    const { startsAt, endsAt } = momentsOf(entry('16:00', '24:00', 'A'))
    expect(hoursOf(startsAt, endsAt)).toEqual({ day, from: '16:00', to: '24:00' })
    expect(endsAt).toEqual(instantOf('2026-11-25'))
  })
})

const shift = (id: string, part: 'A' | 'B', accountId: string, from = '08:00', to = '16:00'): Shift => ({
  id,
  part,
  accountId,
  ...momentsOf(entry(from, to, part, accountId)),
})

describe('publishing', () => {
  const week = '2026-11-23'
  const accountIds = new Set([an, bo])
  const days = [0, 1, 2, 3, 4, 5].map((index) => `2026-11-${24 + index}`)
  const full = days.map((on) => entry('08:00', '24:00', 'A', an, on))

  it('keeps what is the same, and what has begun', () => {
    const begun = shift('S0', 'A', bo, '08:00', '24:00')
    const same: Shift = { ...shift('S1', 'A', an), ...momentsOf(entry('08:00', '24:00', 'A', an, '2026-11-25')) }
    const other: Shift = { ...shift('S2', 'A', bo), ...momentsOf(entry('08:00', '24:00', 'A', bo, '2026-11-26')) }
    const now = instantOf(day, '09:00')
    expect(publishing(full, [begun, same, other], { week, covered, accountIds, now })).toEqual({
      remove: ['S2'],
      add: full.slice(2),
    })
  })

  it('is refused with the gaps, also where a person may no longer be on it', () => {
    const options = { week, covered, accountIds: new Set([bo]), now: instantOf('2026-11-28', '20:00') }
    expect(publishing(full, [], options)).toEqual({
      problems: [
        { kind: 'gap', day: '2026-11-28', from: '20:00', to: '24:00' },
        { kind: 'gap', day: '2026-11-29', from: '08:00', to: '24:00' },
      ],
    })
  })

  it('is refused when the week is over', () => {
    expect(publishing(full, [], { week, covered, accountIds, now: instantOf('2026-11-30', '00:01') })).toBe(
      'roster_past',
    )
  })
})

describe('a swap', () => {
  const shifts = [shift('S1', 'A', an), shift('S2', 'B', bo), shift('S3', 'A', bo, '16:00', '24:00')]
  const swap = (more: object) => ({ shiftId: 'S1', inReturnId: null, askedBy: an, askedOf: chen, ...more })
  it.each([
    ['given to somebody free', {}, undefined],
    ['A and B change places', { askedOf: bo, inReturnId: 'S2' }, undefined],
    ['my shift for a later one of yours, while you hold B', { askedOf: bo, inReturnId: 'S3' }, 'swap_clashes'],
    ['given to who is B then', { askedOf: bo }, 'swap_clashes'],
    ['not mine', { askedBy: chen, askedOf: bo }, 'not_found'],
    ['in return for what is not theirs', { askedOf: chen, inReturnId: 'S2' }, 'not_found'],
    ['with myself', { askedOf: an }, 'not_found'],
    ['of nothing', { shiftId: 'S9' }, 'not_found'],
  ] as const)('%s', (_what, more, problem) => {
    expect(swapProblem(swap(more), shifts, early)).toBe(problem)
  })

  it('comes too late once a shift has begun', () => {
    expect(swapProblem(swap({}), shifts, instantOf(day, '08:00'))).toBe('duty_begun')
  })
})

describe('starting a shift', () => {
  const now = instantOf(day, '08:00')
  it.each([
    ['a desk seen 30 s ago', { deskSeenAt: addSeconds(now, -30), messagesLeft: 0 }, 'desk'],
    ['a desk seen 31 s ago', { deskSeenAt: addSeconds(now, -31), messagesLeft: 0 }, 'none'],
    ['one message left', { deskSeenAt: null, messagesLeft: 1 }, 'message'],
    ['nothing', { deskSeenAt: null, messagesLeft: null }, 'none'],
  ] as const)('%s', (_what, reach, channel) => {
    expect(channelOf(reach, now)).toBe(channel)
  })

  it.each([
    ['07:29', false],
    ['07:30', true],
    ['15:59', true],
    ['16:00', false],
  ])('at %s: %s', (time, may) => {
    expect(mayStart(shift('S1', 'A', an), instantOf(day, time))).toBe(may)
  })
})

it('knows the area above', () => {
  expect(['320102001001003', '320102001001', '320102001', '320102', '3201'].map(areaAbove)).toEqual([
    '320102001001',
    '320102001',
    '320102',
    '3201',
    null,
  ])
})
