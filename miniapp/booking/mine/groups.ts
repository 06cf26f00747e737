import type { Booking } from '../../../shared/booking/contract.ts'
import { byDay } from '../words.ts'
import type { Day } from '../../../shared/time.ts'

/** What stands in one card of a day: one booking, or several that were booked in one go. */
export interface Visit {
  key: string
  bookings: Booking[]
}

export interface ComingParts {
  /** Places that came free and are kept for a short time: first of all. */
  offers: Booking[]
  waiting: Booking[]
  days: { day: Day; visits: Visit[] }[]
}

/** The coming ones as they are shown: offers, then days with their visits, then the queues. */
export function comingParts(bookings: readonly Booking[]): ComingParts {
  const placed = bookings.filter(({ status }) => status === 'confirmed' || status === 'checked_in')
  return {
    offers: bookings.filter(({ status }) => status === 'offered'),
    waiting: bookings.filter(({ status }) => status === 'waiting'),
    days: daysOf(placed),
  }
}

/** Days in the order given, each with its visits: what shares a basket and a day stands together. */
export function daysOf(bookings: readonly Booking[]): { day: Day; visits: Visit[] }[] {
  return byDay(bookings).map(({ day, items }) => ({ day, visits: visitsOf(items) }))
}

function visitsOf(bookings: readonly Booking[]): Visit[] {
  const visits: Visit[] = []
  for (const booking of bookings) {
    const { basketId, bookingId } = booking
    const known = basketId === null ? undefined : visits.find(({ key }) => key === basketId)
    if (known) known.bookings.push(booking)
    else visits.push({ key: basketId ?? bookingId, bookings: [booking] })
  }
  return visits
}
