import * as z from 'zod/mini'
import { command, query, type Contract } from '../contract.ts'
import { AreaCode, Count, Day, Id, Instant, optionalText } from '../schemas.ts'
import { rosterParts } from './roster.ts'

const TimeOfDay = z.string().check(z.regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/))
const EndOfHours = z.string().check(z.regex(/^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/))
const hours = { from: TimeOfDay, to: EndOfHours }

const Entry = z.object({ day: Day, ...hours, part: z.enum(rosterParts), accountId: Id })
const Problem = z.object({ kind: z.enum(['gap', 'same_person', 'overlap']), day: Day, ...hours })

/** One published shift of one person. */
export const RosterShift = z.object({
  areaCode: AreaCode,
  areaName: z.string(),
  shiftId: Id,
  day: Day,
  ...hours,
  part: z.enum(rosterParts),
  accountId: Id,
  name: z.string(),
  startsAt: Instant,
  endsAt: Instant,
  startedAt: z.nullable(Instant),
  endedAt: z.nullable(Instant),
  /** By what this person can be reached; `none` with a reason. Null before the shift is started. */
  channel: z.nullable(z.enum(['desk', 'message', 'none'])),
  /** Why there is no channel: for the other person of the shift and for who plans; empty for everybody else. */
  excuse: z.string(),
})
export type RosterShift = z.infer<typeof RosterShift>

const Handover = z.object({ note: z.string(), name: z.string(), at: Instant })

const Swap = z.object({
  swapId: Id,
  shiftId: Id,
  inReturnId: z.nullable(Id),
  askedBy: Id,
  askedByName: z.string(),
  askedOf: Id,
  askedOfName: z.string(),
  status: z.enum(['asked', 'agreed', 'declined', 'withdrawn']),
  askedAt: Instant,
  /** Of the shift that is given away. */
  day: Day,
  ...hours,
  part: z.enum(rosterParts),
})
export type RosterSwap = z.infer<typeof Swap>

const Roster = z.object({
  area: z.object({ code: AreaCode, name: z.string() }),
  /** Where else this account may look, and how much is red there by the last check. */
  areas: z.array(z.object({ code: AreaCode, name: z.string(), red: Count })),
  week: Day,
  covered: z.object(hours),
  /** Who may be put on this roster; `ready` when a help message would reach them, or their desk is open. */
  people: z.array(z.object({ accountId: Id, name: z.string(), postName: z.string(), ready: z.boolean() })),
  mayPlan: z.boolean(),
  /** The week as it is planned (as it is published, while nothing was planned since); `version` goes back with a change. */
  plan: z.object({ version: Count, entries: z.array(Entry), publishedAt: z.nullable(Instant) }),
  /** Published shifts of the week, and my own of the next days anywhere. */
  shifts: z.array(RosterShift),
  swaps: z.array(Swap),
  /** What is red in the next seven days; nothing where no roster was ever published. */
  red: z.array(Problem),
  unready: z.array(z.object({ accountId: Id, name: z.string(), why: z.enum(['no_post', 'no_channel']) })),
  /** The last note that was handed over here. */
  handover: z.nullable(Handover),
  now: Instant,
})
export type Roster = z.infer<typeof Roster>

const staff = ['grid_worker', 'community_staff', 'dispatcher', 'admin'] as const
const planners = ['community_staff', 'dispatcher', 'admin'] as const
const shift = { areaCode: AreaCode, shiftId: Id }

/** Who is on duty when (值班、AB 岗): planning, publishing, swapping, starting and ending a shift. */
export const rosterContract = {
  'people.roster': query({
    summary: 'A week of an area: who is on duty, what is red in the next seven days, my own shifts',
    callers: staff,
    input: z.object({ areaCode: z.optional(AreaCode), week: z.optional(Day) }),
    output: Roster,
    errors: ['not_found'],
    roundTrips: 3,
  }),
  'people.saveRoster': command({
    summary: 'Keep the plan of a week and the hours that must be covered; nothing is published',
    callers: planners,
    input: z.object({
      areaCode: AreaCode,
      week: Day,
      version: Count,
      covered: z.object(hours),
      entries: z.array(Entry).check(z.maxLength(120)),
    }),
    output: z.object({ version: Count }),
    errors: ['not_found', 'conflict', 'invalid_input'],
    roundTrips: 6,
  }),
  'people.publishRoster': command({
    summary: 'Publish the plan of a week. A gap, an overlap, or one person as A and B is refused with a list',
    callers: planners,
    input: z.object({ areaCode: AreaCode, week: Day, version: Count }),
    output: z.object({ version: Count }),
    errors: ['not_found', 'conflict', 'roster_gaps', 'roster_past'],
    roundTrips: 10,
  }),
  'people.askSwap': command({
    summary: 'Ask a colleague to take a shift of mine, or to exchange it for one of theirs',
    callers: staff,
    input: z.object({ id: Id, ...shift, of: Id, inReturnId: z.optional(Id) }),
    output: z.object({ swapId: Id }),
    errors: ['not_found', 'duty_begun', 'swap_clashes', 'conflict'],
    roundTrips: 5,
  }),
  'people.answerSwap': command({
    summary: 'Agree to a swap, decline it, or (who asked) take the question back',
    callers: staff,
    input: z.object({ areaCode: AreaCode, swapId: Id, agreed: z.boolean() }),
    output: z.object({ status: z.enum(['agreed', 'declined', 'withdrawn']) }),
    errors: ['not_found', 'duty_begun', 'swap_clashes', 'conflict'],
    roundTrips: 6,
  }),
  'people.startShift': command({
    summary: 'Start my shift: with a working channel, or with the reason why there is none',
    callers: staff,
    input: z.object({ ...shift, excuse: optionalText(100) }),
    output: z.object({ channel: z.enum(['desk', 'message', 'none']), handover: z.nullable(Handover) }),
    errors: ['not_found', 'shift_not_now', 'no_channel'],
    roundTrips: 5,
  }),
  'people.endShift': command({
    summary: 'End my shift and leave a note for the next',
    callers: staff,
    input: z.object({ ...shift, note: optionalText(500) }),
    output: z.object({}),
    errors: ['not_found', 'shift_not_now'],
    roundTrips: 4,
  }),
} satisfies Contract
