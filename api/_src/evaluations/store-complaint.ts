import { sql, type SqlBool } from 'kysely'
import { isDuplicate } from '../platform/db/errors.ts'
import { appendHistory } from '../platform/db/history.ts'
import type { Db } from '../platform/db/tables.ts'
import { json } from '../platform/db/values.ts'
import type { ComplaintStep, VolunteerComplaintTable } from './tables.ts'
import './tables.ts'

export type ComplaintRow = NonNullable<Awaited<ReturnType<typeof findComplaint>>>

const columns = [
  'community_id as communityId',
  'id',
  'about_kind as about',
  'about_id as aboutId',
  'about_name as aboutName',
  'accused_ids as accusedIds',
  'words',
  'by_resident_id as byResidentId',
  'by_account_id as byAccountId',
  'by_name as byName',
  'status',
  'first_level as firstLevel',
  'level',
  'opened_at as openedAt',
  'due_day as dueDay',
  'due_at as dueAt',
  'answer',
  'answered_by_name as answeredByName',
  'version',
  'notified_version as notifiedVersion',
  'history',
] as const

function complaints(db: Db, communityIds: readonly string[]) {
  return db.selectFrom('volunteer_complaint').select(columns).where('community_id', 'in', communityIds)
}

export async function findComplaint(db: Db, communityId: string, id: string) {
  return complaints(db, [communityId]).where('id', '=', id).executeTakeFirst()
}

/** The activity or group a complaint names, and who leads it. One round trip. */
export async function accusedIn(db: Db, communityId: string, kind: 'activity' | 'group', id: string) {
  if (kind === 'group') {
    const group = await db
      .selectFrom('volunteer_group')
      .select(['name', 'leader_ids as leaderIds', 'leader_name as leaderName'])
      .where('community_id', '=', communityId)
      .where('id', '=', id)
      .executeTakeFirst()
    return group && { name: group.name, leaderName: group.leaderName, residentIds: group.leaderIds ?? [] }
  }
  const activity = await db
    .selectFrom('activity as a')
    .innerJoin('volunteer_group as g', (join) =>
      join.onRef('g.community_id', '=', 'a.community_id').onRef('g.id', '=', 'a.group_id'),
    )
    .leftJoin('volunteer as v', (join) =>
      join.onRef('v.community_id', '=', 'a.community_id').onRef('v.resident_id', '=', 'a.leader_id'),
    )
    .select(['a.title', 'a.leader_id as leaderId', 'a.contact_name as contactName', 'v.name as ownLeaderName'])
    .select(['g.leader_ids as leaderIds', 'g.leader_name as leaderName'])
    .where('a.community_id', '=', communityId)
    .where('a.id', '=', id)
    .executeTakeFirst()
  if (!activity) return undefined
  const { title, leaderId, contactName, ownLeaderName, leaderIds, leaderName } = activity
  const residentIds = [leaderId, ...(leaderIds ?? [])].filter((one) => one !== null)
  return { name: title, leaderName: ownLeaderName ?? (leaderName === '' ? contactName : leaderName), residentIds }
}

type NewComplaint = Omit<VolunteerComplaintTable, 'untold' | 'accused_ids' | 'history'> & {
  accused_ids: readonly string[]
  history: readonly ComplaintStep[]
}

/** `pending`: the same person has one about the same that is not closed; `there`: this very one is there. */
export async function insertComplaint(db: Db, row: NewComplaint): Promise<'done' | 'pending' | 'there'> {
  try {
    await db
      .insertInto('volunteer_complaint')
      .values({ ...row, accused_ids: json([...row.accused_ids]), history: json([...row.history]) })
      .execute()
    return 'done'
  } catch (error) {
    if (isDuplicate(error, 'PRIMARY')) return 'there'
    if (isDuplicate(error, 'volunteer_complaint_open')) return 'pending'
    throw error
  }
}

type Change = Partial<
  Pick<
    VolunteerComplaintTable,
    'status' | 'level' | 'due_day' | 'due_at' | 'answer' | 'answered_by_name' | 'answered_at' | 'open_of'
  >
>

/** Writes a step for exactly the version it was decided on. */
export async function moveComplaint(
  db: Db,
  { communityId, id, version }: Pick<ComplaintRow, 'communityId' | 'id' | 'version'>,
  change: Change,
  step: ComplaintStep,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('volunteer_complaint')
    .set({ ...change, version: version + 1, history: appendHistory(step) })
    .where('community_id', '=', communityId)
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirstOrThrow()
  return numUpdatedRows === 1n
}

const mostShown = 50

export async function complaintsBy(
  db: Db,
  { communityId, residentId }: { communityId: string; residentId: string },
): Promise<ComplaintRow[]> {
  return complaints(db, [communityId])
    .where('by_resident_id', '=', residentId)
    .orderBy('opened_at', 'desc')
    .limit(mostShown)
    .execute()
}

const mostOnDesk = 200

/**
 * Complaints of these communities: those that began with the community for posts of the community, all for posts above.
 * What must be answered first, soonest due first, then the latest.
 */
export async function complaintsFor(
  db: Db,
  { own, below }: { own: readonly string[]; below: readonly string[] },
): Promise<ComplaintRow[]> {
  const all = [...new Set([...own, ...below])]
  if (all.length === 0) return []
  return complaints(db, all)
    .where((eb) =>
      below.length === 0
        ? eb('first_level', '=', 0)
        : eb.or([eb('first_level', '=', 0), eb('community_id', 'in', below)]),
    )
    .orderBy(sql<SqlBool>`status = 'open'`, 'desc')
    .orderBy('due_at')
    .orderBy('opened_at', 'desc')
    .limit(mostOnDesk)
    .execute()
}

export async function dueComplaints(db: Db, communityIds: readonly string[], now: Date, limit: number) {
  return complaints(db, communityIds).where('due_at', '<=', now).orderBy('due_at').limit(limit).execute()
}

export async function untoldComplaints(
  db: Db,
  { communityIds, rowId }: { communityIds: readonly string[]; rowId?: string },
  limit: number,
): Promise<ComplaintRow[]> {
  return complaints(db, communityIds)
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
    .updateTable('volunteer_complaint')
    .set({ notified_version: row.version })
    .where('community_id', '=', row.communityId)
    .where('id', '=', row.id)
    .where('notified_version', '<', row.version)
    .execute()
}
