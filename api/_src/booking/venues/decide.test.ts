import { describe, expect, it } from 'vitest'
import { instantOf } from '../../../../shared/time.ts'
import type { ScopedException } from '../piece-rows.ts'
import { minuteOf, Occupied } from '../taking/decide-claims.ts'
import { chooseRoom, claimsOfRoom, mergedStretches, type ClosableRoom } from './decide.ts'

const day = '2026-11-26'
const at = (time: string) => instantOf(day, time)
const stretch = (from: string, to: string) => ({ startsAt: at(from), endsAt: at(to) })
const hall: ClosableRoom = { resourceId: 'hall', name: '多功能厅', units: 1, exceptions: [] }

const closed = (times: Partial<ScopedException>): ScopedException => ({
  exceptionId: 'e',
  kind: 'closed',
  resourceId: null,
  serviceId: null,
  providerId: null,
  fromDay: day,
  toDay: day,
  fromTime: null,
  toTime: null,
  reason: '停电',
  ...times,
})

function taken(resourceId: string, from: string, to: string, owner: 'live' | { cleared: string } = 'live') {
  const occupied = new Occupied()
  for (let cell = minuteOf(at(from)); cell < minuteOf(at(to)); cell += 5) {
    occupied.add({ key: resourceId, cell, unit: 1 }, owner)
  }
  return occupied
}

describe('mergedStretches', () => {
  it.each([
    ['one', [['09:00', '11:00']], [['09:00', '11:00']]],
    [
      'apart, in order',
      [
        ['14:00', '16:00'],
        ['09:00', '11:00'],
      ],
      [
        ['09:00', '11:00'],
        ['14:00', '16:00'],
      ],
    ],
    [
      'beside each other',
      [
        ['09:00', '11:00'],
        ['09:00', '10:00'],
      ],
      [['09:00', '11:00']],
    ],
    [
      'overlapping',
      [
        ['09:00', '11:00'],
        ['10:00', '12:00'],
      ],
      [['09:00', '12:00']],
    ],
    [
      'back to back',
      [
        ['09:00', '11:00'],
        ['11:00', '12:00'],
      ],
      [['09:00', '12:00']],
    ],
    [
      'in one cell of five minutes',
      [
        ['09:00', '10:02'],
        ['10:04', '11:00'],
      ],
      [['09:00', '11:00']],
    ],
  ])('%s', (_, times, expected) => {
    const stretches = (pairs: string[][]) => pairs.map(([from = '', to = '']) => stretch(from, to))
    expect(mergedStretches(stretches(times))).toEqual(stretches(expected))
  })
})

describe('claimsOfRoom', () => {
  const times = [stretch('09:00', '10:00'), stretch('14:00', '15:00')]

  it('claims every five minutes of every stretch', () => {
    const claims = claimsOfRoom(hall, times, new Occupied())
    expect(claims).toHaveLength(24)
    expect(claims).toContainEqual({ key: 'hall', cell: minuteOf(at('14:55')), unit: 1, need: 0 })
  })

  it.each<[what: string, room: ClosableRoom, occupied: Occupied, takenAt: string | null]>([
    ['taken in the second', hall, taken('hall', '14:55', '16:00'), '14:00'],
    ['taken just before and just after', hall, taken('hall', '10:00', '14:00'), null],
    ['what ran out may be cleared away', hall, taken('hall', '09:00', '10:00', { cleared: 'b' }), null],
    ['another room', hall, taken('studio', '09:00', '15:00'), null],
    ['the house is closed', { ...hall, exceptions: [closed({})] }, new Occupied(), '09:00'],
    [
      'the house is closed at noon',
      { ...hall, exceptions: [closed({ fromTime: '11:00', toTime: '13:00' })] },
      new Occupied(),
      null,
    ],
    ['this room is shut', { ...hall, exceptions: [closed({ resourceId: 'hall' })] }, new Occupied(), '09:00'],
    ['another room is shut', { ...hall, exceptions: [closed({ resourceId: 'studio' })] }, new Occupied(), null],
  ])('%s', (_, room, occupied, takenAt) => {
    const found = claimsOfRoom(room, times, occupied)
    if (takenAt === null) expect(found).toHaveLength(24)
    else expect(found).toEqual({ takenAt: at(takenAt) })
  })
})

describe('chooseRoom', () => {
  const times = [stretch('09:00', '10:00'), stretch('14:00', '15:00')]
  const studio = { ...hall, resourceId: 'studio' }

  it('takes the first that is free all the time', () => {
    expect(chooseRoom([hall, studio], times, taken('hall', '14:00', '15:00'))).toMatchObject({ room: studio })
  })

  it('never mixes rooms, and tells when the best of them is taken first', () => {
    const occupied = taken('hall', '14:00', '15:00')
    for (let cell = minuteOf(at('09:00')); cell < minuteOf(at('10:00')); cell += 5) {
      occupied.add({ key: 'studio', cell, unit: 1 }, 'live')
    }
    expect(chooseRoom([hall, studio], times, occupied)).toEqual({ takenAt: at('14:00') })
  })
})
