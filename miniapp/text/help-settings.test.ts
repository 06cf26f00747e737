import { expect, it } from 'vitest'
import { defaultSettings, type PlanRule } from '../../shared/help/settings.ts'
import {
  changedWords,
  chainWords,
  durationWords,
  hoursWords,
  ruleWords,
  stagesOf,
  stageWords,
} from './help-settings.ts'

const night: PlanRule = {
  intents: ['daily_help', 'question'],
  fromHour: 22,
  toHour: 6,
  levels: [
    { level: 'community', seconds: 600, fromStart: true },
    { level: 'district', seconds: 90, fromStart: false },
  ],
  ringsFamily: false,
  ringsNeighbours: false,
}

it('reads the default plan as a sentence, with the time until more are rung', () => {
  expect(defaultSettings.rules.map(ruleWords)).toEqual([
    '全天，紧急求助、身体不适：网格员和值守台 2 分钟 → 街道 1 分钟 → 区中心 1 分钟，从头再来；同时叫家人和邻居',
    '全天，找家人：网格员和值守台 10 分钟 → 街道 5 分钟 → 区中心 5 分钟，从头再来；同时叫家人',
    '全天，生活帮助、咨询、找家人：网格员和值守台 10 分钟 → 街道 5 分钟 → 区中心 5 分钟，从头再来',
  ])
})

it('reads a night of its own', () => {
  expect(ruleWords(night)).toBe('22 点到第二天 6 点，生活帮助、咨询：值守台 10 分钟 → 区中心 1 分 30 秒，从头再来')
  expect(hoursWords({ fromHour: 6, toHour: 22 })).toBe('6 点到 22 点')
})

it('gives those who ring already the time of the level that only joins in name', () => {
  const [grid, community] = defaultSettings.rules[0]?.levels ?? []
  if (!grid || !community) throw new Error('no levels')
  expect(stagesOf([grid, { ...community, fromStart: false }])).toEqual([
    { who: '网格员', seconds: 60 },
    { who: '值守台', seconds: 60 },
  ])
  expect(stagesOf([])).toEqual([])
  expect(stageWords(defaultSettings.rules[0]?.levels ?? [])).toEqual([
    '网格员和值守台响 2 分钟',
    '没人接，街道响 1 分钟',
    '再没人接，区中心响 1 分钟',
    '还没人接，从头再来',
  ])
  expect(chainWords({ levels: [grid], ringsFamily: false, ringsNeighbours: true })).toBe(
    '网格员 1 分钟，从头再来；同时叫邻居',
  )
})

it.each([
  [45, '45 秒'],
  [60, '1 分钟'],
  [90, '1 分 30 秒'],
  [600, '10 分钟'],
])('says %d s as %s', (seconds, words) => expect(durationWords(seconds)).toBe(words))

it('reads out what changes, and what goes', () => {
  const [urgent, ...others] = defaultSettings.rules
  if (!urgent) throw new Error('no rule')
  expect(changedWords(defaultSettings, defaultSettings)).toEqual([])
  expect(changedWords(defaultSettings, { ...defaultSettings, rules: [urgent, ...others, night] })).toEqual([
    ruleWords(night),
  ])
  expect(changedWords(defaultSettings, { ...defaultSettings, rules: others })).toEqual([`不再用：${ruleWords(urgent)}`])
  expect(
    changedWords(defaultSettings, {
      ...defaultSettings,
      callBackBy: '10:00',
      takeOverGraceSeconds: 30,
      secondsToProgress: { ...defaultSettings.secondsToProgress, en_route: 900 },
    }),
  ).toEqual(['出发以后，多久要到：15 分钟', '有人要接手，原来的人有多久可以说不：30 秒', '第二天 10:00 以前回访'])
})
