import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { useDatabase } from '../../testing/database.ts'
import { isDuplicate } from './errors.ts'
import { openMysql } from './mysql2-driver.ts'
import { countRoundTrips } from './round-trips.ts'

type SeatTables = {
  seat_plan: { community_id: string; id: string; taken: number; capacity: number }
  seat_taken: { community_id: string; plan_id: string; resident_id: string; status: string; seat: string | null }
}

const { db: guarded, raw, url, driver } = await useDatabase()
const db = guarded.withTables<SeatTables>()
const here = '310104001001'
const plan = { community_id: here, id: 'p1' }

beforeAll(async () => {
  await raw('drop table if exists seat_plan, seat_taken')
  await raw(`create table seat_plan (community_id char(12) not null, id char(26) not null, taken int not null,
    capacity int not null, primary key (community_id, id), constraint seat_plan_taken check (taken between 0 and capacity))`)
  await raw(`create table seat_taken (community_id char(12) not null, plan_id char(26) not null,
    resident_id char(26) not null, status varchar(16) not null, seat varchar(8), primary key (community_id, plan_id, resident_id),
    unique key seat_once (community_id, plan_id, seat))`)
})
beforeEach(async () => {
  await raw('delete from seat_plan')
  await raw('delete from seat_taken')
})
afterAll(() => raw('drop table if exists seat_plan, seat_taken'))

const askFor = (resident: string, seat: string | null = null) =>
  db
    .insertInto('seat_taken')
    .values({ community_id: here, plan_id: 'p1', resident_id: resident, status: 'pending', seat })
    .execute()

const take = (resident: string) =>
  db
    .updateTable(['seat_plan as p', 'seat_taken as t'])
    .set('p.taken', (any) => any('p.taken', '+', 1))
    .set('t.status', 'confirmed')
    .where('p.community_id', '=', here)
    .whereRef('t.community_id', '=', 'p.community_id')
    .where('p.id', '=', 'p1')
    .whereRef('t.plan_id', '=', 'p.id')
    .where('t.resident_id', '=', resident)
    .where('t.status', '=', 'pending')
    .whereRef('p.taken', '<', 'p.capacity')
    .executeTakeFirstOrThrow()

async function thrownBy(work: Promise<unknown>): Promise<unknown> {
  try {
    await work
  } catch (error) {
    return error
  }
  throw new Error('nothing was thrown')
}

test(`a duplicate names its key (${driver})`, async () => {
  await askFor('r1', '3A')
  const again = await thrownBy(askFor('r1', '4A'))
  expect(isDuplicate(again, 'PRIMARY')).toBe(true)
  const sameSeat = await thrownBy(askFor("for key 'x' (errno 1213) (sqlstate 40001)".slice(0, 26), '3A'))
  expect(isDuplicate(sameSeat, 'seat_once')).toBe(true)
  expect(isDuplicate(sameSeat, 'PRIMARY')).toBe(false)
})

test('a value that imitates an error does not change what is understood', async () => {
  await raw('alter table seat_taken modify seat varchar(80)')
  const seat = "(errno 1213) (sqlstate 40001) desc = for key 'fake'"
  await askFor('r1', seat)
  expect(await thrownBy(askFor('r2', seat))).toMatchObject({ errno: 1062, key: 'seat_once' })
})

test('a violated check has the same number and name on both drivers', async () => {
  const error = await thrownBy(
    db
      .insertInto('seat_plan')
      .values({ ...plan, taken: 3, capacity: 2 })
      .execute(),
  )
  expect(error).toMatchObject({ errno: 3819, key: 'seat_plan_taken', checkViolated: true })
})

test('a wrong column is named, the values are not', async () => {
  const error = await thrownBy(
    db
      .selectFrom('seat_plan')
      .select(sql<number>`missing_column`.as('x'))
      .where('community_id', '=', here)
      .where('id', '=', '13800000000')
      .execute(),
  )
  expect(error).toMatchObject({ errno: 1054 })
  expect(String(error)).toContain('missing_column')
  expect(String(error)).not.toContain('13800000000')
})

