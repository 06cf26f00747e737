import { describe, expect, it } from 'vitest'
import { addSeconds, instantOf, timeOf, dayOf } from '../../../../shared/time.ts'
import { Occupied, minuteOf } from '../taking/decide-claims.ts'
import { calendarDays } from '../calendar-days.ts'
import { closed, clinic, ids, lunch, provider, worker } from '../../testing/offering-town.ts'
import type { Offering } from './decide-change.ts'
import { becauseOf, nearestSlots, overCapacity, Schedule, type ComingBooking } from './decide-hits.ts'

const kept = { version: 1, isWithdrawn: false }
const offering: Offering = {
  providers: [{ ...provider, ...kept }],
  services: [
    { ...clinic, ...kept },
    { ...lunch, reservedPlaces: 1, ...kept },
  ],
  resources: [
    { ...worker(ids.doctor, '林芳医生'), ...kept },
    { ...worker(ids.nurse, '周敏护士'), ...kept },
  ],
  exceptions: [],
  holidays: [],
}
const now = instantOf('2026-11-24', '08:00')
const schedule = (change: Partial<Offering> = {}) => {
  const changed = { ...offering, ...change }
  return new Schedule(changed, calendarDays(changed.holidays))
}
const booking = (id: string, day: string, time: string, more: Partial<ComingBooking> = {}): ComingBooking => {
  const startsAt = instantOf(day, time)
  return {
    bookingId: id,
    residentId: `resident of ${id}`,
    serviceId: ids.clinic,
    status: 'confirmed',
    hasPriority: false,
    startsAt,
    endsAt: addSeconds(startsAt, 1800),
    resourceIds: [ids.nurse],
    ...more,
  }
}
const atNine = booking('a', '2026-11-26', '09:00')
const off = <Thing extends object>(thing: Thing) => ({ ...thing, version: 2, isWithdrawn: true })

describe('whether a booked time stands', () => {
  it.each<[because: string | null, change: Partial<Offering>, booked?: ComingBooking]>([
    [null, {}],
    ['这项服务停了', { services: [off(clinic)] }],
    ['梅园卫生站停了', { providers: [off(provider)] }],
    ['周敏护士不在这里了', { resources: [off(worker(ids.nurse, '周敏护士'))] }],
    ['周敏护士休假', { exceptions: [closed('周敏护士休假', { resourceId: ids.nurse })] }],
    // somebody else's leave
    [null, { exceptions: [closed('林芳医生开会', { resourceId: ids.doctor })] }],
    ['停电', { exceptions: [closed('停电', {})] }],
    ['停电', { exceptions: [closed('停电', { providerId: ids.provider, fromTime: '08:00', toTime: '09:05' })] }],
    [null, { exceptions: [closed('停电', { providerId: ids.provider, fromTime: '09:30', toTime: '12:00' })] }],
    [null, { exceptions: [closed('食堂消毒', { serviceId: ids.lunch })] }],
    ['休息日休息', { holidays: [{ day: '2026-11-26', kind: 'holiday', name: '休息日' }] }],
    // the times are others now: 9:10 is no start, 9:20 is one
    ['时间安排改了', { services: [{ ...clinic, durationMinutes: 20, ...kept }] }, booking('b', '2026-11-26', '09:30')],
    [null, { services: [{ ...clinic, durationMinutes: 20, ...kept }] }],
    ['时间安排改了', {}, booking('c', '2026-11-28', '09:00')],
  ])('%s', (because, change, booked = atNine) => expect(becauseOf(booked, schedule(change))).toBe(because))
})

