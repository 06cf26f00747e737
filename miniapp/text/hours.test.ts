import { describe, expect, it } from 'vitest'
import type { HoursEntry } from '../../shared/records/hours-contract.ts'
import { dayIn, findingWords, lineNote, lineTitle, minutesIn, missingWords, monthHeading } from './hours.ts'

const today = '2026-11-23'
const line: HoursEntry = {
  seq: 1,
  kind: 'service',
  basis: 'automatic',
  minutes: 180,
  serviceDay: '2026-11-21',
  shownOn: '2026-11-21',
  monthMinutes: 510,
  title: '陪老人去医院复查',
  content: '陪诊',
  place: '市一院',
  organiserName: '银发互助队',
  personInCharge: '赵雨桐',
  checkedInAt: '2026-11-20T23:28:00.000Z',
  checkedOutAt: '2026-11-21T02:31:00.000Z',
  checkOutWasForgotten: false,
  correctsSeq: null,
  reason: '',
  enteredByName: '',
  confirmedByName: '',
  enteredAt: '2026-11-21T03:00:00.000Z',
}

describe('a line of the ledger', () => {
  it.each([
    [{}, '陪老人去医院复查', '21 日，签到 7:28，签退 10:31'],
    [{ checkOutWasForgotten: true }, '陪老人去医院复查', '21 日，签到 7:28，没签退，算到 10:31'],
    [
      { checkedInAt: null, checkedOutAt: null, enteredByName: '赵雨桐', confirmedByName: '李敏' },
      '陪老人去医院复查',
      '21 日，赵雨桐补录，李敏核对',
    ],
    [
      { kind: 'correction', serviceDay: '2026-10-30', shownOn: '2026-11-08', reason: '送晚饭多记了半小时' },
      '更正 10 月 30 日',
      '8 日，送晚饭多记了半小时',
    ],
  ] as const)('%o', (over, title, note) => {
    expect([lineTitle({ ...line, ...over }), lineNote({ ...line, ...over })]).toEqual([title, note])
  })

  it('stands under its month, with the year when it is another', () => {
    expect(monthHeading('2026-11-21', today)).toBe('11 月')
    expect(monthHeading('2025-09-01', today)).toBe('2025 年 9 月')
  })
})

it('never says that less is missing than is', () => {
  expect(missingWords(10_410)).toBe('还差 173.5 小时')
  expect(missingWords(1)).toBe('还差 0.1 小时')
})

it('says what the audit found', () => {
  const whose = { residentId: '', volunteerNumber: '', name: '' }
  expect(findingWords({ ...whose, problem: 'missing', seq: 3 })).toBe('第 3 笔不见了')
  expect(findingWords({ ...whose, problem: 'account', seq: null })).toBe('总数和每一笔加起来不一样')
})

it.each([
  ['11 月 3 日', '2026-11-03'],
  ['11-23', '2026-11-23'],
  ['11-24', '2025-11-24'],
  ['2025.2.28', '2025-02-28'],
  ['2-30', undefined],
  ['13-1', undefined],
  ['2027-1-1', undefined],
  ['3', undefined],
  ['昨天', undefined],
])('reads the day "%s" as %s', (words, day) => {
  expect(dayIn(words, today)).toBe(day)
})

it.each([
  ['2.5', 150],
  ['2', 120],
  [' 0.75 ', 45],
  ['12', 720],
  ['12.1', undefined],
  ['两小时', undefined],
  ['', undefined],
])('reads "%s" as %s minutes', (words, minutes) => {
  expect(minutesIn(words, 720)).toBe(minutes)
})
