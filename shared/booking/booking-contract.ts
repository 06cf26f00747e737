import * as z from 'zod/mini'
import { command, query, type Contract } from '../contract.ts'
import { CommunityId, Day, Id, Instant, PersonRef, optionalText, typedText } from '../schemas.ts'
import { Booking, Slot } from './schemas.ts'

/** Details of `slot_full`: the next three free slots of the same service, and whether one may wait for this one. */
export const NextFreeSlots = z.object({ nextFree: z.array(Slot), canWait: z.boolean() })

/** One place wanted. `bookingId` is made by the client. */
export const WantedPlace = z.object({
  bookingId: Id,
  person: PersonRef,
  serviceId: Id,
  startsAt: Instant,
  /** A resource the person asked for: the same doctor, the same carer. */
  resourceId: z.optional(Id),
})
export type WantedPlace = z.infer<typeof WantedPlace>

const takingErrors = [
  'not_found',
  'not_delegated',
  'id_taken',
  'slot_full',
  'slot_past',
  'slot_closed',
  'already_booked',
  'not_eligible',
  'booking_paused',
  'limit_reached',
] as const

export const takingContract = {
  'booking.slots': query({
    summary: 'Days and slots of a service with places left, as this person may use them',
    callers: ['account'],
    input: z.object({ person: PersonRef, serviceId: Id, fromDay: z.optional(Day), resourceId: z.optional(Id) }),
    output: z.object({
      /** Null when the person may book; else the reason in words: `没到 60 岁`. */
      refusedBecause: z.nullable(z.string()),
      /** Who it is, where staff books for somebody of their area. */
      residentName: z.optional(z.string()),
      /** What this person pays, and by which group it is less than for everybody: `独居老人补贴价`. */
      priceCents: z.int(),
      priceWords: z.string(),
      /** The worker or doctor of the last time, where the service has several and that one still serves. */
      lastResource: z.nullable(z.object({ resourceId: Id, name: z.string() })),
      /** Who may be asked for by name. */
      resources: z.array(z.object({ resourceId: Id, name: z.string(), words: z.string() })),
      /** Fourteen days from `fromDay` (default today), days without slots included. */
      days: z.array(
        z.object({
          day: Day,
          /** `国庆节`, `调休上班`; empty on ordinary days. */
          dayWords: z.string(),
          slots: z.array(Slot),
        }),
      ),
    }),
    errors: ['not_found', 'not_delegated'],
    roundTrips: 2,
  }),
  'booking.hold': command({
    summary: 'Keep one or several places for five minutes while the rest is filled in: all of them or none',
    callers: ['account'],
    input: z.object({ id: Id, places: z.array(WantedPlace).check(z.minLength(1), z.maxLength(6)) }),
    output: z.object({ basketId: Id, keptUntil: Instant, bookings: z.array(Booking) }),
    errors: takingErrors,
    roundTrips: 4,
  }),
  'booking.confirm': command({
    summary: 'Make the kept places of one basket bookings: all of them or none',
    callers: ['account'],
    input: z.object({ communityId: CommunityId, basketId: Id, note: optionalText(100) }),
    output: z.object({ bookings: z.array(Booking) }),
    errors: ['not_found', 'hold_expired'],
    roundTrips: 3,
  }),
  'booking.release': command({
    summary: 'Give the kept places of a basket back before the five minutes are over',
    callers: ['account'],
    input: z.object({ communityId: CommunityId, basketId: Id }),
    output: z.object({ released: z.int() }),
    errors: ['not_found'],
    roundTrips: 4,
  }),
  'booking.book': command({
    summary: 'Take a place for myself, for somebody who delegated, or as staff for somebody of my area',
    callers: ['account'],
    input: z.object({
      id: Id,
      person: PersonRef,
      serviceId: Id,
      startsAt: Instant,
      note: optionalText(100),
      resourceId: z.optional(Id),
      /** Only staff: how the person asked. */
      channel: z.optional(z.enum(['phone', 'counter'])),
    }),
    output: Booking,
    errors: takingErrors,
    roundTrips: 4,
  }),
  'booking.reschedule': command({
    summary: 'Move a booking to another time of the same service, in one step: nobody loses the old place first',
    callers: ['account'],
    input: z.object({ communityId: CommunityId, bookingId: Id, version: z.int(), startsAt: Instant }),
    output: Booking,
    errors: [
      'not_found',
      'slot_full',
      'slot_past',
      'slot_closed',
      'already_booked',
      'limit_reached',
      'too_late_to_cancel',
      'conflict',
    ],
    roundTrips: 6,
  }),
  'booking.cancel': command({
    summary: 'Give a place back, with a reason, until the cut-off; the next who waits gets it at once',
    callers: ['account'],
    input: z.object({ communityId: CommunityId, bookingId: Id, reason: typedText(60) }),
    output: Booking,
    errors: ['not_found', 'too_late_to_cancel', 'conflict'],
    roundTrips: 4,
  }),
  'booking.detail': query({
    summary: 'One booking of mine or of somebody who delegated',
    callers: ['account'],
    input: z.object({ communityId: CommunityId, bookingId: Id }),
    output: Booking,
    errors: ['not_found'],
    roundTrips: 2,
  }),
  'booking.mine': query({
    summary: 'Bookings of mine and of everybody I act for: coming ones first, then at most 50 past ones',
    callers: ['account'],
    input: z.object({}),
    output: z.object({ coming: z.array(Booking), past: z.array(Booking) }),
    errors: [],
    roundTrips: 2,
  }),
} satisfies Contract
