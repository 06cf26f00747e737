import * as z from 'zod/mini'
import { command, query, type Contract } from '../contract.ts'
import { CommunityId, Count, Day, Id, Instant, typedText } from '../schemas.ts'
import { rollMarks } from './attendance.ts'
import { checkWays, shiftRoles, signupStatuses } from './lifecycle.ts'

/** What was scanned, or the six digits that were read out. */
const Proof = z.union([
  z.object({ code: z.string().check(z.minLength(1), z.maxLength(120)) }),
  z.object({ number: z.string().check(z.regex(/^\d{6}$/)) }),
])
export type Proof = z.infer<typeof Proof>

const where = {
  shiftId: Id,
  activityId: Id,
  title: z.string(),
  task: z.string(),
  place: z.string(),
  role: z.enum(shiftRoles),
  startsAt: Instant,
  endsAt: Instant,
}

const times = {
  status: z.enum(signupStatuses),
  checkedInAt: z.nullable(Instant),
  checkedInWay: z.nullable(z.enum(checkWays)),
  checkedOutAt: z.nullable(Instant),
  checkedOutWay: z.nullable(z.enum(checkWays)),
}

/** Somebody's own place in a shift, on the day. */
export const Presence = z.object({
  ...where,
  opensAt: Instant,
  closesAt: Instant,
  contactName: z.string(),
  contactPhone: z.string(),
  /** Null without a place. */
  mine: z.nullable(z.object(times)),
  now: Instant,
})
export type Presence = z.infer<typeof Presence>

export const RollPerson = z.object({
  ...times,
  signupId: Id,
  version: Count,
  name: z.string(),
  /** Only for who has not come yet while the shift is on: to ring them. */
  phone: z.nullable(z.string()),
  volunteerNumber: z.nullable(z.string()),
  role: z.enum(shiftRoles),
  isRecorded: z.boolean(),
  /** Whether the leader's last word on this person can still be taken back. */
  canTakeBack: z.boolean(),
})
export type RollPerson = z.infer<typeof RollPerson>

/** Who has a place, as the leader sees it. */
export const RollSheet = z.object({
  ...where,
  communityId: CommunityId,
  leaderName: z.string(),
  capacity: Count,
  placesLeft: Count,
  opensAt: Instant,
  closesAt: Instant,
  people: z.array(RollPerson),
  now: Instant,
})
export type RollSheet = z.infer<typeof RollSheet>

const ofShift = { communityId: CommunityId, shiftId: Id }

export const OpenList = z.object({
  ...where,
  communityId: CommunityId,
  leaderName: z.string(),
  /** Have a place and neither came nor were called missing. */
  open: Count,
  present: Count,
  /** Null while the shift is not over. */
  dueDay: z.nullable(Day),
  isOverdue: z.boolean(),
})
export type OpenList = z.infer<typeof OpenList>

export const WallShift = z.object({
  ...where,
  leaderName: z.string(),
  icon: z.string(),
  capacity: Count,
  placesLeft: Count,
  /** As neighbours call them; only volunteers, only of today. `isHere`: checked in now. */
  people: z.array(z.object({ name: z.string(), isHere: z.boolean() })),
})
export type WallShift = z.infer<typeof WallShift>

const checking = [
  'not_found',
  'not_in_shift',
  'check_in_early',
  'check_in_over',
  'code_old',
  'code_other',
  'code_wrong',
  'code_too_often',
  'conflict',
] as const

export const attendanceContract = {
  'volunteering.presence': query({
    summary: 'One shift on the day, and whether I checked in and out',
    callers: ['resident'],
    input: z.object({ shiftId: Id }),
    output: Presence,
    errors: ['not_found'],
    roundTrips: 2,
  }),
  /** Two round trips more for each time that the leader moved the same row in between. */
  'volunteering.checkIn': command({
    summary: 'Say that I am there, by the code on the leader’s phone or its number',
    callers: ['resident'],
    input: z.object({ id: Id, shiftId: Id, proof: Proof }),
    output: Presence,
    errors: [...checking, 'already_checked_in'],
    roundTrips: 3,
  }),
  'volunteering.checkOut': command({
    summary: 'Say that I leave, the same way',
    callers: ['resident'],
    input: z.object({ id: Id, shiftId: Id, proof: Proof }),
    output: Presence,
    errors: [...checking, 'not_checked_in'],
    roundTrips: 3,
  }),
  /** The first call makes the shift's secret: two round trips more. */
  'volunteering.attendanceCodes': command({
    summary: 'The codes and numbers of the next minutes, for the leader’s phone',
    callers: ['resident', 'community_staff', 'admin'],
    input: z.object(ofShift),
    output: z.object({
      codes: z.array(z.object({ startsAt: Instant, text: z.string(), number: z.string() })),
      now: Instant,
    }),
    errors: ['not_found'],
    roundTrips: 4,
  }),
  'volunteering.attendance': query({
    summary: 'Who has a place in a shift, who is there, who has left',
    callers: ['resident', 'community_staff', 'admin'],
    input: z.object(ofShift),
    output: RollSheet,
    errors: ['not_found'],
    roundTrips: 2,
  }),
  'volunteering.rollCall': command({
    summary: 'Say of some or all that they came, left, did not come, are not there; or take that back',
    callers: ['resident', 'community_staff', 'admin'],
    input: z.object({
      id: Id,
      ...ofShift,
      mark: z.enum(rollMarks),
      /** They were there from the start: the leader only now has a hand free. */
      fromStart: z.boolean(),
      people: z.array(z.object({ signupId: Id, version: Count })).check(z.minLength(1), z.maxLength(200)),
    }),
    output: RollSheet,
    errors: ['not_found', 'check_in_early', 'conflict'],
    roundTrips: 4,
  }),
  /** One round trip more for who was on the waiting list and left it. */
  'volunteering.walkIn': command({
    summary: 'Let somebody in who came without a place or without a phone, while there is room',
    callers: ['resident', 'community_staff', 'admin'],
    input: z.object({
      id: Id,
      ...ofShift,
      name: typedText(40),
      /** The last four of the telephone number; empty where the name alone is enough. */
      lastFour: z.string().check(z.regex(/^(\d{4})?$/)),
      role: z.enum(shiftRoles),
    }),
    output: RollSheet,
    errors: [
      'not_found',
      'name_unclear',
      'not_a_volunteer',
      'already_checked_in',
      'check_in_early',
      'check_in_over',
      'no_room_here',
      'conflict',
      'id_taken',
    ],
    roundTrips: 6,
  }),
  'volunteering.unrecorded': query({
    summary: 'Shifts of today and before that are not settled, with the day by which they must be',
    callers: ['resident', 'community_staff', 'admin'],
    input: z.object({}),
    output: z.object({ lists: z.array(OpenList), today: Day }),
    errors: [],
    roundTrips: 2,
  }),
  'volunteering.wall': query({
    summary: 'What goes on in the community today and in the days to come, for its wall',
    callers: ['community_staff', 'admin'],
    input: z.object({ communityId: CommunityId }),
    output: z.object({
      today: z.array(WallShift),
      coming: z.array(WallShift),
      /** How many checked in today. */
      here: Count,
      now: Instant,
    }),
    errors: ['not_found'],
    roundTrips: 2,
  }),
} satisfies Contract
