import { describe, expect, it } from 'vitest'
import type { Subsidy } from '../../shared/booking/schemas.ts'
import {
  bringWords,
  limitsWords,
  ownPriceWords,
  priceKindWords,
  priceWords,
  reservedWords,
  subsidyWords,
  yuan,
} from './price-words.ts'

const service = (priceKind: 'free' | 'low_price' | 'full_price', priceCents: number, subsidies: Subsidy[] = []) => ({
  priceKind,
  priceCents,
  subsidies,
})

describe('money', () => {
  it('is said without needless digits', () => expect([1200, 850, 0].map(yuan)).toEqual(['12', '8.5', '0']))
  it('is not said where there is none to pay', () => expect([0, 500].map(priceWords)).toEqual(['不要钱', '5 元']))
  it.each([
    [service('free', 0), '免费'],
    [service('free', 900), '免费'],
    [service('low_price', 0), '免费'],
    [service('low_price', 1000), '低偿'],
    [service('full_price', 4000), '按价'],
  ])('%o is %s', (one, words) => expect(priceKindWords(one)).toBe(words))
  it('says why it is less', () => {
    expect(ownPriceWords(500, '高龄老人补贴价')).toBe('5 元，高龄老人补贴价')
    expect(ownPriceWords(1000, '')).toBe('10 元')
  })
})

describe('who pays less', () => {
  it('is said from the least help to the most, and only where it is less', () => {
    const words = subsidyWords(
      service('low_price', 1000, [
        { group: 'hardship', priceCents: 0 },
        { group: 'special_contribution', priceCents: 1000 },
        { group: 'advanced_age', priceCents: 500 },
      ]),
    )
    expect(words).toBe('80 岁以上 5 元，困难老人不要钱')
  })
  it('is nobody where it is free', () => {
    expect(subsidyWords(service('free', 0, [{ group: 'hardship', priceCents: 0 }]))).toBe('')
    expect(subsidyWords(service('low_price', 1000))).toBe('')
  })
})

describe('how often', () => {
  it.each([
    [{ limits: [], openLimit: 1 }, '办完一次再约下一次'],
    [{ limits: [], openLimit: 2 }, '同时最多约 2 次'],
    [{ limits: [], openLimit: 30 }, ''],
    [{ limits: [{ per: 'person' as const, period: 'week' as const, most: 1 }], openLimit: 30 }, '每人一周最多 1 次'],
    [
      { limits: [{ per: 'household' as const, period: 'month' as const, most: 4 }], openLimit: 2 },
      '一家一个月最多 4 次，同时最多约 2 次',
    ],
  ])('%o', (rules, words) => expect(limitsWords(rules)).toBe(words))
})

it('kept places are said with whom they are for and until when', () => {
  expect(reservedWords(2)).toBe('给 70 岁以上老人、残疾人和打电话来的留了 2 个位子。开始前一天还空着，谁都能约。')
  expect(reservedWords(0)).toBe('')
})

it('what to bring is said with its notes', () => {
  const material = (name: string, note: string) => ({ materialId: name, name, note, precheck: false })
  expect(bringWords({ materials: [], bring: [] })).toBe('什么都不用带')
  expect(bringWords({ materials: [], bring: ['身份证'] })).toBe('身份证')
  expect(bringWords({ materials: [material('身份证', ''), material('银行卡', '办补贴的才要')], bring: [] })).toBe(
    '身份证，银行卡（办补贴的才要）',
  )
})