describe('fewer places than people', () => {
  const meal = (id: string) => booking(id, '2026-11-26', '11:00', { serviceId: ids.lunch, resourceIds: [] })
  const cell = minuteOf(instantOf('2026-11-26', '11:00'))
  const held = (...units: number[]) =>
    units.map((unit, index) => ({ key: ids.lunch, cell, unit, bookingId: `m${index + 1}` }))
  const with3 = [meal('m1'), meal('m2'), meal('m3')]
  it.each([
    [3, [1, 2, 3], []],
    [2, [1, 2, 3], ['m3']],
    [1, [1, 2, 3], ['m2', 'm3']],
    // a gap below: two are in two places, whatever their units are called
    [2, [1, 3], []],
    [1, [3, 1], ['m1']],
  ])('with %i, of the units %j too much are %j', (capacity, units, hit) => {
    const changed = schedule({ services: [{ ...lunch, capacity, ...kept }] })
    expect(overCapacity(with3.slice(0, units.length), held(...units), changed).toSorted()).toEqual(hit)
  })

  it('counts the units of a resource in every cell', () => {
    const window = { ...worker(ids.nurse, '窗口'), units: 1, ...kept }
    const at = minuteOf(atNine.startsAt)
    const claims = [1, 2].flatMap((unit) =>
      [0, 5, 10].map((minutes) => ({ key: ids.nurse, cell: at + minutes, unit, bookingId: unit === 1 ? 'a' : 'b' })),
    )
    const both = [atNine, booking('b', '2026-11-26', '09:00')]
    expect(overCapacity(both, claims, schedule({ resources: [window] }))).toEqual(['b'])
    expect(overCapacity(both, claims, schedule({ resources: [{ ...window, units: 2 }] }))).toEqual([])
  })
})

describe('the nearest free time', () => {
  const words = (
    booked: ComingBooking,
    change: Partial<Offering>,
    more: { taken?: Occupied; coming?: ComingBooking[]; at?: Date } = {},
  ) => {
    const found = nearestSlots(
      [booked],
      schedule(change),
      more.taken ?? new Occupied(),
      more.coming ?? [booked],
      more.at ?? now,
    )
    const slot = found.get(booked.bookingId)
    return slot ? `${dayOf(slot.startsAt)} ${timeOf(slot.startsAt)}` : null
  }
  const powerCut = { exceptions: [closed('停电', {})] }

  it('is the nearest to the old one, and of two that are as near the later', () => {
    expect(words(atNine, powerCut)).toBe('2026-11-25 10:30')
    // 9:30 is gone: 9:00 and 10:00 are as near
    const gap = { exceptions: [closed('会', { fromTime: '09:30', toTime: '10:00' })] }
    expect(words(booking('b', '2026-11-26', '09:30'), gap)).toBe('2026-11-26 10:00')
  })

  it('is never today, unless they were to come today', () => {
    const wednesday = booking('w', '2026-11-25', '09:00')
    const change = { exceptions: [closed('停电', { fromDay: '2026-11-25', toDay: '2026-11-25' })] }
    expect(words(wednesday, change)).toBe('2026-11-26 09:00')
    const today = booking('t', '2026-11-24', '09:00')
    expect(
      words(today, {
        exceptions: [
          closed('停电', { fromDay: '2026-11-24', toDay: '2026-11-24', fromTime: '09:00', toTime: '09:30' }),
        ],
      }),
    ).toBe('2026-11-24 09:30')
  })

  it('is not one that others wait for, that they have, or that is taken', () => {
    const wait = booking('x', '2026-11-25', '10:30', { status: 'waiting', resourceIds: [] })
    expect(words(atNine, powerCut, { coming: [atNine, wait] })).toBe('2026-11-25 10:00')
    const own = booking('y', '2026-11-25', '10:30', { residentId: atNine.residentId })
    expect(words(atNine, powerCut, { coming: [atNine, own] })).toBe('2026-11-25 10:00')
    const taken = new Occupied()
    const last = minuteOf(instantOf('2026-11-25', '10:30'))
    for (const key of [ids.doctor, ids.nurse]) taken.add({ key, cell: last + 10, unit: 1 }, 'live')
    expect(words(atNine, powerCut, { taken })).toBe('2026-11-25 10:00')
  })

  it('leaves the kept places to whom they are kept for', () => {
    const meal = booking('m', '2026-11-26', '11:00', { serviceId: ids.lunch, resourceIds: [] })
    const taken = new Occupied()
    // of Friday's three places two are taken, the one that is left is kept for the old
    for (const unit of [2, 3])
      taken.add({ key: ids.lunch, cell: minuteOf(instantOf('2026-11-27', '11:00')), unit }, 'live')
    const change = { exceptions: [closed('停电', { fromDay: '2026-11-25', toDay: '2026-11-26' })] }
    expect(words(meal, change, { taken })).toBe('2026-11-30 11:00')
    expect(words({ ...meal, hasPriority: true }, change, { taken })).toBe('2026-11-27 11:00')
  })

  it('is none where the service ends', () => {
    expect(words(atNine, { services: [off(clinic)] })).toBeNull()
  })
})
