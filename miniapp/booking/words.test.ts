import { describe, expect, it } from 'vitest'
import type { Slot } from '../../shared/booking/contract.ts'
import type { Identity } from '../../shared/people/contract.ts'
import { changeTime } from './change-time.ts'
import { ageReason, byDay, dayHeading, dayState, hourOf, lengthWords, momentOf, nearDay, yuan } from './words.ts'

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

  it('says money without needless digits', () => expect([1200, 850, 0].map(yuan)).toEqual(['12', '8.5', '0']))
})

describe('what stands under a day', () => {
  const slot = (state: Slot['state'], placesLeft = 2) => ({ state, placesLeft }) as Slot
  it.each([
    [[], '休息', false],
    [[slot('closed')], '停约', false],
    [[slot('full', 0), slot('closed')], '约满', false],
    [[slot('open'), slot('open', 3), slot('full', 0)], '余 5', true],
    [[slot('mine', 1), slot('full', 0)], '约了', true],
  ])('%o', (slots, text, isOpen) => expect(dayState(slots)).toEqual({ text, isOpen }))
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

describe('changeTime', () => {
  const booked = { ok: true as const, data: { bookingId: 'new' } as never }
  const refused = (code: string) => ({ ok: false as const, error: { code, message: code } })

  async function change(
    answers: Awaited<ReturnType<Parameters<typeof changeTime>[0]['book']>>[],
    cancel = booked as never,
  ) {
    const done: string[] = []
    const answer = await changeTime({
      book: async () => {
        done.push('book')
        return answers.shift()
      },
      cancelOld: async () => {
        done.push('cancel')
        return cancel
      },
    })
    return { done, answer }
  }

  it('takes the new place before it gives the old one back', async () => {
    expect(await change([booked])).toEqual({ done: ['book', 'cancel'], answer: booked })
  })
  it('gives nothing back when the new place is gone', async () => {
    expect(await change([refused('slot_full')])).toEqual({ done: ['book'], answer: refused('slot_full') })
  })
  it('gives the old one back first where only one is allowed', async () => {
    expect(await change([refused('limit_reached'), booked])).toEqual({
      done: ['book', 'cancel', 'book'],
      answer: booked,
    })
  })
  it('says so when the old one cannot be given back', async () => {
    const late = refused('too_late_to_cancel')
    expect((await change([refused('limit_reached')], late as never)).answer).toEqual(late)
    expect((await change([booked], late as never)).answer).toEqual(late)
  })
  it('does nothing while another press is on its way', async () => {
    expect(await change([undefined])).toEqual({ done: ['book'], answer: undefined })
  })
})
