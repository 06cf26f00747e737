import { describe, expect, it } from 'vitest'
import { addSeconds, instantOf } from '../../../../shared/time.ts'
import { applyFor, decideOn, endsSoon, hearWord, termOf, turnYear, yearAfter, type FileState } from './decide.ts'

const now = instantOf('2026-11-24', '10:00')
const empty: FileState = {
  doctorAgreed: true,
  agreements: [],
  doctorId: null,
  endsOn: null,
  application: null,
  history: [],
  dueAt: null,
}
const word = (id: string, agreed: boolean, version = '2026-11') => ({ id, purpose: 'doctor', agreed, version }) as const

describe('a word about an agreement', () => {
  it.each([
    ['the first', [], { id: 'A', agreed: true }, 'write'],
    ['the same once more', [word('A', true)], { id: 'A', agreed: true }, 'none'],
    ['one that nothing changes', [word('A', true)], { id: 'B', agreed: true }, 'none'],
    ['to a new wording', [word('A', true, '2020-01')], { id: 'B', agreed: true }, 'write'],
    ['taking it back', [word('A', true)], { id: 'B', agreed: false }, 'write'],
    ['an old yes after a no', [word('A', true), word('B', false)], { id: 'A', agreed: true }, 'none'],
    ['a new yes after a no', [word('A', true), word('B', false)], { id: 'C', agreed: true }, 'write'],
    ['a no where there was no yes', [], { id: 'A', agreed: false }, 'none'],
    ['of another purpose', [{ ...word('A', true), purpose: 'referral' as const }], { id: 'B', agreed: true }, 'write'],
  ] as const)('%s', (_what, before, said, expected) => {
    expect(hearWord(before, { ...said, purpose: 'doctor' })).toBe(expected)
  })
})

describe('asking for a doctor', () => {
  const waiting = {
    application: { id: 'A', doctorId: 'D' },
    history: [{ kind: 'applied', applicationId: 'A', doctorId: 'D' }] as const,
  }
  it.each([
    ['without a file', undefined, { ok: false, code: 'health_agreement_needed' }],
    ['without an agreement', { ...empty, doctorAgreed: false }, { ok: false, code: 'health_agreement_needed' }],
    ['the first time', empty, { ok: true, data: 'apply' }],
    ['with a doctor already', { ...empty, doctorId: 'E' }, { ok: true, data: 'apply' }],
    ['the same once more', { ...empty, ...waiting }, { ok: true, data: 'repeat' }],
    ['the same, decided meanwhile', { ...empty, ...waiting, application: null }, { ok: true, data: 'repeat' }],
    [
      'while another waits',
      { ...empty, application: { id: 'B', doctorId: 'D' } },
      { ok: false, code: 'already_applied' },
    ],
  ])('%s', (_what, file, expected) => {
    expect(applyFor(file, { id: 'A' })).toEqual(expected)
  })
})

describe('a doctor’s word', () => {
  const decided = (kind: 'accepted' | 'declined', byId: string) => ({
    ...empty,
    history: [{ kind, applicationId: 'A', byId, doctorId: 'D' }],
  })
  it.each([
    ['on nobody', undefined, true, { ok: false, code: 'not_found' }],
    ['on what waits', { ...empty, application: { id: 'A', doctorId: 'D' } }, true, { ok: true, data: 'decide' }],
    ['on a newer one', { ...empty, application: { id: 'B', doctorId: 'D' } }, true, { ok: false, code: 'conflict' }],
    ['once more', decided('accepted', 'ME'), true, { ok: true, data: 'repeat' }],
    ['after a colleague', decided('accepted', 'YOU'), true, { ok: false, code: 'conflict' }],
    ['against the own word', decided('declined', 'ME'), true, { ok: false, code: 'conflict' }],
  ])('%s', (_what, file, accept, expected) => {
    expect(decideOn(file, { applicationId: 'A', accept, byId: 'ME' })).toEqual(expected)
  })
})

describe('the year', () => {
  it.each([
    ['2026-11-24', '2027-11-24'],
    ['2028-02-29', '2029-02-28'],
    ['2027-02-28', '2028-02-28'],
  ])('that begins on %s ends on %s', (from, to) => {
    expect(yearAfter(from)).toBe(to)
  })

  it('is added to the same doctor’s, and begins today with another', () => {
    const signed = { ...empty, doctorId: 'D', endsOn: '2026-12-10' }
    expect(termOf(signed, 'D', now).endsOn).toBe('2027-12-10')
    expect(termOf(signed, 'E', now).endsOn).toBe('2027-11-24')
    expect(termOf({ ...signed, endsOn: '2026-11-01' }, 'D', now).endsOn).toBe('2027-11-24')
    expect(termOf(empty, 'D', now).dueAt).toEqual(instantOf('2027-10-25', '09:00'))
  })

  it.each([
    ['a month and a day before', '2026-12-25', false],
    ['a month before', '2026-12-24', true],
    ['on the last day', '2026-11-24', true],
  ])('ends soon: %s', (_what, endsOn, expected) => {
    expect(endsSoon(endsOn, '2026-11-24')).toBe(expected)
  })

  const file = { doctorId: 'D', endsOn: '2026-12-24', dueAt: now }
  it.each([
    ['nothing before its time', { ...file, dueAt: addSeconds(now, 1) }, undefined],
    ['nothing without a doctor', { ...file, doctorId: null }, undefined],
    ['a reminder', file, { kind: 'reminded', dueAt: instantOf('2026-12-25') }],
    ['the end', { ...file, endsOn: '2026-11-23' }, { kind: 'expired' }],
    [
      'a reminder still on the last day',
      { ...file, endsOn: '2026-11-24' },
      { kind: 'reminded', dueAt: instantOf('2026-11-25') },
    ],
  ])('brings %s', (_what, given, expected) => {
    expect(turnYear(given, now)).toEqual(expected)
  })
})
