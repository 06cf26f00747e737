import { describe, expect, test } from 'vitest'
import { checkInWay, type CheckInWay } from '../../../../shared/booking/counter.ts'
import type { BookingStatus } from '../../../../shared/booking/lifecycle.ts'
import { instantOf } from '../../../../shared/time.ts'
import { afterMiss, decideCheckIn, decideSettle, mealWords, type Miss } from './decide.ts'

const now = instantOf('2026-11-24', '12:31')

describe('checking in', () => {
  test.each<[BookingStatus, CheckInWay, string, object]>([
    ['confirmed', 'line', '2026-11-24', { data: { kind: 'change', status: 'checked_in' } }],
    ['confirmed', 'pick_up', '2026-11-24', { data: { kind: 'change', status: 'completed' } }],
    ['confirmed', 'none', '2026-11-24', { code: 'nothing_to_check_in' }],
    ['confirmed', 'line', '2026-11-25', { code: 'not_today' }],
    ['checked_in', 'line', '2026-11-24', { data: { kind: 'repeat' } }],
    ['completed', 'pick_up', '2026-11-24', { data: { kind: 'repeat' } }],
    ['completed', 'line', '2026-11-24', { code: 'booking_over' }],
    ['missed', 'line', '2026-11-24', { code: 'booking_over' }],
    ['cancelled', 'presence', '2026-11-24', { code: 'booking_over' }],
    ['waiting', 'line', '2026-11-24', { code: 'booking_over' }],
  ])('%s, %s, on %s', (status, way, day, then) => {
    expect(decideCheckIn({ status, day }, way, now)).toMatchObject(then)
  })
})

test('which way a service checks in', () => {
  expect(checkInWay('window', 'hall')).toBe('line')
  expect(checkInWay('health', 'hall')).toBe('line')
  expect(checkInWay('health', 'home')).toBe('none')
  expect(checkInWay('meals', 'hall')).toBe('pick_up')
  expect(checkInWay('meals', 'home')).toBe('none')
  expect(checkInWay('venues', 'hall')).toBe('presence')
  expect(checkInWay('window', 'phone')).toBe('none')
})

describe('when the slot is over', () => {
  test.each<[BookingStatus, CheckInWay, string, string | undefined]>([
    ['confirmed', 'line', '12:30', 'missed'],
    ['confirmed', 'line', '12:32', undefined],
    ['confirmed', 'none', '12:30', undefined],
    ['checked_in', 'line', '12:30', undefined],
    ['checked_in', 'presence', '12:30', 'completed'],
    ['cancelled', 'line', '12:30', undefined],
  ])('%s, %s, until %s', (status, way, time, then) => {
    expect(decideSettle({ status, endsAt: instantOf('2026-11-24', time) }, way, now)).toBe(then)
  })
})

test('what a crash left behind a number is done a day later', () => {
  const endsAt = instantOf('2026-11-23', '12:30')
  expect(decideSettle({ status: 'checked_in', endsAt }, 'line', now)).toBe('completed')
})

describe('after a missed booking', () => {
  const miss: Miss = {
    category: 'window',
    birthDate: '1980-01-01',
    livingAlone: false,
    hasPriority: false,
    endsAt: instantOf('2026-11-24', '12:30'),
    misses: 3,
  }
  const pause = instantOf('2026-12-08')
  test.each<[string, Partial<Miss>, ReturnType<typeof afterMiss>]>([
    ['the third time: a call, and a pause', {}, { welfare: false, caringCall: true, pauseUntil: pause }],
    ['the second time: a call', { misses: 2 }, { welfare: false, caringCall: true, pauseUntil: null }],
    ['70 today: never a pause', { birthDate: '1956-11-24' }, { welfare: false, caringCall: true, pauseUntil: null }],
    ['70 tomorrow', { birthDate: '1956-11-25' }, { welfare: false, caringCall: true, pauseUntil: pause }],
    ['disabled: never', { hasPriority: true }, { welfare: false, caringCall: true, pauseUntil: null }],
    ['nobody knows how old: never', { birthDate: null }, { welfare: false, caringCall: true, pauseUntil: null }],
    [
      'a meal of somebody who lives alone',
      { category: 'meals', livingAlone: true, misses: 1 },
      { welfare: true, caringCall: false, pauseUntil: null },
    ],
    ['a meal of a family', { category: 'meals', misses: 1 }, { welfare: false, caringCall: true, pauseUntil: null }],
    [
      'found out days later: no call out of the blue',
      { endsAt: instantOf('2026-11-22', '12:30'), misses: 1 },
      { welfare: false, caringCall: false, pauseUntil: null },
    ],
  ])('%s', (_, given, then) => {
    expect(afterMiss({ ...miss, ...given }, now)).toEqual(then)
  })
})

test('which meal', () => {
  expect([mealWords('08:30'), mealWords('12:30'), mealWords('18:30')]).toEqual(['早饭', '午饭', '晚饭'])
})
