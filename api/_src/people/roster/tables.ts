import type { ColumnType } from 'kysely'
import type { RosterEntry, RosterPart, RosterProblem } from '../../../../shared/people/roster.ts'
import type { Day } from '../../../../shared/time.ts'

/** An area with a roster. */
export interface RosterAreaTable {
  area_code: string
  covered_from: string
  covered_to: string
  /** Raised by every publishing and every swap. */
  version: number
  check_due_at: Date
  checked_at: Date | null
  findings: RosterFindings
}

/** What the last check found for the next seven days. */
export interface RosterFindings {
  gaps: RosterProblem[]
  /** Accounts on the roster that no longer hold a post there, or that nothing would reach. */
  unready: string[]
}

/** A week as it is planned; what is published stands in `roster_shift`. */
export interface RosterWeekTable {
  area_code: string
  /** Its Monday. */
  week: Day
  version: number
  entries: RosterEntry[]
  published_at: Date | null
  history: RosterWeekEntry[]
}

export interface RosterWeekEntry {
  kind: 'saved' | 'published'
  version: number
  at: string
  by: string
}

/** One published shift of one person: what rings by it, and what became of it. */
export interface RosterShiftTable {
  area_code: string
  id: string
  part: RosterPart
  account_id: string
  starts_at: Date
  ends_at: Date
  started_at: Date | null
  ended_at: Date | null
  channel: 'desk' | 'message' | 'none' | null
  excuse: string
  note: string
}

/** The record of a swap, asked for and answered. */
export interface RosterSwapTable {
  area_code: string
  id: string
  shift_id: string
  in_return_id: string | null
  asked_by: string
  asked_of: string
  status: 'asked' | 'agreed' | 'declined' | 'withdrawn'
  asked_at: Date
  answered_at: Date | null
  starts_at: Date
  part: RosterPart
  /** The community in whose inbox both are told; null where the area has none. */
  told_in: string | null
  version: number
  notified_version: ColumnType<number, number | undefined, number>
  untold: number
}

declare module '../../platform/db/tables.ts' {
  interface Tables {
    roster_area: RosterAreaTable
    roster_week: RosterWeekTable
    roster_shift: RosterShiftTable
    roster_swap: RosterSwapTable
  }
}
