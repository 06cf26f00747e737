import type { InsertObject, Selectable } from 'kysely'
import { appendHistory } from '../../platform/db/history.ts'
import { isDuplicate } from '../../platform/db/errors.ts'
import type { Db, Tables } from '../../platform/db/tables.ts'
import { json } from '../../platform/db/values.ts'
import type { Day } from '../../../../shared/time.ts'
import { entryOf, type Move, type VisitState } from './decide-visit.ts'
import type { VisitEntry, VisitTable } from './tables.ts'
import './tables.ts'

export type VisitRow = Selectable<VisitTable>

export interface VisitKey {
  communityId: string
  visitId: string
}

export type NewVisit = Omit<VisitTable, 'notified_version' | 'untold' | 'version' | 'history'> & {
  history: readonly VisitEntry[]
}

/** Writes a visit; one with this id stays as it is. False then. Only where it `tells` the family hears of it. */
export async function insertVisit(db: Db, visit: NewVisit, tells = false): Promise<boolean> {
  const row = {
    ...visit,
    tasks: json(visit.tasks),
    price: json(visit.price),
    rating: null,
    history: json(visit.history),
    version: 1,
    notified_version: tells ? 0 : 1,
    untold: tells ? 1 : 0,
  } as unknown as InsertObject<Tables, 'visit'>
  try {
    await db.insertInto('visit').values(row).execute()
    return true
  } catch (error) {
    if (isDuplicate(error, 'PRIMARY')) return false
    throw error
  }
}

export async function findVisit(db: Db, { communityId, visitId }: VisitKey): Promise<VisitRow | undefined> {
  return db
    .selectFrom('visit')
    .selectAll()
    .where('community_id', '=', communityId)
    .where('id', '=', visitId)
    .executeTakeFirst()
}

/** Writes a move for exactly the version it was decided on. False when somebody was faster. */
export async function writeMove(db: Db, visit: VisitState, move: Move, now: Date): Promise<boolean> {
  const { tasks, rating, price: _price, history: _history, ...plain } = move.change
  const { numUpdatedRows } = await db
    .updateTable('visit')
    .set({
      ...plain,
      ...(tasks === undefined ? {} : { tasks: json(tasks) }),
      ...(rating === undefined ? {} : { rating: json(rating) }),
      version: visit.version + 1,
      untold: 1,
      history: appendHistory(entryOf(visit, move, now)),
    })
    .where('community_id', '=', visit.community_id)
    .where('id', '=', visit.id)
    .where('version', '=', visit.version)
    .executeTakeFirstOrThrow()
  return numUpdatedRows === 1n
}

/** Visits of these residents from a day on, in the order of time. One range of one index for each. */
export async function listOfResidents(
  db: Db,
  people: readonly { communityId: string; residentId: string }[],
  from: Day,
  limit: number,
): Promise<VisitRow[]> {
  if (people.length === 0) return []
  return db
    .selectFrom('visit')
    .selectAll()
    .where('community_id', 'in', [...new Set(people.map(({ communityId }) => communityId))])
    .where('resident_id', 'in', [...new Set(people.map(({ residentId }) => residentId))])
    .where('day', '>=', from)
    .orderBy('starts_at')
    .limit(limit)
    .execute()
}

/** What a worker goes to on a day. */
export async function listOfWorker(
  db: Db,
  communityIds: readonly string[],
  accountId: string,
  day: Day,
): Promise<VisitRow[]> {
  if (communityIds.length === 0) return []
  return db
    .selectFrom('visit')
    .selectAll()
    .where('community_id', 'in', communityIds)
    .where('worker_account_id', '=', accountId)
    .where('day', '=', day)
    .orderBy('starts_at')
    .execute()
}

/** The visits of these days, taken-off ones too. */
export async function listBetween(db: Db, communityId: string, from: Day, to: Day): Promise<VisitRow[]> {
  return db
    .selectFrom('visit')
    .selectAll()
    .where('community_id', '=', communityId)
    .where('day', '>=', from)
    .where('day', '<=', to)
    .orderBy('starts_at')
    .orderBy('id')
    .execute()
}

/** The visits with which time has something to do. One range of one index. */
export async function listDue(db: Db, communityIds: readonly string[], now: Date, limit: number): Promise<VisitRow[]> {
  return db
    .selectFrom('visit')
    .selectAll()
    .where('community_id', 'in', communityIds)
    .where('due_at', '<=', now)
    .orderBy('due_at')
    .limit(limit)
    .execute()
}

export async function listUntold(
  db: Db,
  { communityIds, rowId }: { communityIds: readonly string[]; rowId?: string },
  limit: number,
): Promise<VisitRow[]> {
  return db
    .selectFrom('visit')
    .selectAll()
    .where('community_id', 'in', communityIds)
    .where('untold', '=', 1)
    .$if(rowId !== undefined, (query) => query.where('id', '=', rowId ?? ''))
    .orderBy('starts_at')
    .limit(limit)
    .execute()
}

export async function markTold(db: Db, row: { communityId: string; id: string; version: number }): Promise<void> {
  await db
    .updateTable('visit')
    .set((set) => ({
      notified_version: row.version,
      untold: set.case().when('version', '>', row.version).then(1).else(0).end(),
    }))
    .where('community_id', '=', row.communityId)
    .where('id', '=', row.id)
    .where('notified_version', '<', row.version)
    .execute()
}

/** Nothing has happened; the clock looks again at `dueAt`. */
export async function lookAgain(db: Db, visit: VisitRow, dueAt: Date): Promise<void> {
  await db
    .updateTable('visit')
    .set({ due_at: dueAt })
    .where('community_id', '=', visit.community_id)
    .where('id', '=', visit.id)
    .where('version', '=', visit.version)
    .execute()
}
