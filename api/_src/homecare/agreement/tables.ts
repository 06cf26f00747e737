import type { Terms } from '../../../../shared/homecare/agreement-contract.ts'
import type { AgreementStatus } from '../../../../shared/homecare/lifecycle.ts'
import type { Day } from '../../../../shared/time.ts'
import type { CareEntry } from '../entry.ts'

export type AgreementStepKind =
  'written' | 'rewritten' | 'resident_signed' | 'provider_signed' | 'ends_soon' | 'ended' | 'stopped'
export type AgreementEntry = CareEntry<AgreementStepKind>

/** What a person, a provider and the community agreed on. Its own outbox. */
export interface HomecareAgreementTable {
  community_id: string
  id: string
  application_id: string
  resident_id: string
  resident_name: string
  grid_code: string
  address: string
  provider_id: string
  provider_name: string
  terms: Terms
  /** The text as it was read and confirmed. */
  paragraphs: readonly string[]
  text_hash: string
  begin_day: Day
  /** The last day; stopping moves it forward. */
  end_day: Day
  status: AgreementStatus
  /** The application while it is proposed, else null: unique, so that one text at a time waits to be confirmed. */
  live_of: string | null
  resident_signed_by: string | null
  resident_signed_at: Date | null
  provider_signed_by: string | null
  provider_signed_at: Date | null
  stop_reason: string
  /** When the clock looks at it again: to remind, then to end it. */
  due_at: Date | null
  written_by: string
  written_at: Date
  version: number
  notified_version: number
  untold: number
  history: AgreementEntry[]
}

declare module '../../platform/db/tables.ts' {
  interface Tables {
    homecare_agreement: HomecareAgreementTable
  }
}
