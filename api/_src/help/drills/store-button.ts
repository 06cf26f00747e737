import { sql, type Selectable } from 'kysely'
import { appendHistory } from '../../platform/db/history.ts'
import type { Db } from '../../platform/db/tables.ts'
import { json } from '../../platform/db/values.ts'
import type { Test, TestEntry, TestStep } from './decide-button.ts'
import type { ButtonTestTable } from './tables.ts'
import './tables.ts'

/** A new test; a duplicate key when the id is taken, or another one of this resident waits. */
export async function insertTest(db: Db, test: Test): Promise<void> {
  await db
    .insertInto('button_test')
    .values({
      community_id: test.communityId,
      id: test.id,
      waiting_key: test.status === 'waiting' ? test.residentId : null,
      resident_id: test.residentId,
      resident_name: test.residentName,
      grid_code: test.gridCode,
      address: test.address,
      status: test.status,
      version: test.version,
      notified_version: test.version,
      untold: 0,
      pressed_at: test.pressedAt,
      seconds: test.seconds,
      answer_by: test.answerBy,
      due_at: test.dueAt,
      answered_at: test.answeredAt,
      answered_by: test.answeredBy,
      answered_name: test.answeredName,
      history: json<TestEntry[]>([...test.history]),
    })
    .execute()
}

/** The test of this id, whosever it is, and the resident's waiting one. */
export async function listByTest(db: Db, test: Pick<Test, 'communityId' | 'residentId' | 'id'>): Promise<Test[]> {
  const rows = await db
    .selectFrom('button_test')
    .selectAll()
    .where('community_id', '=', test.communityId)
    .where((where) => where.or([where('id', '=', test.id), where('waiting_key', '=', test.residentId)]))
    .execute()
  return rows.map(testOf)
}

export async function findTest(db: Db, communityId: string, id: string): Promise<Test | undefined> {
  const row = await db
    .selectFrom('button_test')
    .selectAll()
    .where('community_id', '=', communityId)
    .where('id', '=', id)
    .executeTakeFirst()
  return row && testOf(row)
}

/** A newer test asks for the next one: the ones before need not. */
export async function supersede(db: Db, test: Pick<Test, 'communityId' | 'residentId' | 'id'>): Promise<void> {
  await db
    .updateTable('button_test')
    .set({ due_at: null })
    .where('community_id', '=', test.communityId)
    .where('resident_id', '=', test.residentId)
    .where('id', '!=', test.id)
    .where('status', '!=', 'waiting')
    .where('due_at', 'is not', null)
    .execute()
}

/** The resident's last tests, newest first. */
export async function listTests(
  db: Db,
  person: { communityId: string; residentId: string },
  limit: number,
): Promise<Test[]> {
  const rows = await db
    .selectFrom('button_test')
    .selectAll()
    .where('community_id', '=', person.communityId)
    .where('resident_id', '=', person.residentId)
    .orderBy('pressed_at', 'desc')
    .limit(limit)
    .execute()
  return rows.map(testOf)
}

/** Tests that wait for a tap in these areas, longest waiting first. */
export async function listWaiting(
  db: Db,
  communityIds: readonly string[],
  prefixes: readonly string[],
  limit: number,
): Promise<Test[]> {
  const rows = await db
    .selectFrom('button_test')
    .selectAll()
    .where('community_id', 'in', communityIds)
    .where('waiting_key', 'is not', null)
    .where((where) => where.or(prefixes.map((prefix) => where('grid_code', 'like', `${prefix}%`))))
    .orderBy('pressed_at')
    .limit(limit)
    .execute()
  return rows.map(testOf)
}

/** Tests nobody answered in time, and residents whose month is over. One range of one index. */
export async function listDueTests(db: Db, communityIds: readonly string[], now: Date, limit: number): Promise<Test[]> {
  const rows = await db
    .selectFrom('button_test')
    .selectAll()
    .where('community_id', 'in', communityIds)
    .where('due_at', '<=', now)
    .orderBy('due_at')
    .limit(limit)
    .execute()
  return rows.map(testOf)
}

/** Writes the step for exactly the version it was decided on; false when somebody was faster. */
export async function writeTestStep(db: Db, test: Test, { change, entry }: TestStep): Promise<boolean> {
  const result = await db
    .updateTable('button_test')
    .set({
      ...(change.status === undefined ? {} : { status: change.status, waiting_key: null }),
      ...(change.dueAt === undefined ? {} : { due_at: change.dueAt }),
      ...(change.answeredAt === undefined ? {} : { answered_at: change.answeredAt }),
      ...(change.answeredBy === undefined ? {} : { answered_by: change.answeredBy }),
      ...(change.answeredName === undefined ? {} : { answered_name: change.answeredName }),
      version: test.version + 1,
      untold: 1,
      history: appendHistory(entry),
    })
    .where('community_id', '=', test.communityId)
    .where('id', '=', test.id)
    .where('version', '=', test.version)
    .executeTakeFirstOrThrow()
  return result.numUpdatedRows === 1n
}

export async function listUntoldTests(
  db: Db,
  { communityIds, rowId }: { communityIds: readonly string[]; rowId?: string },
  limit: number,
): Promise<{ test: Test; toldVersion: number }[]> {
  const rows = await db
    .selectFrom('button_test')
    .selectAll()
    .where('community_id', 'in', communityIds)
    .where('untold', '=', 1)
    .$if(rowId !== undefined, (query) => query.where('id', '=', rowId ?? ''))
    .orderBy('pressed_at')
    .limit(limit)
    .execute()
  return rows.map((row) => ({ test: testOf(row), toldVersion: row.notified_version }))
}

export async function markTestTold(db: Db, row: { communityId: string; id: string; version: number }): Promise<void> {
  await db
    .updateTable('button_test')
    .set({ notified_version: row.version, untold: sql`if(version > ${row.version}, 1, 0)` })
    .where('community_id', '=', row.communityId)
    .where('id', '=', row.id)
    .where('notified_version', '<', row.version)
    .execute()
}

function testOf(row: Selectable<ButtonTestTable>): Test {
  return {
    communityId: row.community_id,
    id: row.id,
    residentId: row.resident_id,
    residentName: row.resident_name,
    gridCode: row.grid_code,
    address: row.address,
    status: row.status,
    version: row.version,
    pressedAt: row.pressed_at,
    seconds: row.seconds,
    answerBy: row.answer_by,
    dueAt: row.due_at,
    answeredAt: row.answered_at,
    answeredBy: row.answered_by,
    answeredName: row.answered_name,
    history: row.history,
  }
}
