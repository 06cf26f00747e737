import { describe, expect, it } from 'vitest'
import type { Terms } from '../../../../shared/homecare/agreement-contract.ts'
import { clockMove, confirm, firstDue, isSecondSigning, mayDo, stop, writeAgreement } from './decide.ts'
import { agreementText, textHash } from './text.ts'

const days = { beginDay: '2026-12-01', endDay: '2027-11-30' }
const kept = { id: 'g', status: 'proposed', version: 2, textHash: 'old', ...days } as const
const command = { id: 'g', version: 2, textHash: 'new', ...days }
const approved = (...agreements: (typeof kept)[]) => ({ status: 'approved' as const, agreements })

describe('writing', () => {
  it.each([
    ['the first', approved(), { ...command, version: 0 }, 'insert'],
    ['another text', approved(kept), command, 'update'],
    ['the same text again', approved(kept), { ...command, textHash: 'old' }, 'nothing'],
  ])('%s', (_, application, now, what) => {
    expect(writeAgreement(application, now)).toEqual({ ok: true, data: what })
  })

  it.each([
    ['before the decision', { ...approved(), status: 'assessed' as const }, command, 'not_approved'],
    ['backwards', approved(kept), { ...command, endDay: '2026-11-30' }, 'days_reversed'],
    ['an older version', approved(kept), { ...command, version: 1 }, 'conflict'],
    ['one in force', approved({ ...kept, status: 'in_force' } as never), command, 'conflict'],
    [
      'beside one that runs',
      approved({ ...kept, id: 'x', status: 'in_force' } as never),
      command,
      'agreement_overlaps',
    ],
  ])('refuses %s', (_, application, now, code) => {
    expect(writeAgreement(application, now)).toMatchObject({ ok: false, code })
  })

  it('allows what begins the day after another ends', () => {
    const running = { ...kept, id: 'x', status: 'in_force', endDay: '2026-11-30', beginDay: '2025-12-01' } as never
    expect(writeAgreement(approved(running), { ...command, version: 0 })).toMatchObject({ ok: true })
  })
})

const open = { status: 'proposed', textHash: 'h', signed: { resident: false, provider: false } } as const
const signing = { side: 'resident', textHash: 'h', way: 'self', paperName: '' } as const

describe('confirming', () => {
  it.each([
    ['the person', open, signing, 'sign'],
    ['the daughter', open, { ...signing, way: 'family' }, 'sign'],
    ['staff for the provider', open, { ...signing, side: 'provider', way: 'staff' }, 'sign'],
    ['staff, with the name on paper', open, { ...signing, way: 'staff', paperName: '王秀英' }, 'sign'],
    ['again', { ...open, signed: { resident: true, provider: false } }, signing, 'repeat'],
  ] as const)('%s', (_, agreement, now, what) => {
    expect(confirm(agreement, now)).toEqual({ ok: true, data: what })
  })

  it.each([
    ['another text', { ...open, textHash: 'new' }, signing, 'text_changed'],
    ['for the provider by the person', open, { ...signing, side: 'provider' }, 'not_found'],
    ['on paper without a name', open, { ...signing, way: 'staff' }, 'name_needed'],
    ['what was stopped', { ...open, status: 'stopped' }, signing, 'conflict'],
  ] as const)('refuses %s', (_, agreement, now, code) => {
    expect(confirm(agreement, now)).toMatchObject({ ok: false, code })
  })

  it('is offered to whoever may', () => {
    expect(mayDo(open, 'self')).toEqual({ sign: ['resident'], stop: true, change: false })
    expect(mayDo(open, 'staff')).toEqual({ sign: ['resident', 'provider'], stop: true, change: true })
    expect(mayDo({ ...open, status: 'ended' }, 'family')).toEqual({ sign: [], stop: false, change: false })
    expect(mayDo({ ...open, status: 'in_force' }, 'staff')).toEqual({ sign: [], stop: true, change: false })
  })

  it('is told as the second one only when both confirmed the same text', () => {
    const entry = (version: number, kind: string) => ({ version, kind, at: '', by: '', byName: '', words: '' }) as never
    const history = [
      entry(1, 'written'),
      entry(2, 'resident_signed'),
      entry(3, 'rewritten'),
      entry(4, 'provider_signed'),
    ]
    expect(isSecondSigning(history, history[3] as never)).toBe(false)
    const last = entry(5, 'resident_signed')
    expect(isSecondSigning([...history, last], last)).toBe(true)
  })
})

