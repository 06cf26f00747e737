import type { DrillStatus, TestStatus } from '../../../../shared/help/drills.ts'
import type { DrillEntry, Leg } from './decide.ts'
import type { TestEntry } from './decide-button.ts'
import '../../platform/db/tables.ts'

/** When a community drills: every month, or not at all. */
export interface DrillPlanTable {
  community_id: string
  day_of_month: number
  hour: number
  /** The next drill by the plan; NULL while there is no plan. */
  next_at: Date | null
  changed_by: string
  changed_at: Date
}

/** One silent test of the whole chain. Never a help call: no desk counts it, no report knows it. */
export interface DrillTable {
  community_id: string
  id: string
  /** 1 while it runs, then NULL. Unique: a community has one at a time. */
  running_key: number | null
  status: DrillStatus
  version: number
  notified_version: number
  untold: number
  started_at: Date
  started_by: string | null
  started_name: string | null
  ended_at: Date | null
  /** When the level that runs is over; after a failed end until its task is on the list; then NULL. */
  due_at: Date | null
  legs: Leg[]
  history: DrillEntry[]
}

/** One tested button. Never a help call either. */
export interface ButtonTestTable {
  community_id: string
  id: string
  /** The resident's id while nobody has answered: a second test joins the first. */
  waiting_key: string | null
  resident_id: string
  resident_name: string
  grid_code: string
  address: string
  status: TestStatus
  version: number
  notified_version: number
  untold: number
  pressed_at: Date
  /** From the finger to the receipt, by the phone. */
  seconds: number
  answer_by: Date
  /** While it waits `answer_by`; afterwards when the next test is asked for; NULL once there is a newer one. */
  due_at: Date | null
  answered_at: Date | null
  answered_by: string | null
  answered_name: string | null
  history: TestEntry[]
}

declare module '../../platform/db/tables.ts' {
  interface Tables {
    drill_plan: DrillPlanTable
    drill: DrillTable
    button_test: ButtonTestTable
  }
}
