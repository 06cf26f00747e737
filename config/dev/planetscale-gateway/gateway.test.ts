import { Kysely, sql } from 'kysely'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { openPlanetScale, planetScaleDialect } from '../../../api/_src/platform/db/planetscale-driver.ts'
import { countRoundTrips } from '../../../api/_src/platform/db/round-trips.ts'
import { useDatabase } from '../../../api/_src/testing/database.ts'
import { Gateway, gatewayFetch, serveGateway, type GatewayServer } from './index.ts'

type NoteTables = {
  gateway_note: { community_id: string; id: number; words: string | null }
}

const { raw, url } = await useDatabase()
const here = '310104001001'
const timeoutMilliseconds = 120

const gateway = new Gateway(url, { transactionTimeoutMilliseconds: 150, mostRows: 3 })
let server: GatewayServer

beforeAll(async () => {
  server = await serveGateway(gateway)
  await raw('drop table if exists gateway_note')
  await raw(`create table gateway_note (community_id char(12) not null, id int not null, words varchar(40),
    primary key (community_id, id), constraint note_words check (words <> ''))`)
})
beforeEach(() => {
  gateway.faults.clear()
  gateway.latencyMilliseconds = 0
})
afterEach(() => raw('delete from gateway_note'))
afterAll(async () => {
  await raw('drop table if exists gateway_note')
  await server.close()
  await gateway.close()
})

/** Both fronts must behave alike; the driver is the judge. */
const fronts = [
  [
    'in process',
    () => openPlanetScale('https://app:app@gateway.test', { fetch: gatewayFetch(gateway), timeoutMilliseconds }),
  ],
  ['over HTTP', () => openPlanetScale(server.url, { timeoutMilliseconds })],
] as const

const open = (front: (typeof fronts)[number][1]) => front().withTables<NoteTables>()
type NoteDb = ReturnType<typeof open>
const write = (db: NoteDb, id: number) =>
  db.insertInto('gateway_note').values({ community_id: here, id, words: '你好 𠮷' }).execute()
const read = (db: NoteDb) => db.selectFrom('gateway_note').selectAll().where('community_id', '=', here).execute()

test.each(fronts)('writes and reads %s', async (_name, front) => {
  const db = open(front)
  await write(db, 1)
  expect(await read(db)).toEqual([{ community_id: here, id: 1, words: '你好 𠮷' }])
})

test.each(fronts)('a write whose answer is lost has run once and is not repeated, %s', async (_name, front) => {
  const db = open(front)
  gateway.faults.order({ fault: { kind: 'hang', executed: true }, statement: /^insert/ })
  const began = performance.now()
  await expect(write(db, 1)).rejects.toMatchObject({ unavailable: true, neverSent: false })
  expect(performance.now() - began).toBeLessThan(timeoutMilliseconds * 5)
  expect(await read(db)).toHaveLength(1)
})

test.each(fronts)('a read whose answer is lost is repeated, %s', async (_name, front) => {
  const db = open(front)
  await write(db, 1)
  for (const fault of [
    { kind: 'hang', executed: false },
    { kind: 'http', status: 502, executed: false },
  ] as const) {
    gateway.faults.order({ fault, statement: /^select/ })
    const { result, roundTrips } = await countRoundTrips(() => read(db))
    expect({ rows: result.length, roundTrips }).toEqual({ rows: 1, roundTrips: 2 })
  }
})

test.each(fronts)('a page of the edge instead of an answer is no answer, %s', async (_name, front) => {
  const db = open(front)
  gateway.faults.order({ fault: { kind: 'http', status: 503, executed: false } })
  await expect(write(db, 1)).rejects.toMatchObject({ unavailable: true })
  expect(await read(db)).toEqual([])
})

test.each(fronts)('a deadlock answered by the database is tried again, %s', async (_name, front) => {
  const db = open(front)
  const fault = { kind: 'error', errno: 1213, sqlState: '40001', sentence: 'Deadlock found' } as const
  gateway.faults.order({ fault, times: 3 })
  const { roundTrips } = await countRoundTrips(() => write(db, 1))
  expect(roundTrips).toBe(4)
  expect(await read(db)).toHaveLength(1)
})

test('a write that found no connection is sent again', async () => {
  const db = open(fronts[0][1])
  gateway.faults.order({ fault: { kind: 'refused' } })
  await write(db, 1)
  expect(await read(db)).toHaveLength(1)
})

test('nobody at the address is said as such', async () => {
  const closed = await serveGateway(gateway)
  await closed.close()
  const db = openPlanetScale(closed.url)
  await expect(sql`select 1 as one`.execute(db)).rejects.toMatchObject({ errno: 2003, neverSent: true })
})

test('a wrong password is an error of its own', async () => {
  const wrong = openPlanetScale(server.url.replace('app:app', 'app:wrong'))
  await expect(sql`select 1 as one`.execute(wrong)).rejects.toMatchObject({ errno: 1045, unavailable: false })
})

test('a transaction left open is ended by the gateway, and its next statement is told so', async () => {
  const db = open(fronts[0][1])
  const transaction = await db.startTransaction().execute()
  await transaction.insertInto('gateway_note').values({ community_id: here, id: 1, words: null }).execute()
  await new Promise((resolve) => setTimeout(resolve, 250))
  const late = transaction.insertInto('gateway_note').values({ community_id: here, id: 2, words: null }).execute()
  await expect(late).rejects.toMatchObject({ errno: 1317 })
  await transaction.rollback().execute()
  expect(await read(db)).toEqual([])
})

test('too many rows for one answer are refused', async () => {
  const db = open(fronts[0][1])
  for (const id of [1, 2, 3]) await write(db, id)
  expect(await read(db)).toHaveLength(3)
  await write(db, 4)
  await expect(read(db)).rejects.toMatchObject({ errno: 1153 })
})

test("MariaDB's number for a violated check arrives as MySQL's", async () => {
  const db = open(fronts[1][1])
  const empty = db.insertInto('gateway_note').values({ community_id: here, id: 1, words: '' }).execute()
  await expect(empty).rejects.toMatchObject({ errno: 3819, key: 'note_words' })
})

test.each([
  'select get_lock("x", 1)',
  'lock tables gateway_note write',
  'delete from gateway_note where id = 1 returning id',
  'select last_insert_id()',
  'create temporary table x (id int)',
  'select @x := 1',
])('refuses what Vitess refuses: %s', async (statement) => {
  const unguarded = new Kysely<NoteTables>({
    dialect: planetScaleDialect('https://app:app@gateway.test', { fetch: gatewayFetch(gateway) }),
  })
  await expect(sql.raw(statement).execute(unguarded)).rejects.toMatchObject({ errno: 1235 })
})

test('words that look like a refused statement are only words', async () => {
  const db = open(fronts[0][1])
  await db.insertInto('gateway_note').values({ community_id: here, id: 1, words: "it's returning @home" }).execute()
  expect(await read(db)).toMatchObject([{ words: "it's returning @home" }])
})

test('counts its calls and adds the latency it is told', async () => {
  const db = open(fronts[0][1])
  const before = gateway.statements
  gateway.latencyMilliseconds = 40
  const began = performance.now()
  await read(db)
  expect(performance.now() - began).toBeGreaterThanOrEqual(39)
  expect(gateway.statements - before).toBe(1)
})
