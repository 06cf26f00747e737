import * as fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { communityOfNumber, numberAsTyped, numberOf } from '../../../../shared/records/certificates.ts'
import { defaultVolunteerSettings } from '../../../../shared/volunteers/settings.ts'
import { afterMove, givesProof, lastSeq, linesOf, periodOf, stateOf, sumsOf, type LedgerLine } from './decide.ts'
import { digestOf } from './digest.ts'

const line = (seq: number, over: Partial<LedgerLine> = {}): LedgerLine => ({
  seq,
  kind: 'service',
  basis: 'automatic',
  minutes: 60,
  corrects_seq: null,
  service_day: '2026-11-01',
  title: '送晚饭',
  content: '',
  ...over,
})
const correction = (seq: number, corrects: number, minutes: number) =>
  line(seq, { kind: 'correction', corrects_seq: corrects, minutes })

/** Any ledger: services of both kinds, and corrections of whatever stands before them, corrections too. */
const ledgers = fc
  .array(fc.record({ minutes: fc.integer({ min: -600, max: 600 }), added: fc.boolean(), corrects: fc.nat(40) }), {
    maxLength: 40,
  })
  .map((made) => {
    const lines: LedgerLine[] = []
    for (const [index, { minutes, added, corrects }] of made.entries()) {
      const target = lines[corrects]
      const basis = target?.basis ?? (added ? 'added' : 'automatic')
      lines.push(
        target === undefined
          ? line(index + 1, { basis, minutes: Math.abs(minutes) })
          : { ...correction(index + 1, target.seq, minutes), basis },
      )
    }
    return lines
  })

describe('the lines of a certificate', () => {
  test('give what the ledger gives, kind by kind, whatever was recorded and put right', () => {
    fc.assert(
      fc.property(ledgers, (ledger) => {
        const last = lastSeq(ledger)
        const sums = sumsOf(linesOf(ledger, { askedSeq: last, untilSeq: last }))
        const recount = (basis: string) =>
          ledger.filter((entry) => entry.basis === basis).reduce((sum, { minutes }) => sum + minutes, 0)
        expect([sums.automaticMinutes, sums.addedMinutes]).toEqual([recount('automatic'), recount('added')])
      }),
      { numRuns: 500 },
    )
  })

  test('stay what they were when more services are recorded, in whatever order they are read', () => {
    fc.assert(
      fc.property(ledgers, fc.nat(20), (ledger, more) => {
        const last = lastSeq(ledger)
        const before = digestOf(linesOf(ledger, { askedSeq: last, untilSeq: last }))
        const later = Array.from({ length: more }, (_, index) => line(last + 1 + index))
        const scope = { askedSeq: last, untilSeq: Number.MAX_SAFE_INTEGER }
        expect(digestOf(linesOf([...later, ...ledger].toReversed(), scope))).toBe(before)
      }),
    )
  })

  test('leave out what was put right to nothing, and follow a correction of a correction', () => {
    const ledger = [line(1), line(2), correction(3, 1, -60), correction(4, 3, 20)]
    expect(linesOf(ledger, { askedSeq: 4, untilSeq: 3 }).map(({ seq }) => seq)).toEqual([2])
    expect(linesOf(ledger, { askedSeq: 4, untilSeq: 4 })).toMatchObject([
      { seq: 1, minutes: 20, isCorrected: true },
      { seq: 2, minutes: 60, isCorrected: false },
    ])
  })
})

test.each([
  [{ from: null, to: null }, ['2026-03-01', '2026-11-21']],
  [{ from: '2026-01-01', to: '2026-12-31' }, ['2026-01-01', '2026-11-21']],
  [{ from: '2026-05-01', to: '2026-05-31' }, ['2026-05-01', '2026-05-31']],
])('a request for %o is about %o', (asked, days) => {
  const found = periodOf(asked, [{ service_day: '2026-04-01' }, { service_day: '2026-03-01' }], '2026-11-21')
  expect(found).toEqual({ ok: true, data: { from: days[0], to: days[1] } })
})

const moves = ['hold', 'release', 'refuse', 'issue', 'revoke'] as const
test.each([
  ['published', ['held', 'conflict', 'conflict', 'issued', 'conflict']],
  ['held', ['conflict', 'published', 'refused', 'conflict', 'conflict']],
  ['issued', ['conflict', 'conflict', 'conflict', 'conflict', 'revoked']],
  ['withdrawn', ['conflict', 'conflict', 'conflict', 'conflict', 'conflict']],
  ['refused', ['conflict', 'conflict', 'conflict', 'conflict', 'conflict']],
  ['revoked', ['conflict', 'conflict', 'conflict', 'conflict', 'conflict']],
  ['replaced', ['conflict', 'conflict', 'conflict', 'conflict', 'conflict']],
] as const)('from %s the moves lead to %o', (status, expected) => {
  const found = moves.map((move) => {
    const after = afterMove(move, { status, publicUntil: '2026-11-20' }, '2026-11-21')
    return after.ok ? after.data : after.code
  })
  expect(found).toEqual(expected)
})

it('is not issued on the last day of the list', () => {
  expect(afterMove('issue', { status: 'published', publicUntil: '2026-11-21' }, '2026-11-21')).toMatchObject({
    code: 'publicity_running',
  })
})

test.each(['unitName', 'personInCharge', 'handler', 'contactPhone'] as const)('no %s, no proof', (missing) => {
  const unit = { isRecordingUnit: true, unitName: '梅园', personInCharge: '李敏', handler: '赵', contactPhone: '110' }
  expect(givesProof({ ...defaultVolunteerSettings, ...unit })).toBe(true)
  expect(givesProof({ ...defaultVolunteerSettings, ...unit, [missing]: '' })).toBe(false)
  expect(givesProof({ ...defaultVolunteerSettings, ...unit, isRecordingUnit: false })).toBe(false)
})

test.each([
  [undefined, true, 'unknown'],
  ['published', true, 'not_yet'],
  ['held', true, 'not_yet'],
  ['issued', true, 'valid'],
  ['issued', false, 'changed'],
  ['revoked', true, 'revoked'],
  ['replaced', false, 'replaced'],
  ['withdrawn', true, 'unknown'],
] as const)('a number whose row is %s (unchanged: %s) is %s', (status, isUnchanged, state) => {
  expect(stateOf(status, isUnchanged)).toBe(state)
})

describe('a number', () => {
  test('names its community, whichever', () => {
    fc.assert(
      fc.property(fc.integer({ min: 110_000_000_000, max: 999_999_999_999 }), (code) => {
        expect(communityOfNumber(numberOf(2026, String(code), '7K3M9QXT'))).toBe(String(code))
      }),
    )
  })

  test.each(['', '2026', '2026-00000000-00000000', '2026-ZZZZZZZZ-00000000', '2026-9AT0R8ND-7K3M9QX'])(
    'that cannot be one names none: %s',
    (text) => expect(communityOfNumber(text)).toBeUndefined(),
  )

  test('is understood as people type it', () => {
    expect(numberAsTyped(' 2026—9atOr8nd-7k3m9qxt ')).toBe('2026-9AT0R8ND-7K3M9QXT')
  })
})
