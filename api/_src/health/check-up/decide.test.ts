import { describe, expect, it } from 'vitest'
import type { CheckUpFilter } from '../../../../shared/health/check-up-contract.ts'
import { addDays, addSeconds, instantOf } from '../../../../shared/time.ts'
import {
  belongs,
  bornBefore,
  checkList,
  isOld,
  mayAnswer,
  mayMark,
  mayOpen,
  mayPlan,
  mustRing,
  ringAt,
} from './decide.ts'

const today = '2026-11-24'
const now = instantOf(today, '10:00')
const all: CheckUpFilter = { ageFrom: 65, ageTo: 120, livingAlone: false, focus: null, gridCode: null }
const one = { birthDate: '1944-03-02', livingAlone: true, gridCode: '320102001001003' }

describe('who is on a list', () => {
  it.each([
    ['old enough', one, all, true],
    ['65 today', { ...one, birthDate: '1961-11-24' }, all, true],
    ['65 tomorrow', { ...one, birthDate: '1961-11-25' }, all, false],
    ['too old', one, { ...all, ageTo: 80 }, false],
    ['of the last age', one, { ...all, ageTo: 82 }, true],
    ['of unknown age', { ...one, birthDate: null }, { ...all, ageFrom: 0 }, false],
    ['alone', one, { ...all, livingAlone: true }, true],
    ['not alone', { ...one, livingAlone: false }, { ...all, livingAlone: true }, false],
    ['of the grid', one, { ...all, gridCode: '320102001001003' }, true],
    ['of another grid', one, { ...all, gridCode: '320102001001001' }, false],
  ])('%s', (_what, person, filter, expected) => {
    expect(belongs(person, filter, today)).toBe(expected)
  })

  it('is read from the register without missing anybody, on 29 February too', () => {
    for (const day of [today, '2028-02-28', '2028-02-29', '2028-12-31', '2027-02-28']) {
      for (const age of [0, 63, 64, 65]) {
        const oldest = (to: string) => belongs({ ...one, birthDate: to }, { ...all, ageFrom: age }, day)
        const bound = bornBefore(age, day)
        expect(Date.parse(bound)).not.toBeNaN()
        expect(bound.endsWith('-02-29')).toBe(false)
        expect([oldest(bound), oldest(addDays(bound, 1))]).toEqual([false, false])
      }
    }
  })

  it('has somebody on it, and not too many', () => {
    expect(checkList(0)).toMatchObject({ code: 'nobody_on_list' })
    expect(checkList(500)).toMatchObject({ ok: true })
    expect(checkList(501)).toMatchObject({ code: 'too_many_invited', details: { most: 500 } })
  })

  it('is by what ails people only for a doctor, and open only to that one', () => {
    expect([mayPlan(false, null), mayPlan(true, 'diabetes'), mayPlan(false, 'diabetes')]).toEqual([true, true, false])
    expect([
      mayOpen({ byFocus: false, madeBy: 'YOU' }, 'ME'),
      mayOpen({ byFocus: true, madeBy: 'ME' }, 'ME'),
      mayOpen({ byFocus: true, madeBy: 'YOU' }, 'ME'),
    ]).toEqual([true, true, false])
  })
})

describe('an answer', () => {
  const line = { status: 'invited', lastDay: today, agreed: true } as const
  it.each([
    ['counts on the last day', line, { answer: 'coming', agrees: false }, { ok: true, data: 'answer' }],
    [
      'is too late the day after',
      { ...line, lastDay: '2026-11-23' },
      { answer: 'coming', agrees: false },
      { code: 'check_up_over' },
    ],
    [
      'of somebody not asked',
      { ...line, status: 'listed' },
      { answer: 'coming', agrees: false },
      { code: 'not_found' },
    ],
    [
      'needs the agreement',
      { ...line, agreed: false },
      { answer: 'fetch', agrees: false },
      { code: 'health_agreement_needed' },
    ],
    [
      'brings the agreement',
      { ...line, agreed: false },
      { answer: 'fetch', agrees: true },
      { data: 'agree_and_answer' },
    ],
    ['no needs none', { ...line, agreed: false }, { answer: 'not_coming', agrees: false }, { data: 'answer' }],
  ] as const)('%s', (_what, given, said, expected) => {
    expect(mayAnswer(given, said, now)).toMatchObject(expected)
  })
})

describe('a mark', () => {
  const asked = { status: 'invited', agreed: false } as const
  it.each([
    [
      'striking off before',
      { status: 'listed', agreed: false },
      { kind: 'listed', on: false },
      false,
      { data: 'mark' },
    ],
    ['striking off afterwards', asked, { kind: 'listed', on: false }, false, { code: 'conflict' }],
    [
      'ringing before',
      { status: 'listed', agreed: false },
      { kind: 'rung', result: 'coming' },
      false,
      { code: 'conflict' },
    ],
    ['nobody answered', asked, { kind: 'rung', result: 'not_reached' }, false, { data: 'mark' }],
    ['does not come', asked, { kind: 'rung', result: 'not_coming' }, false, { data: 'mark' }],
    ['comes, without a word', asked, { kind: 'rung', result: 'coming' }, false, { code: 'health_agreement_needed' }],
    ['comes, and agrees', asked, { kind: 'rung', result: 'coming' }, true, { data: 'agree_and_mark' }],
    ['was there', { ...asked, agreed: true }, { kind: 'attended', on: true }, false, { data: 'mark' }],
    ['was there, without a word', asked, { kind: 'attended', on: true }, false, { code: 'health_agreement_needed' }],
    ['was not there after all', asked, { kind: 'attended', on: false }, false, { data: 'mark' }],
  ] as const)('%s', (_what, line, mark, agrees, expected) => {
    expect(mayMark(line, mark, agrees)).toMatchObject(expected)
  })
})

describe('who is rung', () => {
  const line = { status: 'invited', answer: null, ringAt: now } as const
  it.each([
    ['when the time has come', line, true],
    ['not before', { ...line, ringAt: addSeconds(now, 1) }, false],
    ['not after an answer', { ...line, answer: 'coming' }, false],
    ['not before the invitation', { ...line, status: 'listed' as const, ringAt: null }, false],
  ])('%s', (_what, given, expected) => {
    expect(mustRing(given, now)).toBe(expected)
  })

  it('days later in the morning; at once from 80 on', () => {
    expect(ringAt(now, 3)).toEqual(instantOf('2026-11-27', '09:00'))
    expect([isOld('1946-11-24', today), isOld('1946-11-25', today), isOld(null, today)]).toEqual([true, false, false])
  })
})
