import type { Selectable } from 'kysely'
import type { CertificateStatus } from '../../../../shared/records/certificates.ts'
import { isDuplicate } from '../../platform/db/errors.ts'
import { appendHistory } from '../../platform/db/history.ts'
import type { Db } from '../../platform/db/tables.ts'
import { json } from '../../platform/db/values.ts'
import type { CertificateFacts, CertificateStep, CertificateTable } from './tables.ts'

export type CertificateRow = Selectable<CertificateTable>

const certificates = (db: Db, communityId: string) =>
  db.selectFrom('certificate').selectAll().where('community_id', '=', communityId)

export async function certificateById(db: Db, communityId: string, id: string): Promise<CertificateRow | undefined> {
  return certificates(db, communityId).where('id', '=', id).executeTakeFirst()
}

export async function certificateByNumber(
  db: Db,
  communityId: string,
  number: string,
): Promise<CertificateRow | undefined> {
  return certificates(db, communityId).where('number', '=', number).executeTakeFirst()
}

const mostOfOne = 100

/** Of one volunteer, the newest first. */
export function certificatesOf(db: Db, communityId: string, residentId: string): Promise<CertificateRow[]> {
  return certificates(db, communityId)
    .where('resident_id', '=', residentId)
    .orderBy('asked_at', 'desc')
    .orderBy('id', 'desc')
    .limit(mostOfOne)
    .execute()
}

/** Of a community in these states, the newest first; `before` goes on after a page. */
export function listByStatus(
  db: Db,
  communityId: string,
  statuses: readonly CertificateStatus[],
  { before, limit }: { before?: Date | undefined; limit: number },
): Promise<CertificateRow[]> {
  return certificates(db, communityId)
    .where('status', 'in', [...statuses])
    .$if(before !== undefined, (query) => query.where('asked_at', '<', before ?? new Date(0)))
    .orderBy('asked_at', 'desc')
    .limit(limit)
    .execute()
}

/** What the area is called; empty where nobody named it. */
export async function areaName(db: Db, communityId: string): Promise<string> {
  const area = await db.selectFrom('area').select('name').where('code', '=', communityId).executeTakeFirst()
  return area?.name ?? ''
}

/** `running` = this volunteer has one on its way; `id` = the id is used. */
export async function insertCertificate(
  db: Db,
  { untold: _made, facts: _later, history, ...row }: CertificateRow,
): Promise<'done' | 'running' | 'id'> {
  try {
    await db
      .insertInto('certificate')
      .values({ ...row, facts: null, history: json(history) })
      .execute()
    return 'done'
  } catch (error) {
    if (isDuplicate(error, 'PRIMARY')) return 'id'
    if (isDuplicate(error, 'certificate_live')) return 'running'
    throw error
  }
}

type Change = Partial<Pick<CertificateTable, 'status' | 'live_of' | 'due_at' | 'words' | 'ended_at'>>
type Of = Pick<CertificateTable, 'community_id' | 'id' | 'version'>

/** One conditional update; false when somebody was faster. */
export async function moveCertificate(db: Db, row: Of, change: Change, step: CertificateStep): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('certificate')
    .set((eb) => ({ ...change, version: eb('version', '+', 1), history: appendHistory(step) }))
    .where('community_id', '=', row.community_id)
    .where('id', '=', row.id)
    .where('version', '=', row.version)
    .executeTakeFirstOrThrow()
  return numUpdatedRows === 1n
}

export interface Issue {
  facts: CertificateFacts
  services: number
  automatic_minutes: number
  added_minutes: number
  issued_seq: number
  digest: string
  issued_at: Date
}

/** Issues one. False when somebody was faster. */
export async function issueCertificate(db: Db, row: Of, issue: Issue, step: CertificateStep): Promise<boolean> {
  const { facts, ...rest } = issue
  const { numUpdatedRows } = await db
    .updateTable('certificate')
    .set((eb) => ({ ...rest, ...issued, version: eb('version', '+', 1), history: appendHistory(step) }))
    .set({ facts: json(facts) })
    .where('community_id', '=', row.community_id)
    .where('id', '=', row.id)
    .where('version', '=', row.version)
    .executeTakeFirstOrThrow()
  return numUpdatedRows === 1n
}

const issued = { status: 'issued', live_of: null, due_at: null, words: '' } as const

/** Ends the one that was issued before for the same time. Done again it changes nothing. */
export async function replaceCertificate(
  db: Db,
  communityId: string,
  id: string,
  step: CertificateStep,
): Promise<void> {
  await db
    .updateTable('certificate')
    .set((eb) => ({
      status: 'replaced' as const,
      ended_at: new Date(step.at),
      version: eb('version', '+', 1),
      history: appendHistory(step),
    }))
    .where('community_id', '=', communityId)
    .where('id', '=', id)
    .where('status', '=', 'issued')
    .execute()
}

/** Those whose days on the list are over: a range of one index. */
export function listDue(db: Db, communityIds: readonly string[], now: Date, limit: number): Promise<CertificateRow[]> {
  return db
    .selectFrom('certificate')
    .selectAll()
    .where('community_id', 'in', [...communityIds])
    .where('due_at', '<=', now)
    .orderBy('due_at')
    .limit(limit)
    .execute()
}

/** Those of which somebody must still be told. */
export function listUntold(
  db: Db,
  { communityIds, rowId }: { communityIds: readonly string[]; rowId?: string },
  limit: number,
): Promise<CertificateRow[]> {
  return db
    .selectFrom('certificate')
    .selectAll()
    .where('community_id', 'in', [...communityIds])
    .where('untold', '=', 1)
    .$if(rowId !== undefined, (query) => query.where('id', '=', rowId ?? ''))
    .orderBy('asked_at')
    .limit(limit)
    .execute()
}

/** Told up to `version`; never goes back. */
export async function markTold(db: Db, row: { communityId: string; id: string; version: number }): Promise<void> {
  await db
    .updateTable('certificate')
    .set({ notified_version: row.version })
    .where('community_id', '=', row.communityId)
    .where('id', '=', row.id)
    .where('notified_version', '<', row.version)
    .execute()
}
