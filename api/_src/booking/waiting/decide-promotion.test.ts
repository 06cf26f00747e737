import { describe, expect, it } from 'vitest'
import { instantOf } from '../../../../shared/time.ts'
import { Occupied } from '../taking/decide-claims.ts'
import type { SlotRules } from '../taking/decide-slots.ts'
import { closesAt, inOrder, nextInLine, nextLook, offerEnds, planPromotions, type Waiter } from './decide-promotion.ts'

const at = (time: string, day = '2026-11-26') => instantOf(day, time)
const since = (time: string, seconds = 0) => (at(time).getTime() + seconds * 1000) * 1000
const waiter = (id: string, fields: Partial<Waiter> = {}): Waiter => ({
  id,
  version: 1,
  hasPriority: false,
  mayHaveKept: fields.hasPriority ?? false,
  since: since('09:00'),
  hasPlace: false,
  ...fields,
})
const ids = (waiters: readonly { id: string }[]) => waiters.map(({ id }) => id)

describe('the order of promotion', () => {
  it.each<[string, Waiter[], string[]]>([
    ['who came a minute earlier goes first', [waiter('B', { since: since('09:01') }), waiter('A')], ['A', 'B']],
    [
      'in one minute elders go first, though they came later',
      [waiter('A', { since: since('09:00', 1) }), waiter('B', { since: since('09:00', 59), hasPriority: true })],
      ['B', 'A'],
    ],
    [
      'a minute later age gives nothing',
      [waiter('A', { since: since('09:00', 59) }), waiter('B', { since: since('09:01'), hasPriority: true })],
      ['A', 'B'],
    ],
    [
      'within a minute the moment counts',
      [waiter('A', { since: since('09:00', 2) }), waiter('B', { since: since('09:00', 1) })],
      ['B', 'A'],
    ],
    ['at the same moment the id decides', [waiter('B'), waiter('A')], ['A', 'B']],
  ])('%s', (_, given, expected) => {
    expect(ids(inOrder(given))).toEqual(expected)
    expect(ids(inOrder(given.toReversed()))).toEqual(expected)
  })
})

describe('how long an offer stands', () => {
  it.each([
    ['half an hour', '09:00', 60, '12:00', '09:30'],
    ['until booking closes', '10:45', 60, '12:00', '11:00'],
    ['until the start where booking never closes before', '11:50', 0, '12:00', '12:00'],
    ['a closing time after the start does not count', '11:50', -30, '12:00', '12:00'],
  ])('%s', (_, now, closeMinutes, starts, until) => {
    expect(offerEnds(closesAt(at(starts), closeMinutes), at(now))).toEqual(at(until))
  })
})

describe('when a queue is looked at again', () => {
  it.each([
    ['in five minutes', at('09:00', '2026-11-25'), at('09:05', '2026-11-25')],
    ['when the kept places open', at('11:57', '2026-11-25'), at('12:00', '2026-11-25')],
    ['not at that very moment again', at('12:00', '2026-11-25'), at('12:05', '2026-11-25')],
    ['when booking closes', at('10:58'), at('11:00')],
    ['after that by the clock alone', at('11:30'), at('11:35')],
  ])('%s', (_, now, expected) => {
    expect(nextLook(at('12:00'), at('11:00'), now)).toEqual(expected)
  })
})

const pooled: SlotRules = {
  id: 'lunch',
  duration_minutes: 30,
  plan: { rules: [], gapMinutes: 0, onHolidays: 'closed', onMakeUpDays: 'works' },
  opening_hours: { weekly: [], onHolidays: 'closed' },
  capacity_kind: 'pooled',
  capacity: 3,
  reserved_places: 1,
  days_ahead: 14,
  close_minutes: 60,
  withdrawn: 0,
  needs: [],
  exceptions: [],
}
const doctor: SlotRules = {
  ...pooled,
  capacity_kind: 'exclusive',
  capacity: 1,
  needs: [{ position: 0, candidates: [{ resourceId: 'lin', name: '林芳医生', units: 1 }] }],
}
const slot = { startsAt: at('12:00'), endsAt: at('12:30'), day: '2026-11-26', capacity: null }
const far = at('11:59', '2026-11-25')
const near = at('12:00', '2026-11-25')
const young = (id: string, minute: number) => waiter(id, { since: since(`09:0${minute}`) })
const old = (id: string, minute: number) => waiter(id, { since: since(`09:0${minute}`), hasPriority: true })

