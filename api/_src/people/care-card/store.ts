import type { CareCard, CareLines } from '../../../../shared/people/care-card-contract.ts'
import { careAgreementVersion } from '../../../../shared/people/agreement.ts'
import type { PersonRef } from '../../../../shared/schemas.ts'
import { isDuplicate } from '../../platform/db/errors.ts'
import type { Db } from '../../platform/db/tables.ts'
import { inserted } from '../../platform/db/upsert.ts'
import { careCardFrom, careColumns, careRow } from './row.ts'
import './tables.ts'

export async function findCareCard(db: Db, person: PersonRef): Promise<CareCard | null> {
  const row = await db
    .selectFrom('care_card')
    .select(careColumns)
    .where('community_id', '=', person.communityId)
    .where('resident_id', '=', person.residentId)
    .executeTakeFirst()
  return row === undefined ? null : careCardFrom(row)
}

/** Writes over what is there. False where no agreement holds: then there is no row to write to. */
export async function changeCareCard(
  db: Db,
  person: PersonRef,
  lines: Partial<ReturnType<typeof careRow>>,
  now: Date,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('care_card')
    .set({ ...lines, checked_at: now })
    .where('community_id', '=', person.communityId)
    .where('resident_id', '=', person.residentId)
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}

interface Agreement {
  id: string
  accountId: string
  name: string
  how: CareCard['agreedHow']
}

/**
 * Makes the card with a fresh agreement, which is written down first. False where a later word stands against it: a
 * command that arrives once more after a withdrawal, or a withdrawal at the same moment.
 */
export async function keepCareCard(
  db: Db,
  person: PersonRef,
  lines: CareLines,
  agreement: Agreement,
  now: Date,
): Promise<boolean> {
  const isNew = await noteWord(db, person, agreement, true, now)
  if (!isNew && !(await isLastWord(db, person, agreement.id))) return false
  await db
    .insertInto('care_card')
    .values({
      community_id: person.communityId,
      resident_id: person.residentId,
      ...careRow(lines),
      agreed_at: now,
      agreed_by_name: agreement.name,
      agreed_how: agreement.how,
      checked_at: now,
    })
    .onDuplicateKeyUpdate({
      conditions: inserted('conditions'),
      medicines: inserted('medicines'),
      allergies: inserted('allergies'),
      speech: inserted('speech'),
      senses: inserted('senses'),
      blood_type: inserted('blood_type'),
      key_holder: inserted('key_holder'),
      care_note: inserted('care_note'),
      agreed_at: inserted('agreed_at'),
      agreed_by_name: inserted('agreed_by_name'),
      agreed_how: inserted('agreed_how'),
      checked_at: inserted('checked_at'),
    })
    .execute()
  // A withdrawal written down before this look is honoured here; a later one deletes the row itself.
  if (!(await isWithdrawn(db, person))) return true
  await erase(db, person)
  return false
}

/** Erases the card, unless this withdrawal arrives once more after a later agreement. */
export async function withdrawCareCard(
  db: Db,
  person: PersonRef,
  word: Omit<Agreement, 'name'>,
  now: Date,
): Promise<void> {
  const isNew = await noteWord(db, person, word, false, now)
  if (isNew || (await isLastWord(db, person, word.id))) await erase(db, person)
}

/** False when this very word was written down before. */
async function noteWord(
  db: Db,
  person: PersonRef,
  { id, accountId, how }: Omit<Agreement, 'name'>,
  agreed: boolean,
  now: Date,
): Promise<boolean> {
  try {
    await db
      .insertInto('care_agreement')
      .values({
        community_id: person.communityId,
        id,
        resident_id: person.residentId,
        account_id: accountId,
        how,
        version: careAgreementVersion,
        agreed,
        at: now,
      })
      .execute()
  } catch (error) {
    if (isDuplicate(error, 'PRIMARY')) return false
    throw error
  }
  return true
}

async function lastWord(db: Db, person: PersonRef) {
  return (
    db
      .selectFrom('care_agreement')
      .select(['id', 'agreed'])
      .where('community_id', '=', person.communityId)
      .where('resident_id', '=', person.residentId)
      .orderBy('at', 'desc')
      // Two words of the same millisecond: the withdrawal counts.
      .orderBy('agreed')
      .limit(1)
      .executeTakeFirst()
  )
}

async function isLastWord(db: Db, person: PersonRef, id: string): Promise<boolean> {
  return (await lastWord(db, person))?.id === id
}

async function isWithdrawn(db: Db, person: PersonRef): Promise<boolean> {
  return (await lastWord(db, person))?.agreed !== 1
}

async function erase(db: Db, person: PersonRef): Promise<void> {
  await db
    .deleteFrom('care_card')
    .where('community_id', '=', person.communityId)
    .where('resident_id', '=', person.residentId)
    .execute()
}
