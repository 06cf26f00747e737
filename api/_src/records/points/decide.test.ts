import { describe, expect, it } from 'vitest'
import { pointsFor } from '../../../../shared/records/points.ts'
import { earnedLines, givenName, giftLines, periodOf, periodSums, pickUpNumber, placesOf, standing } from './decide.ts'

const now = new Date('2026-11-24T02:00:00.000Z')

describe('points for minutes', () => {
  it.each([
    [60, 10, 10],
    [95, 10, 15],
    [5, 10, 0],
    [-30, 10, -5],
    [-5, 10, 0],
    [120, 0, 0],
  ])('%i minutes at %i an hour give %i', (minutes, perHour, points) => {
    expect(pointsFor(minutes, perHour)).toBe(points)
  })
})

describe('lines of a transfer', () => {
  const entry = {
    id: 'E',
    residentId: 'R',
    seq: 1,
    kind: 'service',
    minutes: 90,
    title: '送晚饭',
    enteredAt: now,
    correctedPerHour: undefined,
  } as const

  it.each([
    ['service', { ...entry }, 10, 15],
    [
      'a correction by what was given then',
      { ...entry, kind: 'correction', minutes: -60, correctedPerHour: 4 },
      10,
      -4,
    ],
    ['a correction of a line counted with it', { ...entry, kind: 'correction', minutes: -60 }, 10, -10],
  ] as const)('%s: both halves, summing to zero', (_, given, perHour, points) => {
    const lines = earnedLines('320102001001', given, perHour)
    expect(lines.map((line) => [line.account_kind, line.account_id, line.points])).toEqual([
      ['volunteer', 'R', points],
      ['issue', '', -points],
    ])
  })

  it('keeps what an hour gave for less than a point', () => {
    const lines = earnedLines('320102001001', { ...entry, minutes: 5 }, 10)
    expect(lines.map((line) => [line.points, line.per_hour])).toEqual([
      [0, 10],
      [0, 10],
    ])
  })

  it('moves points to the gift and back', () => {
    const redemption = {
      communityId: '320102001001',
      id: 'X',
      residentId: 'R',
      giftId: 'G',
      giftName: '伞',
      points: 30,
    }
    expect(giftLines(redemption, 'gift', now).map(({ points }) => points)).toEqual([-30, 30])
    expect(giftLines(redemption, 'gift_back', now).map(({ points }) => points)).toEqual([30, -30])
  })
})

it.each([
  [12, { balance: 12, debt: 0 }],
  [0, { balance: 0, debt: 0 }],
  [-7, { balance: 0, debt: 7 }],
])('worth %i stands as %o', (worth, expected) => {
  expect(standing(worth)).toEqual({ balance: expected.balance, debt: expected.debt + 0 })
})

it('sums what was touched, its year, and everything', () => {
  const months = [
    { month: '2025-12', minutes: 100 },
    { month: '2026-10', minutes: 30 },
    { month: '2026-11', minutes: -10 },
  ]
  expect([...periodSums(months, new Set(['2026-11']))]).toEqual([
    ['all', 120],
    ['2026', 20],
    ['2026-11', -10],
  ])
})

it.each([
  ['month', '2026-11'],
  ['year', '2026'],
  ['all', 'all'],
] as const)('the period %s of a day is %s', (period, key) => {
  expect(periodOf(period, '2026-11-24')).toBe(key)
})

it.each([
  ['陈静', '静'],
  ['王秀英', '秀英'],
  ['欧阳春华', '春华'],
  ['司马光', '光'],
  ['李', '志愿者'],
  [null, '志愿者'],
])('the given name of %s is %s', (name, given) => {
  expect(givenName(name)).toBe(given)
})

it('gives the same place to the same minutes', () => {
  expect(placesOf([9, 7, 7, 3])).toEqual([1, 2, 2, 4])
})

it('draws six digits', () => {
  expect(pickUpNumber('01JDM4Q8T2V6WKB3C7F9H1NRPZ')).toMatch(/^\d{6}$/)
})
