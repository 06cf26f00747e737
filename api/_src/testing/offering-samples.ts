import { idOf } from '../../../config/dev/demo/ids.ts'
import type { OfferingChange } from '../../../shared/booking/offering-schemas.ts'
import { newId } from '../platform/ids.ts'

/** Inputs that aim at what the elder's community offers, and at her booking. */
export function offeringSamples(communityId: string, bookingId: string) {
  const exception = {
    exceptionId: idOf('sample exception'),
    kind: 'closed' as const,
    providerId: null,
    serviceId: null,
    resourceId: null,
    fromDay: '2026-11-26',
    toDay: '2026-11-26',
    fromTime: null,
    toTime: null,
    reason: '停电',
  }
  const change: OfferingChange = { kind: 'exception', exception }
  return {
    'booking.offering': { communityId },
    'booking.toArrange': { communityId },
    'booking.planCheck': { communityId, change },
    'booking.applyPlanChange': {
      communityId,
      change: { kind: 'exception' as const, exception: { ...exception, exceptionId: newId() } },
      seen: [],
      offers: [],
      reason: '停电',
    },
    'booking.offerTimes': { communityId, offers: [{ bookingId, version: 1, startsAt: null }], reason: '停电' },
  }
}
