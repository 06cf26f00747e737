import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addSeconds, instantOf } from '../../../shared/time.ts'
import {
  decideBooking,
  decideCancel,
  limitReached,
  placesToTry,
  refusalWords,
  slotsInstead,
  slotState,
  type BookingFacts,
} from './decide.ts'
import { cellsOf, freeUnits, isInSet, sizeOfSet, spokenNumber } from './decide-grid.ts'

const now = instantOf('2026-11-24', '08:00')
const startsAt = instantOf('2026-11-26', '14:00')
const slot = { startsAt, closesAt: addSeconds(startsAt, -3600), closedAt: null, placesLeft: 2 }
const wish = { residentId: 'wang', slotId: 'thursday', note: '', bookedBy: 'chen' }
const facts: BookingFacts = {
  wish,
  earlier: undefined,
  slot,
  withdrawn: false,
  eligible: { minimumAge: 60, livingAloneOnly: false },
  person: { birthDate: '1944-03-02', livingAlone: true },
  open: { limit: 2, held: 0, ended: 0 },
  hasSlot: false,
  holdsUnit: false,
}
const earlier = { ...wish, status: 'confirmed' as const }

describe('decideBooking', () => {
  const table: [when: string, change: Partial<BookingFacts>, at: Date, then: string][] = [
    ['everything is fine', {}, now, 'take'],
    ['a pending row of the same command waits', { earlier: { ...earlier, status: 'pending' } }, now, 'resume'],
    ['it was done before', { earlier }, now, 'repeat'],
    ['it was done before and cancelled since', { earlier: { ...earlier, status: 'cancelled' } }, now, 'repeat'],
    ['it was done before and the slot is over', { earlier }, addSeconds(startsAt, 9), 'repeat'],
    ['the id was used for another slot', { earlier: { ...earlier, slotId: 'friday' } }, now, 'id_taken'],
    ['the id was used for another person', { earlier: { ...earlier, residentId: 'li' } }, now, 'id_taken'],
    ['the id was used with another note', { earlier: { ...earlier, note: '二楼' } }, now, 'id_taken'],
    ['the id was used by another account', { earlier: { ...earlier, bookedBy: 'li' } }, now, 'id_taken'],
    ['the slot begins this very moment', {}, startsAt, 'slot_past'],
    ['the slot is over', {}, addSeconds(startsAt, 99999), 'slot_past'],
    ['booking closed a moment ago', {}, slot.closesAt, 'slot_closed'],
    ['booking closes in a moment', {}, addSeconds(slot.closesAt, -0.001), 'take'],
    ['the slot was closed by hand', { slot: { ...slot, closedAt: now } }, now, 'slot_closed'],
    ['the service was withdrawn', { withdrawn: true }, now, 'slot_closed'],
    ['the person is too young', { person: { birthDate: '1980-01-01', livingAlone: true } }, now, 'not_eligible'],
    ['the person has the slot already', { hasSlot: true }, now, 'already_booked'],
    [
      'the person has it already and the slot is full',
      { hasSlot: true, slot: { ...slot, placesLeft: 0 } },
      now,
      'already_booked',
    ],
    ['the person has all bookings one may have', { open: { limit: 2, held: 0b110, ended: 0 } }, now, 'limit_reached'],
    ['bookings that are over do not count', { open: { limit: 2, held: 0b10, ended: 0b100 } }, now, 'take'],
    ['no place is left', { slot: { ...slot, placesLeft: 0 } }, now, 'slot_full'],
    [
      'no place is left but for the unit held by this command',
      { slot: { ...slot, placesLeft: 0 }, holdsUnit: true },
      now,
      'take',
    ],
  ]
  it.each(table)('%s', (_, change, at, then) => {
    const decision = decideBooking({ ...facts, ...change }, at)
    expect(decision.ok ? decision.data : decision.code).toBe(then)
  })

  it('says why a person may not', () => {
    const decision = decideBooking({ ...facts, person: { birthDate: '1980-01-01', livingAlone: false } }, now)
    expect(decision).toEqual({ ok: false, code: 'not_eligible', details: { because: '没到 60 岁' } })
  })
})

describe('refusalWords', () => {
  const old = { minimumAge: 60, livingAloneOnly: false }
  const table: [Parameters<typeof refusalWords>[0], Parameters<typeof refusalWords>[1], string | null][] = [
    [{ minimumAge: null, livingAloneOnly: false }, { birthDate: null, livingAlone: false }, null],
    [old, { birthDate: '1966-11-24', livingAlone: false }, null],
    [old, { birthDate: '1966-11-25', livingAlone: false }, '没到 60 岁'],
    [old, { birthDate: null, livingAlone: false }, '还没登记生日'],
    [{ ...old, livingAloneOnly: true }, { birthDate: '1944-01-01', livingAlone: false }, '只给一个人住的老人'],
    [{ ...old, livingAloneOnly: true }, { birthDate: '1944-01-01', livingAlone: true }, null],
  ]
  it.each(table)('%o for %o: %s', (eligible, person, words) => {
    expect(refusalWords(eligible, person, '2026-11-24')).toBe(words)
  })
})

