import { sql, type Selectable, type UpdateObject } from 'kysely'
import type { PersonRef } from '../../../../shared/schemas.ts'
import { isDuplicate } from '../../platform/db/errors.ts'
import type { Db, Tables } from '../../platform/db/tables.ts'
import { inserted } from '../../platform/db/upsert.ts'
import { json } from '../../platform/db/values.ts'
import '../file/tables.ts'
import type { CheckUpLineTable, CheckUpTable } from './tables.ts'
import './tables.ts'

export type CheckUpRow = Selectable<CheckUpTable>
export type LineRow = Selectable<CheckUpLineTable>

/** False when the id is there already. */
export async function insertCheckUp(db: Db, checkUp: CheckUpRow): Promise<boolean> {
  try {
    await db
      .insertInto('check_up')
      .values({ ...checkUp, days: json(checkUp.days), filter: json(checkUp.filter) })
      .execute()
  } catch (error) {
    if (isDuplicate(error, 'PRIMARY')) return false
    throw error
  }
  return true
}

/** Writes a list; who is on it stays as they are. */
export async function insertLines(db: Db, lines: readonly LineRow[]): Promise<void> {
  await db
    .insertInto('check_up_line')
    .values([...lines])
    .onDuplicateKeyUpdate({ resident_id: inserted('resident_id') })
    .execute()
}

export async function findCheckUp(db: Db, communityId: string, id: string): Promise<CheckUpRow | undefined> {
  return db
    .selectFrom('check_up')
    .selectAll()
    .where('community_id', '=', communityId)
    .where('id', '=', id)
    .executeTakeFirst()
}

/** The newest check-ups; those made by what ails people only for who made them. */
export async function listCheckUps(
  db: Db,
  communityId: string,
  accountId: string,
  limit: number,
): Promise<CheckUpRow[]> {
  return db
    .selectFrom('check_up')
    .selectAll()
    .where('community_id', '=', communityId)
    .where((where) => where.or([where('by_focus', '=', 0), where('made_by', '=', accountId)]))
    .orderBy('made_at', 'desc')
    .limit(limit)
    .execute()
}

const countOf = (condition: ReturnType<typeof sql<boolean>>) => sql<number>`count(case when ${condition} then 1 end)`

/** How many of each check-up's list said what. */
export async function countLines(db: Db, communityId: string, checkUpIds: readonly string[], now: Date) {
  if (checkUpIds.length === 0) return []
  return db
    .selectFrom('check_up_line')
    .select('check_up_id')
    .select([
      countOf(sql`status <> 'dropped'`).as('people'),
      countOf(sql`answer = 'coming'`).as('coming'),
      countOf(sql`answer = 'not_coming'`).as('notComing'),
      countOf(sql`answer = 'fetch'`).as('fetch'),
      countOf(sql`status = 'invited' and answer is null and ring_at <= ${now}`).as('toRing'),
      countOf(sql`attended_at is not null`).as('attended'),
      countOf(sql`collected_at is not null`).as('collected'),
    ])
    .where('community_id', '=', communityId)
    .where('check_up_id', 'in', checkUpIds)
    .groupBy('check_up_id')
    .execute()
}

/** Everybody on a list with whether an agreement holds, in the order of their homes; or one of them. */
export async function readLines(db: Db, communityId: string, checkUpId: string, residentId?: string) {
  return db
    .selectFrom('check_up_line as line')
    .innerJoin('check_up as one', (join) =>
      join.onRef('one.community_id', '=', 'line.community_id').onRef('one.id', '=', 'line.check_up_id'),
    )
    .leftJoin('health_file as file', (join) =>
      join.onRef('file.community_id', '=', 'line.community_id').onRef('file.resident_id', '=', 'line.resident_id'),
    )
    .selectAll('line')
    .select(['file.check_up_agreed', 'one.by_focus', 'one.made_by'])
    .where('line.community_id', '=', communityId)
    .where('line.check_up_id', '=', checkUpId)
    .$if(residentId !== undefined, (query) => query.where('line.resident_id', '=', residentId ?? ''))
    .orderBy('line.position')
    .execute()
}

