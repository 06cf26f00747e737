import type { BookingStatus } from '../../../../shared/booking/lifecycle.ts'
import type { BookingStep } from '../tables.ts'

/** A question that stands: the plan has changed, and the person is asked for another time. */
export interface TimeAsked {
  at: string
  /** The time that was offered; null asks them to choose one. */
  startsAt: string | null
  reason: string
}

/** Whether a person is still asked for another time; null once they have chosen, or the booking is over. */
export function timeAskedOf(booking: { status: BookingStatus; history: readonly BookingStep[] }): TimeAsked | null {
  if (booking.status !== 'confirmed') return null
  const step = booking.history.findLast(({ kind }) => kind === 'time_asked' || kind === 'rescheduled')
  return step?.kind === 'time_asked' ? { at: step.at, startsAt: step.to ?? null, reason: step.reason ?? '' } : null
}
