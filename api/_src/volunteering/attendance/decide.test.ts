import { describe, expect, it } from 'vitest'
import { newId } from '../../platform/ids.ts'
import type { Judgement } from './code.ts'
import { decideCheckIn, decideCheckOut, decideRoll, isSoAlready, mayTry, type Attendee } from './decide.ts'
import { decideWalkIn, type WalkInFacts } from './decide-walk-in.ts'
import { calledBy } from './names.ts'

const at = (time: string) => new Date(`2026-11-28T${time}:00.000+08:00`)
const shift = { startsAt: at('08:30'), endsAt: at('10:30'), isCancelled: false }
const noTries = { count: 0, since: null }
const scanned = (time: string): Judgement => ({ kind: 'right', way: 'code', at: at(time) })
const typed = (time: string): Judgement => ({ kind: 'right', way: 'number', at: at(time) })
const commandId = newId()
const asked = (judgement: Judgement = scanned('08:27'), tries: { count: number; since: Date | null } = noTries) => ({
  commandId,
  judgement,
  tries,
})

const own = (over: Partial<Attendee> = {}): Attendee => ({
  status: 'confirmed',
  version: 2,
  checkedInAt: null,
  checkedInWay: null,
  checkedOutAt: null,
  checkedOutWay: null,
  recordedAt: null,
  recordFrom: null,
  lastStep: 'confirmed',
  commandIds: [],
  ...over,
})
const here = (over: Partial<Attendee> = {}) =>
  own({ status: 'checked_in', checkedInAt: at('08:27'), checkedInWay: 'code', lastStep: 'checked_in', ...over })
const gone = (over: Partial<Attendee> = {}) =>
  here({ status: 'attended', checkedOutAt: at('10:20'), checkedOutWay: 'code', lastStep: 'checked_out', ...over })

const answerOf = (decision: ReturnType<typeof decideCheckIn> | ReturnType<typeof decideCheckOut>) =>
  decision.kind === 'refuse' ? decision.refusal.code : decision.kind

describe('checking in', () => {
  it.each([
    ['a place, in time', own(), '08:27', asked(), 'check'],
    ['by number', own(), '08:27', asked(typed('08:27')), 'check'],
    ['at the first minute', own(), '08:00', asked(scanned('08:00')), 'check'],
    ['a minute too early', own(), '07:59', asked(scanned('07:59')), 'check_in_early'],
    ['at the last minute', own(), '11:00', asked(scanned('11:00')), 'check'],
    ['after close', own(), '11:01', asked(scanned('11:01')), 'check_in_over'],
    ['no place', undefined, '08:27', asked(), 'not_in_shift'],
    ['waiting', own({ status: 'waiting' }), '08:27', asked(), 'not_in_shift'],
    ['withdrawn', own({ status: 'withdrawn' }), '08:27', asked(), 'not_in_shift'],
    ['there already', here(), '08:29', asked(), 'already_checked_in'],
    ['gone already', gone(), '10:29', asked(), 'already_checked_in'],
    ['this very command', here({ commandIds: [commandId] }), '08:29', asked(), 'answer'],
    ['called missing, but there', own({ status: 'missed' }), '08:50', asked(), 'check'],
    ['an old code', own(), '08:40', asked({ kind: 'old' }), 'code_old'],
    ['of another shift', own(), '08:40', asked({ kind: 'other' }), 'code_other'],
    ['a wrong code', own(), '08:40', asked({ kind: 'wrong_code' }), 'code_wrong'],
    ['a wrong number', own(), '08:40', asked({ kind: 'wrong_number' }), 'count'],
    ['a sixth number', own(), '08:40', asked(typed('08:40'), { count: 5, since: at('08:35') }), 'code_too_often'],
    [
      'a sixth wrong one',
      own(),
      '08:40',
      asked({ kind: 'wrong_number' }, { count: 5, since: at('08:35') }),
      'code_too_often',
    ],
    ['a scan after five numbers', own(), '08:40', asked(scanned('08:40'), { count: 5, since: at('08:35') }), 'check'],
    ['a number ten minutes later', own(), '08:46', asked(typed('08:46'), { count: 5, since: at('08:35') }), 'check'],
  ] as const)('%s', (_what, who, time, how, expected) => {
    expect(answerOf(decideCheckIn(who, shift, how, at(time)))).toBe(expected)
  })

  it('is over for a shift of a cancelled activity', () => {
    expect(answerOf(decideCheckIn(own(), { ...shift, isCancelled: true }, asked(), at('08:30')))).toBe('check_in_over')
  })

  it('counts from when the code was shown', () => {
    const decision = decideCheckIn(own(), shift, asked(scanned('08:27')), at('08:29'))
    expect(decision).toEqual({ kind: 'check', at: at('08:27'), way: 'code' })
  })
})

