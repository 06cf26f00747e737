import type { Relation } from '../../../shared/people/contract.ts'
import type { CallEvent } from '../../../shared/help/contract.ts'
import type {
  CallSource,
  CallStatus,
  EmergencyNumber,
  Intent,
  Level,
  OfferKind,
  Outcome,
  Rating,
  RingReason,
} from '../../../shared/help/lifecycle.ts'
import type { Plan } from '../../../shared/help/settings.ts'

/** What happened, as it stands in the row. `version` is the one the row had after it. */
export interface HistoryEntry {
  version: number
  /** Of what can be written any number of times: the client's id, so that a repeat is not written again. */
  id?: string
  at: string
  kind: CallEvent['kind']
  byAccountId?: string
  byName?: string
  byPost?: string
  byRelation?: Relation
  /** Of `rang` the level rung, of `risen` the level left. */
  level?: Level
  toLevel?: Level
  reason?: RingReason
  /** Of `rang` and `risen`: whom the bell reaches; else the other person of an offer, or the helper. */
  people?: readonly Named[]
  minutes?: number
  number?: EmergencyNumber
  text?: string
}

/** Somebody with an account, as a call remembers them. */
export interface Named {
  accountId: string
  name: string
  post?: string
}

/** A call that is about to change hands. */
export interface Offer {
  kind: OfferKind
  /** Who gets it: the one who asked to take over, or the one it is handed to. */
  to: Named & { phone: string | null }
  reason: string
  /** ISO instant: a take-over is done then, a hand-over lapses. */
  endsAt: string
}

/** The person in need, as registered when the button was pressed: the call stays readable whatever changes later. */
export interface PersonInNeed {
  communityId: string
  residentId: string
  residentName: string
  gridCode: string
  address: string
  birthDate: string | null
  livingAlone: boolean
}

/** Who pressed, cancelled or answered. `relation` for family and volunteers, `post` for staff. */
export interface Doer {
  accountId: string
  name: string
  relation?: Relation
  post?: string
}

/** One help call, from the press to its end. */
export interface Call extends PersonInNeed {
  id: string
  intent: Intent
  source: CallSource
  /** Frozen at the first ring, a moment after the receipt; null before. An open call without a plan is always due. */
  plan: Plan | null
  status: CallStatus
  version: number
  level: Level
  /** How often it rose: at first because nobody answered, later because nothing moved. */
  rises: number
  /** The deadline of the present step while open; afterwards the moment until which its presses are remembered; then null. */
  dueAt: Date | null
  /** Since when whoever has it shows no progress. */
  stalledAt: Date | null
  presses: number
  pressIds: readonly string[]
  earlierPressIds: readonly string[]
  raisedAt: Date
  acknowledgedAt: Date | null
  enRouteAt: Date | null
  onSiteAt: Date | null
  closedAt: Date | null
  responderAccountId: string | null
  responderName: string | null
  responderPost: string | null
  responderPhone: string | null
  arrivesInMinutes: number | null
  offer: Offer | null
  helpers: readonly Named[]
  /** Who of neighbours and family said "我去" first. */
  neighbour: (Named & { relation: Relation; at: string }) | null
  outcome: Outcome | null
  note: string
  rating: Rating | null
  /** A call-back is owed, by `callBackDueAt`. */
  callBack: boolean
  callBackDueAt: Date | null
  history: readonly HistoryEntry[]
}

/** What one move changes. The store writes it in one statement that holds only for the version it was decided on. */
export interface Step {
  change: Partial<
    Pick<
      Call,
      | 'status'
      | 'level'
      | 'rises'
      | 'dueAt'
      | 'stalledAt'
      | 'acknowledgedAt'
      | 'enRouteAt'
      | 'onSiteAt'
      | 'closedAt'
      | 'responderAccountId'
      | 'responderName'
      | 'responderPost'
      | 'responderPhone'
      | 'arrivesInMinutes'
      | 'plan'
      | 'offer'
      | 'helpers'
      | 'neighbour'
      | 'outcome'
      | 'note'
      | 'rating'
      | 'callBack'
      | 'callBackDueAt'
    >
  >
  entries: readonly HistoryEntry[]
}
