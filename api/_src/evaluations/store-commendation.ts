import { isDuplicate } from '../platform/db/errors.ts'
import type { Db } from '../platform/db/tables.ts'
import type { CommendationTable } from './tables.ts'
import './tables.ts'

const columns = [
  'id',
  'community_id as communityId',
  'resident_id as residentId',
  'volunteer_number as volunteerNumber',
  'volunteer_name as volunteerName',
  'name',
  'granted_on as grantedOn',
  'granter',
  'reason',
  'status',
  'proposed_by as proposedBy',
  'proposed_by_name as proposedByName',
  'version',
] as const

export type CommendationRow = NonNullable<Awaited<ReturnType<typeof findCommendation>>>

export async function volunteerByNumber(db: Db, communityId: string, volunteerNumber: string) {
  return db
    .selectFrom('volunteer')
    .select(['resident_id as residentId', 'name', 'volunteer_number as volunteerNumber'])
    .where('community_id', '=', communityId)
    .where('volunteer_number', '=', volunteerNumber)
    .executeTakeFirst()
}

export async function insertCommendation(db: Db, row: Omit<CommendationTable, 'untold'>): Promise<'done' | 'there'> {
  try {
    await db.insertInto('commendation').values(row).execute()
    return 'done'
  } catch (error) {
    if (isDuplicate(error, 'PRIMARY')) return 'there'
    throw error
  }
}

function commendations(db: Db, communityId: string) {
  return db.selectFrom('commendation').select(columns).where('community_id', '=', communityId)
}

export async function findCommendation(db: Db, communityId: string, id: string) {
  return commendations(db, communityId).where('id', '=', id).executeTakeFirst()
}

/** Decides what is still only proposed, in exactly this version. */
export async function decideCommendation(
  db: Db,
  { communityId, id, version }: { communityId: string; id: string; version: number },
  { status, byName, now }: { status: 'confirmed' | 'declined'; byName: string; now: Date },
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('commendation')
    .set({ status, decided_by_name: byName, decided_at: now, version: version + 1 })
    .where('community_id', '=', communityId)
    .where('id', '=', id)
    .where('version', '=', version)
    .where('status', '=', 'proposed')
    .executeTakeFirstOrThrow()
  return numUpdatedRows === 1n
}

const mostShown = 50

export async function commendationsOf(
  db: Db,
  { communityId, residentId }: { communityId: string; residentId: string },
) {
  return commendations(db, communityId)
    .where('resident_id', '=', residentId)
    .where('status', '=', 'confirmed')
    .orderBy('granted_on', 'desc')
    .limit(mostShown)
    .execute()
}

/** What waits for staff, and what was decided last. One round trip. */
export async function commendationsForDesk(db: Db, communityId: string) {
  return commendations(db, communityId)
    .where('status', 'in', ['proposed', 'confirmed', 'declined'])
    .orderBy((eb) => eb.case().when('status', '=', 'proposed').then(0).else(1).end())
    .orderBy('granted_on', 'desc')
    .orderBy('id')
    .limit(mostShown)
    .execute()
}

/** The last confirmed ones, with what each volunteer agreed to. */
export async function lastHonours(db: Db, communityId: string) {
  return db
    .selectFrom('commendation as k')
    .leftJoin('volunteer as v', (join) =>
      join.onRef('v.community_id', '=', 'k.community_id').onRef('v.resident_id', '=', 'k.resident_id'),
    )
    .select(['k.id', 'k.name', 'k.granted_on as grantedOn', 'k.granter'])
    .select(['k.volunteer_name as volunteerName', 'k.volunteer_number as volunteerNumber', 'v.consents', 'v.status'])
    .where('k.community_id', '=', communityId)
    .where('k.status', '=', 'confirmed')
    .orderBy('k.granted_on', 'desc')
    .orderBy('k.id')
    .limit(mostShown)
    .execute()
}

/** Commendations of which somebody must still be told. */
export async function untoldCommendations(
  db: Db,
  { communityIds, rowId }: { communityIds: readonly string[]; rowId?: string },
  limit: number,
) {
  return db
    .selectFrom('commendation')
    .select([...columns, 'notified_version as notifiedVersion', 'decided_at as decidedAt'])
    .where('community_id', 'in', communityIds)
    .where('untold', '=', 1)
    .$if(rowId !== undefined, (query) => query.where('id', '=', rowId ?? ''))
    .limit(limit)
    .execute()
}

export async function markCommendationTold(
  db: Db,
  row: { communityId: string; id: string; version: number },
): Promise<void> {
  await db
    .updateTable('commendation')
    .set({ notified_version: row.version })
    .where('community_id', '=', row.communityId)
    .where('id', '=', row.id)
    .where('notified_version', '<', row.version)
    .execute()
}
