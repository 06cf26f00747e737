import { describe, expect, test } from 'vitest'
import { certificateLine, certificateSaid, dayTyped, periodText } from './certificates.ts'

test.each([
  ['2026-01-05', '2026-01-05'],
  ['2026-1-5', '2026-01-05'],
  ['20260105', '2026-01-05'],
  ['2026 年 1 月 5 日', '2026-01-05'],
  ['2026.1.5', '2026-01-05'],
  ['2026-02-30', undefined],
  ['去年', undefined],
  ['', undefined],
])('reads %s as the day %s', (typed, day) => {
  expect(dayTyped(typed)).toBe(day)
})

test.each([
  [{ from: '2026-01-01', to: '2026-11-23' }, '2026 年 1 月 1 日到 11 月 23 日'],
  [{ from: '2025-12-01', to: '2026-11-23' }, '2025 年 12 月 1 日到 2026 年 11 月 23 日'],
  [{ from: '2026-11-23', to: '2026-11-23' }, '2026 年 11 月 23 日'],
])('says a period as one says it', (period, words) => {
  expect(periodText(period)).toBe(words)
})

describe('a certificate', () => {
  const one = {
    communityId: '320102001001',
    certificateId: 'x',
    residentId: 'x',
    number: 'x',
    name: '陈静',
    volunteerNumber: '1',
    from: '2026-01-01',
    to: '2026-11-23',
    services: 1,
    automaticMinutes: 60,
    addedMinutes: 0,
    isUnchanged: null,
    isProof: null,
    showsName: true,
    askedOn: '2026-11-20',
    publicUntil: '2026-11-27',
    issuedOn: null,
    endedOn: null,
    words: '',
    replacesId: null,
    version: 1,
  } as const

  test('on the list says until when', () => {
    expect(certificateLine({ ...one, status: 'published' }, '2026-11-23')).toContain('公示到 11 月 27 日')
    expect(certificateLine({ ...one, status: 'published' }, '2026-11-28')).toContain('马上出具')
  })

  test('whose ledger was put right is not called valid', () => {
    expect(certificateSaid({ status: 'issued', isUnchanged: true }).text).toBe('有效')
    expect(certificateSaid({ status: 'issued', isUnchanged: false }).text).toBe('时长改过了')
  })
})
