import type { Generated } from 'kysely'
import type { Day } from '../../../shared/time.ts'
import type {
  CommendationStatus,
  ComplaintKind,
  ComplaintStatus,
  EvaluationKind,
} from '../../../shared/evaluations/evaluations.ts'

/** What one person said about one thing or person of one shift: one row, written over until the time is up. */
export interface EvaluationTable {
  community_id: string
  shift_id: string
  /** A resident; of staff who live elsewhere the account. */
  from_id: string
  about_kind: EvaluationKind
  /** A resident; of an activity, and of thanks, the activity. */
  about_id: string
  activity_id: string
  title: string
  about_name: string
  score: number | null
  words: string
  from_name: string
  given_at: Date
  /** 1 for one or two points, by the database. */
  low: Generated<number | null>
}

export interface CommendationTable {
  community_id: string
  id: string
  resident_id: string
  volunteer_number: string
  volunteer_name: string
  name: string
  granted_on: Day
  granter: string
  reason: string
  status: CommendationStatus
  /** The account. */
  proposed_by: string
  proposed_by_name: string
  proposed_at: Date
  decided_by_name: string
  decided_at: Date | null
  version: number
  notified_version: number
  untold: Generated<number | null>
}

/** A move of a complaint; the entry at index `version - 1` says how the row came to that version. */
export interface ComplaintStep {
  at: string
  step: 'opened' | 'answered' | 'satisfied' | 'not_satisfied' | 'risen'
  byName: string
  words: string
  /** Where it stood after this step. */
  level: number
}

export interface VolunteerComplaintTable {
  community_id: string
  id: string
  about_kind: ComplaintKind
  about_id: string | null
  about_name: string
  /** Residents who must not see it, whatever posts they hold. */
  accused_ids: string[]
  words: string
  by_resident_id: string
  by_account_id: string
  by_name: string
  /** By whom and about what while it is not closed: at most one. */
  open_of: string | null
  status: ComplaintStatus
  /** Where it began: 1 for what is about the community's own staff, who never see it. */
  first_level: number
  level: number
  opened_at: Date
  due_day: Day | null
  /** When it rises by itself; null when nobody has to answer. */
  due_at: Date | null
  answer: string
  answered_by_name: string
  answered_at: Date | null
  version: number
  notified_version: number
  untold: Generated<number | null>
  history: ComplaintStep[]
}

declare module '../platform/db/tables.ts' {
  interface Tables {
    evaluation: EvaluationTable
    commendation: CommendationTable
    volunteer_complaint: VolunteerComplaintTable
  }
}
