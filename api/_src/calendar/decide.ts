import type { FeedOf } from '../../../shared/calendar/contract.ts'
import type { BookingStatus } from '../../../shared/booking/lifecycle.ts'
import { maskName } from '../../../shared/people/masking.ts'
import type { CalendarBooking } from '../booking/index.ts'

export interface CalendarEntry {
  uid: string
  /** RFC 5545 §3.8.7.4: grows with every change, so that a calendar program knows which of two is newer. */
  sequence: number
  startsAt: Date
  endsAt: Date
  changedAt: Date
  summary: string
  place: string
  description: string
  isCancelled: boolean
}

const shown: readonly BookingStatus[] = ['confirmed', 'checked_in', 'completed', 'missed', 'cancelled']

/**
 * The entries of a feed. What never was a booking (a hold, a place in a queue) is not in it; a cancelled booking stays
 * in as cancelled, so that a program takes its own copy back. The feed leaves the community's hands: a worker's names
 * are masked, a resident's own feed says whose it is only in its title.
 */
export function entriesOf(bookings: readonly CalendarBooking[], kind: FeedOf['kind']): CalendarEntry[] {
  return bookings
    .filter(({ status, history }) => shown.includes(status) && history.some((step) => step.kind === 'confirmed'))
    .map((booking) => ({
      uid: `${booking.id}@linlitong`,
      sequence: booking.version,
      startsAt: booking.startsAt,
      endsAt: booking.endsAt,
      changedAt: new Date(booking.history[booking.history.length - 1]?.at ?? booking.bookedAt),
      summary: kind === 'worker' ? `${booking.serviceName}（${maskName(booking.residentName)}）` : booking.serviceName,
      place: booking.place,
      description: descriptionOf(booking, kind),
      isCancelled: booking.status === 'cancelled',
    }))
}

function descriptionOf(booking: CalendarBooking, kind: FeedOf['kind']): string {
  if (kind === 'worker') return '详情在邻里通里看。'
  const spoken = `${booking.spokenNumber.slice(0, 3)} ${booking.spokenNumber.slice(3)}`
  const lines = [`到时候报这个号：${spoken}`, `有事打电话：${booking.providerPhone}`]
  return booking.bring.length === 0 ? lines.join('\n') : [...lines, `要准备：${booking.bring.join('、')}`].join('\n')
}
