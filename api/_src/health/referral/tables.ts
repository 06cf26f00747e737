import type { ReferralStatus, ReferralStep } from '../../../../shared/health/lifecycle.ts'
import type { Day } from '../../../../shared/time.ts'

/** What happened; `version` is the one the row had after it. */
export interface ReferralEntry {
  version: number
  at: string
  kind: ReferralStep
  byName: string
}

export interface ReferralTable {
  community_id: string
  id: string
  number: string
  resident_id: string
  resident_name: string
  birth_date: Day | null
  doctor_id: string
  doctor_name: string
  hospital: string
  department: string
  reason: string
  letter: string
  follow_up_days: number
  status: ReferralStatus
  answer: { diagnosis: string; advice: string; backOn: Day } | null
  follow_up_on: Day | null
  result: string
  written_at: Date
  /** When the doctor is told that the follow-up is due. */
  due_at: Date | null
  version: number
  notified_version: number
  untold: number
  history: ReferralEntry[]
}

declare module '../../platform/db/tables.ts' {
  interface Tables {
    referral: ReferralTable
  }
}
