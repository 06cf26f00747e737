import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { adultAge } from '../../../../shared/volunteers/lifecycle.ts'
import type { VolunteerDetails } from '../../../../shared/volunteers/registration-contract.ts'
import { idNumberOf, wholeDetails } from '../../testing/registration-samples.ts'
import type { Guardian, VolunteerStep } from '../tables.ts'
import {
  asksUnder,
  bareSteps,
  decideRegister,
  erased,
  isComplete,
  statusFor,
  takenBack,
  volunteerNumberOf,
  waitsForGuardian,
  withConsents,
  type Registration,
} from './decide.ts'

const now = new Date('2026-11-24T02:00:00.000Z')
const today = '2026-11-24'
const at = { leastAge: 14, now, today }
const agreed = [{ purpose: 'records', agreed: true }] as const

describe('volunteerNumberOf', () => {
  it('makes volunteer numbers of eight digits that depend on chance alone', () => {
    const timeA = '01KAMS0000'
    const timeB = '01KZZZ9999'
    const chance = 'ABCDEF0123456789'
    expect(volunteerNumberOf(timeA + chance)).toMatch(/^\d{8}$/)
    expect(volunteerNumberOf(timeA + chance)).toBe(volunteerNumberOf(timeB + chance))
    expect(volunteerNumberOf(`${timeA}ABCDEF012345678A`)).not.toBe(volunteerNumberOf(timeA + chance))
  })
})

const mother = { name: '陈静', phone: '13900005678', relation: 'mother' } as const
const agreedMother: Guardian = {
  ...mother,
  agreedBy: '01KAMS00000000000000000000',
  agreedAt: now.toISOString(),
  paperSeenBy: null,
}
/** Somebody born on this day, with a number that says so. */
const born = (birthDate: string, more: Partial<VolunteerDetails> = {}): VolunteerDetails => ({
  ...wholeDetails,
  birthDate,
  idNumber: idNumberOf(birthDate, 2),
  ...more,
})
const decide = (known: Registration | undefined, details: VolunteerDetails) =>
  decideRegister(known, { details, consents: agreed, mark: details.idNumber && `mark ${details.idNumber}` }, at)

function registered(details: VolunteerDetails, known?: Registration): Registration {
  const decision = decide(known, details)
  if (decision.kind !== 'save') throw new Error(JSON.stringify(decision))
  return decision.registration
}

describe('who may register', () => {
  it.each([
    ['fourteen yesterday', '2012-11-23', true],
    ['fourteen today', '2012-11-24', true],
    ['fourteen tomorrow', '2012-11-25', false],
    ['a hundred', '1926-01-01', true],
  ])('%s', (_who, birthDate, may) => {
    const decision = decide(undefined, born(birthDate, { guardian: mother }))
    expect(decision.kind).toBe(may ? 'save' : 'refuse')
    if (!may) expect(decision).toMatchObject({ refusal: { code: 'not_eligible', details: { leastAge: 14 } } })
  })

  it('lets those stay who came under an earlier rule', () => {
    const known = registered(born('2012-11-24', { guardian: mother }))
    const details = born('2012-11-24', { guardian: mother, skills: ['computer'] })
    const mark = known.idNumberMark ?? ''
    expect(decideRegister(known, { details, consents: agreed, mark }, { ...at, leastAge: 18 }).kind).toBe('save')
    const left = { ...known, status: 'left' as const }
    expect(decideRegister(left, { details, consents: agreed, mark }, { ...at, leastAge: 18 })).toMatchObject({
      refusal: { code: 'not_eligible' },
    })
  })
})

describe('a volunteer under 18', () => {
  const details = born('2010-05-12', { guardian: mother })

  it.each([
    ['without a guardian', null],
    ['who says the own telephone is the guardian’s', { ...mother, phone: wholeDetails.phone }],
  ])('%s is not registered', (_what, guardian) => {
    expect(decide(undefined, { ...details, guardian })).toMatchObject({
      refusal: { code: 'invalid_input', details: { fields: ['details.guardian'] } },
    })
  })

  it('waits for the guardian, and for another one anew', () => {
    const waiting = registered(details)
    expect(waiting).toMatchObject({ status: 'awaiting_guardian', guardian: { ...mother, agreedAt: null } })
    const active: Registration = { ...waiting, status: 'active', guardian: agreedMother }
    expect(decide(active, details).kind).toBe('same')
    const skilled = registered({ ...details, skills: ['music'] }, active)
    expect(skilled).toMatchObject({ status: 'active', guardian: agreedMother })
    const other = registered({ ...details, guardian: { ...mother, name: '许志明', relation: 'father' } }, active)
    expect(other).toMatchObject({ status: 'awaiting_guardian', guardian: { name: '许志明', agreedAt: null } })
  })

  it('needs none any more from the eighteenth birthday on', () => {
    const waiting = registered(born('2008-11-25', { guardian: mother }))
    const grown = decideRegister(
      waiting,
      { details: born('2008-11-25', { guardian: mother }), consents: [], mark: waiting.idNumberMark ?? '' },
      { ...at, today: '2026-11-25' },
    )
    expect(grown).toMatchObject({ kind: 'save', registration: { status: 'active', guardian: null } })
    expect(statusFor(null, '2008-11-25', today)).toBe('awaiting_guardian')
    expect(statusFor(null, '2008-11-25', '2026-11-25')).toBe('active')
    expect(adultAge).toBe(18)
  })

  it('who rests is not woken by a correction', () => {
    const resting: Registration = { ...registered(details), status: 'paused', pausedUntil: '2026-12-24' }
    expect(registered({ ...details, skills: [] }, resting)).toMatchObject({
      status: 'paused',
      pausedUntil: '2026-12-24',
    })
  })
})

