import { sql, type InsertObject, type Selectable } from 'kysely'
import { appendHistory } from '../../platform/db/history.ts'
import { isDuplicate } from '../../platform/db/errors.ts'
import type { Db, Tables } from '../../platform/db/tables.ts'
import { json } from '../../platform/db/values.ts'
import type { HoursObjectionTable, ObjectionStep } from './tables-staff.ts'
import './tables.ts'

export type ObjectionRow = Selectable<HoursObjectionTable>
export type NewObjection = Omit<ObjectionRow, 'untold' | 'history' | 'version' | 'notified_version'>

/** False when one with this id is there. */
export async function insertObjection(db: Db, objection: NewObjection): Promise<boolean> {
  const step: ObjectionStep = {
    version: 1,
    at: objection.opened_at.toISOString(),
    kind: 'opened',
    by: '',
    byName: objection.resident_name,
  }
  const row: InsertObject<Tables, 'hours_objection'> = {
    ...objection,
    version: 1,
    notified_version: 0,
    history: json([step]),
  }
  try {
    await db.insertInto('hours_objection').values(row).execute()
    return true
  } catch (error) {
    if (isDuplicate(error, 'PRIMARY')) return false
    throw error
  }
}

export async function findObjection(db: Db, communityId: string, id: string): Promise<ObjectionRow | undefined> {
  return db
    .selectFrom('hours_objection')
    .selectAll()
    .where('community_id', '=', communityId)
    .where('id', '=', id)
    .executeTakeFirst()
}

export interface LineAndObjections {
  line: { service_day: string; title: string; minutes: number } | undefined
  /** Those of this volunteer that nobody answered yet. */
  open: { id: string; seq: number | null }[]
}

/** The line an objection is about, and what this volunteer objected to that is still open. One round trip. */
export async function lineAndObjections(
  db: Db,
  { communityId, residentId }: { communityId: string; residentId: string },
  seq: number | null,
): Promise<LineAndObjections> {
  const rows = await db
    .selectFrom(db.selectNoFrom(sql.lit(1).as('one')).as('one'))
    .leftJoin('hours_entry as e', (join) =>
      join
        .on('e.community_id', '=', communityId)
        .on('e.resident_id', '=', residentId)
        .on('e.seq', '=', seq ?? 0),
    )
    .leftJoin('hours_objection as o', (join) =>
      join.on('o.community_id', '=', communityId).on('o.resident_id', '=', residentId).on('o.status', '=', 'open'),
    )
    .select(['e.service_day', 'e.title', 'e.minutes', 'o.id', 'o.seq'])
    .execute()
  const [first] = rows
  const { service_day, title, minutes } = first ?? {}
  return {
    line: service_day && title && typeof minutes === 'number' ? { service_day, title, minutes } : undefined,
    open: rows.flatMap(({ id, seq: about }) => (id === null ? [] : [{ id, seq: about }])),
  }
}

const mostListed = 200

/** All of one volunteer, newest first. */
export async function objectionsOf(
  db: Db,
  { communityId, residentId }: { communityId: string; residentId: string },
): Promise<ObjectionRow[]> {
  return db
    .selectFrom('hours_objection')
    .selectAll()
    .where('community_id', '=', communityId)
    .where('resident_id', '=', residentId)
    .orderBy('opened_at', 'desc')
    .orderBy('id')
    .limit(mostListed)
    .execute()
}

/** What somebody must do something about: the soonest due first. */
export async function objectionsToDo(db: Db, communityId: string): Promise<ObjectionRow[]> {
  return db
    .selectFrom('hours_objection')
    .selectAll()
    .where('community_id', '=', communityId)
    .where('status', 'in', ['open', 'upheld'])
    .orderBy('due_on')
    .orderBy('id')
    .limit(mostListed)
    .execute()
}

/** Reminders and missed days that are due. One indexed query. */
export async function dueObjections(
  db: Db,
  communityIds: readonly string[],
  now: Date,
  limit: number,
): Promise<ObjectionRow[]> {
  return db
    .selectFrom('hours_objection')
    .selectAll()
    .where('community_id', 'in', [...communityIds])
    .where('due_at', '<=', now)
    .orderBy('due_at')
    .limit(limit)
    .execute()
}

/** Writes a step for exactly the version it was decided on. False when somebody was faster. */
export async function moveObjection(
  db: Db,
  row: Pick<ObjectionRow, 'community_id' | 'id' | 'version'>,
  change: Partial<Pick<ObjectionRow, 'status' | 'due_at' | 'reply' | 'replied_by' | 'replied_by_name' | 'replied_at'>>,
  step: Omit<ObjectionStep, 'version'>,
): Promise<boolean> {
  const version = row.version + 1
  const { numUpdatedRows } = await db
    .updateTable('hours_objection')
    .set({ ...change, version, history: appendHistory<ObjectionStep>({ version, ...step }) })
    .where('community_id', '=', row.community_id)
    .where('id', '=', row.id)
    .where('version', '=', row.version)
    .executeTakeFirstOrThrow()
  return numUpdatedRows === 1n
}

export async function untoldObjections(
  db: Db,
  { communityIds, rowId }: { communityIds: readonly string[]; rowId?: string },
  limit: number,
): Promise<ObjectionRow[]> {
  return db
    .selectFrom('hours_objection')
    .selectAll()
    .where('community_id', 'in', [...communityIds])
    .where('untold', '=', 1)
    .$if(rowId !== undefined, (query) => query.where('id', '=', rowId ?? ''))
    .orderBy('opened_at')
    .limit(limit)
    .execute()
}

export async function markObjectionTold(
  db: Db,
  row: { communityId: string; id: string; version: number },
): Promise<void> {
  await db
    .updateTable('hours_objection')
    .set({ notified_version: row.version })
    .where('community_id', '=', row.communityId)
    .where('id', '=', row.id)
    .where('notified_version', '<', row.version)
    .execute()
}
