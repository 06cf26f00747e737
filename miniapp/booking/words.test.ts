import { describe, expect, it } from 'vitest'
import type { Slot } from '../../shared/booking/contract.ts'
import type { Identity } from '../../shared/people/contract.ts'
import {
  ageReason,
  byDay,
  dayHeading,
  dayState,
  hourOf,
  lengthWords,
  longMoment,
  momentOf,
  nearDay,
  nearestFree,
  serviceLine,
  shortMoment,
  slotSaid,
  slotWords,
} from './words.ts'

const today = '2026-11-24'

describe('days and hours as they are said', () => {
  it.each([
    ['2026-11-24', '今天', '今天'],
    ['2026-11-25', '明天', '明天'],
    ['2026-11-26', '后天', '后天'],
    ['2026-11-27', '周五', '11 月 27 日 周五'],
    ['2026-11-30', '周一', '11 月 30 日 周一'],
    ['2026-12-01', '12 月 1 日', '12 月 1 日 周二'],
    ['2026-11-23', '11 月 23 日', '11 月 23 日 周一'],
  ])('%s: %s', (day, near, heading) => {
    expect(nearDay(day, today)).toBe(near)
    expect(dayHeading(day, today)).toBe(heading)
  })

  it('says hours without a leading zero, in Chinese time', () => {
    expect(hourOf('2026-11-24T01:05:00.000Z')).toBe('9:05')
    expect(momentOf('2026-11-25T10:00:00.000Z', today)).toBe('明天 18:00')
  })

  it.each([
    [20, '20 分钟'],
    [60, '1 小时'],
    [90, '1 小时 30 分钟'],
  ])('%i minutes: %s', (minutes, words) => expect(lengthWords(minutes)).toBe(words))

  it('says a booked moment long on a ticket and short in a bar', () => {
    expect(longMoment('2026-11-27T06:00:00.000Z', today)).toBe('11 月 27 日 周五 14:00')
    expect(longMoment('2026-11-25T06:00:00.000Z', today)).toBe('明天 14:00')
    expect(shortMoment('2026-11-27T06:00:00.000Z')).toBe('周五 27 日 14:00')
  })
})

describe('what stands under a day', () => {
  const slot = (state: Slot['state'], placesLeft = 2) => ({ state, placesLeft }) as Slot
  it.each([
    ['', [], '休息', false, false],
    ['国庆节', [], '国庆节', false, false],
    ['国庆节', [slot('open')], '余 2', true, true],
    ['', [slot('closed')], '停约', false, false],
    ['', [slot('full', 0), slot('closed')], '约满', true, false],
    ['', [slot('open'), slot('open', 3), slot('full', 0)], '余 5', true, true],
    ['', [slot('mine', 1), slot('full', 0)], '约了', true, false],
  ])('%s %o', (dayWords, slots, text, canChoose, hasPlace) =>
    expect(dayState({ dayWords, slots })).toEqual({ text, canChoose, hasPlace }),
  )
})

describe('what stands under an hour', () => {
  const slot = (over: Partial<Slot>) => ({ state: 'open', placesLeft: 2, waiting: 0, ...over }) as Slot
  it.each([
    [slot({}), '余 2', '余 2'],
    [slot({ state: 'full' }), '可排队', '约满了，可以排队'],
    [slot({ state: 'full', waiting: 3 }), '3 人排', '约满了，3 个人在排队'],
    [slot({ state: 'closed' }), '停约', '停约'],
    [slot({ state: 'mine' }), '约好了', '约好了'],
  ])('%o', (one, words, said) => {
    expect(slotWords(one)).toBe(words)
    expect(slotSaid(one)).toBe(said)
  })
})

describe('the free times nearest to a booked one', () => {
  const at = (hour: string, state: Slot['state'] = 'open') =>
    ({ state, startsAt: `2026-11-25T${hour}:00.000Z` }) as Slot
  it('are chosen by distance and shown in order, the full ones left out', () => {
    const slots = [at('01:00'), at('02:00'), at('03:00', 'full'), at('03:10'), at('09:00')]
    const near = nearestFree(slots, '2026-11-25T03:00:00.000Z', 3)
    expect(near.map(({ startsAt }) => startsAt.slice(11, 16))).toEqual(['01:00', '02:00', '03:10'])
  })
  it('leave the given list as it is', () => {
    const slots = [at('09:00'), at('01:00')]
    nearestFree(slots, '2026-11-25T03:00:00.000Z', 1)
    expect(slots.map(({ startsAt }) => startsAt.slice(11, 16))).toEqual(['09:00', '01:00'])
  })
})

describe('the line under a service', () => {
  const service = { nextFreeAt: '2026-11-25T01:00:00.000Z', nextFreeDay: '2026-11-25', providerName: '梅园养老站' }
  it.each([
    ['home' as const, '最早明天 9:00，上门，梅园养老站'],
    ['hall' as const, '最早明天 9:00，到店，梅园养老站'],
    ['phone' as const, '最早明天 9:00，打电话，梅园养老站'],
  ])('%s', (channel, line) => expect(serviceLine({ ...service, channel }, today)).toBe(line))
  it('says that one may queue where everything is taken', () => {
    expect(serviceLine({ ...service, nextFreeAt: null, nextFreeDay: null, channel: 'hall' }, today)).toBe(
      '这两周约满了，能排队，到店，梅园养老站',
    )
  })
})

describe('who may use a service', () => {
  it.each([
    [{ age: 82 }, 60, undefined],
    [{ age: 59 }, 60, '没到 60 岁'],
    [{ age: null }, 60, '还没登记生日'],
    [{ age: 5 }, null, undefined],
  ] as [Pick<Identity, 'age'>, number | null, string | undefined][])('%o from %s on: %s', (who, minimum, reason) => {
    expect(ageReason(who, minimum)).toBe(reason)
  })
})

describe('byDay', () => {
  it('keeps the order and opens a heading per local day', () => {
    const items = ['2026-11-24T15:00:00.000Z', '2026-11-24T16:00:00.000Z', '2026-11-25T01:00:00.000Z']
    const days = byDay(items.map((startsAt) => ({ startsAt })))
    expect(days.map(({ day, items: own }) => [day, own.length])).toEqual([
      ['2026-11-24', 1],
      ['2026-11-25', 2],
    ])
  })
})