function taken(...units: number[]): Occupied {
  const occupied = new Occupied()
  for (const unit of units) occupied.add({ key: 'lunch', cell: slot.startsAt.getTime() / 60_000, unit }, 'live')
  return occupied
}

describe('who gets which free place', () => {
  it.each<[string, SlotRules, number[], Waiter[], Date, [string, number | undefined][]]>([
    ['the first ones, as many as places are free', pooled, [1, 2], [young('A', 1), young('B', 2)], far, [['A', 3]]],
    [
      'a kept place goes past those who may not have it',
      pooled,
      [2, 3],
      [young('A', 1), old('B', 2), old('C', 3)],
      far,
      [['B', 1]],
    ],
    ['nobody gets a kept place who may not have it', pooled, [2, 3], [young('A', 1)], far, []],
    ['a day before it is for the first one', pooled, [2, 3], [young('A', 1), old('B', 2)], near, [['A', 1]]],
    [
      'an elder takes the kept one and leaves the other',
      pooled,
      [2],
      [old('A', 1), young('B', 2)],
      far,
      [
        ['A', 1],
        ['B', 3],
      ],
    ],
    ['nothing where nothing is free', pooled, [1, 2, 3], [old('A', 1), young('B', 2)], far, []],
    ['nothing above a capacity that was lowered', { ...pooled, capacity: 2 }, [2, 3], [old('A', 1)], far, []],
    [
      'who owns a place already is only told',
      pooled,
      [1, 2],
      [waiter('A', { hasPlace: true }), young('B', 1)],
      far,
      [
        ['A', undefined],
        ['B', 3],
      ],
    ],
  ])('%s', (_, service, units, queue, now, expected) => {
    const plan = planPromotions(service, slot, taken(...units), queue, now)
    expect(plan.map(({ waiter: { id }, claims }) => [id, claims[0]?.unit])).toEqual(expected)
  })
})

describe('who gets the place of a booking that ends', () => {
  const place = (unit: number | null, ...resourceIds: string[]) => ({ unit, resourceIds })
  const away = {
    exceptionId: 'X',
    kind: 'closed' as const,
    fromDay: '2026-11-26',
    toDay: '2026-11-26',
    fromTime: null,
    toTime: null,
  }
  const doctorAway: SlotRules = { ...doctor, exceptions: [{ ...away, resourceId: 'lin', reason: '休假' }] }
  it.each<[string, SlotRules, number[], Waiter[], ReturnType<typeof place>, Date, string | undefined]>([
    ['the first one', pooled, [1, 2, 3], [young('A', 1), old('B', 2)], place(3), far, 'A'],
    ['a kept one: the first who may have it', pooled, [1, 2, 3], [young('A', 1), old('B', 2)], place(1), far, 'B'],
    ['a kept one a day before: the first one', pooled, [1, 2, 3], [young('A', 1), old('B', 2)], place(1), near, 'A'],
    ['a kept one nobody may have', pooled, [1, 2, 3], [young('A', 1)], place(1), far, undefined],
    ['nobody waits', pooled, [1, 2, 3], [], place(3), far, undefined],
    ['a place too many', { ...pooled, capacity: 2 }, [1, 2, 3], [young('A', 1)], place(3), far, undefined],
    ['its claim is gone', pooled, [1, 2], [young('A', 1)], place(null), far, undefined],
    [
      'the first one is being given another',
      pooled,
      [1, 2, 3],
      [waiter('A', { hasPlace: true }), young('B', 2)],
      place(3),
      far,
      undefined,
    ],
    ['the same doctor', doctor, [], [young('A', 1)], place(null, 'lin'), far, 'A'],
    ['a doctor who is away', doctorAway, [], [young('A', 1)], place(null, 'lin'), far, undefined],
    ['somebody who does not serve here any more', doctor, [], [young('A', 1)], place(null, 'zhao'), far, undefined],
  ])('%s', (_, service, units, queue, ending, now, expected) => {
    expect(nextInLine(service, slot, taken(...units), queue, ending, now)?.id).toBe(expected)
  })
})
