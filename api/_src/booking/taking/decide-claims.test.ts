import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, dayOf, instantOf } from '../../../../shared/time.ts'
import {
  allowedUnits,
  cellsOf,
  changeOfClaims,
  chooseResources,
  firstDayAfter,
  firstDayOf,
  freeUnits,
  minuteOf,
  Occupied,
  periodCell,
  sorted,
  spokenNumber,
  takenUnits,
  toClear,
  type Claim,
  type Owner,
} from './decide-claims.ts'
import { belongs } from './decide-sweep.ts'
import { slotsInstead } from './decide-slots.ts'

const at = (time: string) => instantOf('2026-11-26', time)
const day = fc.integer({ min: 0, max: 3000 }).map((days) => addDays('2024-01-01', days))

describe('cells', () => {
  it('cover a stretch that stands beside the grid', () => {
    expect(cellsOf({ startsAt: at('09:02'), endsAt: at('09:16') })).toEqual(
      ['09:00', '09:05', '09:10', '09:15'].map((time) => minuteOf(at(time))),
    )
  })

  it('are given to neighbours exactly once', () => {
    const before = cellsOf({ startsAt: at('09:00'), endsAt: at('09:30') })
    const after = cellsOf({ startsAt: at('09:30'), endsAt: at('10:00') })
    expect(before.filter((cell) => after.includes(cell))).toEqual([])
    expect(before).toHaveLength(6)
  })
})

describe('periods', () => {
  it('begin on Mondays and on the first', () => {
    expect([firstDayOf('2026-11-29', 'week'), firstDayOf('2026-11-30', 'week')]).toEqual(['2026-11-23', '2026-11-30'])
    expect([firstDayOf('2026-02-28', 'month'), firstDayAfter('2026-01-31', 'month')]).toEqual([
      '2026-02-01',
      '2026-02-01',
    ])
    expect(firstDayAfter('2026-12-31', 'month')).toBe('2027-01-01')
    expect(periodCell('1970-01-02', 'day')).toBe(1)
  })

  it('hold every day once: from the first day until the day before the next', () => {
    fc.assert(
      fc.property(day, fc.constantFrom('day' as const, 'week' as const, 'month' as const), (some, period) => {
        const [first, next] = [firstDayOf(some, period), firstDayAfter(some, period)]
        expect(first <= some && some < next).toBe(true)
        expect(firstDayOf(addDays(next, -1), period)).toBe(first)
        expect(firstDayOf(next, period)).toBe(next)
        expect(periodCell(some, period)).toBe(periodCell(first, period))
        expect(periodCell(next, period)).toBeGreaterThan(periodCell(some, period))
      }),
    )
  })
})

const owners = fc.dictionary(
  fc.integer({ min: 1, max: 12 }).map(String),
  fc.constantFrom<Owner>('live', { cleared: 'an old hold' }),
)
const occupiedBy = (units: Record<string, Owner>, key = 'K', cell = 0) => {
  const occupied = new Occupied()
  for (const [unit, owner] of Object.entries(units)) occupied.add({ key, cell, unit: Number(unit) }, owner)
  return occupied
}

describe('units', () => {
  it('are offered each once, free ones before those to clear, never a taken one, whatever the seed', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), owners, fc.string(), (most, taken, seed) => {
        const all = Array.from({ length: most }, (_, index) => index + 1)
        const free = freeUnits(all, [occupiedBy(taken).at('K', 0)], seed)
        expect(free.toSorted((one, other) => one - other)).toEqual(all.filter((unit) => taken[unit] !== 'live'))
        const clears = free.map((unit) => taken[unit] !== undefined)
        expect(clears).toEqual(clears.toSorted((one, other) => Number(one) - Number(other)))
      }),
    )
  })

  it('above a capacity that was lowered use up as many below it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 0, max: 12 }), owners, (capacity, kept, taken) => {
        const live = takenUnits(occupiedBy(taken), 'K', 0)
        const free = allowedUnits({ capacity, kept }, live).filter((unit) => !live.includes(unit))
        expect(free.every((unit) => unit > kept && unit <= capacity)).toBe(true)
        expect(live.length + free.length).toBeLessThanOrEqual(Math.max(capacity, live.length))
      }),
    )
  })

  it('that count stay so, whatever else is said of them', () => {
    const occupied = occupiedBy({ 1: 'live' })
    occupied.add({ key: 'K', cell: 0, unit: 1 }, { cleared: 'x' })
    expect(takenUnits(occupied, 'K', 0)).toEqual([1])
  })
})

