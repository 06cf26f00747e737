import type { FocusGroup, HealthAgreementWay, HealthPurpose } from '../../../../shared/health/lifecycle.ts'
import type { Relation } from '../../../../shared/people/relations.ts'
import type { Day } from '../../../../shared/time.ts'

/** One word about one purpose: agreed, or taken back. */
export interface AgreementWord {
  id: string
  purpose: HealthPurpose
  version: string
  agreed: boolean
  at: string
  accountId: string
  byName: string
  how: HealthAgreementWay
}

/** What happened between a person and a doctor; `version` is the one the row had after it. */
export interface FileEntry {
  version: number
  at: string
  kind: 'applied' | 'withdrawn' | 'accepted' | 'declined' | 'ended' | 'reminded' | 'expired'
  /** The doctor it is about. */
  doctorId: string
  applicationId?: string
  /** The account that decided, so that its repeat is known. */
  byId?: string
}

/**
 * All of one person in this slice but lists and letters. Agreements stand in the row whose use they allow, so that one
 * conditional update sees both. A flag is the last word of its purpose in `agreements`.
 */
export interface HealthFileTable {
  community_id: string
  resident_id: string
  id: string
  doctor_agreed: number
  check_up_agreed: number
  referral_agreed: number
  agreements: AgreementWord[]
  focus: FocusGroup[]
  doctor_id: string | null
  doctor_name: string | null
  signed_at: Date | null
  ends_on: Day | null
  applied_id: string | null
  applied_to: string | null
  applied_to_name: string | null
  applied_at: Date | null
  applied_by_name: string | null
  applied_relation: Relation | null
  applied_note: string | null
  declined: { doctorName: string; reason: string; at: string } | null
  /** When the clock acts next on the doctor's year: the reminder, then the end. */
  due_at: Date | null
  /** What was kept for a purpose that is no longer agreed to is erased (once more) at this moment. */
  erase_at: Date | null
  version: number
  notified_version: number
  untold: number
  history: FileEntry[]
}

declare module '../../platform/db/tables.ts' {
  interface Tables {
    health_file: HealthFileTable
  }
}