describe('checking out', () => {
  it.each([
    ['is there', here(), '10:20', 'check'],
    ['is there, in the half hour after', here(), '10:59', 'check'],
    ['is there, too late', here(), '11:01', 'check_in_over'],
    ['never came', own(), '10:20', 'not_checked_in'],
    ['called missing', own({ status: 'missed' }), '10:20', 'not_checked_in'],
    ['has gone', gone(), '10:29', 'answer'],
    ['no place', undefined, '10:20', 'not_in_shift'],
  ] as const)('%s', (_what, who, time, expected) => {
    expect(answerOf(decideCheckOut(who, shift, asked(scanned(time)), at(time)))).toBe(expected)
  })

  it('never lies before the check-in', () => {
    const late = here({ checkedInAt: at('10:25') })
    expect(decideCheckOut(late, shift, asked(scanned('10:24')), at('10:26'))).toMatchObject({ at: at('10:25') })
  })
})

describe('the roll-call', () => {
  const roll = (who: Attendee, mark: Parameters<typeof decideRoll>[2]['mark'], time: string, fromStart = false) =>
    decideRoll(who, shift, { mark, fromStart }, at(time))

  it.each([
    ['came', own(), 'came', '08:40', 'checked_in'],
    ['came after all', own({ status: 'missed' }), 'came', '08:40', 'checked_in'],
    ['came, said afterwards', own(), 'came', '12:00', 'attended'],
    ['left', here(), 'left', '10:20', 'attended'],
    ['did not come', own(), 'missed', '08:50', 'missed'],
    ['is not there', here(), 'not_there', '08:50', 'confirmed'],
    ['left, without having come', own(), 'left', '10:20', undefined],
    ['missing, but there', here(), 'missed', '08:50', undefined],
    ['there, but gone', gone(), 'not_there', '10:25', undefined],
    ['on the waiting list', own({ status: 'waiting' }), 'came', '08:40', undefined],
  ] as const)('%s', (_what, who, mark, time, expected) => {
    expect(roll(who, mark, time)?.status).toBe(expected)
  })

  it('takes the start where the leader says so, and the whole shift once it is over', () => {
    expect(roll(own(), 'came', '09:10', true)).toMatchObject({ checkedIn: { at: at('08:30') }, checkedOut: null })
    expect(roll(own(), 'came', '08:10', true)).toMatchObject({ checkedIn: { at: at('08:10') } })
    expect(roll(own(), 'came', '15:00')).toMatchObject({
      checkedIn: { at: at('08:30'), way: 'roll_call' },
      checkedOut: { at: at('10:30'), way: 'roll_call' },
    })
  })

  it('ends a place with the shift at the latest, and tells who was not seen', () => {
    expect(roll(here(), 'left', '10:50')).toMatchObject({ checkedOut: { at: at('10:30') } })
    expect(roll(here({ checkedInAt: at('10:40') }), 'left', '10:50')).toMatchObject({ checkedOut: { at: at('10:40') } })
    expect(roll(here(), 'not_there', '08:50')).toMatchObject({ isNews: true })
  })

  const said = { checkedOutWay: 'roll_call', recordFrom: at('10:25') } as const
  it.each([
    ['missing', own({ status: 'missed' }), '12:00', 'confirmed'],
    ['came', here({ checkedInWay: 'roll_call' }), '08:50', 'confirmed'],
    ['came by code', here(), '08:50', undefined],
    ['left, just now', gone(said), '10:24', 'checked_in'],
    ['left, five minutes ago', gone(said), '10:25', undefined],
    ['left by code', gone({ recordFrom: at('10:25') }), '10:24', undefined],
    ['left, and on record', gone({ ...said, recordedAt: at('10:22') }), '10:24', undefined],
    ['came and left in one word', gone({ ...said, lastStep: 'checked_in' }), '10:24', 'confirmed'],
    ['nothing said yet', own(), '08:50', undefined],
  ] as const)('takes back: %s', (_what, who, time, expected) => {
    expect(roll(who, 'take_back', time)?.status).toBe(expected)
  })

  it('knows what is so already', () => {
    expect(isSoAlready(here(), 'came')).toBe(true)
    expect(isSoAlready(gone(), 'came')).toBe(true)
    expect(isSoAlready(own(), 'not_there')).toBe(true)
    expect(isSoAlready(own(), 'came')).toBe(false)
    expect(isSoAlready(own(), 'take_back')).toBe(false)
  })
})

