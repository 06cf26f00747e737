import { describe, expect, it } from 'vitest'
import type { VolunteerSheet } from '../../../shared/volunteers/registration-contract.ts'
import {
  bornOf,
  consentProblems,
  detailsOf,
  draftOf,
  guardianProblems,
  isMinor,
  keptDraft,
  refusedAt,
  toKeep,
  whoProblems,
} from './draft.ts'

const today = '2026-11-24'
const sheet: VolunteerSheet = {
  volunteer: null,
  prefill: { name: '方文博', sex: 'male', birthDate: '1992-03-04', phone: '13900001111', livingArea: '2 栋' },
  leastAge: 14,
  guardianTold: false,
  ready: true,
}
const fresh = draftOf(sheet, '梅园社区')
const grown = { ...fresh, idNumber: '11010519491231002x' }

describe('the form of registration', () => {
  it('opens with what the community knows, and nothing agreed to', () => {
    expect(fresh).toMatchObject({ name: '方文博', phone: '13900001111', livingArea: '梅园社区 2 栋', agreed: [] })
  })

  it('reads birth date and sex from the number', () => {
    expect(bornOf(fresh, sheet)).toBeUndefined()
    expect(bornOf(grown, sheet)).toEqual({ birthDate: '1949-12-31', sex: 'female' })
    expect(detailsOf(grown, sheet, today)).toMatchObject({
      idNumber: '11010519491231002X',
      birthDate: '1949-12-31',
      guardian: null,
    })
  })

  it.each([
    ['', '请写上身份证号，登记要核对本人。'],
    ['3201021944', '还差 8 位，请接着填。'],
    ['110105194912310021', '号码不对，请对着证件再看一遍。'],
    ['320102201501010014', '号码不对，请对着证件再看一遍。'],
  ])('says what is wrong with %s', (idNumber, words) => {
    expect(whoProblems({ ...fresh, idNumber }, sheet, today)).toEqual({ idNumber: words })
  })

  it('asks for a grown-up below 18, who has a telephone of their own', () => {
    const young = { ...fresh, idNumber: '32010220110512002X' }
    expect(isMinor(grown, sheet, today)).toBe(false)
    expect(isMinor(young, sheet, today)).toBe(true)
    expect(guardianProblems(young)).toMatchObject({ guardianName: '请写上家长的姓名。' })
    const shared = { ...young, guardianName: '陈静', guardianPhone: '139 0000 1111' }
    expect(guardianProblems(shared)).toEqual({ guardianPhone: '和本人的电话一样。请写家长自己的电话。' })
    expect(guardianProblems({ ...shared, guardianPhone: '13900002222' })).toEqual({})
  })

  it('keeps a draft without the number, and takes nothing else for a draft', () => {
    const kept: unknown = JSON.parse(JSON.stringify(toKeep({ ...grown, introduction: '退休电工' })))
    expect(JSON.stringify(kept)).not.toContain('110105')
    expect(keptDraft(kept, fresh)).toEqual({ ...fresh, introduction: '退休电工' })
    expect(keptDraft({ name: 7 }, fresh)).toBe(fresh)
    expect(keptDraft(undefined, fresh)).toBe(fresh)
  })

  it('cannot do without the first consent', () => {
    expect(consentProblems({ ...fresh, agreed: ['calls'] })).not.toEqual({})
    expect(consentProblems({ ...fresh, agreed: ['records'] })).toEqual({})
  })

  it('shows a refusal at its field', () => {
    expect(refusedAt({ code: 'id_number_taken', message: '登记过了。' })).toEqual({ idNumber: '登记过了。' })
    const wrong = { code: 'invalid_input', message: '', details: { fields: ['details.sex'] } }
    expect(refusedAt(wrong)).toEqual({ idNumber: '和证件对不上，请再填一遍证件号。' })
    expect(refusedAt({ code: 'conflict', message: '' })).toEqual({})
  })
})
