import * as z from 'zod/mini'
import { command, query, type Contract } from '../contract.ts'
import { CommunityId, Count, Day, Id, Instant, PersonRef, optionalText, typedText } from '../schemas.ts'
import { menuCodes, requestStatuses } from './menu.ts'

const helpers = ['resident', 'community_staff', 'grid_worker', 'admin'] as const
const staff = ['community_staff', 'grid_worker', 'admin'] as const

export const VolunteerRequest = z.object({
  requestId: Id,
  communityId: CommunityId,
  item: z.enum(menuCodes),
  status: z.enum(requestStatuses),
  startsAt: Instant,
  endsAt: Instant,
  wanted: z.int().check(z.minimum(1), z.maximum(4)),
  /** Volunteers who took it. */
  taken: Count,
  /** `3 栋`: all that is said before somebody has taken it. */
  building: z.string(),
  /** What the community wrote when it answered. */
  answer: z.string(),
  answeredByName: z.nullable(z.string()),
  /** To be answered until then. */
  dueDay: Day,
  /** What volunteers sign up for; null before the request is accepted. */
  activityId: z.nullable(Id),
  version: Count,
  /** The caller's own, or of somebody the caller acts for. */
  isMine: z.boolean(),
  /** Only for the person, who asked, staff, and volunteers who took it. */
  details: z.nullable(
    z.object({
      personName: z.string(),
      address: z.string(),
      phone: z.nullable(z.string()),
      words: z.string(),
      askedByName: z.string(),
      /** Who comes. */
      volunteers: z.array(z.object({ name: z.string(), volunteerNumber: z.string() })),
    }),
  ),
})
export type VolunteerRequest = z.infer<typeof VolunteerRequest>

const RequestRef = z.object({ communityId: CommunityId, requestId: Id })

export const requestsContract = {
  'volunteering.ask': command({
    summary: 'Ask volunteers for something of the menu, for oneself or somebody one acts for',
    callers: helpers,
    input: z.object({
      id: Id,
      person: PersonRef,
      item: z.enum(menuCodes),
      startsAt: Instant,
      minutes: z.int().check(z.minimum(30), z.maximum(480)),
      wanted: z.int().check(z.minimum(1), z.maximum(4)),
      words: optionalText(200),
    }),
    output: VolunteerRequest,
    errors: ['not_delegated', 'id_taken', 'too_soon', 'requests_open'],
    roundTrips: 3,
  }),
  'volunteering.requests': query({
    summary: 'Requests: of a person (newest first), open to volunteers, or waiting at the desk (soonest first)',
    callers: helpers,
    input: z.object({ communityId: CommunityId, list: z.enum(['mine', 'open', 'desk']) }),
    output: z.object({ requests: z.array(VolunteerRequest), today: Day }),
    errors: ['not_allowed'],
    roundTrips: 2,
  }),
  'volunteering.request': query({
    summary: 'One request; where and for whom only to those it concerns, and a volunteer who looks is noted',
    callers: helpers,
    input: RequestRef,
    output: VolunteerRequest,
    errors: ['not_found'],
    roundTrips: 3,
  }),
  'volunteering.answerRequest': command({
    summary: 'Accept a request, which makes a shift volunteers can sign up for, or refuse it in words (条例 §13)',
    callers: staff,
    input: z.extend(RequestRef, {
      version: Count,
      /** The team that answers for it; null = refused. */
      groupId: z.nullable(Id),
      /** Whether the community insures who goes (条例 §17). */
      insured: z.boolean(),
      words: typedText(200),
    }),
    output: VolunteerRequest,
    errors: ['not_found', 'conflict', 'too_soon'],
    roundTrips: 6,
  }),
  'volunteering.withdrawRequest': command({
    summary: 'Take a request back; volunteers who took it are told',
    callers: helpers,
    input: z.extend(RequestRef, { version: Count, words: optionalText(200) }),
    output: VolunteerRequest,
    errors: ['not_found', 'conflict', 'too_soon'],
    roundTrips: 5,
  }),
} satisfies Contract
