import type { Relation } from '../../../shared/people/contract.ts'
import type { CallStatus, Level, Outcome } from '../../../shared/help/lifecycle.ts'
import type { CallEvent } from '../../../shared/help/contract.ts'

/** What happened, as it stands in the row. `version` is the one the row had after it. */
export interface HistoryEntry {
  version: number
  at: string
  kind: CallEvent['kind']
  byAccountId?: string
  byName?: string
  byPost?: string
  byRelation?: Relation
  level?: Level
  minutes?: number
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
  status: CallStatus
  version: number
  level: Level
  /** How often it rose: at first because nobody answered, later because nothing moved. */
  rises: number
  /** The next deadline while open; afterwards the moment until which its presses are remembered; then null. */
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
  outcome: Outcome | null
  note: string
  callBack: boolean
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
      | 'outcome'
      | 'note'
      | 'callBack'
    >
  >
  entries: readonly HistoryEntry[]
}

/** The call as it stands once the step is written. */
export function afterStep(call: Call, step: Step): Call {
  return { ...call, ...step.change, version: call.version + 1, history: [...call.history, ...step.entries] }
}
