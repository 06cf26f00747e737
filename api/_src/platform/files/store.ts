import type { Selectable } from 'kysely'
import { isDuplicate } from '../db/errors.ts'
import type { Db } from '../db/tables.ts'
import type { FileKind, FileStatus, FileTable } from './tables.ts'
import './tables.ts'

/** The row of a slice that files belong to. */
export interface Owner {
  communityId: string
  /** The table: `help_call`. */
  kind: string
  id: string
}

export interface StoredFile {
  communityId: string
  id: string
  owner: Owner
  kind: FileKind
  contentType: string
  bytes: number
  seconds: number | null
  status: FileStatus
  reason: string | null
  place: string | null
  accountId: string
  accountName: string
  requestedAt: Date
  storedAt: Date | null
}

function fileOf(row: Selectable<FileTable>): StoredFile {
  return {
    communityId: row.community_id,
    id: row.id,
    owner: { communityId: row.community_id, kind: row.owner_kind, id: row.owner_id },
    kind: row.kind,
    contentType: row.content_type,
    bytes: row.bytes,
    seconds: row.seconds,
    status: row.status,
    reason: row.reason,
    place: row.place,
    accountId: row.account_id,
    accountName: row.account_name,
    requestedAt: row.requested_at,
    storedAt: row.stored_at,
  }
}

/** Every file of this row, oldest first, removed ones too as long as their row stands. */
export async function listFiles(db: Db, { communityId, kind, id }: Owner): Promise<StoredFile[]> {
  const rows = await db
    .selectFrom('file')
    .selectAll()
    .where('community_id', '=', communityId)
    .where('owner_kind', '=', kind)
    .where('owner_id', '=', id)
    .orderBy('requested_at')
    .execute()
  return rows.map(fileOf)
}

/** False when the id is taken. */
export async function insertFile(
  db: Db,
  file: Omit<StoredFile, 'communityId' | 'status' | 'reason' | 'place' | 'storedAt'> & { dueAt: Date },
): Promise<boolean> {
  const { owner } = file
  try {
    await db
      .insertInto('file')
      .values({
        community_id: owner.communityId,
        id: file.id,
        owner_kind: owner.kind,
        owner_id: owner.id,
        kind: file.kind,
        content_type: file.contentType,
        bytes: file.bytes,
        seconds: file.seconds,
        status: 'requested',
        account_id: file.accountId,
        account_name: file.accountName,
        requested_at: file.requestedAt,
        due_at: file.dueAt,
      })
      .execute()
    return true
  } catch (error) {
    if (isDuplicate(error, 'PRIMARY')) return false
    throw error
  }
}

/** `taken`: another file has this place. `gone`: the file is not waiting any more. */
export async function markStored(
  db: Db,
  file: StoredFile,
  as: { bytes: number; sha256: string; place: string; at: Date; dueAt: Date },
): Promise<'stored' | 'taken' | 'gone'> {
  try {
    const result = await db
      .updateTable('file')
      .set({
        status: 'stored',
        bytes: as.bytes,
        sha256: as.sha256,
        place: as.place,
        stored_at: as.at,
        due_at: as.dueAt,
      })
      .where('community_id', '=', file.communityId)
      .where('id', '=', file.id)
      .where('status', '=', 'requested')
      .executeTakeFirstOrThrow()
    return result.numUpdatedRows === 1n ? 'stored' : 'gone'
  } catch (error) {
    if (isDuplicate(error, 'file_place')) return 'taken'
    throw error
  }
}

/** A file that is refused. The sweep drops its bytes and its row. */
export async function markRefused(db: Db, file: StoredFile, reason: string, at: Date, dueAt: Date): Promise<void> {
  await db
    .updateTable('file')
    .set({ status: 'removed', reason, removed_at: at, due_at: dueAt })
    .where('community_id', '=', file.communityId)
    .where('id', '=', file.id)
    .where('status', '=', 'requested')
    .execute()
}

/** Takes away every file of a row that is gone; the sweep drops the bytes from `dueAt` on. */
export async function removeFilesOf(db: Db, { communityId, kind, id }: Owner, at: Date): Promise<void> {
  await db
    .updateTable('file')
    .set({ status: 'removed', reason: 'owner_gone', place: null, removed_at: at, due_at: at })
    .where('community_id', '=', communityId)
    .where('owner_kind', '=', kind)
    .where('owner_id', '=', id)
    .where('status', '!=', 'removed')
    .execute()
}

/** Files the sweep has to look at. One range of one index. */
export async function listDueFiles(
  db: Db,
  communityIds: readonly string[],
  now: Date,
  limit: number,
): Promise<StoredFile[]> {
  const rows = await db
    .selectFrom('file')
    .selectAll()
    .where('community_id', 'in', communityIds)
    .where('due_at', '<=', now)
    .orderBy('due_at')
    .limit(limit)
    .execute()
  return rows.map(fileOf)
}

/** What was never finished is refused from now on; its bytes go later, when nobody can be finishing it any more. */
export async function markUnfinished(db: Db, files: readonly StoredFile[], now: Date, dueAt: Date): Promise<void> {
  await db
    .updateTable('file')
    .set({ status: 'removed', reason: 'not_finished', removed_at: now, due_at: dueAt })
    .where('community_id', 'in', communitiesOf(files))
    .where('id', 'in', idsOf(files))
    .where('status', '=', 'requested')
    .execute()
}

/** Nothing more is to be done for these stored files. */
export async function markSettled(db: Db, files: readonly StoredFile[]): Promise<void> {
  await db
    .updateTable('file')
    .set({ due_at: null })
    .where('community_id', 'in', communitiesOf(files))
    .where('id', 'in', idsOf(files))
    .where('status', '=', 'stored')
    .execute()
}

export async function deleteRemoved(db: Db, files: readonly StoredFile[]): Promise<void> {
  await db
    .deleteFrom('file')
    .where('community_id', 'in', communitiesOf(files))
    .where('id', 'in', idsOf(files))
    .where('status', '=', 'removed')
    .execute()
}

const communitiesOf = (files: readonly StoredFile[]) => [...new Set(files.map((file) => file.communityId))]
const idsOf = (files: readonly StoredFile[]) => files.map((file) => file.id)