test('places are taken by one conditional update of two tables, never more than there are', async () => {
  await db
    .insertInto('seat_plan')
    .values({ ...plan, taken: 0, capacity: 3 })
    .execute()
  const residents = Array.from({ length: 12 }, (_unused, index) => `r${index}`)
  const outcomes = await Promise.all(
    residents.map(async (resident) => {
      await askFor(resident)
      return (await take(resident)).numUpdatedRows
    }),
  )
  expect(outcomes.filter((rows) => rows > 0n)).toEqual([2n, 2n, 2n])
  const [{ n, taken } = { n: 0, taken: 0 }] = await db
    .selectFrom('seat_plan as p')
    .innerJoin('seat_taken as t', (on) =>
      on.onRef('t.community_id', '=', 'p.community_id').onRef('t.plan_id', '=', 'p.id'),
    )
    .select(({ fn }) => [fn.countAll<number>().as('n'), 'p.taken'])
    .where('p.community_id', '=', here)
    .where('t.status', '=', 'confirmed')
    .groupBy('p.taken')
    .execute()
  expect({ n, taken }).toEqual({ n: 3, taken: 3 })
})

test('a transaction is all or nothing, and costs its BEGIN and COMMIT', async () => {
  const failing = db.transaction().execute(async (within) => {
    await within
      .insertInto('seat_plan')
      .values({ ...plan, taken: 0, capacity: 1 })
      .execute()
    throw new Error('changed my mind')
  })
  await expect(failing).rejects.toThrow('changed my mind')
  expect(await raw('select * from seat_plan')).toEqual([])

  const { roundTrips } = await countRoundTrips(() =>
    db.transaction().execute(async (within) => {
      await within
        .insertInto('seat_plan')
        .values({ ...plan, taken: 0, capacity: 1 })
        .execute()
    }),
  )
  expect(roundTrips).toBe(3)
  expect(await raw('select id from seat_plan')).toEqual([{ id: 'p1' }])
})

test('a savepoint undoes only what came after it', async () => {
  const transaction = await db.startTransaction().execute()
  await transaction
    .insertInto('seat_plan')
    .values({ ...plan, taken: 0, capacity: 1 })
    .execute()
  const marked = await transaction.savepoint('here').execute()
  await marked
    .insertInto('seat_plan')
    .values({ ...plan, id: 'p2', taken: 0, capacity: 1 })
    .execute()
  const undone = await marked.rollbackToSavepoint('here').execute()
  await undone.commit().execute()
  expect(await raw('select id from seat_plan')).toEqual([{ id: 'p1' }])
})

test('a stream is refused: no driver could page it over HTTPS', async () => {
  const stream = db.selectFrom('seat_plan').selectAll().where('community_id', '=', here).stream()
  await expect(stream.next()).rejects.toThrow('streaming')
})

test('over TCP, a connection that the server closed is replaced for the next read', async () => {
  const own = openMysql(url, { connections: 1 })
  const connectionId = async () => (await sql<{ id: number }>`select connection_id() as id`.execute(own)).rows[0]?.id
  const first = await connectionId()
  await raw(`kill ${first}`)
  const second = await connectionId()
  expect(second).toBeTypeOf('number')
  expect(second).not.toBe(first)
  await own.destroy()
})

test('over TCP, a slow statement is given up in time and its connection with it', async () => {
  const own = openMysql(url, { connections: 1, timeoutMilliseconds: 100 })
  const began = performance.now()
  const slow = sql`select sleep(3) as x`.execute(own)
  await expect(slow).rejects.toMatchObject({ unavailable: true, neverSent: false })
  expect(performance.now() - began).toBeLessThan(1_500)
  await expect(sql<{ one: number }>`select 1 as one`.execute(own)).resolves.toMatchObject({ rows: [{ one: 1 }] })
  await own.destroy()
})

test('over TCP, a server with loose habits is made strict', async () => {
  const [{ mode } = { mode: '' }] = await raw('select @@global.sql_mode as mode')
  await raw("set global sql_mode = 'NO_BACKSLASH_ESCAPES'")
  try {
    const own = openMysql(url, { connections: 1 }).withTables<SeatTables>()
    const words = "\\' or 1 = 1 -- "
    const { rows } = await sql<{ words: string }>`select ${words} as words`.execute(own)
    expect(rows).toEqual([{ words }])
    const tooLong = own
      .insertInto('seat_plan')
      .values({ ...plan, id: 'x'.repeat(27), taken: 0, capacity: 1 })
      .execute()
    await expect(tooLong).rejects.toMatchObject({ errno: 1406 })
    await own.destroy()
  } finally {
    await raw('set global sql_mode = ?', [String(mode)])
  }
})

test('over TCP, nobody at the address is said as such', async () => {
  const own = openMysql('mysql://nobody:x@127.0.0.1:1/none')
  await expect(sql`select 1 as one`.execute(own)).rejects.toMatchObject({ errno: 2003, neverSent: true })
  await own.destroy()
})
