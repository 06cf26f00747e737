import type { InsertObject, Selectable } from 'kysely'
import { appendHistory } from '../../platform/db/history.ts'
import { isDuplicate } from '../../platform/db/errors.ts'
import type { Db, Tables } from '../../platform/db/tables.ts'
import { json } from '../../platform/db/values.ts'
import type { ComplaintState } from './decide-supervise.ts'
import type { ComplaintEntry, VisitComplaintTable } from './tables.ts'
import './tables.ts'

export type ComplaintRow = Selectable<VisitComplaintTable>

/** Writes a new complaint. `open`: this visit has one that is open; `repeat`: this very one is there. */
export async function insertComplaint(
  db: Db,
  complaint: Omit<VisitComplaintTable, 'version' | 'notified_version' | 'untold' | 'history' | 'step' | 'status'>,
): Promise<'written' | 'open' | 'repeat'> {
  const entry: ComplaintEntry = {
    version: 1,
    at: complaint.opened_at.toISOString(),
    kind: 'opened',
    byName: complaint.by_name,
    step: 0,
  }
  const row = {
    ...complaint,
    status: 'open',
    step: 0,
    version: 1,
    notified_version: 0,
    untold: 1,
    history: json([entry]),
  } as unknown as InsertObject<Tables, 'visit_complaint'>
  try {
    await db.insertInto('visit_complaint').values(row).execute()
    return 'written'
  } catch (error) {
    if (isDuplicate(error, 'PRIMARY')) return 'repeat'
    if (isDuplicate(error, 'visit_complaint_open')) return 'open'
    throw error
  }
}

export async function findComplaint(db: Db, communityId: string, id: string): Promise<ComplaintRow | undefined> {
  return db
    .selectFrom('visit_complaint')
    .selectAll()
    .where('community_id', '=', communityId)
    .where('id', '=', id)
    .executeTakeFirst()
}

/** The last complaint about a visit. */
export async function complaintOfVisit(
  db: Db,
  communityId: string,
  visitId: string,
): Promise<ComplaintRow | undefined> {
  return db
    .selectFrom('visit_complaint')
    .selectAll()
    .where('community_id', '=', communityId)
    .where('visit_id', '=', visitId)
    .orderBy('opened_at', 'desc')
    .executeTakeFirst()
}

/** Open ones first, then those answered lately. */
export async function listComplaints(db: Db, communityId: string, limit: number): Promise<ComplaintRow[]> {
  return db
    .selectFrom('visit_complaint')
    .selectAll()
    .where('community_id', '=', communityId)
    .orderBy('status', 'desc')
    .orderBy('opened_at', 'desc')
    .limit(limit)
    .execute()
}

export async function listDueComplaints(db: Db, communityIds: readonly string[], now: Date, limit: number) {
  return db
    .selectFrom('visit_complaint')
    .selectAll()
    .where('community_id', 'in', communityIds)
    .where('due_at', '<=', now)
    .orderBy('due_at')
    .limit(limit)
    .execute()
}

/** Writes a change for exactly the version it was decided on. */
export async function writeComplaint(
  db: Db,
  complaint: ComplaintState,
  change: Partial<Omit<ComplaintState, 'history'>>,
  entry: Omit<ComplaintEntry, 'version'>,
): Promise<boolean> {
  const version = complaint.version + 1
  const { numUpdatedRows } = await db
    .updateTable('visit_complaint')
    .set({ ...change, version, untold: 1, history: appendHistory<ComplaintEntry>({ version, ...entry }) })
    .where('community_id', '=', complaint.community_id)
    .where('id', '=', complaint.id)
    .where('version', '=', complaint.version)
    .executeTakeFirstOrThrow()
  return numUpdatedRows === 1n
}

export async function listUntoldComplaints(
  db: Db,
  { communityIds, rowId }: { communityIds: readonly string[]; rowId?: string },
  limit: number,
): Promise<ComplaintRow[]> {
  return db
    .selectFrom('visit_complaint')
    .selectAll()
    .where('community_id', 'in', communityIds)
    .where('untold', '=', 1)
    .$if(rowId !== undefined, (query) => query.where('id', '=', rowId ?? ''))
    .orderBy('opened_at')
    .limit(limit)
    .execute()
}

export async function markComplaintTold(
  db: Db,
  row: { communityId: string; id: string; version: number },
): Promise<void> {
  await db
    .updateTable('visit_complaint')
    .set((set) => ({
      notified_version: row.version,
      untold: set.case().when('version', '>', row.version).then(1).else(0).end(),
    }))
    .where('community_id', '=', row.communityId)
    .where('id', '=', row.id)
    .where('notified_version', '<', row.version)
    .execute()
}