export type ListedLine = Awaited<ReturnType<typeof readLines>>[number]

/** The first invitation stands. False when it was sent before. */
export async function noteInvited(
  db: Db,
  checkUp: CheckUpRow,
  by: { name: string; at: Date; ringAt: Date },
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('check_up')
    .set({ invited_at: by.at, invited_by_name: by.name, due_at: by.ringAt, version: 2 })
    .where('community_id', '=', checkUp.community_id)
    .where('id', '=', checkUp.id)
    .where('invited_at', 'is', null)
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}

/** Asks everybody who is listed and was not asked; again, it does nothing. */
export async function inviteLines(
  db: Db,
  { community_id: communityId, id }: CheckUpRow,
  at: Date,
  ringAt: Date,
): Promise<void> {
  await db
    .updateTable('check_up_line')
    .set({
      status: 'invited',
      ring_at: sql<Date>`case when ring_first = 1 then ${at} else ${ringAt} end`,
      version: 2,
      untold: 1,
    })
    .where('community_id', '=', communityId)
    .where('check_up_id', '=', id)
    .where('status', '=', 'listed')
    .execute()
}

/** Writes to one line, while it is in this state. False when it no longer is. */
export async function setLine(
  db: Db,
  line: Pick<LineRow, 'community_id' | 'check_up_id' | 'resident_id' | 'status'>,
  set: UpdateObject<Tables, 'check_up_line'>,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('check_up_line')
    .set(set)
    .where('community_id', '=', line.community_id)
    .where('check_up_id', '=', line.check_up_id)
    .where('resident_id', '=', line.resident_id)
    .where('status', '=', line.status)
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}

/** What a person was asked to, newest first. Where no agreement holds, nothing but the invitation itself. */
export async function invitationsOf(db: Db, person: PersonRef, limit: number) {
  return db
    .selectFrom('check_up_line as line')
    .innerJoin('check_up as one', (join) =>
      join.onRef('one.community_id', '=', 'line.community_id').onRef('one.id', '=', 'line.check_up_id'),
    )
    .select([
      'one.id',
      'one.title',
      'one.place',
      'one.bring',
      'one.days',
      'one.last_day',
      'one.from_time',
      'one.to_time',
    ])
    .select(['line.answer', 'line.answered_by_name', 'line.answered_relation', 'line.attended_at', 'line.collected_at'])
    .where('line.community_id', '=', person.communityId)
    .where('line.resident_id', '=', person.residentId)
    .where('line.status', '=', 'invited')
    .orderBy('one.last_day', 'desc')
    .limit(limit)
    .execute()
}

/** One invitation with what an answer depends on. */
export async function findInvitation(db: Db, person: PersonRef, checkUpId: string) {
  return db
    .selectFrom('check_up_line as line')
    .innerJoin('check_up as one', (join) =>
      join.onRef('one.community_id', '=', 'line.community_id').onRef('one.id', '=', 'line.check_up_id'),
    )
    .leftJoin('health_file as file', (join) =>
      join.onRef('file.community_id', '=', 'line.community_id').onRef('file.resident_id', '=', 'line.resident_id'),
    )
    .select(['line.community_id', 'line.check_up_id', 'line.resident_id', 'line.status', 'one.last_day'])
    .select('file.check_up_agreed')
    .where('line.community_id', '=', person.communityId)
    .where('line.check_up_id', '=', checkUpId)
    .where('line.resident_id', '=', person.residentId)
    .executeTakeFirst()
}

/** A person who takes the agreement back is on no list any more, with whatever was noted there. */
export async function eraseLines(db: Db, person: PersonRef): Promise<void> {
  await db
    .deleteFrom('check_up_line')
    .where('community_id', '=', person.communityId)
    .where('resident_id', '=', person.residentId)
    .execute()
}
