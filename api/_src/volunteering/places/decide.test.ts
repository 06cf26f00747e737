import { describe, expect, it } from 'vitest'
import {
  bestStatus,
  commonSkill,
  decideSignUp,
  decideWithdraw,
  placesLeft,
  shouldTakePlace,
  type OwnSignup,
  type ShiftFacts,
} from './decide.ts'

const now = new Date('2026-11-24T02:00:00.000Z')
const hour = 3_600_000
const inHours = (hours: number) => new Date(now.getTime() + hours * hour)
const command = 'COMMAND-A'

const facts = (over: Partial<ShiftFacts> = {}): ShiftFacts => ({
  startsAt: inHours(2),
  endsAt: inHours(4),
  closedAt: null,
  capacity: 3,
  taken: 1,
  activityStatus: 'published',
  neededSkill: null,
  own: undefined,
  volunteerSkills: [],
  overlaps: [],
  ...over,
})
const own = (status: OwnSignup['status'], over: Partial<OwnSignup> = {}): OwnSignup => ({
  id: 'S',
  status,
  version: 1,
  seq: 'M',
  position: status === 'waiting' ? 1 : null,
  history: [{ at: now.toISOString(), step: 'waiting', commandId: 'COMMAND-OLD' }],
  ...over,
})
const heard = own('waiting', { history: [{ at: now.toISOString(), step: 'waiting', commandId: command }] })

describe('decideSignUp', () => {
  it.each<[string, ShiftFacts | undefined, string]>([
    ['no such shift', undefined, 'not_found'],
    ['no volunteer', facts({ volunteerSkills: undefined }), 'not_a_volunteer'],
    ['waits already', facts({ own: own('waiting') }), 'already_signed_up'],
    ['has a place', facts({ own: own('confirmed') }), 'already_signed_up'],
    ['has a place in a shift that began', facts({ own: own('confirmed'), startsAt: now }), 'already_signed_up'],
    ['was there', facts({ own: own('attended') }), 'already_signed_up'],
    ['was missed', facts({ own: own('missed') }), 'already_signed_up'],
    ['begins this very moment', facts({ startsAt: now }), 'shift_past'],
    ['began', facts({ startsAt: inHours(-1) }), 'shift_past'],
    ['began and was closed', facts({ startsAt: inHours(-1), closedAt: inHours(-2) }), 'shift_past'],
    ['closed', facts({ closedAt: inHours(-1) }), 'shift_closed'],
    ['of a cancelled activity', facts({ activityStatus: 'cancelled' }), 'shift_closed'],
    ['lacks the skill', facts({ neededSkill: 'repair', volunteerSkills: ['music'] }), 'skill_needed'],
    ['another shift then', facts({ overlaps: ['X'] }), 'shift_overlaps'],
    ['full, and another shift then', facts({ taken: 3, overlaps: ['X'] }), 'shift_overlaps'],
  ])('refuses: %s', (_, given, code) => {
    expect(decideSignUp(given, command, now)).toMatchObject({ kind: 'refuse', refusal: { ok: false, code } })
  })

  it.each<[string, ShiftFacts, boolean]>([
    ['places free', facts(), true],
    ['the last place', facts({ taken: 2 }), true],
    ['full', facts({ taken: 3 }), false],
    ['made smaller than its sign-ups', facts({ taken: 5 }), false],
    ['came back after withdrawing', facts({ own: own('withdrawn') }), true],
    ['has the skill', facts({ neededSkill: 'repair', volunteerSkills: ['music', 'repair'] }), true],
    ['a moment before the start', facts({ startsAt: new Date(now.getTime() + 1) }), true],
  ])('stands in line: %s', (_, given, expectsPlace) => {
    expect(decideSignUp(given, command, now)).toEqual({ kind: 'stand', expectsPlace })
  })

  it.each<[string, ShiftFacts]>([
    ['waiting', facts({ own: heard })],
    ['in a shift that began', facts({ own: heard, startsAt: inHours(-1) })],
    ['after leaving again', facts({ own: { ...heard, status: 'withdrawn' } })],
    ['with an overlap made since', facts({ own: heard, overlaps: ['X'] })],
  ])('knows its own repeat: %s', (_, given) => {
    expect(decideSignUp(given, command, now)).toEqual({ kind: 'repeat' })
  })

  it('names the missing skill and the other shift, and nothing more', () => {
    expect(decideSignUp(facts({ neededSkill: 'nursing' }), command, now)).toMatchObject({
      refusal: { details: { skill: 'nursing' } },
    })
    expect(decideSignUp(facts({ overlaps: ['X'] }), command, now)).toMatchObject({
      refusal: { details: { shiftIds: ['X'] } },
    })
  })
})

