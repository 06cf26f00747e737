import { describe, expect, it } from 'vitest'
import { groupsOf, notedGroups, priceFor, type Priced, type ResidentGroup } from './groups.ts'
import { nextMonth, lineKindOf } from './settlement.ts'
import { abilityOf, missingIn, surveyQuestions, type Answers } from './survey.ts'
import { yuanOf } from './words.ts'

const today = '2026-11-24'

describe('the groups of a resident', () => {
  it.each([
    ['lives alone', { birthDate: '1950-01-01', livingAlone: true, noted: [] }, ['living_alone']],
    ['is 80 today', { birthDate: '1946-11-24', livingAlone: false, noted: [] }, ['advanced_age']],
    ['is 80 tomorrow', { birthDate: '1946-11-25', livingAlone: false, noted: [] }, []],
    ['has no birthday on file', { birthDate: null, livingAlone: false, noted: ['disabled'] }, ['disabled']],
    [
      'everything at once, in one order',
      { birthDate: '1930-01-01', livingAlone: true, noted: ['special_contribution', 'hardship'] },
      ['living_alone', 'hardship', 'advanced_age', 'special_contribution'],
    ],
  ] as const)('%s', (_, person, groups) => {
    expect(groupsOf(person, today)).toEqual(groups)
  })

  it.each([
    [null, []],
    ['disabled:2026-01-05:', ['disabled']],
    ['disabled:2026-11-25:', []],
    ['disabled:2026-11-24:2026-11-24', ['disabled']],
    ['disabled:2025-01-01:2026-11-23 hardship:2026-11-01:', ['hardship']],
    ['hardship:2024-01-01:2024-12-31 hardship:2026-01-01:', ['hardship']],
    ['made_up:2020-01-01:', []],
  ] as const)('noted as %s', (text, groups) => {
    expect(notedGroups(text, today)).toEqual(groups)
  })
})

describe('the price', () => {
  const full: Priced = {
    priceKind: 'full_price',
    priceCents: 3000,
    subsidies: [
      { group: 'living_alone', priceCents: 1000 },
      { group: 'disabled', priceCents: 500 },
      { group: 'hardship', priceCents: 5000 },
    ],
  }
  it.each<[ResidentGroup[], number, ResidentGroup | null]>([
    [[], 3000, null],
    [['advanced_age'], 3000, null],
    [['living_alone'], 1000, 'living_alone'],
    [['living_alone', 'disabled'], 500, 'disabled'],
    // A subsidy never makes it dearer.
    [['hardship'], 3000, null],
  ])('for %j is %i', (groups, priceCents, group) => {
    expect(priceFor(full, groups)).toEqual({ priceCents, group })
  })

  it('of what is free is nothing, whatever stands beside it', () => {
    expect(priceFor({ ...full, priceKind: 'free' }, ['disabled'])).toEqual({ priceCents: 0, group: null })
  })
})

describe('the survey', () => {
  const well = Object.fromEntries(surveyQuestions.map(({ code }) => [code, 'well'])) as Answers

  it.each([
    [{}, 'able'],
    [{ memory: 'not', sight: 'not', hearing: 'helped' }, 'able'],
    [{ bathing: 'helped' }, 'partly'],
    [{ bathing: 'not', toilet: 'helped', bed: 'helped' }, 'partly'],
    [{ bathing: 'not', toilet: 'helped', bed: 'helped', eating: 'helped' }, 'unable'],
    [{ eating: undefined }, undefined],
  ] as const)('with %j means %s', (answers, level) => {
    expect(abilityOf({ ...well, ...answers } as Answers)).toBe(level)
  })

  it('says what is still to be filled in', () => {
    expect(missingIn({ answers: well, carer: 'nobody', wanted: ['meals'] })).toEqual([])
    expect(missingIn({ answers: { ...well, bed: undefined } as never, carer: null, wanted: [] })).toEqual([
      '上下床',
      '家里谁照顾',
      '想要哪些服务',
    ])
  })
})

describe('sheets', () => {
  it.each([
    ['2026-11', '2026-12'],
    ['2026-12', '2027-01'],
    ['2026-09', '2026-10'],
  ])('after %s comes %s', (month, next) => {
    expect(nextMonth(month)).toBe(next)
  })

  it.each([
    [{ priceKind: 'free', group: 'disabled' }, 'free'],
    [{ priceKind: 'low_price', group: null }, 'low_price'],
    [{ priceKind: 'low_price', group: 'hardship' }, 'subsidised'],
    [{ priceKind: 'full_price', group: null }, 'own'],
  ] as const)('%j counts as %s', (line, kind) => {
    expect(lineKindOf(line)).toBe(kind)
  })

  it.each([
    [0, '0'],
    [1250, '12.50'],
    [-1205, '-12.05'],
    [300, '3'],
  ])('%i fen are %s yuan', (cents, words) => {
    expect(yuanOf(cents)).toBe(words)
  })
})
