import * as fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { dayKindOf, holidayHorizon } from '../../api/_src/platform/holidays.ts'
import { clockOf, fatefulDays, openingHours, service, setting, zones } from '../../api/_src/testing/plan-chance.ts'
import { modelOpens, modelSlots, windowOf, within, type Block } from '../../api/_src/testing/plan-model.ts'
import { addDays, type Day } from '../time.ts'
import { isOpenAt, resourceAway, slotAt, slotsBetween, slotsOn } from './plan.ts'
import type { DerivedSlot, OpenState, PlanException } from './plan.ts'

const shown = ({ startsAt, endsAt, day: on, capacity }: DerivedSlot) => ({
  ...{ from: startsAt.getTime(), to: endsAt.getTime(), day: on, capacity },
})
const shownBlock = (on: Day, { minutes, capacity }: Block) => ({
  ...{ from: minutes[0]?.at, to: (minutes.at(-1)?.at ?? 0) + 60_000, day: on, capacity },
})

const runs = 400
const zoneBefore = process.env['TZ']
afterAll(() => {
  if (zoneBefore === undefined) delete process.env['TZ']
  else process.env['TZ'] = zoneBefore
})

/** What found a mutation of the code, made as small as it gets: kept for ever. The seeds mean these generators. */
interface Kept {
  mutation: string
  seed: number
  path: string
}

const kept: Record<'slots' | 'shape' | 'monotone' | 'found' | 'away' | 'door', readonly Kept[]> = {
  slots: [
    { mutation: 'a last slot dropped', seed: 1515400732, path: '1:2:2:2:10:9:9:9:11:11:11:11:13:13:13' },
    { mutation: 'the pause forgotten', seed: -2039655425, path: '3:4:2:2:3:2:2:3:3:3:3:3:4:4:4:4:4:4' },
    {
      mutation: 'overlaps kept',
      seed: -947309194,
      path: '7:0:0:0:0:1:3:2:5:3:10:10:10:11:2:2:5:3:2:13:12:13:13:13:3:2:5:3:2:7:7:7:7:2:3:2:2:2:2:2:5:6',
    },
    {
      mutation: 'two that begin together, the wrong one taken',
      seed: 421558659,
      path: '67:0:0:0:0:1:1:1:3:3:5:5:5:5:5:5',
    },
    {
      mutation: 'a holiday closed against the plan',
      seed: 1530514450,
      path: '13:1:0:0:1:0:1:2:3:1:1:1:3:2:2:3:3:3:1:6:4:4:1:4:5:1:1:1:1:1:3',
    },
    { mutation: 'a make-up workday forgotten', seed: -1113696400, path: '26:1:0:1:1:2:1:1:1:1:3:2:2:3:3:3:4:4:1:4:4' },
    {
      mutation: 'a slot longer than the opening hours',
      seed: -1237325632,
      path: '20:0:0:0:1:0:1:3:2:2:3:3:3:3:8:6:8:7:7:8:8',
    },
    {
      mutation: 'a slot kept that a closed stretch touches',
      seed: -1490664640,
      path: '7:3:3:4:4:4:5:3:3:7:6:6:3:6:6:7:8:2:6:6:2:3:3:2:3:2:4:7:7:7:8',
    },
    { mutation: 'slots out of order', seed: -753872715, path: '28:13:3:3:3:4:7:7:7:7:7:8:8:6:6:6:6:6' },
    {
      mutation: 'slots that touch taken for overlapping',
      seed: 2123179113,
      path: '4:10:0:1:1:2:5:6:5:5:6:8:8:0:1:2:1:1:2:5:4:5:10:9:9:9:10:10:9:2:2:2:2:2',
    },
    {
      mutation: 'a resource away closing the service',
      seed: 994198689,
      path: '9:3:1:1:3:4:4:4:4:6:7:5:6:5:7:6:6:7:7:7:7:5:11:11:7:5:5:5:7:1:4:5:4:4:4:6',
    },
    {
      mutation: 'the last day of an exception forgotten',
      seed: -102555835,
      path: '3:0:1:2:2:2:2:3:2:2:2:3:3:3:3:3:3:3:3',
    },
    { mutation: 'a Saturday standing in for Monday', seed: -1176448619, path: '57:1:0:1:3:2:3:2:2:2:4:4:4:4:5:5' },
    {
      mutation: 'exceptions in the order of the list',
      seed: 836621020,
      path: '15:2:0:6:2:2:5:3:3:3:5:5:7:7:8:9:7:7:9:8:8:9:9:10:10:10',
    },
    {
      mutation: 'a usual day without its own weekday',
      seed: 1800134397,
      path: '7:3:2:2:2:2:3:3:4:5:4:5:5:5:5:6:8:6:6:8:8:8:8:6:7:6:6:8:8:8',
    },
    { mutation: 'the last minute of the day lost', seed: 15410041, path: '60:2:2:2:2:2:2:3:3:3:3:3' },
    { mutation: 'an offset from UTC a minute off', seed: 81176021, path: '2:7:0:3:3:7:4:4:4:3:3:1:1:1:2' },
    {
      mutation: "the weekday read in the process's zone",
      seed: -389679238,
      path: '20:0:0:1:1:2:1:1:2:2:2:2:2:4:5:5:5',
    },
  ],
  shape: [
    { mutation: 'overlaps kept', seed: 224183279, path: '1:2:2:2:3:4:3:4:4:5:2:4:5:4:4:5:5:6:6:6:6' },
    {
      mutation: 'slots out of order',
      seed: -1939120924,
      path: '14:0:1:2:2:3:2:2:3:3:3:4:4:5:5:5:4:6:5:5:6:6:4:6:8:6:10:4:5:9:4:6:7:4:5:8:4:8:9:8:8:9',
    },
    { mutation: 'an offset from UTC a minute off', seed: 1443556022, path: '7:4:2:2:2:2:3:3:3' },
  ],
  monotone: [
    {
      mutation: 'exceptions in the order of the list',
      seed: -913357695,
      path: '64:4:3:4:3:5:6:6:7:2:5:5:5:5:5:5:5:8:8:9:9',
    },
  ],
  found: [
    { mutation: 'a last slot dropped', seed: 590069118, path: '14:0:0:0:1:1:3:2:3:3:3:3:4' },
    { mutation: 'the last minute of the day lost', seed: 1405855908, path: '137:5:5:3:5:4:4:4:4:2:3' },
    { mutation: 'an offset from UTC a minute off', seed: 1278546929, path: '1:0:0:2:1:2:1:1:2:2:2:2:2:2:2' },
  ],
  away: [
    {
      mutation: 'a slot that begins when the resource is back',
      seed: 1350809998,
      path: '391:3:1:1:1:1:3:3:3:4:3:5:4:4:8:7:7:7:8:8:8',
    },
    { mutation: 'an offset from UTC a minute off', seed: 1835826891, path: '29:4:2:2:2:2:4:3:6:6:5:6:5:5:5' },
  ],
  door: [
    { mutation: 'hours that touch taken for apart', seed: 697129852, path: '3:0:0:1:3:4:2:5:6:8:8:8' },
    { mutation: 'open in the minute of closing', seed: -1586500875, path: '0:0:0:0:0:2:1:2:1:1:2:2:2' },
    { mutation: 'a later day asked from this hour on', seed: 628006748, path: '3:0:0:0:1:0:2:2:3:2:2:2:2:4:3:4:4:4' },
    { mutation: 'a night that goes on past midnight', seed: -548612588, path: '498:2:2:3:2:3:3:6:6:6:6:6:7:7:7:7:7' },
    { mutation: 'the last minute of the day lost', seed: -1666589699, path: '1:0:0:0:4:2:2:3:3:3:3' },
  ],
}

