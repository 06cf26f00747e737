import * as z from 'zod/mini'
import { command, query, type Contract } from '../contract.ts'
import { CommunityId, Count, Day, Id, Instant, PersonRef, optionalText } from '../schemas.ts'
import { bookingStatuses, serviceCategories } from './lifecycle.ts'

/** 0 = Sunday … 6 = Saturday. */
const Weekdays = z.array(z.int().check(z.minimum(0), z.maximum(6))).check(z.minLength(1), z.maxLength(7))
const Time = z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/))

/** What is wished: these weekdays at this time, from one day to another at most eight weeks later. */
const Pattern = {
  person: PersonRef,
  serviceId: Id,
  weekdays: Weekdays,
  time: Time,
  fromDay: Day,
  /** Null: goes on until it is ended; days are booked by themselves as soon as they may be. */
  toDay: z.nullable(Day),
}

/**
 * One day of a pattern. `free` can be booked now. `mine` this person has already. `full`, `closed` and `limit` cannot be
 * had at this time; `later` is booked by itself when it may be (too far ahead, or earlier ones come first).
 */
export const SeriesDay = z.object({
  day: Day,
  startsAt: Instant,
  state: z.enum(['free', 'mine', 'full', 'closed', 'limit', 'later']),
  /** Why not, as it is shown: `国庆节`, `厨房检修`, `约满了`, `这周已经约了 2 次`; empty when free. */
  words: z.string(),
  /** Free times near it where this one cannot be had: of the same day first, the nearest first; at most three. */
  instead: z.array(Instant),
})
export type SeriesDay = z.infer<typeof SeriesDay>

/** A booked day of a series: a booking like any other. Change it with `booking.reschedule` or `booking.cancel`. */
export const SeriesBooking = z.object({
  bookingId: Id,
  startsAt: Instant,
  endsAt: Instant,
  status: z.enum(bookingStatuses),
  version: Count,
  cancelUntil: Instant,
})

export const Series = z.object({
  seriesId: Id,
  communityId: CommunityId,
  residentId: Id,
  residentName: z.string(),
  /** Who made it for the person; null when the person did. `女儿陈静`. */
  delegateName: z.nullable(z.string()),
  serviceId: Id,
  serviceName: z.string(),
  category: z.enum(serviceCategories),
  icon: z.string(),
  weekdays: z.array(z.int()),
  time: z.string(),
  /** `每周一到周五 11:30`. */
  words: z.string(),
  fromDay: Day,
  toDay: z.nullable(Day),
  status: z.enum(['running', 'ended']),
  version: Count,
  /** Booked days still to come, the next first. */
  coming: z.array(SeriesBooking),
  /** Days from today on that could not be booked, and why. */
  skipped: z.array(z.object({ day: Day, reason: z.string() })),
  /** Up to this day everything is booked or skipped; null before the first look. */
  bookedThrough: z.nullable(Day),
  /** The next day that is booked by itself; null when nothing is left to book. */
  nextDay: z.nullable(Day),
})
export type Series = z.infer<typeof Series>

/** Lunch from Monday to Friday, a bath every Tuesday: one wish, one booking for each day. */
export const seriesContract = {
  'booking.seriesPreview': query({
    summary: 'A weekly pattern day by day: what is free, what is not and why, and which times are free instead',
    callers: ['account'],
    input: z.object(Pattern),
    output: z.object({
      /** Null when the person may book a series of it; else why not: `没到 60 岁`, `这一项不能连着约`. */
      refusedBecause: z.nullable(z.string()),
      serviceName: z.string(),
      /** What this person pays each time. */
      priceCents: z.int(),
      /** Every time of day at which one of these weekdays has a slot, for choosing. */
      times: z.array(z.string()),
      days: z.array(SeriesDay),
      /** The last day that can be booked today. */
      horizon: Day,
    }),
    errors: ['not_found', 'not_delegated', 'days_reversed', 'series_too_long'],
    roundTrips: 2,
  }),
  'booking.bookSeries': command({
    summary:
      'Book the days of a pattern that were kept; a day that is gone meanwhile is skipped and said, never all lost',
    callers: ['account'],
    input: z.object({
      /** The series' id. */
      id: Id,
      ...Pattern,
      note: optionalText(100),
      /** Days of the pattern to be booked now, each at the time chosen for it; days left out stay free. */
      days: z.array(z.object({ day: Day, startsAt: Instant })).check(z.maxLength(56)),
      /** Only staff: how the person asked. */
      channel: z.optional(z.enum(['phone', 'counter'])),
    }),
    output: Series,
    errors: [
      'not_found',
      'not_delegated',
      'id_taken',
      'not_eligible',
      'no_series',
      'days_reversed',
      'series_too_long',
      'nothing_to_book',
    ],
    roundTrips: 7,
  }),
  'booking.series': query({
    summary: 'Series of mine and of everybody I act for that run, with their days to come',
    callers: ['account'],
    input: z.object({}),
    output: z.object({ series: z.array(Series) }),
    errors: [],
    roundTrips: 2,
  }),
  'booking.endSeries': command({
    summary: 'End a series: days still to come are given back, except those too near to be cancelled',
    callers: ['account'],
    input: z.object({ communityId: CommunityId, seriesId: Id }),
    output: z.object({
      series: Series,
      /** How many days were given back; those that remain are in `series.coming`. */
      cancelled: Count,
    }),
    errors: ['not_found', 'conflict'],
    roundTrips: 7,
  }),
} satisfies Contract
