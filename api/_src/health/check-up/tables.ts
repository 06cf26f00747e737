import type { CheckUpFilter } from '../../../../shared/health/check-up-contract.ts'
import type { CheckUpAnswer, RingResult } from '../../../../shared/health/lifecycle.ts'
import type { Relation } from '../../../../shared/people/relations.ts'
import type { Day, TimeOfDay } from '../../../../shared/time.ts'

/** Version 1: planned; 2: asked; 3: those who did not answer have to be rung. */
export interface CheckUpTable {
  community_id: string
  id: string
  title: string
  place: string
  bring: string
  days: Day[]
  last_day: Day
  from_time: TimeOfDay
  to_time: TimeOfDay
  filter: CheckUpFilter
  /** Asked by what ails people: only the doctor who made it sees the list. */
  by_focus: number
  ring_after_days: number
  made_by: string
  made_by_name: string
  made_at: Date
  invited_at: Date | null
  invited_by_name: string | null
  /** When those without an answer are due to be rung, until somebody was told of it. */
  due_at: Date | null
  version: number
  notified_version: number
  untold: number
}

/** One person of a check-up. Version 1: listed; 2: asked. */
export interface CheckUpLineTable {
  community_id: string
  check_up_id: string
  resident_id: string
  id: string
  position: number
  resident_name: string
  grid_code: string
  address: string
  birth_date: Day | null
  /** Old, and no account would show the message. */
  ring_first: number
  status: 'listed' | 'dropped' | 'invited'
  answer: CheckUpAnswer | null
  answered_at: Date | null
  answered_by_name: string
  answered_relation: Relation | null
  /** From then on somebody rings, unless there is an answer; null before the invitation. */
  ring_at: Date | null
  ring_result: RingResult | null
  ring_note: string
  rung_by_name: string
  attended_at: Date | null
  collected_at: Date | null
  version: number
  notified_version: number
  untold: number
}

declare module '../../platform/db/tables.ts' {
  interface Tables {
    check_up: CheckUpTable
    check_up_line: CheckUpLineTable
  }
}
