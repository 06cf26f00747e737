import * as z from 'zod/mini'
import { command, query, type Contract } from '../contract.ts'
import { relations } from '../people/contract.ts'
import { AreaCode, CommunityId, Count, Id, Instant, PersonRef, Phone, optionalText } from '../schemas.ts'
import { callStatuses, levels, outcomes } from './lifecycle.ts'

export const callEventKinds = [
  'raised',
  'pressed_again',
  'risen',
  'acknowledged',
  'set_out',
  'arrived',
  'closed',
  'cancelled',
  'called_back',
] as const

/** One line of the timeline that elder and desk both see. */
export const CallEvent = z.object({
  at: Instant,
  kind: z.enum(callEventKinds),
  /** Who did it, by name and post: `李敏`, `三网格网格员`. Null for the system and for the person in need. */
  byName: z.nullable(z.string()),
  byPost: z.nullable(z.string()),
  /** What a family member or volunteer is to the person in need, when one of them did it. */
  byRelation: z.nullable(z.enum(relations)),
  /** Of `risen`: the level that did not answer in time. */
  level: z.nullable(z.enum(levels)),
  /** Of `set_out`: in how many minutes. */
  minutes: z.nullable(Count),
})
export type CallEvent = z.infer<typeof CallEvent>

/** What the person who pressed sees. */
export const HelpCall = z.object({
  callId: Id,
  communityId: CommunityId,
  residentId: Id,
  residentName: z.string(),
  status: z.enum(callStatuses),
  version: Count,
  level: z.enum(levels),
  presses: Count,
  raisedAt: Instant,
  /** When the call rises or is looked at again; null only when it is over. */
  dueAt: z.nullable(Instant),
  /** The named person who has it. */
  responder: z.nullable(z.object({ name: z.string(), post: z.string(), phone: z.nullable(Phone) })),
  /** Minutes the responder said it would take. */
  arrivesInMinutes: z.nullable(Count),
  outcome: z.nullable(z.enum(outcomes)),
  /** What the responder wrote at the end: `血压量过了，没有大碍`. */
  note: z.string(),
  /** The registered address somebody comes to. */
  address: z.string(),
  /** True when somebody will ring back although the call was cancelled. */
  callBackPromised: z.boolean(),
  events: z.array(CallEvent),
  /** Server time of this answer, so that count-downs do not trust the phone's clock. */
  now: Instant,
})
export type HelpCall = z.infer<typeof HelpCall>

/** What the desk's queue shows of a call. */
export const DeskCall = z.object({
  callId: Id,
  communityId: CommunityId,
  communityName: z.string(),
  gridCode: z.string(),
  gridName: z.string(),
  residentName: z.string(),
  age: z.nullable(Count),
  address: z.string(),
  livingAlone: z.boolean(),
  status: z.enum(callStatuses),
  version: Count,
  level: z.enum(levels),
  presses: Count,
  raisedAt: Instant,
  dueAt: z.nullable(Instant),
  responderName: z.nullable(z.string()),
  mine: z.boolean(),
  /**
   * True when my post is on a level that the call has reached, and nobody has it or whoever has it shows no progress:
   * sound and light.
   */
  ringsForMe: z.boolean(),
  /** Whoever has it let the deadline pass: anybody may take it, and the responder may say that it goes on. */
  stalled: z.boolean(),
  arrivesInMinutes: z.nullable(Count),
  callBackPromised: z.boolean(),
  events: z.array(CallEvent),
})
export type DeskCall = z.infer<typeof DeskCall>

export const CallCard = z.object({
  call: DeskCall,
  events: z.array(CallEvent),
  person: z.object({
    phone: z.nullable(Phone),
    /** Floor, lift, key holder: `5 楼没电梯，备用钥匙在 402 周建国家`. */
    accessNote: z.string(),
    tags: z.array(z.string()),
    contacts: z.array(z.object({ name: z.string(), relation: z.enum(relations), phone: Phone, address: z.string() })),
  }),
  pastCalls: z.array(z.object({ raisedAt: Instant, outcome: z.nullable(z.enum(outcomes)) })),
})
export type CallCard = z.infer<typeof CallCard>

