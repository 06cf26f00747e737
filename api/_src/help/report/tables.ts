import type { Level, Rating } from '../../../../shared/help/lifecycle.ts'
import type { ReviewCause } from '../../../../shared/help/report.ts'

/** What a report counts of one call: derived from its history, and from nothing else. `version` is the call's. */
export interface HelpFigureTable {
  community_id: string
  call_id: string
  version: number
  grid_code: string
  raised_at: Date
  /** Local, `2026-11`. */
  month: string
  /** Local, 0 to 23. */
  hour: number
  /** The highest level rung when somebody answered; NULL when nobody did. */
  level: Level | null
  /** Full seconds, begun ones counted whole, from the press to the first "I take it". */
  answer_seconds: number | null
  /** The same to the first arrival at the door. */
  arrival_seconds: number | null
  /** Seconds to the answer, or to the end of a call that nobody answered; NULL while it still waits. */
  waited_seconds: number | null
  /** Taken back before anybody answered. */
  withdrawn: number
  mistaken: number
  reopened: number
  rating: Rating | null
}

/** What was found out about a call that waited too long. */
export interface HelpReviewTable {
  community_id: string
  call_id: string
  cause: ReviewCause
  found: string
  measure: string
  reviewed_by: string
  reviewed_by_name: string
  reviewed_at: Date
}

declare module '../../platform/db/tables.ts' {
  interface Tables {
    help_figure: HelpFigureTable
    help_review: HelpReviewTable
  }
}
