import type { PersonRef } from '../../../shared/schemas.ts'
import { instantOf } from '../../../shared/time.ts'
import { newId } from '../platform/ids.ts'

/** Inputs that aim at what the elder has booked and holds. */
export function bookingSamples(
  person: PersonRef,
  ids: { serviceId: string; bookingId: string; basketId: string; seriesId: string },
) {
  const { communityId } = person
  const { serviceId, bookingId, basketId, seriesId } = ids
  const pattern = { person, serviceId, weekdays: [2], time: '15:00', fromDay: '2026-12-01', toDay: '2026-12-08' }
  const startsAt = instantOf('2026-11-30', '09:00').toISOString()
  const place = { person, serviceId, startsAt }
  return {
    'booking.services': { communityId },
    'booking.service': { communityId, serviceId },
    'booking.providers': { communityId },
    'booking.slots': { person, serviceId },
    'booking.book': { id: newId(), ...place, note: '' },
    'booking.hold': { id: newId(), places: [{ bookingId: newId(), ...place }] },
    'booking.confirm': { communityId, basketId, note: '' },
    'booking.release': { communityId, basketId },
    'booking.reschedule': { communityId, bookingId, version: 1, startsAt },
    'booking.cancel': { communityId, bookingId, reason: '临时有事' },
    'booking.detail': { communityId, bookingId },
    'booking.mine': {},
    'booking.wait': { id: newId(), ...place, note: '' },
    'booking.takeOffer': { communityId, bookingId },
    'booking.seriesPreview': pattern,
    'booking.bookSeries': {
      ...{ id: newId(), ...pattern, note: '' },
      days: [{ day: '2026-12-08', startsAt: instantOf('2026-12-08', '15:00').toISOString() }],
    },
    'booking.series': {},
    'booking.endSeries': { communityId, seriesId },
  }
}
