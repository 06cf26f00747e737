import type { LineState, Mood, NeedKind, RoundGroup, RoundReason } from '../../../../shared/help/wellness.ts'
import type { Day } from '../../../../shared/time.ts'

/** What came of one call or visit. Never changed. */
export interface CareRecordTable {
  community_id: string
  id: string
  resident_id: string
  grid_code: string
  way: 'call' | 'visit'
  reached: number
  mood: Mood | null
  needs: NeedKind[]
  note: string
  task_id: string | null
  round_id: string | null
  by_account_id: string
  by_name: string
  at: Date
}

/** Asking after everybody on a list, because of heat, cold, a holiday. */
export interface CareRoundTable {
  community_id: string
  id: string
  area_code: string
  reason: RoundReason
  filter: { groups: RoundGroup[] }
  started_by: string
  started_by_name: string
  started_at: Date
  due_at: Date
  ended_at: Date | null
  total: number
}

/** One person of a round, with copies of what the list shows. */
export interface CareRoundLineTable {
  community_id: string
  round_id: string
  resident_id: string
  position: number
  resident_name: string
  grid_code: string
  address: string
  birth_date: Day | null
  state: LineState
  by_account_id: string | null
  by_name: string | null
  at: Date | null
  note: string
}

declare module '../../platform/db/tables.ts' {
  interface Tables {
    care_record: CareRecordTable
    care_round: CareRoundTable
    care_round_line: CareRoundLineTable
  }
}