describe('the clock', () => {
  const now = new Date('2026-11-24T02:00:00.000Z')
  it('reminds in the morning thirty days before, and else looks at the end', () => {
    expect(firstDue('2027-11-30', 30, now).toISOString()).toBe('2027-10-31T01:00:00.000Z')
    expect(firstDue('2026-12-01', 30, now).toISOString()).toBe('2026-12-01T16:00:00.000Z')
  })

  it.each([
    ['not due', { dueAt: new Date('2026-11-24T02:00:00.001Z') }, undefined],
    ['ends soon', { dueAt: now }, { kind: 'ends_soon', dueAt: new Date('2026-12-20T16:00:00.000Z') }],
    ['over', { dueAt: now, endDay: '2026-11-23' }, { kind: 'ended', status: 'ended', dueAt: null }],
    ['last day', { dueAt: now, endDay: '2026-11-24' }, { kind: 'ends_soon' }],
    ['stopped', { dueAt: now, status: 'stopped' }, undefined],
  ] as const)('%s', (_, over, expected) => {
    const move = clockMove({ status: 'in_force', endDay: '2026-12-20', ...over }, now)
    if (expected === undefined) expect(move).toBeUndefined()
    else expect(move).toMatchObject(expected)
  })
})

describe('stopping', () => {
  const running = { status: 'in_force', version: 3, endDay: '2026-12-20', lastBy: 'x' } as const
  const now = { version: 3, lastDay: '2026-11-30', accountId: 'me' }
  it('moves the last day forward, never back', () => {
    expect(stop(running, now)).toEqual({ ok: true, data: { isRepeat: false, endDay: '2026-11-30' } })
    expect(stop(running, { ...now, lastDay: '2027-01-01' })).toMatchObject({ data: { endDay: '2026-12-20' } })
    expect(stop({ ...running, version: 4 }, now)).toMatchObject({ code: 'conflict' })
    const stopped = { ...running, status: 'stopped', version: 4 } as const
    expect(stop({ ...stopped, lastBy: 'me' }, now)).toMatchObject({ data: { isRepeat: true } })
    expect(stop(stopped, now)).toMatchObject({ code: 'conflict' })
  })
})

describe('the text', () => {
  const terms: Terms = {
    ...{ providerId: 'p', providerName: '梅园养老服务站', categories: ['cleaning', 'meals'], hoursPerMonth: 20 },
    ...{ priceKind: 'low_price', group: 'living_alone', subsidyCents: 30_000, ...days, extra: '' },
  }
  const person = { name: '王秀英', address: '3 栋 2 单元 501' }
  const text = agreementText(terms, person).join('\n')

  it('says who, what, how long, for how much, in words', () => {
    for (const words of ['王秀英', '梅园养老服务站', '每月 20 小时', '300 元（独居老人）', '2027 年 11 月 30 日']) {
      expect(text).toContain(words)
    }
    expect(text.indexOf('助餐')).toBeLessThan(text.indexOf('助洁'))
  })

  it.each([
    ['the hours', { hoursPerMonth: 21 }],
    ['the price', { priceKind: 'free' }],
    ['the subsidy', { subsidyCents: 30_001 }],
    ['the last day', { endDay: '2027-12-01' }],
    ['a clause', { extra: '周末不来' }],
    ['a service', { categories: ['meals'] }],
  ] as const)('is another one when %s changes', (_, change) => {
    const other = agreementText({ ...terms, ...change } as Terms, person)
    expect(textHash(other)).not.toBe(textHash(agreementText(terms, person)))
  })
})
