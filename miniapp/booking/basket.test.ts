import { describe, expect, it } from 'vitest'
import type { Booking, Slot } from '../../shared/booking/contract.ts'
import {
  emptyBasket,
  isToBeReleased,
  reduceBasket,
  withTime,
  withWish,
  type Basket,
  type BasketAct,
  type Wish,
} from './basket.ts'

const lunch: Wish = {
  communityId: '320104001002',
  residentId: 'MOTHER',
  who: '王秀英',
  serviceId: 'LUNCH',
  serviceName: '午饭，到食堂吃',
  startsAt: '2026-11-25T03:00:00.000Z',
}
const bath: Wish = { ...lunch, serviceId: 'BATH', serviceName: '助浴', startsAt: '2026-11-25T06:00:00.000Z' }
const nine = Date.parse('2026-11-24T01:00:00.000Z')

/** Ids in the order they are made: `1`, `2`, … */
function counter() {
  let last = 0
  return () => String((last += 1))
}

const after = (basket: Basket, ...acts: readonly BasketAct[]) => acts.reduce(reduceBasket, basket)
const ask = (wishes: readonly Wish[], newId = counter()): BasketAct => ({ kind: 'ask', wishes, newId })
const kept = (basketId = '1', bookings: Partial<Booking>[] = []): BasketAct => ({
  kind: 'kept',
  answer: { basketId, keptUntil: '2026-11-24T01:05:00.000Z', bookings: bookings as Booking[] },
  at: nine,
})
const refused = (code: string, details?: unknown): BasketAct => ({ kind: 'refused', code, message: '不行。', details })
const noAnswer: BasketAct = { kind: 'no_answer', message: '没连上社区。' }
const time = (milliseconds: number): BasketAct => ({ kind: 'time', now: nine + milliseconds })

const held = after(emptyBasket, ask([lunch]), kept())

describe('keeping places', () => {
  it('holds what was asked for until the five minutes of this phone are over', () => {
    expect(held).toMatchObject({ phase: 'held', wishes: [lunch], busy: undefined, attempt: undefined })
    expect(held.held).toMatchObject({ basketId: '1', untilHere: nine + 300_000 })
  })

  it('asks again with the same ids after an answer that never came', () => {
    const newId = counter()
    const first = after(emptyBasket, ask([lunch], newId))
    const again = after(first, noAnswer, ask([lunch], newId))
    expect(first.attempt).toEqual({ basketId: '1', wishes: [lunch], bookingIds: ['2'] })
    expect(again.attempt).toEqual(first.attempt)
    expect(after(first, noAnswer)).toMatchObject({ phase: 'empty', lost: '没连上社区。', busy: undefined })
  })

  it.each([
    ['another time', [{ ...lunch, startsAt: bath.startsAt }]],
    ['another person', [{ ...lunch, residentId: 'ME' }]],
    ['another worker', [{ ...lunch, resourceId: 'R1' }]],
    ['one thing more', [lunch, bath]],
  ])('asks with new ids for %s', (_, wishes) => {
    const newId = counter()
    const lost = after(emptyBasket, ask([lunch], newId), noAnswer)
    expect(after(lost, ask(wishes, newId)).attempt?.basketId).toBe('3')
  })

  it('asks with new ids after a refusal', () => {
    const newId = counter()
    const full = after(emptyBasket, ask([lunch], newId), refused('slot_full'))
    expect(after(full, ask([lunch], newId)).attempt?.basketId).toBe('3')
  })
})

describe('a refusal', () => {
  const free = [{ startsAt: '2026-11-25T03:45:00.000Z' }] as Slot[]

  it('says what is free instead, and that one may queue', () => {
    const full = after(emptyBasket, ask([lunch]), refused('slot_full', { nextFree: free, canWait: true }))
    expect(full).toMatchObject({ phase: 'empty', busy: undefined })
    expect(full.trouble).toMatchObject({ code: 'slot_full', index: 0, nextFree: free, canWait: true })
  })

  it('names which of several it is about, and leaves what is kept as it is', () => {
    const two = after(held, ask([lunch, bath], counter()))
    const full = after(two, refused('slot_full', { nextFree: free, canWait: true, bookingId: '3' }))
    expect(full.trouble?.index).toBe(1)
    expect(full).toMatchObject({ phase: 'held', wishes: [lunch], held: held.held })
    expect(after(two, refused('already_booked')).trouble?.index).toBeUndefined()
  })

  it('tells the reason where the server gave one', () => {
    const limit = after(emptyBasket, ask([lunch]), refused('limit_reached', { because: '这周已经约了 2 次' }))
    expect(limit.trouble?.message).toBe('这周已经约了 2 次。')
    expect(after(limit, { kind: 'seen' }).trouble).toBeUndefined()
  })
})

