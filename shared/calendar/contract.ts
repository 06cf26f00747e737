import * as z from 'zod/mini'
import { command, publicFile, query, type Contract } from '../contract.ts'
import { CommunityId, Id, Instant } from '../schemas.ts'

/** The last part of a feed's address: whoever has it reads the feed. */
const FeedKey = z.string().check(z.regex(/^[A-Za-z0-9_-]{32}$/))

/** What a feed is of: the bookings of one resident, or the work of one worker. */
export const FeedOf = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('resident'), residentId: Id }),
  z.object({ kind: z.literal('worker'), resourceId: Id }),
])
export type FeedOf = z.infer<typeof FeedOf>

const Source = z.object({
  communityId: CommunityId,
  of: FeedOf,
  /** `王秀英的预约`, `周敏护士的活`. */
  name: z.string(),
})

export const CalendarFeed = z.extend(Source, { feedId: Id, key: FeedKey, madeAt: Instant })
export type CalendarFeed = z.infer<typeof CalendarFeed>

export const calendarContract = {
  'calendar.feeds': query({
    summary: 'My calendar addresses, and of what I may make one',
    callers: ['account'],
    input: z.object({}),
    output: z.object({ feeds: z.array(CalendarFeed), sources: z.array(Source) }),
    errors: [],
    roundTrips: 3,
  }),
  'calendar.make': command({
    summary: 'Make a secret address from which a calendar program reads bookings; the same one again when there is one',
    callers: ['account'],
    input: z.object({ id: Id, communityId: CommunityId, of: FeedOf }),
    output: CalendarFeed,
    errors: ['not_found', 'id_taken'],
    roundTrips: 4,
  }),
  'calendar.revoke': command({
    summary: 'Make a calendar address useless from now on',
    callers: ['account'],
    input: z.object({ communityId: CommunityId, feedId: Id }),
    output: z.object({ revoked: z.literal(true) }),
    errors: ['not_found'],
    roundTrips: 3,
  }),
  'calendar.file': publicFile({
    summary: 'The bookings behind a secret address, as RFC 5545: a month back, and everything to come',
    input: z.object({ communityId: CommunityId, feedId: Id, key: FeedKey }),
    errors: ['not_found', 'calendar_revoked'],
    roundTrips: 3,
    contentType: 'text/calendar; charset=utf-8',
  }),
} satisfies Contract
