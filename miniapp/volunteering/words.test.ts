import { expect, it } from 'vitest'
import { dayHeading } from '../text/days.ts'
import { byDay, byTime, lengthOf, placesWords, shiftPlaces, shortWhen, waitingWords } from './words.ts'

/** A Tuesday. */
const today = '2026-11-24'
const at = (day: string, time = '08:30') => new Date(`${day}T${time}:00+08:00`).toISOString()
const shift = (day: string, from = '08:30', to = '11:30') => ({ startsAt: at(day, from), endsAt: at(day, to) })

it.each([
  ['2026-11-24', '今天 8:30–11:30'],
  ['2026-11-25', '明天 8:30–11:30'],
  ['2026-11-28', '周六 8:30–11:30'],
  ['2026-12-05', '12 月 5 日 周六 8:30–11:30'],
])('says when %s is', (day, words) => {
  expect(shortWhen(shift(day), today)).toBe(words)
})

it('says a day and a length', () => {
  expect(dayHeading('2026-11-24', today)).toBe('今天')
  expect(dayHeading('2026-11-28', today)).toBe('11 月 28 日 周六')
  expect(lengthOf(shift('2026-11-28'))).toBe('3 小时')
  expect(lengthOf(shift('2026-11-28', '08:00', '11:30'))).toBe('3.5 小时')
})

it('groups activities as people speak of time', () => {
  const days = ['2026-11-23', '2026-11-24', '2026-11-25', '2026-11-29', '2026-11-30', '2026-12-06', '2026-12-07']
  const groups = byTime(
    days.map((day) => ({ firstStartsAt: at(day) })),
    today,
  )
  expect(groups.map(({ title, items }) => [title, items.length])).toEqual([
    ['今天', 2],
    ['这周', 2],
    ['下周', 2],
    ['12 月', 1],
  ])
  expect(byTime([{ firstStartsAt: at('2026-11-30') }], '2026-11-29')[0]?.title).toBe('下周')
})

it('keeps shifts of one day together', () => {
  const groups = byDay([shift('2026-11-28'), shift('2026-11-28', '12:00', '13:00'), shift('2026-11-29')])
  expect(groups.map(({ day, items }) => [day, items.length])).toEqual([
    ['2026-11-28', 2],
    ['2026-11-29', 1],
  ])
})

it('says how many are wanted', () => {
  expect(placesWords({ placesLeft: 2, neededSkill: null })).toBe('还缺 2 人')
  expect(placesWords({ placesLeft: 1, neededSkill: 'wheelchair' })).toBe('还缺 1 人，要会推轮椅')
  expect(placesWords({ placesLeft: 0, neededSkill: 'wheelchair' })).toBe('人满了，可以候补')
  expect(placesWords({ placesLeft: 0, capacity: 0, neededSkill: null })).toBe('已经开始了')
  expect(placesWords({ kind: 'lecture', placesLeft: 20, neededSkill: null })).toBe('还有 20 个位子')
  expect(shiftPlaces({ placesLeft: 0, waiting: 3, open: true, kept: null })).toBe('人满了，3 人候补')
  expect(shiftPlaces({ placesLeft: 0, waiting: 0, open: true, kept: null })).toBe('人满了')
  expect(shiftPlaces({ placesLeft: 4, waiting: 0, open: true, kept: null })).toBe('还缺 4 人')
  expect(shiftPlaces({ placesLeft: 4, waiting: 0, open: false, kept: null })).toBe('不再报名')
  expect(shiftPlaces({ placesLeft: 0, waiting: 100, open: true, kept: null })).toBe('人满了，99 多人候补')
  const kept = { places: 2, until: at('2026-11-25', '10:00'), forMe: false }
  expect(shiftPlaces({ placesLeft: 0, waiting: 0, open: true, kept })).toBe('其余先留着')
  expect(shiftPlaces({ placesLeft: 0, waiting: 3, open: true, kept })).toBe('其余先留着，3 人候补')
  expect(waitingWords(100)).toBe('候补在 99 位以后')
  expect(waitingWords(2)).toBe('候补第 2 位')
  expect(waitingWords(null)).toBe('候补中')
})
