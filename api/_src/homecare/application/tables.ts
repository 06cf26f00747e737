import type { ApplicationStatus } from '../../../../shared/homecare/lifecycle.ts'
import type { Assessment } from '../../../../shared/homecare/schemas.ts'
import type { Day } from '../../../../shared/time.ts'
import type { CareEntry } from '../entry.ts'

export type ApplicationEntry = CareEntry<ApplicationStatus>

/** Somebody asks for care at home. Its own outbox. */
export interface HomecareApplicationTable {
  community_id: string
  id: string
  survey_id: string
  resident_id: string
  resident_name: string
  grid_code: string
  address: string
  /** The account that applied: it is told too. */
  applied_by: string
  /** How somebody else who applied is called, `女儿陈静`; null when the person did. */
  delegate_name: string | null
  status: ApplicationStatus
  /** The resident until it is decided or withdrawn, else null: unique, so that nobody waits twice. */
  live_of: string | null
  due_day: Day
  assessment: Assessment | null
  reason: string
  decided_by_name: string | null
  applied_at: Date
  assessed_at: Date | null
  decided_at: Date | null
  version: number
  notified_version: number
  untold: number
  history: ApplicationEntry[]
}

declare module '../../platform/db/tables.ts' {
  interface Tables {
    homecare_application: HomecareApplicationTable
  }
}
