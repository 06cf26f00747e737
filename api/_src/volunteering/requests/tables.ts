import type { Generated } from 'kysely'
import type { Day } from '../../../../shared/time.ts'
import type { MenuCode, RequestStatus } from '../../../../shared/volunteering/menu.ts'

/** A move of a request; the entry at index `version - 1` says how the row came to that version. */
export interface RequestStep {
  at: string
  /** `found`: somebody took it. `unmet`: a day before it nobody has. */
  step: RequestStatus | 'found' | 'unmet'
  /** The account. */
  by: string
  byName: string
  words: string
}

export interface VolunteerRequestTable {
  community_id: string
  id: string
  resident_id: string
  resident_name: string
  grid_code: string
  building: string
  address: string
  phone: string | null
  item: MenuCode
  starts_at: Date
  ends_at: Date
  wanted: number
  words: string
  status: RequestStatus
  asked_by: string
  asked_by_name: string
  asked_at: Date
  due_day: Day
  /** These three are set when it is accepted: the team, and what volunteers sign up for. */
  group_id: string | null
  activity_id: string | null
  shift_id: string | null
  answered_by: string | null
  answered_by_name: string | null
  answer: string
  /** What was said last about who comes; null = nothing yet. */
  outlook: 'found' | 'unmet' | null
  version: number
  notified_version: number
  untold: Generated<number | null>
  history: RequestStep[]
}

declare module '../../platform/db/tables.ts' {
  interface Tables {
    volunteer_request: VolunteerRequestTable
  }
}
