import type { CareCard, CareLines } from '../../../../shared/people/care-card-contract.ts'
import type { CareCardTable } from './tables.ts'

/** What a statement selects from `care_card`, joined or not. */
export const careColumns = [
  'care_card.conditions',
  'care_card.medicines',
  'care_card.allergies',
  'care_card.speech',
  'care_card.senses',
  'care_card.blood_type',
  'care_card.key_holder',
  'care_card.care_note',
  'care_card.agreed_at',
  'care_card.agreed_by_name',
  'care_card.agreed_how',
  'care_card.checked_at',
] as const

type Row = Omit<CareCardTable, 'community_id' | 'resident_id'>

/** The card in a row; null where a left join found none. */
export function careCardFrom(row: { [Column in keyof Row]: Row[Column] | null }): CareCard | null {
  if (row.agreed_at === null || row.checked_at === null || row.agreed_how === null) return null
  return {
    conditions: row.conditions ?? '',
    medicines: row.medicines ?? '',
    allergies: row.allergies ?? '',
    speech: row.speech ?? '',
    senses: row.senses ?? '',
    bloodType: row.blood_type,
    keyHolder: row.key_holder ?? '',
    note: row.care_note ?? '',
    agreedAt: row.agreed_at.toISOString(),
    agreedByName: row.agreed_by_name ?? '',
    agreedHow: row.agreed_how,
    checkedAt: row.checked_at.toISOString(),
  }
}

/** The columns of what people wrote. */
export function careRow(card: CareLines) {
  const { bloodType, keyHolder, note, ...same } = card
  return { ...same, blood_type: bloodType, key_holder: keyHolder, care_note: note }
}
