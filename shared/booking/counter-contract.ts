import * as z from 'zod/mini'
import { command, query, type Contract } from '../contract.ts'
import { CommunityId, Count, Id, Instant, PersonRef, optionalText, typedText } from '../schemas.ts'
import { ticketActs, ticketLanes, ticketStatuses } from './counter.ts'
import { bookingChannels, bookingStatuses, providerKinds } from './lifecycle.ts'

const counterStaff = ['community_staff', 'admin', 'doctor'] as const
const ProviderRef = z.object({ communityId: CommunityId, providerId: Id })
const DoorCode = z.string().check(z.regex(/^\d{8}$/))
const WindowName = typedText(20)

/** A booking of today, as the counter sees it: nobody's full name. */
export const Arrival = z.object({
  bookingId: Id,
  maskedName: z.string(),
  /** Null when it is not on file. */
  age: z.nullable(Count),
  serviceName: z.string(),
  resourceName: z.nullable(z.string()),
  startsAt: Instant,
  endsAt: Instant,
  status: z.enum(bookingStatuses),
  channel: z.enum(bookingChannels),
  way: z.enum(['line', 'pick_up', 'presence', 'none']),
  /** `A012`. */
  number: z.nullable(z.string()),
})
export type Arrival = z.infer<typeof Arrival>

export const Ticket = z.object({
  ticketId: Id,
  version: Count,
  number: z.string(),
  lane: z.enum(ticketLanes),
  status: z.enum(ticketStatuses),
  maskedName: z.string(),
  serviceName: z.string(),
  /** The booked time; null without one. */
  startsAt: z.nullable(Instant),
  arrivedAt: Instant,
  /** Booked, and came more than ten minutes late. */
  isLate: z.boolean(),
  goesFirst: z.boolean(),
  window: z.nullable(z.string()),
  wantedWindow: z.nullable(z.string()),
  calls: Count,
  notThere: Count,
})
export type Ticket = z.infer<typeof Ticket>

const Counter = z.extend(ProviderRef, {
  name: z.string(),
  kind: z.enum(providerKinds),
  windows: z.array(z.string()),
  /** The call-up screen shows masked names beside the numbers. */
  showNames: z.boolean(),
  /** What the picture at the door says; null until it was set up. */
  doorCode: z.nullable(DoorCode),
  version: Count,
})

/** What somebody has in hand who was checked in. */
const CheckedIn = z.object({
  bookingId: Id,
  serviceName: z.string(),
  status: z.enum(['checked_in', 'completed']),
  /** Null where there is nothing to wait for. */
  number: z.nullable(z.string()),
})

/** How the next one is called out. */
const Called = z.object({ number: z.string(), name: z.string(), window: z.string(), calls: Count, ticketId: Id })

