import { describe, expect, it } from 'vitest'
import type { Booking } from '../../../shared/booking/contract.ts'
import { comingParts, daysOf } from './groups.ts'

const booking = (bookingId: string, over: Partial<Booking> = {}) =>
  ({ bookingId, startsAt: '2026-11-25T01:00:00.000Z', status: 'confirmed', basketId: null, ...over }) as Booking

const keys = (days: ReturnType<typeof daysOf>) =>
  days.map(({ day, visits }) => [day, visits.map(({ bookings }) => bookings.map((one) => one.bookingId).join('+'))])

describe('my bookings', () => {
  it('begin with what wants an answer, and end with what is only waited for', () => {
    const parts = comingParts([
      booking('A', { status: 'waiting' }),
      booking('B', { status: 'offered' }),
      booking('C'),
      booking('D', { status: 'checked_in' }),
    ])
    expect(parts.offers.map(({ bookingId }) => bookingId)).toEqual(['B'])
    expect(parts.waiting.map(({ bookingId }) => bookingId)).toEqual(['A'])
    expect(keys(parts.days)).toEqual([['2026-11-25', ['C', 'D']]])
  })

  it('of one basket and one day stand together, of another day apart', () => {
    const later = { startsAt: '2026-11-26T01:00:00.000Z' }
    const days = daysOf([
      booking('A', { basketId: 'X' }),
      booking('B'),
      booking('C', { basketId: 'X' }),
      booking('D', { basketId: 'X', ...later }),
    ])
    expect(keys(days)).toEqual([
      ['2026-11-25', ['A+C', 'B']],
      ['2026-11-26', ['D']],
    ])
  })
})
