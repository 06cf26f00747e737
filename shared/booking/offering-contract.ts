import * as z from 'zod/mini'
import { command, query, staffRoles, type Contract } from '../contract.ts'
import { CommunityId, Count, Day, Id, Instant, optionalText } from '../schemas.ts'
import { bookingStatuses } from './lifecycle.ts'
import {
  OfferedException,
  OfferedProvider,
  OfferedResource,
  OfferedService,
  OfferingChange,
  OwnHoliday,
} from './offering-schemas.ts'

/** Who may change what a community offers. */
export const offeringRoles = ['community_staff', 'admin'] as const

const NewTime = z.object({ startsAt: Instant, endsAt: Instant })

/** A booking whose time is not in the plan (any more): somebody must talk with this person. */
export const Unplanned = z.object({
  bookingId: Id,
  version: Count,
  residentId: Id,
  residentName: z.string(),
  /** The number to ring; null when none is registered. */
  phone: z.nullable(z.string()),
  delegateName: z.nullable(z.string()),
  serviceId: Id,
  serviceName: z.string(),
  status: z.enum(bookingStatuses),
  startsAt: Instant,
  endsAt: Instant,
  spokenNumber: z.string(),
  /** Why the time does not stand any more: `周敏护士休假`. */
  because: z.string(),
  /** The nearest free time under the new plan, another one for each person; null when there is none. */
  nearest: z.nullable(NewTime),
  /** When the person was asked to choose, and which time was offered; null before. */
  asked: z.nullable(z.object({ at: Instant, startsAt: z.nullable(Instant) })),
})
export type Unplanned = z.infer<typeof Unplanned>

/** A new time for a booking, to be offered to the person; null offers none and asks them to choose. */
const Offer = z.object({ bookingId: Id, version: Count, startsAt: z.nullable(Instant) })
const offers = z.array(Offer).check(z.maxLength(100))

export const offeringContract = {
  'booking.offering': query({
    summary: 'What a community offers, for who keeps it: providers, services, resources, exceptions and its calendar',
    callers: staffRoles,
    input: z.object({ communityId: CommunityId }),
    output: z.object({
      providers: z.array(OfferedProvider),
      services: z.array(OfferedService),
      resources: z.array(OfferedResource),
      /** From the first of this month on. */
      exceptions: z.array(OfferedException),
      /** What the community keeps against the calendar. */
      holidays: z.array(OwnHoliday),
      /** Public holidays and worked weekends of the next twelve months by the notices that are out. */
      calendar: z.array(z.object({ day: Day, kind: z.enum(['holiday', 'make_up_workday']), name: z.string() })),
      /** Until when the calendar is known, and a sentence while that is near; empty otherwise. */
      horizon: Day,
      horizonWords: z.string(),
      mayChange: z.boolean(),
      today: Day,
    }),
    errors: ['not_allowed'],
    roundTrips: 2,
  }),
  'booking.toArrange': query({
    summary: 'Booked people whose time is not in the plan any more: they stay here until they have another or none',
    callers: offeringRoles,
    input: z.object({ communityId: CommunityId }),
    output: z.object({ people: z.array(Unplanned) }),
    errors: ['not_allowed'],
    roundTrips: 4,
  }),
  'booking.planCheck': query({
    summary: 'A dry run of a change: what is wrong with it, and whom of those who booked it would hit',
    callers: offeringRoles,
    input: z.object({ communityId: CommunityId, change: OfferingChange }),
    output: z.object({
      /** In words for who writes it; a change with mistakes cannot be saved. */
      mistakes: z.array(z.string()),
      people: z.array(Unplanned),
    }),
    errors: ['not_allowed', 'not_found', 'conflict', 'id_taken'],
    roundTrips: 4,
  }),
  'booking.applyPlanChange': command({
    summary: 'Save a change once everybody it hits has been seen, and offer some of them another time',
    callers: offeringRoles,
    input: z.object({
      communityId: CommunityId,
      change: OfferingChange,
      /** The bookings that were shown as hit. Is there another one meanwhile, the change is refused and nothing saved. */
      seen: z.array(Id).check(z.maxLength(2000)),
      offers,
      /** Told to everybody who is offered a time: `护士休假`. */
      reason: optionalText(60),
    }),
    output: z.object({ version: Count, asked: Count }),
    errors: ['not_allowed', 'not_found', 'conflict', 'id_taken', 'plan_wrong', 'people_affected', 'slot_closed'],
    roundTrips: 8,
  }),
  'booking.offerTimes': command({
    summary: 'Ask people whose time is gone whether another one suits; the old one stands until they answer',
    callers: offeringRoles,
    input: z.object({ communityId: CommunityId, offers: offers.check(z.minLength(1)), reason: optionalText(60) }),
    output: z.object({ asked: Count }),
    errors: ['not_allowed', 'slot_closed'],
    roundTrips: 3,
  }),
} satisfies Contract
