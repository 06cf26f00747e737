import { expect, it } from 'vitest'
import { answerLines, daysOf, lateWords, percent, waitedWords } from './report.ts'

const figures = {
  calls: 42,
  withdrawn: 2,
  answered: 40,
  within15Seconds: 38,
  within60Seconds: 39,
  within180Seconds: 39,
  arrived: 0,
  within45Minutes: 0,
  within60Minutes: 0,
  slowestAnswerSeconds: 200,
  pressedByMistake: 1,
  reopened: 0,
  rated: 0,
  ratedGood: 0,
}

it('never rounds a share up to a target it did not reach', () => {
  expect(percent(989_99, 1000_00)).toBe('98.9%')
  expect(percent(99, 100)).toBe('99%')
  expect(percent(0, 0)).toBe('—')
})

it('holds the answers against their targets, without those taken back', () => {
  expect(answerLines(figures)).toMatchObject([
    { title: '15 秒内有人接', share: '95%', target: '目标 95%', isMet: true },
    { title: '60 秒内有人接', share: '97.5%', target: '目标 97.5%', isMet: true },
    { title: '180 秒内有人接', share: '97.5%', target: '目标 99%', isMet: false },
  ])
  expect(answerLines({ ...figures, calls: 2 }).map(({ isMet }) => isMet)).toEqual([null, null, null])
})

it('knows first and last day of each period, over the end of a year too', () => {
  expect(daysOf('month', '2026-11-22')).toEqual({ from: '2026-11-01', to: '2026-11-22' })
  expect(daysOf('lastMonth', '2026-01-05')).toEqual({ from: '2025-12-01', to: '2025-12-31' })
  expect(daysOf('quarter', '2026-03-01')).toEqual({ from: '2025-12-02', to: '2026-03-01' })
})

it('says how long somebody waited', () => {
  expect(waitedWords(240)).toBe('等了 4 分钟')
  expect(lateWords({ level: null, waitedSeconds: 200 })).toBe('等了 3 分 20 秒，没等到人')
})
