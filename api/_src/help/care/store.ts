import type { Selectable } from 'kysely'
import type { PersonRef } from '../../../../shared/schemas.ts'
import { isDuplicate } from '../../platform/db/errors.ts'
import { json } from '../../platform/db/values.ts'
import type { Db } from '../../platform/db/tables.ts'
import type { CareRecordTable } from './tables.ts'
import './tables.ts'

export type RecordRow = Selectable<CareRecordTable>

/** Keeps a record; the same id again changes nothing and gives what is there. */
export async function keepRecord(db: Db, record: RecordRow): Promise<RecordRow | undefined> {
  try {
    await db
      .insertInto('care_record')
      .values({ ...record, needs: json([...record.needs]) })
      .execute()
    return record
  } catch (error) {
    if (!isDuplicate(error, 'PRIMARY')) throw error
  }
  return db
    .selectFrom('care_record')
    .selectAll()
    .where('community_id', '=', record.community_id)
    .where('id', '=', record.id)
    .executeTakeFirst()
}

/** The last talks and visits, newest first. */
export async function listRecords(db: Db, person: PersonRef, limit: number): Promise<RecordRow[]> {
  return db
    .selectFrom('care_record')
    .selectAll()
    .where('community_id', '=', person.communityId)
    .where('resident_id', '=', person.residentId)
    .orderBy('at', 'desc')
    .limit(limit)
    .execute()
}