export const counterContract = {
  'booking.counters': query({
    summary: 'The halls and stations at which I receive people',
    callers: counterStaff,
    input: z.object({}),
    output: z.object({
      counters: z.array(
        z.extend(Counter, {
          services: z.array(z.object({ serviceId: Id, name: z.string(), way: Arrival.shape.way })),
        }),
      ),
    }),
    errors: [],
    roundTrips: 2,
  }),
  'booking.today': query({
    summary: 'Who is booked at a provider today, by time; or only whom a picture, a number or four digits name',
    callers: counterStaff,
    input: z.extend(ProviderRef, {
      by: z.optional(
        z.union([
          z.object({ kind: z.literal('booking'), bookingId: Id }),
          z.object({ kind: z.literal('spoken'), number: z.string().check(z.regex(/^\d{6}$/)) }),
          z.object({ kind: z.literal('phone'), lastFour: z.string().check(z.regex(/^\d{4}$/)) }),
        ]),
      ),
    }),
    output: z.object({ now: Instant, arrivals: z.array(Arrival) }),
    errors: ['not_found'],
    roundTrips: 2,
  }),
  'booking.checkIn': command({
    summary: 'Somebody with a booking is here: a number for the line, a meal handed over, or simply there',
    callers: counterStaff,
    input: z.object({ communityId: CommunityId, bookingId: Id, wheelchair: z.boolean() }),
    output: CheckedIn,
    errors: ['not_found', 'nothing_to_check_in', 'not_today', 'booking_over', 'conflict'],
    roundTrips: 6,
  }),
  'booking.walkIn': command({
    summary: 'A number for somebody without a booking; a booking as well where a place is free now',
    callers: counterStaff,
    input: z.object({
      id: Id,
      communityId: CommunityId,
      serviceId: Id,
      /** Null: a guest, who needs no name. */
      residentId: z.nullable(Id),
      guestName: optionalText(10),
      wheelchair: z.boolean(),
    }),
    output: z.object({ ticketId: Id, number: z.string(), bookingId: z.nullable(Id) }),
    errors: ['not_found', 'id_taken', 'no_line_here'],
    roundTrips: 8,
  }),
  'booking.queue': query({
    summary: 'The line of a provider as it stands, the next one first',
    callers: counterStaff,
    input: z.extend(ProviderRef, { cursor: z.optional(z.string()) }),
    output: z.union([
      z.object({ unchanged: z.literal(true), cursor: z.string(), now: Instant }),
      z.object({
        cursor: z.string(),
        now: Instant,
        counter: Counter,
        /** Called or at a window. */
        atWindows: z.array(Ticket),
        waiting: z.array(Ticket),
        servedToday: Count,
      }),
    ]),
    errors: ['not_found'],
    roundTrips: 2,
  }),
  'booking.callNext': command({
    summary: 'Call the next one to this window; two windows at once never get the same person',
    callers: counterStaff,
    input: z.extend(ProviderRef, { id: Id, window: WindowName }),
    /** Null: nobody waits for this window. */
    output: z.object({ called: z.nullable(Called) }),
    errors: ['not_found', 'window_busy', 'no_such_window', 'conflict'],
    roundTrips: 5,
  }),
  'booking.moveTicket': command({
    summary: 'Call again, begin, done, not there, gone, or send on to another window',
    callers: counterStaff,
    input: z.object({
      communityId: CommunityId,
      ticketId: Id,
      version: Count,
      act: z.enum(ticketActs),
      toWindow: z.optional(WindowName),
    }),
    output: z.object({ status: z.enum(ticketStatuses), version: Count }),
    errors: ['not_found', 'conflict', 'call_again_first', 'no_such_window'],
    roundTrips: 5,
  }),
  'booking.screen': query({
    summary: 'What the hall may see: numbers, masked names where the provider wants them, windows',
    callers: counterStaff,
    input: z.extend(ProviderRef, { cursor: z.optional(z.string()) }),
    output: z.union([
      z.object({ unchanged: z.literal(true), cursor: z.string(), now: Instant }),
      z.object({
        cursor: z.string(),
        now: Instant,
        name: z.string(),
        /** The last call first. */
        called: z.array(Called),
        /** The next five. */
        next: z.array(z.object({ number: z.string(), name: z.string() })),
        waiting: Count,
      }),
    ]),
    errors: ['not_found'],
    roundTrips: 2,
  }),
  'booking.saveCounter': command({
    summary: 'Which windows there are, whether the screen shows names, and a picture for the door',
    callers: counterStaff,
    input: z.extend(ProviderRef, {
      version: Count,
      windows: z.array(WindowName).check(z.minLength(1), z.maxLength(12)),
      showNames: z.boolean(),
      /** The old picture stops working. */
      newDoorCode: z.boolean(),
    }),
    output: Counter,
    errors: ['not_found', 'conflict'],
    roundTrips: 4,
  }),
  'booking.door': query({
    summary: 'What I can do at this door: be checked in, take a number, see how far it is',
    callers: ['account'],
    input: z.object({ communityId: CommunityId, doorCode: DoorCode }),
    output: z.object({
      providerName: z.string(),
      /** Today, of mine and of those I act for. */
      bookings: z.array(
        z.extend(z.omit(Arrival, { maskedName: true, age: true, channel: true }), { residentName: z.string() }),
      ),
      services: z.array(z.object({ serviceId: Id, name: z.string() })),
      tickets: z.array(z.object({ ticketId: Id, number: z.string(), serviceName: z.string() })),
    }),
    errors: ['not_found'],
    roundTrips: 2,
  }),
  'booking.arrive': command({
    summary: 'I am here: check in by the picture at the door',
    callers: ['account'],
    input: z.object({ communityId: CommunityId, doorCode: DoorCode, bookingId: Id, wheelchair: z.boolean() }),
    output: CheckedIn,
    errors: ['not_found', 'nothing_to_check_in', 'not_today', 'booking_over', 'conflict'],
    roundTrips: 6,
  }),
  'booking.takeNumber': command({
    summary: 'A number at the door without a booking, for myself or as a guest',
    callers: ['account'],
    input: z.object({
      id: Id,
      communityId: CommunityId,
      doorCode: DoorCode,
      serviceId: Id,
      residentId: z.nullable(Id),
      wheelchair: z.boolean(),
    }),
    output: z.object({ ticketId: Id, number: z.string(), bookingId: z.nullable(Id) }),
    errors: ['not_found', 'not_delegated', 'id_taken', 'no_line_here'],
    roundTrips: 8,
  }),
  'booking.myTurn': query({
    summary: 'How far my number is',
    callers: ['account'],
    input: z.object({ communityId: CommunityId, ticketId: Id }),
    output: z.object({
      number: z.string(),
      status: z.enum(ticketStatuses),
      serviceName: z.string(),
      providerName: z.string(),
      /** How many are called before; null when it does not wait any more. */
      ahead: z.nullable(Count),
      /** Set while it is too early: called from then on. */
      notBefore: z.nullable(Instant),
      window: z.nullable(z.string()),
      /** Called in vain once, and back in the line. */
      wasMissed: z.boolean(),
    }),
    errors: ['not_found'],
    roundTrips: 2,
  }),
  'booking.pause': query({
    summary: 'Whether somebody was asked to pause after bookings that nobody came to',
    callers: ['account'],
    input: z.object({ person: PersonRef }),
    output: z.object({ until: z.nullable(Instant) }),
    errors: ['not_delegated'],
    roundTrips: 2,
  }),
  'booking.liftPause': command({
    summary: 'End a pause: there was a reason',
    callers: ['community_staff', 'admin', 'grid_worker'],
    input: z.object({ person: PersonRef }),
    output: z.object({ lifted: z.boolean() }),
    errors: ['not_found'],
    roundTrips: 3,
  }),
} satisfies Contract