describe('chooseResources', () => {
  const need = (position: number, ...ids: string[]) => ({
    position,
    candidates: ids.map((resourceId) => ({ resourceId, units: 1 })),
  })
  const chosen = (claims: Claim[] | undefined) => claims?.map(({ key, need: of }) => `${of}:${key}`).toSorted()

  it('finds a way whenever there is one, and uses nothing twice', () => {
    const ids = fc.subarray(['A', 'B', 'C', 'D'], { minLength: 1 })
    fc.assert(
      fc.property(ids, ids, ids, fc.subarray(['A', 'B', 'C', 'D']), fc.string(), (one, two, three, busy, seed) => {
        const needs = [need(0, ...one), need(1, ...two), need(2, ...three)]
        const occupied = new Occupied()
        for (const key of busy) occupied.add({ key, cell: 5, unit: 1 }, 'live')
        const claims = chooseResources(needs, [0, 5], occupied, seed)
        const isFree = (id: string) => !busy.includes(id)
        const ways = one.flatMap((a) => two.flatMap((b) => three.map((c) => [a, b, c])))
        const possible = ways.some((way) => way.every(isFree) && new Set(way).size === 3)
        expect(claims !== undefined).toBe(possible)
        if (!claims) return
        expect(claims).toHaveLength(6)
        expect(new Set(claims.map(({ key }) => key)).size).toBe(3)
        expect(claims.every(({ key }) => isFree(key))).toBe(true)
      }),
    )
  })

  it('takes the same unit over all cells', () => {
    const occupied = new Occupied()
    occupied.add({ key: 'A', cell: 0, unit: 1 }, 'live')
    occupied.add({ key: 'A', cell: 5, unit: 2 }, 'live')
    const needs = [{ position: 0, candidates: [{ resourceId: 'A', units: 2 }] }]
    expect(chooseResources(needs, [0, 5], occupied, '')).toBeUndefined()
    expect(chosen(chooseResources(needs, [5], occupied, ''))).toEqual(['0:A'])
  })

  it('names what must be cleared away first', () => {
    const occupied = occupiedBy({ 1: { cleared: 'hold' } }, 'A')
    const claims = chooseResources([need(0, 'A')], [0], occupied, '') ?? []
    expect(toClear(claims, occupied)).toEqual(['hold'])
  })
})

describe('changeOfClaims', () => {
  const claim = (key: string, cell: number, need: number, unit = 1): Claim => ({ key, cell, need, unit })
  it('adds what is missing, drops what is not wanted, keeps the rest', () => {
    const own = [claim('A', 0, 0), claim('A', 5, 0), claim('me', 0, 100)]
    const wanted = [claim('A', 5, 0), claim('A', 10, 0), claim('me', 5, 100)]
    expect(changeOfClaims(own, wanted)).toEqual({
      add: [claim('A', 10, 0), claim('me', 5, 100)],
      drop: [claim('A', 0, 0), claim('me', 0, 100)],
    })
  })

  it('never has two claims of one need and cell, even while both stand', () => {
    const own = [claim('A', 0, 0), claim('A', 5, 0)]
    const { add, drop } = changeOfClaims(own, [claim('B', 0, 0), claim('B', 5, 0)])
    expect(drop).toEqual(own)
    expect(add).toEqual([claim('B', 0, 50), claim('B', 5, 50)])
    expect(changeOfClaims(add, [claim('A', 0, 0), claim('A', 5, 0)]).add).toEqual(own)
    expect(changeOfClaims(add, [claim('C', 0, 50)]).add).toEqual([claim('C', 0, 0)])
  })
})

describe('belongs', () => {
  const row = {
    status: 'confirmed' as const,
    service_id: 'S',
    starts_at: at('09:00'),
    ends_at: at('09:30'),
    resource_ids: ['A'],
  }
  const cell = minuteOf(at('09:00'))
  it.each([
    ['S', cell, 0, true],
    ['S', cell + 30, 0, false],
    ['A', cell + 25, 0, true],
    ['A', cell + 30, 0, false],
    ['A', cell - 5, 50, false],
    ['B', cell, 0, false],
    ['me:S:s', cell, 100, true],
    ['me:S:s', cell + 30, 100, false],
    ['me:S:o', 0, 101, true],
    ['me:S:d', periodCell(dayOf(row.starts_at), 'day'), 102, true],
    ['me:S:w', periodCell(dayOf(row.starts_at), 'week'), 103, true],
    ['me:S:w', periodCell('2026-12-07', 'week'), 103, false],
  ] as const)('%s at %i, need %i: %s', (key, at5, need, own) => {
    expect(belongs({ key, cell: at5, need, unit: 1 }, row)).toBe(own)
  })
})

describe('slotsInstead', () => {
  const slots = [1, 2, 3, 4, 5, 6].map((hour) => ({ hour, startsAt: at(`0${hour}:00`) }))
  const free = ({ hour }: { hour: number }) => (hour === 4 ? undefined : hour)
  it.each([
    [2, [2, 3, 5]],
    [4, [3, 5, 6]],
    [6, [3, 5, 6]],
    [9, [3, 5, 6]],
    [1, [1, 2, 3]],
  ])('wanted at %i', (hour, offered) => {
    expect(slotsInstead(slots, at(`0${hour}:00`), free)).toEqual(offered)
  })
  it('offers what there is', () => {
    expect(slotsInstead(slots.slice(3, 5), at('09:00'), free)).toEqual([5])
    expect(slotsInstead([], at('09:00'), free)).toEqual([])
  })
})

describe('order and numbers', () => {
  it('sorts places as the primary key does, and turns behind them', () => {
    const claims = [
      { key: 'A:B:o', cell: 0, unit: 1, need: 101 },
      { key: 'B', cell: 0, unit: 1, need: 0 },
      { key: 'A', cell: 5, unit: 2, need: 0 },
      { key: 'A', cell: 5, unit: 1, need: 0 },
      { key: 'A', cell: 0, unit: 9, need: 0 },
    ]
    expect(sorted(claims).map(({ key, cell, unit }) => `${key}${cell}${unit}`)).toEqual([
      'A09',
      'A51',
      'A52',
      'B01',
      'A:B:o01',
    ])
  })

  it('spreads spoken numbers and never starts one with zero', () => {
    const numbers = new Set<string>()
    for (let index = 0; index < 2000; index += 1) numbers.add(spokenNumber(`01KAQ5C4000000000000000${1000 + index}`, 0))
    for (const number of numbers) expect(number).toMatch(/^[1-9]\d{5}$/)
    expect(numbers.size).toBeGreaterThan(1980)
    expect(spokenNumber('a', 0)).not.toBe(spokenNumber('a', 1))
  })
})