function check<Values extends [unknown, ...unknown[]]>(
  property: fc.IPropertyWithHooks<Values>,
  cases: readonly Kept[],
  numRuns = runs,
) {
  for (const { seed, path } of cases) fc.assert(property, { seed, path, numRuns: 1 })
  fc.assert(property, { numRuns })
}

describe('the slots of a plan', () => {
  test('the process really changes its zone, so that the zones mean something', () => {
    const offsets = zones.map((zone) => {
      process.env['TZ'] = zone
      return new Date('2026-11-24T00:00:00Z').getTimezoneOffset()
    })
    expect(new Set(offsets).size).toBe(zones.length)
  })

  test('are those of the model, on three days around, in every zone: none missing, none too many', () => {
    const property = fc.property(
      ...([setting, service, fc.option(openingHours), fc.constantFrom(...zones)] as const),
      ({ centre, exceptions, overrides }, planned, hours, zone) => {
        process.env['TZ'] = zone
        const kindOf = (on: Day) => dayKindOf(on, overrides)
        const first = addDays(centre, -1)
        const expected = [0, 1, 2].flatMap((count) => {
          const on = addDays(first, count)
          return modelSlots(on, planned, exceptions, kindOf(on), hours).map((block) => shownBlock(on, block))
        })
        expect(slotsBetween(first, 3, planned, exceptions, kindOf, hours).map(shown)).toEqual(expected)
      },
    )
    check(property, kept.slots)
  })

  test('never overlap, never cross midnight, and are as long as the service', () => {
    const property = fc.property(
      setting,
      service,
      fc.option(openingHours),
      ({ centre, exceptions, overrides }, planned, hours) => {
        const slots = slotsBetween(centre, 2, planned, exceptions, (on) => dayKindOf(on, overrides), hours)
        slots.forEach(({ startsAt, endsAt, day: on }, index) => {
          const midnight = Date.parse(`${on}T00:00:00+08:00`)
          expect(endsAt.getTime() - startsAt.getTime()).toBe(planned.durationMinutes * 60_000)
          expect(startsAt.getTime()).toBeGreaterThanOrEqual(midnight)
          expect(endsAt.getTime()).toBeLessThanOrEqual(midnight + 86_400_000)
          const before = slots[index - 1]
          if (before) expect(startsAt.getTime()).toBeGreaterThanOrEqual(before.endsAt.getTime())
        })
      },
    )
    check(property, kept.shape)
  })

  test('closing only takes away, opening only adds, and the order of the list means nothing', () => {
    const property = fc.property(
      setting,
      service,
      fc.option(openingHours),
      fc.nat(),
      ({ centre, exceptions, overrides }, planned, hours, turn) => {
        const slotsWith = (some: readonly PlanException[]) =>
          slotsOn(centre, planned, some, dayKindOf(centre, overrides), hours).map((slot) => JSON.stringify(shown(slot)))
        const [last, others] = [exceptions.at(-1), exceptions.slice(0, -1)]
        const [withLast, without] = [slotsWith(exceptions), slotsWith(others)]
        if (last?.kind === 'closed') expect(without).toEqual(expect.arrayContaining(withLast))
        if (last?.kind === 'open') expect(withLast).toEqual(expect.arrayContaining(without))
        const cut = turn % (exceptions.length + 1)
        expect(slotsWith([...exceptions.slice(cut), ...exceptions.slice(0, cut)])).toEqual(withLast)
      },
    )
    check(property, kept.monotone)
  })

  test('are found by their start and by nothing else, around midnight too', () => {
    const instants = fc.record({
      nearMidnight: fc.constantFrom(-300_000, -60_000, -1, 0, 1, 60_000, 300_000),
      beside: fc.constantFrom(-1, 0, 1, 1000, 60_000),
    })
    const property = fc.property(
      setting,
      service,
      instants,
      ({ centre, exceptions, overrides }, planned, { nearMidnight, beside }) => {
        const kindOf = (on: Day) => dayKindOf(on, overrides)
        const blocks = [-1, 0].flatMap((count) => {
          const on = addDays(centre, count)
          return modelSlots(on, planned, exceptions, kindOf(on), null)
        })
        const starts = new Set(blocks.map(({ minutes }) => minutes[0]?.at))
        const asked = [Date.parse(`${centre}T00:00:00+08:00`) + nearMidnight]
        for (const start of [...starts].slice(0, 8).concat([...starts].slice(-2))) {
          if (start !== undefined) asked.push(start + beside)
        }
        for (const at of asked) {
          const found = slotAt(new Date(at), planned, exceptions, kindOf, null)
          expect(found?.startsAt.getTime()).toBe(starts.has(at) ? at : undefined)
        }
      },
    )
    check(property, kept.found)
  })

  test('lose a resource exactly in the minutes in which it is away', () => {
    const property = fc.property(setting, service, ({ centre, exceptions }, planned) => {
      for (const block of modelSlots(centre, planned, [], 'workday', null)) {
        const { from = 0, to } = shownBlock(centre, block)
        const away = exceptions
          .filter((one) => one.kind === 'closed' && one.resourceId === 'R1')
          .filter((one) => one.fromDay <= centre && centre <= one.toDay)
          .some((one) => block.minutes.some((minute) => within(windowOf(one), minute)))
        expect(resourceAway(exceptions, 'R1', { startsAt: new Date(from), endsAt: new Date(to) })).toBe(away)
      }
    })
    check(property, kept.away)
  })
})

