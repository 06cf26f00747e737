import * as z from 'zod/mini'
import { command, type Contract } from '../contract.ts'
import { CommunityId, Id, Instant, PersonRef, optionalText } from '../schemas.ts'
import { Booking } from './schemas.ts'

/** The queue of a full slot. Leaving it is `booking.cancel`. */
export const waitingContract = {
  'booking.wait': command({
    summary: 'Stand in the queue of a full slot; a place that comes free is offered for thirty minutes',
    callers: ['account'],
    input: z.object({ id: Id, person: PersonRef, serviceId: Id, startsAt: Instant, note: optionalText(100) }),
    output: Booking,
    errors: [
      'not_found',
      'not_delegated',
      'id_taken',
      'slot_past',
      'slot_closed',
      'already_booked',
      'not_eligible',
      'booking_paused',
      'limit_reached',
      'slot_open',
    ],
    roundTrips: 5,
  }),
  'booking.takeOffer': command({
    summary: 'Take up the place that was offered to me',
    callers: ['account'],
    input: z.object({ communityId: CommunityId, bookingId: Id }),
    output: Booking,
    errors: ['not_found', 'offer_expired', 'conflict'],
    roundTrips: 4,
  }),
} satisfies Contract
