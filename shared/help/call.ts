import * as z from 'zod/mini'
import { CareCard } from '../people/care-card-contract.ts'
import { relations } from '../people/relations.ts'
import { CommunityId, Count, Id, Instant, Phone } from '../schemas.ts'
import {
  callSources,
  callStatuses,
  emergencyNumbers,
  intents,
  levels,
  offerKinds,
  outcomes,
  ratings,
  ringReasons,
} from './lifecycle.ts'

export const callEventKinds = [
  'raised',
  'pressed_again',
  'rang',
  'risen',
  'acknowledged',
  'set_out',
  'arrived',
  'checked_in',
  'noted',
  'attached',
  'emergency_called',
  'take_over_asked',
  'take_over_declined',
  'taken_over',
  'hand_over_asked',
  'hand_over_lapsed',
  'handed_over',
  'helper_added',
  'neighbour_coming',
  'neighbour_cannot_come',
  'closed',
  'cancelled',
  'called_back',
  'rated',
  'reopened',
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
  /** Of `rang`: the level that is rung. Of `risen`: the level that did not answer in time. */
  level: z.nullable(z.enum(levels)),
  /** Of `risen`: the level that is rung now. */
  toLevel: z.nullable(z.enum(levels)),
  /** Of `rang` and `risen`: why. */
  reason: z.nullable(z.enum(ringReasons)),
  /** Of `rang` and `risen`: who is rung. Of take-overs, hand-overs and helpers: the other person. */
  names: z.array(z.string()),
  /** Of `set_out`: in how many minutes. */
  minutes: z.nullable(Count),
  /** Of `emergency_called`: which number. */
  number: z.nullable(z.enum(emergencyNumbers)),
  /** What was written: a note, a reason, what was heard when ringing back. */
  text: z.nullable(z.string()),
})
export type CallEvent = z.infer<typeof CallEvent>

/** One rung of the plan this call keeps. */
export const LadderStep = z.object({
  level: z.enum(levels),
  /** Seconds it has alone before the next is rung as well. */
  seconds: Count,
})

/** A neighbour, or somebody of the family, who said "我去". */
const Neighbour = z.object({ name: z.string(), relation: z.enum(relations), at: Instant })

/** What the person who pressed sees. */
export const HelpCall = z.object({
  callId: Id,
  communityId: CommunityId,
  residentId: Id,
  residentName: z.string(),
  intent: z.enum(intents),
  source: z.enum(callSources),
  status: z.enum(callStatuses),
  version: Count,
  level: z.enum(levels),
  /** Who is rung after whom. Empty for the moment before the first ring. */
  ladder: z.array(LadderStep),
  presses: Count,
  raisedAt: Instant,
  /** When the call rises or is looked at again; null only when it is over. */
  dueAt: z.nullable(Instant),
  /** The named person who has it. */
  responder: z.nullable(z.object({ name: z.string(), post: z.string(), phone: z.nullable(Phone) })),
  /** Who comes along. */
  helpers: z.array(z.object({ name: z.string(), post: z.string() })),
  neighbour: z.nullable(Neighbour),
  /** True when the one who asks is a neighbour or family member who may say "我去" now. */
  mayCome: z.boolean(),
  /** True when the one who asks said "我去". */
  coming: z.boolean(),
  /** Minutes the responder said it would take. */
  arrivesInMinutes: z.nullable(Count),
  outcome: z.nullable(z.enum(outcomes)),
  /** What the responder wrote at the end: `血压量过了，没有大碍`. */
  note: z.string(),
  rating: z.nullable(z.enum(ratings)),
  /** True while "没解决" can open it again. */
  mayReopen: z.boolean(),
  /** The registered address somebody comes to. */
  address: z.string(),
  /** True when somebody will ring back. */
  callBackPromised: z.boolean(),
  /** By when. */
  callBackDueAt: z.nullable(Instant),
  events: z.array(CallEvent),
  /** Server time of this answer, so that count-downs do not trust the phone's clock. */
  now: Instant,
})
export type HelpCall = z.infer<typeof HelpCall>

/** Times of the frozen plan, in seconds. */
const PlanTimes = z.object({
  takeOverGrace: Count,
  handOver: Count,
  acknowledged: Count,
  en_route: Count,
  on_site: Count,
})

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
  intent: z.enum(intents),
  source: z.enum(callSources),
  status: z.enum(callStatuses),
  version: Count,
  level: z.enum(levels),
  ladder: z.array(LadderStep),
  planSeconds: PlanTimes,
  presses: Count,
  raisedAt: Instant,
  dueAt: z.nullable(Instant),
  responderName: z.nullable(z.string()),
  mine: z.boolean(),
  /** True when I was asked to come along. */
  helping: z.boolean(),
  helpers: z.array(z.object({ name: z.string(), post: z.string() })),
  neighbour: z.nullable(Neighbour),
  /**
   * True when my post is on a level that the call has reached, and nobody has it or whoever has it shows no progress:
   * sound and light. Also when the call is handed to me.
   */
  ringsForMe: z.boolean(),
  /** Whoever has it let the deadline pass: anybody may take it, and the responder may say that it goes on. */
  stalled: z.boolean(),
  /** Somebody wants to take it over, or it is being handed to somebody. */
  offer: z.nullable(
    z.object({
      kind: z.enum(offerKinds),
      fromName: z.string(),
      toName: z.string(),
      toMe: z.boolean(),
      reason: z.string(),
      endsAt: Instant,
    }),
  ),
  emergencyCalled: z.array(z.enum(emergencyNumbers)),
  arrivesInMinutes: z.nullable(Count),
  callBackPromised: z.boolean(),
  /** By when somebody must have rung back. */
  callBackDueAt: z.nullable(Instant),
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
    /** Conditions, medicines, allergies, dialect, hearing: what the person agreed to have on file; null without. */
    care: z.nullable(CareCard),
    contacts: z.array(z.object({ name: z.string(), relation: z.enum(relations), phone: Phone, address: z.string() })),
  }),
  pastCalls: z.array(z.object({ raisedAt: Instant, outcome: z.nullable(z.enum(outcomes)) })),
})
export type CallCard = z.infer<typeof CallCard>

export const CallRef = { communityId: CommunityId, callId: Id }
export const everyDesk = ['grid_worker', 'community_staff', 'dispatcher', 'admin'] as const
