import { describe, expect, it } from 'vitest'
import type { OtherShift } from './decide-times.ts'
import {
  bestStatus,
  commonSkill,
  decideSignUp,
  decideWithdraw,
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
  role: 'volunteer',
  leastAge: null,
  neededSkill: null,
  firstTimerPlaces: 0,
  firstTimersUntil: null,
  firstTimersTaken: 0,
  own: undefined,
  isFirstTimer: false,
  volunteer: volunteer(),
  birthDate: '1986-05-12',
  others: [],
  limits: { mostMinutesPerDay: 480, restMinutes: 480 },
  ...over,
})
type Volunteer = NonNullable<ShiftFacts['volunteer']>
const volunteer = (over: Partial<Volunteer> = {}): Volunteer => ({
  status: 'active',
  hasName: true,
  skills: [],
  ...over,
})
/** Now is 10:00; the shift of these facts is from 12:00 to 14:00. */
const other = (from: number, to: number, over: Partial<OtherShift> = {}): OtherShift => ({
  shiftId: 'X',
  startsAt: inHours(from),
  endsAt: inHours(to),
  status: 'confirmed',
  role: 'volunteer',
  ...over,
})
const own = (status: OwnSignup['status'], over: Partial<OwnSignup> = {}): OwnSignup => ({
  id: 'S',
  status,
  version: 1,
  seq: 'M',
  isFirstTimer: false,
  position: status === 'waiting' ? 1 : null,
  history: [{ at: now.toISOString(), step: 'waiting', commandId: 'COMMAND-OLD' }],
  ...over,
})
const heard = own('waiting', { history: [{ at: now.toISOString(), step: 'waiting', commandId: command }] })

const kept = { firstTimerPlaces: 1, firstTimersUntil: inHours(1) }
/** From 6:00 to 8:00 the next day, local. */
const early = { startsAt: inHours(20), endsAt: inHours(22) }
/** From 20:00 to 22:30 of this day. */
const late = { startsAt: inHours(10), endsAt: inHours(12.5) }

describe('decideSignUp', () => {
  it.each<[string, ShiftFacts | undefined, string]>([
    ['no such shift', undefined, 'not_found'],
    ['no volunteer', facts({ volunteer: undefined }), 'not_a_volunteer'],
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
    ['of a draft', facts({ activityStatus: 'draft' }), 'not_found'],
    ['of one in review', facts({ activityStatus: 'in_review', own: own('withdrawn') }), 'not_found'],
    ['has left', facts({ volunteer: volunteer({ status: 'left' }) }), 'not_a_volunteer'],
    ['waits for the guardian', facts({ volunteer: volunteer({ status: 'awaiting_guardian' }) }), 'guardian_needed'],
    ['rests', facts({ volunteer: volunteer({ status: 'paused' }) }), 'volunteer_paused'],
    ['never said a name', facts({ volunteer: volunteer({ hasName: false }) }), 'profile_incomplete'],
    [
      'rests, and the shift began',
      facts({ volunteer: volunteer({ status: 'paused' }), startsAt: now }),
      'volunteer_paused',
    ],
    ['turns 18 a day late', facts({ leastAge: 18, birthDate: '2008-11-25' }), 'not_eligible'],
    ['is of unknown age', facts({ leastAge: 18, birthDate: null }), 'not_eligible'],
    ['waits for another then', facts({ others: [other(3, 5, { status: 'waiting' })] }), 'shift_overlaps'],
    ['takes part elsewhere then', facts({ others: [other(3, 5, { role: 'participant' })] }), 'shift_overlaps'],
    ['has 6.5 hours that day', facts({ others: [other(4, 10.5)] }), 'day_full'],
    ['has had 6.5 hours that day', facts({ others: [other(-6.5, 0, { status: 'attended' })] }), 'day_full'],
    ['serves till late the day before', facts({ ...early, others: [other(10.5, 12.5)] }), 'rest_needed'],
    ['begins early the next day', facts({ ...late, others: [other(20, 22)] }), 'rest_needed'],
    ['lacks the skill', facts({ neededSkill: 'repair', volunteer: volunteer({ skills: ['music'] }) }), 'skill_needed'],
    ['another shift then', facts({ others: [other(3, 5)] }), 'shift_overlaps'],
    ['full, and another shift then', facts({ taken: 3, others: [other(3, 5)] }), 'shift_overlaps'],
  ])('refuses: %s', (_, given, code) => {
    expect(decideSignUp(given, command, now)).toMatchObject({ kind: 'refuse', refusal: { ok: false, code } })
  })

  it.each<[string, ShiftFacts, boolean]>([
    ['places free', facts(), true],
    ['the last place', facts({ taken: 2 }), true],
    ['full', facts({ taken: 3 }), false],
    ['made smaller than its sign-ups', facts({ taken: 5 }), false],
    ['came back after withdrawing', facts({ own: own('withdrawn') }), true],
    ['has the skill', facts({ neededSkill: 'repair', volunteer: volunteer({ skills: ['music', 'repair'] }) }), true],
    ['turns 18 that day', facts({ leastAge: 18, birthDate: '2008-11-24' }), true],
    ['8 hours exactly', facts({ others: [other(4, 10)] }), true],
    ['8 hours, two of them only waited for', facts({ others: [other(4, 12, { status: 'waiting' })] }), true],
    ['8 hours as a guest', facts({ others: [other(4, 12, { role: 'participant' })] }), true],
    ['back to back', facts({ others: [other(0, 2), other(4, 6)] }), true],
    ['rests long enough', facts({ ...late, others: [other(20.5, 22)] }), true],
    [
      'a guest without a name, whatever the day',
      facts({ role: 'participant', volunteer: undefined, others: [other(4, 12)] }),
      true,
    ],
    ['the only free place is kept, and not for this one', facts({ taken: 2, ...kept }), false],
    ['the only free place is kept for this one', facts({ taken: 2, ...kept, isFirstTimer: true }), true],
    ['the kept place is everybody’s now', facts({ taken: 2, ...kept, firstTimersUntil: now }), true],
    ['a moment before the start', facts({ startsAt: new Date(now.getTime() + 1) }), true],
  ])('stands in line: %s', (_, given, expectsPlace) => {
    expect(decideSignUp(given, command, now)).toEqual({ kind: 'stand', expectsPlace })
  })

  it.each<[string, ShiftFacts]>([
    ['waiting', facts({ own: heard })],
    ['in a shift that began', facts({ own: heard, startsAt: inHours(-1) })],
    ['after leaving again', facts({ own: { ...heard, status: 'withdrawn' } })],
    ['with an overlap made since', facts({ own: heard, others: [other(3, 5)] })],
  ])('knows its own repeat: %s', (_, given) => {
    expect(decideSignUp(given, command, now)).toEqual({ kind: 'repeat' })
  })

  it('names the missing skill and the other shift, and nothing more', () => {
    expect(decideSignUp(facts({ neededSkill: 'nursing' }), command, now)).toMatchObject({
      refusal: { details: { skill: 'nursing' } },
    })
    expect(decideSignUp(facts({ others: [other(3, 5)] }), command, now)).toMatchObject({
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
