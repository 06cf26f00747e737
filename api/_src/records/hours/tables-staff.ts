import type { Generated } from 'kysely'
import type {
  AdditionStatus,
  HoursBasis,
  HoursKind,
  HoursProblem,
  ObjectionStatus,
} from '../../../../shared/records/lifecycle.ts'
import type { Day } from '../../../../shared/time.ts'

/** What happened to a proposal; `version` is the one the row had after it. */
export interface AdditionStep {
  version: number
  at: string
  kind: 'proposed' | 'confirmed' | 'refused' | 'written'
  by: string
  byName: string
  /** In the first row of a batch: for how many volunteers. It speaks for all of them. */
  people?: number
}

/** One volunteer's hours that staff propose and a second person decides on. What is proposed together is one batch. */
export interface HoursAdditionTable {
  community_id: string
  /** The id of the line too, so that it is written once. */
  id: string
  batch_id: string
  kind: HoursKind
  basis: HoursBasis
  resident_id: string
  volunteer_number: string
  volunteer_name: string
  corrects_seq: number | null
  /** What a volunteer said, which this settles. */
  objection_id: string | null
  service_day: Day
  title: string
  content: string
  place: string
  organiser_name: string
  person_in_charge: string
  /** In a correction the difference. */
  minutes: number
  reason: string
  status: AdditionStatus
  proposed_by: string
  proposed_by_name: string
  proposed_at: Date
  decided_by: string | null
  decided_by_name: string | null
  decided_at: Date | null
  decision_words: Generated<string>
  /** When its line was in the ledger. */
  written_at: Date | null
  version: number
  notified_version: number
  history: AdditionStep[]
  untold: Generated<number | null>
  unwritten: Generated<number | null>
}

export interface ObjectionStep {
  version: number
  at: string
  kind: 'opened' | 'reminded' | 'overdue' | 'upheld' | 'rejected' | 'settled'
  by: string
  byName: string
}

export interface HoursObjectionTable {
  community_id: string
  id: string
  resident_id: string
  resident_name: string
  /** Null where a line is missing. */
  seq: number | null
  service_day: Day
  title: string
  minutes: number | null
  words: string
  status: ObjectionStatus
  opened_at: Date
  due_on: Day
  due_at: Date | null
  reply: Generated<string>
  replied_by: string | null
  replied_by_name: string | null
  replied_at: Date | null
  version: number
  notified_version: number
  history: ObjectionStep[]
  untold: Generated<number | null>
}

/** One night's walk through all ledgers of a community, in portions. */
export interface HoursAuditTable {
  community_id: string
  day: Day
  cursor_id: string
  volunteers: number
  entries: number
  findings: number
  version: number
  started_at: Date
  finished_at: Date | null
}

export interface HoursFindingTable {
  community_id: string
  id: string
  resident_id: string
  problem: HoursProblem
  seq: number | null
  found_at: Date
  seen_at: Date
  cleared_at: Date | null
  version: number
  notified_version: number
  untold: Generated<number | null>
  /** 1 until it is cleared: one of each volunteer stands at most. */
  standing: Generated<number | null>
}

declare module '../../platform/db/tables.ts' {
  interface Tables {
    hours_addition: HoursAdditionTable
    hours_objection: HoursObjectionTable
    hours_audit: HoursAuditTable
    hours_finding: HoursFindingTable
  }
}
