import { sql, type Selectable, type UpdateObject } from 'kysely'
import { healthAgreementVersion, type HealthPurpose } from '../../../../shared/health/lifecycle.ts'
import type { PersonRef } from '../../../../shared/schemas.ts'
import { isDuplicate } from '../../platform/db/errors.ts'
import { appendHistory } from '../../platform/db/history.ts'
import type { Db, Tables } from '../../platform/db/tables.ts'
import { json } from '../../platform/db/values.ts'
import type { AgreementWord, FileEntry, HealthFileTable } from './tables.ts'
import './tables.ts'

export type FileRow = Selectable<HealthFileTable>
export type NewEntry = Omit<FileEntry, 'version'>

export async function findFile(db: Db, person: PersonRef): Promise<FileRow | undefined> {
  return db
    .selectFrom('health_file')
    .selectAll()
    .where('community_id', '=', person.communityId)
    .where('resident_id', '=', person.residentId)
    .executeTakeFirst()
}

/** Writes a move decided on exactly this version of the file; somebody is told of what has an entry. */
export async function moveFile(
  db: Db,
  file: Pick<FileRow, 'community_id' | 'resident_id' | 'version'>,
  set: UpdateObject<Tables, 'health_file'>,
  entry?: NewEntry,
): Promise<boolean> {
  const version = file.version + 1
  const { numUpdatedRows } = await db
    .updateTable('health_file')
    .set({ ...set, version, ...(entry && { untold: 1, history: appendHistory({ ...entry, version }) }) })
    .where('community_id', '=', file.community_id)
    .where('resident_id', '=', file.resident_id)
    .where('version', '=', file.version)
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}

export const noApplication = {
  applied_id: null,
  applied_to: null,
  applied_to_name: null,
  applied_at: null,
  applied_by_name: null,
  applied_relation: null,
  applied_note: null,
} as const

export const noDoctor = { doctor_id: null, doctor_name: null, signed_at: null, ends_on: null, due_at: null } as const

const flagOf = { doctor: 'doctor_agreed', check_up: 'check_up_agreed', referral: 'referral_agreed' } as const

/** Milliseconds after which a request that read the agreement before it was taken back has ended. */
const longestRequest = 60_000

/**
 * Writes down an agreement or its end, in one statement with what the file itself holds for the purpose. False when
 * the file has changed since it was read (or is there meanwhile).
 */
export async function writeWord(
  db: Db,
  person: PersonRef,
  file: FileRow | undefined,
  said: Omit<AgreementWord, 'version' | 'at'>,
  { now, newId }: { now: Date; newId: () => string },
): Promise<boolean> {
  const word: AgreementWord = { ...said, version: healthAgreementVersion, at: now.toISOString() }
  if (file === undefined) return insertFile(db, person, newId(), word)
  return moveFile(db, file, {
    [flagOf[word.purpose]]: word.agreed ? 1 : 0,
    agreements: appendHistory(word, 'agreements'),
    ...(word.agreed ? {} : { erase_at: new Date(now.getTime() + longestRequest) }),
    ...(word.purpose === 'doctor' && !word.agreed ? emptied(file, word) : {}),
  })
}

/** Nothing about the doctor stays, in the history either, but the word that lets the doctor know. */
function emptied(file: FileRow, { at }: AgreementWord) {
  const { doctor_id: doctorId } = file
  const ended: FileEntry[] = doctorId === null ? [] : [{ version: file.version + 1, at, kind: 'ended', doctorId }]
  const untold = ended.length > 0 ? 1 : 0
  return { ...noDoctor, ...noApplication, declined: null, focus: json([]), history: json(ended), untold }
}

async function insertFile(db: Db, person: PersonRef, id: string, word: AgreementWord): Promise<boolean> {
  const agreed = (purpose: HealthPurpose) => (word.agreed && word.purpose === purpose ? 1 : 0)
  try {
    await db
      .insertInto('health_file')
      .values({
        community_id: person.communityId,
        resident_id: person.residentId,
        id,
        doctor_agreed: agreed('doctor'),
        check_up_agreed: agreed('check_up'),
        referral_agreed: agreed('referral'),
        agreements: json([word]),
        focus: json([]),
        ...noDoctor,
        ...noApplication,
        declined: null,
        erase_at: null,
        version: 1,
        notified_version: 1,
        untold: 0,
        history: json([]),
      })
      .execute()
  } catch (error) {
    if (isDuplicate(error, 'PRIMARY')) return false
    throw error
  }
  return true
}

/** Files on which the clock acts: one range of one index. */
export async function listDue(db: Db, communityIds: readonly string[], now: Date, limit: number): Promise<FileRow[]> {
  return db
    .selectFrom('health_file')
    .selectAll()
    .where('community_id', 'in', communityIds)
    .where('due_at', '<=', now)
    .orderBy('due_at')
    .limit(limit)
    .execute()
}

/** Files whose withdrawn agreements are to be honoured once more, now that no request of before is under way. */
export async function listToErase(
  db: Db,
  communityIds: readonly string[],
  now: Date,
  limit: number,
): Promise<FileRow[]> {
  return db
    .selectFrom('health_file')
    .selectAll()
    .where('community_id', 'in', communityIds)
    .where('erase_at', '<=', now)
    .orderBy('erase_at')
    .limit(limit)
    .execute()
}

export async function noteErased(db: Db, file: FileRow): Promise<void> {
  await db
    .updateTable('health_file')
    .set({ erase_at: null })
    .where('community_id', '=', file.community_id)
    .where('resident_id', '=', file.resident_id)
    .where('erase_at', '=', file.erase_at)
    .execute()
}

/** Files of which somebody must still be told. */
export async function untoldFiles(
  db: Db,
  { communityIds, rowId }: { communityIds: readonly string[]; rowId?: string },
  limit: number,
): Promise<FileRow[]> {
  return db
    .selectFrom('health_file')
    .selectAll()
    .where('community_id', 'in', communityIds)
    .where('untold', '=', 1)
    .$if(rowId !== undefined, (query) => query.where('id', '=', rowId ?? ''))
    .limit(limit)
    .execute()
}

export async function markFileTold(db: Db, row: { communityId: string; id: string; version: number }): Promise<void> {
  await db
    .updateTable('health_file')
    .set({ notified_version: row.version, untold: sql<number>`if(version > ${row.version}, 1, 0)` })
    .where('community_id', '=', row.communityId)
    .where('id', '=', row.id)
    .where('notified_version', '<', row.version)
    .execute()
}