describe('a walk-in', () => {
  const facts = (over: Partial<WalkInFacts> = {}): WalkInFacts => ({
    found: 1,
    shift,
    shiftRole: 'volunteer',
    hasRoom: true,
    volunteerStatus: 'active',
    own: undefined,
    ...over,
  })
  const said = (status: Attendee['status'], ...steps: { step: string; commandId?: string }[]) => ({
    status,
    history: steps,
  })
  it.each([
    ['one person, room', facts(), 'volunteer', '08:40', 'let in'],
    ['nobody of that name', facts({ found: 0 }), 'volunteer', '08:40', 'name_unclear'],
    ['two of that name', facts({ found: 2 }), 'volunteer', '08:40', 'name_unclear'],
    ['no volunteer', facts({ volunteerStatus: null }), 'volunteer', '08:40', 'not_a_volunteer'],
    ['no volunteer, only takes part', facts({ volunteerStatus: null }), 'participant', '08:40', 'let in'],
    ['a pausing volunteer', facts({ volunteerStatus: 'paused' }), 'volunteer', '08:40', 'not_a_volunteer'],
    ['a volunteer where nobody serves', facts({ shiftRole: 'participant' }), 'volunteer', '08:40', 'not_a_volunteer'],
    ['full', facts({ hasRoom: false }), 'volunteer', '08:40', 'no_room_here'],
    ['too early', facts(), 'volunteer', '07:59', 'check_in_early'],
    ['too late', facts(), 'volunteer', '11:01', 'check_in_over'],
    ['there already', facts({ own: said('checked_in') }), 'volunteer', '08:40', 'already_checked_in'],
    ['on the roll', facts({ own: said('confirmed') }), 'volunteer', '08:40', 'conflict'],
    ['on the waiting list', facts({ own: said('waiting') }), 'volunteer', '08:40', 'let in'],
    ['left the list', facts({ own: said('withdrawn') }), 'volunteer', '08:40', 'let in'],
    [
      'this very command',
      facts({ own: said('checked_in', { step: 'walked_in', commandId }) }),
      'volunteer',
      '08:40',
      'answer',
    ],
  ] as const)('%s', (_what, given, role, time, expected) => {
    const decision = decideWalkIn(given, { id: commandId, role }, at(time))
    expect(decision.kind === 'refuse' ? decision.refusal.code : decision.kind).toBe(expected)
  })
})

it('forgets tries after ten minutes', () => {
  expect(mayTry({ count: 4, since: at('08:30') }, at('08:31'))).toBe(true)
  expect(mayTry({ count: 5, since: at('08:30') }, at('08:40'))).toBe(false)
  expect(mayTry({ count: 5, since: at('08:30') }, at('08:41'))).toBe(true)
})

it.each([
  ['王秀英', '秀英'],
  ['陈静', '陈静'],
  ['欧阳静怡', '静怡'],
  ['欧阳静', '欧阳静'],
  ['阿依古丽·买买提', '阿依古丽'],
])('%s is called %s', (name, expected) => expect(calledBy(name)).toBe(expected))