test('the door is open in the minutes of the model, until and from when it says, at its edges too', () => {
  const someTime = fc.integer({ min: 0, max: 86_399_999 })
  const property = fc.property(setting, openingHours, someTime, ({ centre, exceptions, overrides }, hours, some) => {
    const kindOf = (on: Day) => dayKindOf(on, overrides)
    const known = new Map<number, boolean[]>()
    const opens = (count: number): boolean[] => {
      const on = addDays(centre, count)
      const found = known.get(count) ?? modelOpens(on, hours, exceptions, kindOf(on))
      known.set(count, found)
      return found
    }
    const today = opens(0)
    const midnight = Date.parse(`${centre}T00:00:00+08:00`)
    const edges = today.flatMap((open, minute) => (open === today[minute - 1] ? [] : [minute * 60_000]))
    const asked = [some, ...edges, ...edges.slice(1).map((edge) => edge - 1), 86_399_999]
    for (const moment of asked) {
      const minute = Math.floor(moment / 60_000)
      const expected: OpenState = { open: today[minute] ?? false, until: null, nextOpensAt: null }
      if (expected.open) {
        const closes = today.indexOf(false, minute)
        if (closes >= 0) expected.until = clockOf(closes)
        else if (!opens(1)[0]) expected.until = '24:00'
      } else {
        for (let count = 0; count <= 60 && expected.nextOpensAt === null; count += 1) {
          const next = opens(count).indexOf(true, count === 0 ? minute + 1 : 0)
          if (next >= 0) expected.nextOpensAt = new Date(midnight + count * 86_400_000 + next * 60_000)
        }
      }
      expect(isOpenAt(hours, exceptions, kindOf, new Date(midnight + moment))).toEqual(expected)
    }
  })
  check(property, kept.door, 150)
})

test('the days of chance reach beyond what anybody knows of holidays', () => {
  expect(fatefulDays.some((on) => on > holidayHorizon() && dayKindOf(on, new Map()) === 'unknown')).toBe(true)
})