describe('consents', () => {
  it('are kept as they were given, each one once', () => {
    const first = withConsents([], [...agreed, { purpose: 'calls', agreed: false }], now)
    expect(first).toHaveLength(1)
    expect(withConsents(first, agreed, now)).toBe(first)
    const off = withConsents(first, [{ purpose: 'records', agreed: false }], now)
    expect(off.map((one) => one.agreed)).toEqual([true, false])
    expect(takenBack(first, now)).toEqual(off)
  })

  it('are asked anew for a new text', () => {
    const old = [{ purpose: 'records', agreed: true, version: '2020-01', at: now.toISOString() } as const]
    expect(withConsents(old, agreed, now)).toHaveLength(2)
  })

  it('never grow without end and never forget the last answer', () => {
    const purposes = ['records', 'calls', 'publicity', 'ranking'] as const
    const answer = fc.record({ purpose: fc.constantFrom(...purposes), agreed: fc.boolean() })
    fc.assert(
      fc.property(fc.array(answer, { minLength: 250, maxLength: 900 }), (answers) => {
        let kept = withConsents([], [], now)
        const last = new Map<string, boolean>()
        for (const one of answers) {
          kept = withConsents(kept, [one], now)
          last.set(one.purpose, one.agreed)
        }
        expect(kept.length).toBeLessThanOrEqual(200)
        for (const [purpose, yes] of last) {
          expect(kept.findLast((one) => one.purpose === purpose)?.agreed ?? false).toBe(yes)
        }
      }),
      { numRuns: 30 },
    )
  })
})

describe('erasing', () => {
  it('leaves name and consents taken back, and nothing that was typed', () => {
    const known = registered(born('2010-05-12', { guardian: mother }))
    const gone = erased(known, now)
    expect(isComplete(known)).toBe(true)
    expect(isComplete(gone)).toBe(false)
    const { name, consents, status, leftAt, ...rest } = gone
    expect({ name, status, leftAt }).toEqual({ name: '周建国', status: 'left', leftAt: now })
    expect(consents.at(-1)?.agreed).toBe(false)
    expect(Object.values(rest).every((part) => part === null || part === '' || Array.isArray(part))).toBe(true)
    expect([rest.skills, rest.serviceKinds, rest.freeTimes]).toEqual([[], [], []])
  })

  it('takes what old rows kept out of the story', () => {
    const old = { at: now.toISOString(), consentVersion: '2026-11', skills: ['repair'] }
    const step = { at: now.toISOString(), what: 'changed', by: '赵雨桐', fields: ['phone'] } as const
    expect(bareSteps([old, step])).toEqual([
      { at: now.toISOString() },
      { at: now.toISOString(), what: 'changed', by: '赵雨桐' },
    ])
  })
})

describe('telling guardians', () => {
  const child = registered(born('2011-05-12', { guardian: mother }))
  const agreedTo = { ...child, guardian: agreedMother, status: 'active' as const }
  const withPhone = (phone: string): Registration => ({
    ...child,
    guardian: { ...agreedMother, phone, agreedBy: null, agreedAt: null },
  })
  const step = (what: VolunteerStep['what'], tells?: number): VolunteerStep => ({
    at: now.toISOString(),
    ...(what && { what }),
    ...(tells !== undefined && { tells }),
  })
  const asked = [step('registered', 1), step('changed'), step('consented')]

  it.each([
    ['a child waits', child, true],
    ['a child that rests waits as well', { ...child, status: 'paused' as const }, true],
    ['who left does not', { ...child, status: 'left' as const }, false],
    ['nor whose guardian agreed', agreedTo, false],
    ['nor a grown-up', { ...child, birthDate: '2008-11-24' }, false],
    ['nor whoever has no guardian or no birth date', { ...child, guardian: null }, false],
    ['nor whoever has no birth date', { ...child, birthDate: null }, false],
  ])('%s', (_what, registration, waits) => {
    expect(waitsForGuardian(registration, today)).toBe(waits)
  })

  it.each([
    ['a first registration', undefined, [], child, 1],
    ['one of a grown-up', undefined, [], registered(born('1986-05-12')), undefined],
    ['nothing new about the guardian', child, asked, { ...child, introduction: '会教手机' }, undefined],
    ['another name for the same telephone', child, asked, { ...withPhone(mother.phone), name: '许' }, undefined],
    ['a rest', child, asked, { ...child, status: 'paused' as const }, undefined],
    ['the end of a rest', { ...child, status: 'paused' as const }, asked, child, undefined],
    ['another telephone while one waits', child, asked, withPhone('13700000000'), 1],
    ['another telephone of who was never asked by message', child, [step('registered')], withPhone('1370'), 5],
    ['another guardian after one agreed', agreedTo, asked, withPhone('13700000000'), 5],
    ['an agreement', child, asked, agreedTo, undefined],
    ['coming back', { ...child, status: 'left' as const }, asked, child, 5],
    ['a birth date put right', { ...child, birthDate: '1991-05-12' }, [step('registered')], child, 5],
    [
      'another telephone after it was taken back',
      child,
      [...asked, step('guardian_withdrew', 4)],
      withPhone('1370'),
      1,
    ],
  ])('after %s', (_what, known, history, next, number) => {
    expect(asksUnder(known && { ...known, version: 4, history }, next, today)).toBe(number)
  })
})