describe('five minutes', () => {
  it('run out on the clock, and nothing chosen or typed is lost', () => {
    const typed = after(held, { kind: 'write', note: '少放盐' })
    expect(after(typed, time(299_999)).phase).toBe('held')
    expect(after(typed, time(300_000))).toMatchObject({
      phase: 'run_out',
      wishes: [lunch],
      note: '少放盐',
      held: undefined,
    })
  })

  it('are decided by the server while its answer is awaited, or when it never came', () => {
    const confirming = after(held, { kind: 'confirm' })
    expect(after(confirming, time(400_000))).toBe(confirming)
    const unsure = after(confirming, noAnswer)
    expect(after(unsure, time(400_000))).toMatchObject({ phase: 'unsure', held: held.held })
  })

  it('begin anew when the places are kept once more', () => {
    const again = after(held, time(300_000), ask([lunch]), { ...kept('9'), at: nine + 400_000 } as BasketAct)
    expect(again).toMatchObject({ phase: 'held', held: { basketId: '9', untilHere: nine + 700_000 } })
  })
})

describe('confirming', () => {
  const confirming = after(held, { kind: 'confirm' })

  it('ends with an empty basket', () => expect(after(confirming, { kind: 'confirmed' })).toEqual(emptyBasket))

  it('may be sent again when no answer came', () => {
    expect(after(confirming, noAnswer)).toMatchObject({ phase: 'unsure', busy: undefined, held: held.held })
    expect(after(confirming, noAnswer, { kind: 'confirm' })).toMatchObject({ busy: 'confirming', lost: undefined })
  })

  it('too late goes back to what was chosen', () => {
    expect(after(confirming, refused('hold_expired'))).toMatchObject({
      phase: 'run_out',
      wishes: [lunch],
      held: undefined,
      lost: undefined,
    })
  })

  it('refused for another reason says it and keeps the places', () => {
    expect(after(confirming, refused('too_many_requests'))).toMatchObject({
      phase: 'held',
      lost: '不行。',
      held: held.held,
    })
  })
})

describe('going away', () => {
  it('gives back what is kept, and only that', () => {
    expect(isToBeReleased(held)).toBe(true)
    expect(isToBeReleased(emptyBasket)).toBe(false)
    expect(isToBeReleased(after(held, time(300_000)))).toBe(false)
    // it may have been booked: nothing of that is taken back unseen
    expect(isToBeReleased(after(held, { kind: 'confirm' }))).toBe(false)
    expect(isToBeReleased(after(held, { kind: 'confirm' }, noAnswer))).toBe(false)
  })

  it('forgets the choice and remembers what was typed', () => {
    const left = after(held, { kind: 'write', note: '少放盐' }, { kind: 'left' })
    expect(left).toEqual({ ...emptyBasket, note: '少放盐' })
  })
})

describe('what is wished', () => {
  it('grows by one, or has one put in the place of another', () => {
    expect(withWish([lunch], bath, undefined)).toEqual([lunch, bath])
    expect(withWish([lunch, bath], { ...lunch, who: '自己' }, 0)).toEqual([{ ...lunch, who: '自己' }, bath])
    expect(withWish([lunch], bath, 4)).toEqual([lunch, bath])
  })
  it('moves to another time without the worker of the old one', () => {
    const moved = withTime([{ ...lunch, resourceId: 'R1' }, bath], 0, bath.startsAt)
    expect(moved).toEqual([{ ...lunch, startsAt: bath.startsAt, resourceId: undefined }, bath])
  })
})
