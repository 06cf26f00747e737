import type { ColumnType } from 'kysely'
import type { CareCard } from '../../../../shared/people/care-card-contract.ts'
import type { BloodType } from '../../../../shared/people/care-card.ts'

/** A row is there exactly while its agreement holds. */
export interface CareCardTable {
  community_id: string
  resident_id: string
  conditions: string
  medicines: string
  allergies: string
  speech: string
  senses: string
  blood_type: BloodType | null
  key_holder: string
  care_note: string
  agreed_at: Date
  agreed_by_name: string
  agreed_how: CareCard['agreedHow']
  checked_at: Date
}

/** Append-only. */
export interface CareAgreementTable {
  community_id: string
  id: string
  resident_id: string
  account_id: string
  how: CareCard['agreedHow']
  version: string
  /** False for a withdrawal. */
  agreed: ColumnType<number, boolean, boolean>
  at: Date
}

declare module '../../platform/db/tables.ts' {
  interface Tables {
    care_card: CareCardTable
    care_agreement: CareAgreementTable
  }
}
