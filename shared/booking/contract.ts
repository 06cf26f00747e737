import * as z from 'zod/mini'
import { command, publicQuery, query, type Contract } from '../contract.ts'
import { CommunityId, Count, Day, Id, Instant, PersonRef, Phone, optionalText, typedText } from '../schemas.ts'
import { bookingStatuses, serviceCategories } from './lifecycle.ts'

/** Who may use a service. Every field narrows; null or empty does not. */
export const Eligibility = z.object({
  minimumAge: z.nullable(Count),
  livingAloneOnly: z.boolean(),
  /** Said to people as it is: `60 岁以上`. Empty when everybody may. */
  words: z.string(),
})
export type Eligibility = z.infer<typeof Eligibility>

export const ServiceSummary = z.object({
  serviceId: Id,
  category: z.enum(serviceCategories),
  name: z.string(),
  /** One line: `护士上门，20 分钟`. */
  line: z.string(),
  /** Yuan cents; 0 = free of charge. */
  priceCents: Count,
  /** A Lucide icon name. */
  icon: z.string(),
  eligibility: Eligibility,
  /** The first day with a free place, null when none within the fortnight. */
  nextFreeDay: z.nullable(Day),
  /** The start of that first free slot. */
  nextFreeAt: z.nullable(Instant),
})
export type ServiceSummary = z.infer<typeof ServiceSummary>

export const ServiceDetail = z.extend(ServiceSummary, {
  description: z.string(),
  /** What to bring, one entry per thing. */
  bring: z.array(z.string()),
  place: z.string(),
  /** The provider comes to the resident's home. */
  atHome: z.boolean(),
  providerName: z.string(),
  providerPhone: Phone,
  durationMinutes: Count,
  /** `pooled`: many places in one slot. `exclusive`: a window, a room or a person serves one at a time. */
  capacityKind: z.enum(['pooled', 'exclusive']),
  cancelCutoffMinutes: Count,
  /** Most open bookings of one person for this service. */
  openLimit: Count,
})
export type ServiceDetail = z.infer<typeof ServiceDetail>

export const Slot = z.object({
  slotId: Id,
  day: Day,
  startsAt: Instant,
  endsAt: Instant,
  placesLeft: Count,
  capacity: Count,
  state: z.enum(['open', 'full', 'closed', 'mine']),
  /** Who serves, where that is known before: `林芳医生`. */
  resourceName: z.nullable(z.string()),
})
export type Slot = z.infer<typeof Slot>

export const Booking = z.object({
  bookingId: Id,
  communityId: CommunityId,
  residentId: Id,
  residentName: z.string(),
  /** True when somebody else booked for this person. */
  byDelegate: z.boolean(),
  /** Who that was; null when the person booked. */
  delegateName: z.nullable(z.string()),
  serviceId: Id,
  serviceName: z.string(),
  category: z.enum(serviceCategories),
  icon: z.string(),
  place: z.string(),
  atHome: z.boolean(),
  providerName: z.string(),
  providerPhone: Phone,
  resourceName: z.nullable(z.string()),
  bring: z.array(z.string()),
  priceCents: Count,
  startsAt: Instant,
  endsAt: Instant,
  status: z.enum(bookingStatuses),
  version: Count,
  /** Six digits that can be said at the counter. */
  spokenNumber: z.string(),
  note: z.string(),
  cancelUntil: Instant,
  cancelReason: z.nullable(z.string()),
  bookedAt: Instant,
})
export type Booking = z.infer<typeof Booking>

/** Details of `slot_full`: the next three free slots of the same service. */
export const NextFreeSlots = z.object({ nextFree: z.array(Slot) })

export const bookingContract = {
  'booking.services': publicQuery({
    summary: 'The catalogue of a community',
    input: z.object({ communityId: CommunityId, category: z.optional(z.enum(serviceCategories)) }),
    output: z.object({ services: z.array(ServiceSummary) }),
    errors: [],
    roundTrips: 2,
    cacheSeconds: 15,
  }),
  'booking.service': publicQuery({
    summary: 'One service: what it is, what to bring, who may use it',
    input: z.object({ communityId: CommunityId, serviceId: Id }),
    output: ServiceDetail,
    errors: ['not_found'],
    roundTrips: 2,
    cacheSeconds: 60,
  }),
  'booking.slots': query({
    summary: 'Days and slots of a service with places left, as this person may use them',
    callers: ['account'],
    input: z.object({ person: PersonRef, serviceId: Id, fromDay: z.optional(Day) }),
    output: z.object({
      /** Null when the person may book; else the reason in words: `没到 60 岁`. */
      refusedBecause: z.nullable(z.string()),
      /** Who it is, where staff books for somebody of their area. */
      residentName: z.optional(z.string()),
      /** Fourteen days from `fromDay` (default today), days without slots included. */
      days: z.array(z.object({ day: Day, slots: z.array(Slot) })),
    }),
    errors: ['not_found', 'not_delegated'],
    roundTrips: 2,
  }),
  'booking.book': command({
    summary: 'Take a place for myself, for somebody who delegated, or as staff for somebody of my area',
    callers: ['account'],
    input: z.object({ id: Id, person: PersonRef, slotId: Id, note: optionalText(100) }),
    output: Booking,
    errors: [
      'not_found',
      'not_delegated',
      'id_taken',
      'slot_full',
      'slot_past',
      'slot_closed',
      'already_booked',
      'not_eligible',
      'limit_reached',
    ],
    roundTrips: 4,
  }),
  'booking.cancel': command({
    summary: 'Give a place back, with a reason, until the cut-off',
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
