import { describe, expect, it } from 'vitest'
import {
  keptPlaces,
  lateInLine,
  nextInLine,
  placesFor,
  withoutOne,
  withOne,
  type PlaceCounts,
  type Waiter,
} from './decide-classes.ts'

const now = new Date('2026-11-24T02:00:00.000Z')
const later = new Date('2026-11-25T02:00:00.000Z')
const counts = (over: Partial<PlaceCounts>): PlaceCounts => ({
  capacity: 10,
  taken: 0,
  firstTimerPlaces: 3,
  firstTimersUntil: later,
  firstTimersTaken: 0,
  ...over,
})
const waiter = (seq: string, isFirstTimer: boolean): Waiter => ({
  id: seq,
  residentId: seq,
  seq,
  isFirstTimer,
  signedUpAt: new Date('2026-11-23T02:00:00.000Z'),
})

describe('places by class', () => {
  it.each<[string, Partial<PlaceCounts>, { kept: number; others: number; first: number }]>([
    ['nobody yet', {}, { kept: 3, others: 7, first: 10 }],
    ['six others', { taken: 6 }, { kept: 3, others: 1, first: 4 }],
    ['seven others', { taken: 7 }, { kept: 3, others: 0, first: 3 }],
    ['seven others and a first-timer', { taken: 8, firstTimersTaken: 1 }, { kept: 2, others: 0, first: 2 }],
    ['five others, three first-timers', { taken: 8, firstTimersTaken: 3 }, { kept: 0, others: 2, first: 2 }],
    ['five first-timers', { taken: 5, firstTimersTaken: 5 }, { kept: 0, others: 5, first: 5 }],
    ['full', { taken: 10, firstTimersTaken: 3 }, { kept: 0, others: 0, first: 0 }],
    ['eight others who came before places were kept', { taken: 8 }, { kept: 2, others: 0, first: 2 }],
    ['the window over', { taken: 7, firstTimersUntil: now }, { kept: 0, others: 3, first: 3 }],
    ['never kept', { taken: 7, firstTimersUntil: null }, { kept: 0, others: 3, first: 3 }],
    ['more kept than there are', { capacity: 2 }, { kept: 2, others: 0, first: 2 }],
    ['smaller than its sign-ups', { capacity: 5, taken: 7 }, { kept: -2, others: 0, first: 0 }],
  ])('%s', (_, over, { kept, others, first }) => {
    const shift = counts(over)
    expect({
      kept: keptPlaces(shift, now),
      others: placesFor(shift, false, now),
      first: placesFor(shift, true, now),
    }).toEqual({ kept: Math.max(0, kept), others, first })
  })

  it('gives a place back to the class that had it', () => {
    const full = counts({ taken: 10, firstTimersTaken: 3 })
    expect(placesFor(withoutOne(full, false), false, now)).toBe(1)
    expect(placesFor(withoutOne(full, true), false, now)).toBe(0)
    expect(placesFor(withoutOne(full, true), true, now)).toBe(1)
    expect(withOne(withoutOne(full, true), true)).toEqual(full)
  })
})

describe('nextInLine', () => {
  const heads = [waiter('B', true), waiter('A', false)]
  it.each<[string, Partial<PlaceCounts>, string | undefined]>([
    ['whoever stands first, where a place is open to all', { taken: 6 }, 'A'],
    ['the first-timer, where the rest is kept', { taken: 7 }, 'B'],
    ['whoever stands first, once nothing is kept', { taken: 7, firstTimersUntil: now }, 'A'],
    ['nobody, when full', { taken: 10 }, undefined],
  ])('%s', (_, over, next) => {
    expect(nextInLine(counts(over), heads, now)?.id).toBe(next)
  })

  it('leaves a kept place free while no first-timer waits', () => {
    expect(nextInLine(counts({ taken: 7 }), [waiter('A', false)], now)).toBeUndefined()
  })

  it('knows who should have had the place before somebody who comes now', () => {
    const over = counts({ taken: 7, firstTimersUntil: now })
    const late = (seq: string | undefined, since: Date) => lateInLine(over, [waiter('M', false)], { seq, since, now })
    expect(late(undefined, now)).toBe(true)
    expect(late('N', now)).toBe(true)
    expect(late('A', now)).toBe(false)
    expect(late(undefined, new Date('2026-11-22T00:00:00.000Z'))).toBe(false)
  })
})