describe('slotState', () => {
  it.each([
    ['open', {}, false, now],
    ['mine', { placesLeft: 0 }, true, now],
    ['full', { placesLeft: 0 }, false, now],
    ['closed', {}, false, slot.closesAt],
    ['closed', { closedAt: now, placesLeft: 0 }, false, now],
    ['closed', {}, false, addSeconds(startsAt, 1)],
  ] as const)('%s', (state, change, mine, at) => {
    expect(slotState({ ...slot, ...change }, mine, at)).toBe(state)
  })
})

describe('slotsInstead', () => {
  const at = (hour: number) => `2026-11-26T${String(hour).padStart(2, '0')}:00:00.000Z`
  const slots = [1, 2, 3, 4, 5, 6].map((hour) => ({ startsAt: at(hour), state: hour === 4 ? 'full' : 'open' }))
  it.each([
    [2, [2, 3, 5]],
    [4, [3, 5, 6]],
    [6, [3, 5, 6]],
    [9, [3, 5, 6]],
    [1, [1, 2, 3]],
  ])('wanted at %i', (hour, offered) => {
    expect(slotsInstead(slots, new Date(at(hour))).map((one) => one.startsAt)).toEqual(offered.map(at))
  })
  it('offers what there is', () => {
    expect(slotsInstead(slots.slice(3, 5), new Date(at(9)))).toEqual(slots.slice(4, 5))
    expect(slotsInstead([], new Date(at(9)))).toEqual([])
  })
})

describe('decideCancel', () => {
  const cancelUntil = instantOf('2026-11-25', '18:00')
  it.each([
    ['confirmed', now, 'cancel'],
    ['confirmed', cancelUntil, 'cancel'],
    ['confirmed', addSeconds(cancelUntil, 0.001), 'too_late_to_cancel'],
    ['cancelled', now, 'repeat'],
    ['cancelled', addSeconds(cancelUntil, 9), 'repeat'],
    ['completed', now, 'too_late_to_cancel'],
    ['missed', now, 'too_late_to_cancel'],
  ] as const)('%s at %o: %s', (status, at, then) => {
    const decision = decideCancel({ status, cancelUntil }, at)
    expect(decision.ok ? decision.data : decision.code).toBe(then)
  })
})

describe('open places', () => {
  it('takes the smallest free one and clears ended ones only when it must', () => {
    expect(placesToTry({ limit: 3, held: 0b10, ended: 0b100 })).toEqual({ places: [3], clearEnded: false })
    expect(placesToTry({ limit: 2, held: 0b10, ended: 0b100 })).toEqual({ places: [2], clearEnded: true })
    expect(placesToTry({ limit: 1, held: 0b10, ended: 0 })).toEqual({ places: [], clearEnded: false })
  })

  it('offers a place exactly while the limit is not reached', () => {
    const places = fc.integer({ min: 0, max: 0b1111110 })
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 6 }), places, places, (limit, some, others) => {
        const within = 2 ** (limit + 1) - 2
        const open = { limit, held: some & within, ended: others & ~some & within }
        const { places: offered } = placesToTry(open)
        expect(offered.length > 0).toBe(!limitReached(open))
        for (const place of offered) expect(place >= 1 && place <= limit && !isInSet(open.held, place)).toBe(true)
      }),
    )
  })
})

describe('grid', () => {
  it('covers a slot that stands beside the grid', () => {
    const cells = cellsOf({ startsAt: instantOf('2026-11-26', '09:05'), endsAt: instantOf('2026-11-26', '09:31') })
    expect(cells).toEqual(['09:00', '09:10', '09:20', '09:30'].map((time) => instantOf('2026-11-26', time)))
  })

  it('gives cells to neighbours exactly once', () => {
    const nine = instantOf('2026-11-26', '09:00')
    const half = instantOf('2026-11-26', '09:30')
    const before = cellsOf({ startsAt: nine, endsAt: half }).map(Number)
    const after = cellsOf({ startsAt: half, endsAt: instantOf('2026-11-26', '10:00') }).map(Number)
    expect(before.filter((cell) => after.includes(cell))).toEqual([])
    expect(before).toHaveLength(3)
  })

  it('offers every free unit once, whatever the seed', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 30 }),
        fc.integer({ min: 0, max: 2 ** 31 - 1 }),
        fc.string(),
        (units, busy, seed) => {
          const free = freeUnits(busy, units, seed)
          const expected = Array.from({ length: units }, (_, index) => index + 1).filter((unit) => !isInSet(busy, unit))
          expect(free.toSorted((a, b) => a - b)).toEqual(expected)
        },
      ),
    )
  })

  it('counts the members of a set', () => {
    expect([0, 1, 0b1010, 2 ** 30 + 2].map(sizeOfSet)).toEqual([0, 1, 2, 2])
  })

  it('spreads spoken numbers and never starts one with zero', () => {
    const numbers = new Set<string>()
    for (let index = 0; index < 2000; index += 1) numbers.add(spokenNumber(`01KAQ5C4000000000000000${1000 + index}`, 0))
    for (const number of numbers) expect(number).toMatch(/^[1-9]\d{5}$/)
    expect(numbers.size).toBeGreaterThan(1980)
    expect(spokenNumber('a', 0)).not.toBe(spokenNumber('a', 1))
  })
})