describe('shouldTakePlace', () => {
  it.each<[string, ShiftFacts, boolean]>([
    ['waiting, a place free', facts({ own: own('waiting') }), true],
    ['waiting, full', facts({ own: own('waiting'), taken: 3 }), false],
    ['waiting, a place free, but begun', facts({ own: own('waiting'), startsAt: now }), false],
    ['has the place', facts({ own: own('confirmed') }), false],
    ['left meanwhile', facts({ own: own('withdrawn') }), false],
    ['never stood', facts(), false],
  ])('%s', (_, given, expected) => {
    expect(shouldTakePlace(given, now)).toBe(expected)
  })
})

describe('decideWithdraw', () => {
  it.each<[string, ShiftFacts | undefined, string]>([
    ['no such shift', undefined, 'not_found'],
    ['never signed up', facts(), 'not_found'],
    ['began', facts({ own: own('confirmed'), startsAt: now }), 'shift_past'],
    ['began while waiting', facts({ own: own('waiting'), startsAt: inHours(-1) }), 'shift_past'],
    ['was there', facts({ own: own('attended') }), 'shift_past'],
    ['was missed', facts({ own: own('missed') }), 'shift_past'],
  ])('refuses: %s', (_, given, code) => {
    expect(decideWithdraw(given, command, now)).toEqual({ kind: 'refuse', refusal: { ok: false, code } })
  })

  it.each<[string, ShiftFacts, string]>([
    ['waiting', facts({ own: own('waiting') }), 'leave'],
    ['confirmed', facts({ own: own('confirmed') }), 'leave'],
    ['confirmed in a closed shift', facts({ own: own('confirmed'), closedAt: now }), 'leave'],
    ['gone already', facts({ own: own('withdrawn') }), 'answer'],
    ['gone already, and begun', facts({ own: own('withdrawn'), startsAt: now }), 'answer'],
    ['a late repeat after coming back', facts({ own: heard }), 'answer'],
  ])('%s', (_, given, kind) => {
    expect(decideWithdraw(given, command, now)).toEqual({ kind })
  })
})

describe('small rules', () => {
  it('never counts places below zero', () => {
    expect(placesLeft({ capacity: 3, taken: 1 })).toBe(2)
    expect(placesLeft({ capacity: 3, taken: 4 })).toBe(0)
  })

  it('puts a place before a place in the line', () => {
    expect(bestStatus(['waiting', 'confirmed'])).toBe('confirmed')
    expect(bestStatus(['waiting', 'withdrawn'])).toBe('waiting')
    expect(bestStatus(['withdrawn'])).toBeNull()
    expect(bestStatus([])).toBeNull()
  })

  it('names a skill only when every shift asks for it', () => {
    expect(commonSkill([{ neededSkill: 'repair' }, { neededSkill: 'repair' }])).toBe('repair')
    expect(commonSkill([{ neededSkill: 'repair' }, { neededSkill: null }])).toBeNull()
    expect(commonSkill([{ neededSkill: 'repair' }, { neededSkill: 'music' }])).toBeNull()
    expect(commonSkill([])).toBeNull()
  })
})