const CallRef = { communityId: CommunityId, callId: Id }
const everyDesk = ['grid_worker', 'community_staff', 'dispatcher', 'admin'] as const

export const helpContract = {
  'help.raise': command({
    summary: 'Press for help. The same press sent again, and any press while a call is open, lands in one call',
    callers: ['account'],
    input: z.object({ id: Id, person: PersonRef }),
    output: HelpCall,
    errors: ['not_delegated', 'id_taken'],
    roundTrips: 2,
  }),
  'help.status': query({
    summary: 'How my call stands; moves it on when its deadline has passed',
    callers: ['account'],
    input: z.object(CallRef),
    output: HelpCall,
    errors: ['not_found'],
    roundTrips: 2,
  }),
  'help.onDuty': query({
    summary: 'Who would be rung first, and how fast calls were answered of late',
    callers: ['account'],
    input: z.object({ person: PersonRef }),
    output: z.object({
      people: z.array(z.object({ name: z.string(), post: z.string() })),
      /** Median of the last 50 answered calls of the community; null before the fifth. */
      medianAnswerSeconds: z.nullable(Count),
    }),
    errors: ['not_delegated'],
    roundTrips: 3,
  }),
  'help.cancel': command({
    summary: 'It was a mistake: nobody needs to run, somebody still rings back',
    callers: ['account'],
    input: z.object(CallRef),
    output: HelpCall,
    errors: ['not_found', 'call_closed', 'conflict'],
    roundTrips: 4,
  }),
  'help.desk': query({
    summary: 'Open calls of my areas by next deadline, ringing ones first',
    callers: everyDesk,
    input: z.object({}),
    output: z.object({
      calls: z.array(DeskCall),
      onDuty: z.array(
        z.object({
          name: z.string(),
          post: z.string(),
          level: z.enum(levels),
          areaCode: AreaCode,
          state: z.enum(['free', 'ringing', 'en_route', 'busy']),
          me: z.boolean(),
        }),
      ),
      /** Server time of this answer, so that count-downs do not trust the phone's clock. */
      now: Instant,
      closedToday: Count,
    }),
    errors: [],
    roundTrips: 4,
  }),
  'help.card': command({
    summary: 'Open the card of the person in need; each opening is recorded',
    callers: everyDesk,
    input: z.object(CallRef),
    output: CallCard,
    errors: ['not_found'],
    roundTrips: 6,
  }),
  'help.acknowledge': command({
    summary: 'I take it. The first wins; the second is told who has it (details.responderName)',
    callers: everyDesk,
    input: z.object(CallRef),
    output: DeskCall,
    errors: ['not_found', 'conflict', 'call_closed'],
    roundTrips: 4,
  }),
  'help.setOut': command({
    summary: 'On my way, there in so many minutes',
    callers: everyDesk,
    input: z.object({ ...CallRef, minutes: z.int().check(z.minimum(1), z.maximum(60)) }),
    output: DeskCall,
    errors: ['not_found', 'conflict', 'call_closed'],
    roundTrips: 4,
  }),
  'help.arrive': command({
    summary: 'I am at the door',
    callers: everyDesk,
    input: z.object(CallRef),
    output: DeskCall,
    errors: ['not_found', 'conflict', 'call_closed'],
    roundTrips: 4,
  }),
  'help.close': command({
    summary: 'It is over: what was found and done',
    callers: everyDesk,
    input: z.object({ ...CallRef, outcome: z.enum(outcomes), note: optionalText(200) }),
    output: DeskCall,
    errors: ['not_found', 'conflict', 'call_closed'],
    roundTrips: 4,
  }),
  'help.calledBack': command({
    summary: 'I rang the person who cancelled: the promised call-back is done',
    callers: everyDesk,
    input: z.object(CallRef),
    output: DeskCall,
    errors: ['not_found', 'conflict'],
    roundTrips: 4,
  }),
} satisfies Contract
