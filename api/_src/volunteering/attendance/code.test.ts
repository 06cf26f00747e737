import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { codeIn, codeSeconds, codeText, codeToleranceSeconds } from '../../../../shared/volunteering/attendance.ts'
import { newId } from '../../platform/ids.ts'
import { codesFrom, judge, newSecret, oneTimePassword } from './code.ts'

describe('oneTimePassword', () => {
  // RFC 6238, appendix B, the rows for SHA-256.
  it.each([
    [59, '46119246'],
    [1_111_111_109, '68084774'],
    [1_111_111_111, '67062674'],
    [1_234_567_890, '91819424'],
    [2_000_000_000, '90698825'],
    [20_000_000_000, '77737706'],
  ])('is what RFC 6238 says at second %i', (second, expected) => {
    const secret = Buffer.from('12345678901234567890123456789012')
    expect(oneTimePassword(secret, Math.floor(second / 30), 8)).toBe(expected)
  })
})

const communityId = '320102001001'
const keyOf = () => ({ communityId, shiftId: newId(), secret: newSecret() })
const later = (at: Date, seconds: number) => new Date(at.getTime() + seconds * 1000)
const moments = fc.date({ min: new Date('2026-01-01'), max: new Date('2040-01-01'), noInvalidDate: true })
const firstOf = (key: ReturnType<typeof keyOf>, now: Date) => {
  const [code] = codesFrom(key, now)
  if (!code) throw new Error('no code')
  return code
}

describe('a code', () => {
  it('counts from the moment it is shown until its tolerance ends, and says when it was shown', () => {
    fc.assert(
      fc.property(moments, fc.integer({ min: 0, max: 600 }), fc.boolean(), (now, seconds, byNumber) => {
        const key = keyOf()
        const { text, number, startsAt } = firstOf(key, now)
        const then = later(now, seconds)
        const end = later(new Date(startsAt), codeSeconds)
        const judged = judge(byNumber ? { number } : { code: text }, key, then)
        if (then.getTime() <= end.getTime() + codeToleranceSeconds * 1000) {
          expect(judged).toEqual({ kind: 'right', way: byNumber ? 'number' : 'code', at: then < end ? then : end })
        } else if (!byNumber) expect(judged).toEqual({ kind: 'old' })
        // Once in two hundred thousand a number of the past is one of now as well.
        else if (judged.kind === 'right') expect(judged.at > end).toBe(true)
      }),
    )
  })

  it('is of one shift, one community, one secret, and nobody can change a letter of it', () => {
    fc.assert(
      fc.property(moments, fc.integer({ min: 0, max: 300 }), (now, place) => {
        const key = keyOf()
        const { text } = firstOf(key, now)
        expect(judge({ code: text }, { ...key, shiftId: newId() }, now)).toEqual({ kind: 'other' })
        expect(judge({ code: text }, { ...key, secret: newSecret() }, now)).toEqual({ kind: 'wrong_code' })
        expect(judge({ code: text }, { ...key, communityId: '320102001002' }, now)).toEqual({ kind: 'wrong_code' })
        const index = place % text.length
        const changed = `${text.slice(0, index)}${text[index] === '3' ? '4' : '3'}${text.slice(index + 1)}`
        expect(judge({ code: changed }, key, now).kind).not.toBe('right')
      }),
    )
  })

  it('of a later half minute proves nothing yet', () => {
    const key = keyOf()
    const now = new Date('2026-11-28T00:30:00.000Z')
    const codes = codesFrom(key, now)
    expect(codes.length * codeSeconds).toBeGreaterThanOrEqual(150)
    for (const [index, code] of codes.entries()) {
      expect(judge({ code: code.text }, key, later(now, index * codeSeconds)).kind).toBe('right')
      expect(judge({ code: code.text }, key, now).kind).toBe(index === 0 ? 'right' : 'wrong_code')
    }
  })

  it('is nothing while nobody has asked for one', () => {
    const key = { communityId, shiftId: newId(), secret: null }
    const now = new Date('2026-11-28T00:30:00.000Z')
    expect(judge({ number: '123456' }, key, now)).toEqual({ kind: 'wrong_number' })
    const code = codeText({ shiftId: key.shiftId, step: 59_000_000, signature: '0'.repeat(16) })
    expect(judge({ code }, key, now)).toEqual({ kind: 'wrong_code' })
  })
})

it.each([
  '',
  'llt-here:',
  'https://example.com',
  `llt-here:${newId()}:12:ABC`,
  ` llt-here:${newId()}:1:0000000000000000`,
])('is not in “%s”', (text) => expect(codeIn(text)).toBeUndefined())
