import type { Contact } from '../../../shared/people/contract.ts'
import type { PersonRef } from '../../../shared/schemas.ts'
import { isDuplicate } from '../platform/db/errors.ts'
import type { Db } from '../platform/db/tables.ts'
import './tables.ts'

/** The emergency contacts of a resident in their order. */
export async function contactRows(db: Db, person: PersonRef) {
  return db
    .selectFrom('contact')
    .select(['id', 'position', 'name', 'relation', 'phone', 'address'])
    .where('community_id', '=', person.communityId)
    .where('resident_id', '=', person.residentId)
    .orderBy('position')
    .execute()
}

/** Adds a contact at a free place. False when its place or its id was taken in between. */
export async function addContact(db: Db, person: PersonRef, position: number, contact: Contact): Promise<boolean> {
  try {
    await db
      .insertInto('contact')
      .values({ community_id: person.communityId, resident_id: person.residentId, position, ...contact })
      .execute()
  } catch (error) {
    if (isDuplicate(error)) return false
    throw error
  }
  return true
}

export async function changeContact(db: Db, person: PersonRef, { id, ...changes }: Contact): Promise<void> {
  await db
    .updateTable('contact')
    .set(changes)
    .where('community_id', '=', person.communityId)
    .where('resident_id', '=', person.residentId)
    .where('id', '=', id)
    .execute()
}

export async function removeContact(db: Db, person: PersonRef, id: string): Promise<void> {
  await db
    .deleteFrom('contact')
    .where('community_id', '=', person.communityId)
    .where('resident_id', '=', person.residentId)
    .where('id', '=', id)
    .execute()
}
