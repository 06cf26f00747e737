import { isDuplicate } from '../../platform/db/errors.ts'
import type { Db } from '../../platform/db/tables.ts'
import { inserted } from '../../platform/db/upsert.ts'
import type { PersonRef } from '../../../../shared/schemas.ts'
import type { DoorCodeTable } from './tables.ts'
import './tables.ts'

export async function findDoor(db: Db, person: PersonRef): Promise<DoorCodeTable | undefined> {
  return db
    .selectFrom('door_code')
    .selectAll()
    .where('community_id', '=', person.communityId)
    .where('resident_id', '=', person.residentId)
    .executeTakeFirst()
}

/** The first one; false when there is one already. */
export async function insertDoor(db: Db, door: DoorCodeTable): Promise<boolean> {
  try {
    await db.insertInto('door_code').values(door).execute()
    return true
  } catch (error) {
    if (isDuplicate(error, 'PRIMARY')) return false
    throw error
  }
}

/** A new picture and number in the place of the old, which opens nothing from now on. */
export async function replaceDoor(db: Db, door: DoorCodeTable): Promise<void> {
  await db
    .insertInto('door_code')
    .values(door)
    .onDuplicateKeyUpdate({
      code: inserted('code'),
      number: inserted('number'),
      made_by: inserted('made_by'),
      made_at: inserted('made_at'),
      command_id: inserted('command_id'),
    })
    .execute()
}
