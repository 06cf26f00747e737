import * as z from 'zod/mini'
import { command, query, type Contract } from '../contract.ts'
import { AreaCode, Count, Id, Instant } from '../schemas.ts'
import { CallCard, CallRef, DeskCall, everyDesk } from './call.ts'
import { rosterParts } from '../people/roster.ts'
import { levels } from './lifecycle.ts'

/** Somebody whom a call of this desk can ring. */
const Colleague = z.object({
  accountId: Id,
  name: z.string(),
  post: z.string(),
  level: z.enum(levels),
  areaCode: AreaCode,
  state: z.enum(['free', 'ringing', 'en_route', 'busy']),
  me: z.boolean(),
  /** The desk of this person is open now. */
  here: z.boolean(),
  /** Of a published roster; false where another is on duty. */
  onDuty: z.boolean(),
  shift: z.nullable(z.object({ part: z.enum(rosterParts), startsAt: Instant, endsAt: Instant })),
})

/** Whether somebody looks after the clock, and calls that it left behind. */
const Audit = z.object({
  /** The auditor's last success; null before the first. */
  checkedAt: z.nullable(Instant),
  /** No success for three minutes: calls may stand still without anybody being told. */
  stopped: z.boolean(),
  /** Open calls whose deadline passed more than a minute ago. */
  late: z.array(z.object({ callId: Id, residentName: z.string(), since: Instant })),
})

/** Stands for what the desk shows, without times that pass by themselves. */
const Cursor = z.string().check(z.maxLength(64))

const picture = {
  calls: z.array(DeskCall),
  onDuty: z.array(Colleague),
  /** Server time of this answer, so that count-downs do not trust the phone's clock. */
  now: Instant,
  closedToday: Count,
  cursor: Cursor,
  audit: Audit,
}
export const DeskPicture = z.object(picture)
export type DeskPicture = z.infer<typeof DeskPicture>

/** What the desks look at. */
export const deskContract = {
  'help.desk': query({
    summary:
      'Open calls of my areas by next deadline, ringing ones first. With the cursor of the last answer: nothing but `unchanged` while there is nothing new',
    callers: everyDesk,
    input: z.object({ cursor: z.optional(Cursor) }),
    output: z.union([
      DeskPicture,
      z.object({ unchanged: z.literal(true), cursor: Cursor, now: picture.now, audit: Audit }),
    ]),
    errors: [],
    roundTrips: 5,
  }),
  'help.card': command({
    summary: 'Open the card of the person in need, while the desk has something to do; each opening is recorded',
    callers: everyDesk,
    input: z.object(CallRef),
    output: CallCard,
    errors: ['not_found', 'call_closed'],
    roundTrips: 5,
  }),
} satisfies Contract
