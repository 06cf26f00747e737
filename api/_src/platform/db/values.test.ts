import { sql, type ColumnType, type RawBuilder } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { useDatabase } from '../../testing/database.ts'
import { appendHistory } from './history.ts'
import { inserted } from './upsert.ts'
import { json } from './values.ts'

interface Step {
  at: string
  by: string
}

/** One column for each kind of value the product keeps. */
interface SampleTable {
  community_id: string
  id: string
  tiny: number | null
  whole: number | null
  big: number | bigint | null
  price: string | null
  share: number | null
  born_on: string | null
  happened_at: Date | null
  opens_at: string | null
  name: string | null
  story: string | null
  digest: Uint8Array | null
  photo: Uint8Array | null
  bits: Uint8Array | null
  doc: ColumnType<unknown, RawBuilder<unknown> | null, RawBuilder<unknown> | null>
  history: ColumnType<Step[], RawBuilder<Step[]>, RawBuilder<Step[]>>
}

const { db: guarded, raw, driver } = await useDatabase({ clear: 'file' })
const db = guarded.withTables<{ value_sample: SampleTable }>()
const here = '310104001001'

beforeAll(async () => {
  await raw('drop table if exists value_sample')
  await raw(`create table value_sample (
    community_id char(12) character set ascii collate ascii_bin not null,
    id char(26) character set ascii collate ascii_bin not null,
    tiny tinyint(1), whole int, big bigint, price decimal(10,2), share double, born_on date, happened_at datetime(3),
    opens_at time, name varchar(40) character set utf8mb4 collate utf8mb4_unicode_520_ci, story text, digest binary(4), photo blob, bits bit(8), doc json,
    history json not null, primary key (community_id, id))`)
})
afterAll(() => raw('drop table if exists value_sample'))

const nothing = {
  tiny: null,
  whole: null,
  big: null,
  price: null,
  share: null,
  born_on: null,
  happened_at: null,
  opens_at: null,
  name: null,
  story: null,
  digest: null,
  photo: null,
  bits: null,
  doc: null,
}

async function roundTrip(id: string, values: Partial<typeof nothing | Record<string, unknown>>) {
  await db
    .insertInto('value_sample')
    .values({ community_id: here, id, history: json<Step[]>([]), ...nothing, ...values })
    .execute()
  return await db
    .selectFrom('value_sample')
    .selectAll()
    .where('community_id', '=', here)
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
}

// The expectations are the contract: this file runs on either driver and expects the very same values.
test(`every kind of column reads back as agreed (${driver})`, async () => {
  const row = await roundTrip('all', {
    tiny: 1,
    whole: -2_147_483_648,
    big: 9_007_199_254_740_991,
    price: '12345678.90',
    share: 0.1,
    born_on: '1943-02-28',
    happened_at: new Date('2026-11-22T16:05:06.789Z'),
    opens_at: '08:30:00',
    name: '王秀英 𠮷野 🏮',
    story: 'O\'Neill said "a\\b"\n?\t:name\0\u001a end',
    digest: new Uint8Array([0, 255, 39, 92]),
    photo: new Uint8Array([137, 80, 78, 71, 0]),
    bits: new Uint8Array([5]),
    doc: json({ words: '𠮷 🏮 "quoted" \\', list: [1, null, true], at: 1.5 }),
  })
  expect(row).toStrictEqual({
    community_id: here,
    id: 'all',
    tiny: 1,
    whole: -2_147_483_648,
    big: 9_007_199_254_740_991,
    price: '12345678.90',
    share: 0.1,
    born_on: '1943-02-28',
    happened_at: new Date('2026-11-22T16:05:06.789Z'),
    opens_at: '08:30:00',
    name: '王秀英 𠮷野 🏮',
    story: 'O\'Neill said "a\\b"\n?\t:name\0\u001a end',
    digest: new Uint8Array([0, 255, 39, 92]),
    photo: new Uint8Array([137, 80, 78, 71, 0]),
    bits: new Uint8Array([5]),
    doc: { words: '𠮷 🏮 "quoted" \\', list: [1, null, true], at: 1.5 },
    history: [],
  })
})

test('null is null in every column', async () => {
  expect(await roundTrip('null', {})).toStrictEqual({ community_id: here, id: 'null', history: [], ...nothing })
})

test.each([
  ['one beyond 2^53', 9_007_199_254_740_993n],
  ['the largest', 9_223_372_036_854_775_807n],
  ['the smallest', -9_223_372_036_854_775_808n],
])('a whole number that no number can hold is a bigint: %s', async (_name, big) => {
  expect((await roundTrip(String(big), { big })).big).toBe(big)
})

test('emoji and Han beyond the basic plane stay themselves and differ from each other', async () => {
  await roundTrip('lantern', { name: '🏮' })
  await roundTrip('ji', { name: '𠮷' })
  const found = await db
    .selectFrom('value_sample')
    .select('id')
    .where('community_id', '=', here)
    .where('name', '=', '𠮷')
    .execute()
  expect(found).toStrictEqual([{ id: 'ji' }])
})

test('counts are numbers; sums and averages are decimal strings', async () => {
  await roundTrip('sum-1', { whole: 1, price: '0.10' })
  await roundTrip('sum-2', { whole: 2, price: '0.20' })
  const row = await db
    .selectFrom('value_sample')
    .select(({ fn }) => [
      fn.countAll<number>().as('n'),
      fn.sum<string>('whole').as('whole'),
      fn.sum<string>('price').as('price'),
      sql<number>`cast(sum(whole) as signed)`.as('cast_sum'),
      fn.max('happened_at').as('latest'),
    ])
    .where('community_id', '=', here)
    .where('id', 'in', ['sum-1', 'sum-2'])
    .executeTakeFirstOrThrow()
  expect(row).toStrictEqual({ n: 2, whole: '3', price: '0.30', cast_sum: 3, latest: null })
})

test('an instant is compared and found by the millisecond', async () => {
  const at = new Date('2026-03-01T00:00:00.001Z')
  await roundTrip('at', { happened_at: at })
  const before = new Date(at.getTime() - 1)
  const found = (instant: Date) =>
    db
      .selectFrom('value_sample')
      .select('id')
      .where('community_id', '=', here)
      .where('id', '=', 'at')
      .where('happened_at', '<=', instant)
      .execute()
  expect(await found(at)).toStrictEqual([{ id: 'at' }])
  expect(await found(before)).toStrictEqual([])
})

test('booleans are written as 1 and 0', async () => {
  expect((await roundTrip('yes', { tiny: true })).tiny).toBe(1)
  expect((await roundTrip('no', { tiny: false })).tiny).toBe(0)
})

test('history grows by one entry per move and is read back as an array', async () => {
  await roundTrip('history', { history: json<Step[]>([{ at: 't0', by: '王秀英' }]) })
  const move = (step: Step) =>
    db
      .updateTable('value_sample')
      .set({ history: appendHistory(step) })
      .where('community_id', '=', here)
      .where('id', '=', 'history')
      .executeTakeFirstOrThrow()
  expect((await move({ at: 't1', by: "it's 𠮷" })).numUpdatedRows).toBe(1n)
  await move({ at: 't2', by: '"' })
  const row = await db
    .selectFrom('value_sample')
    .select('history')
    .where('community_id', '=', here)
    .where('id', '=', 'history')
    .executeTakeFirstOrThrow()
  expect(row.history).toStrictEqual([
    { at: 't0', by: '王秀英' },
    { at: 't1', by: "it's 𠮷" },
    { at: 't2', by: '"' },
  ])
})

test('affected rows are the rows matched, changed or not; an upsert says 1 new, 2 changed, 1 same', async () => {
  await roundTrip('touched', { whole: 7 })
  const touch = () =>
    db
      .updateTable('value_sample')
      .set({ whole: 7 })
      .where('community_id', '=', here)
      .where('id', '=', 'touched')
      .executeTakeFirstOrThrow()
  expect((await touch()).numUpdatedRows).toBe(1n)

  const upsert = (whole: number) =>
    db
      .insertInto('value_sample')
      .values({ ...nothing, community_id: here, id: 'upsert', whole, history: json<Step[]>([]) })
      .onDuplicateKeyUpdate({ whole: inserted('whole') })
      .executeTakeFirstOrThrow()
  expect((await upsert(1)).numInsertedOrUpdatedRows).toBe(1n)
  expect((await upsert(2)).numInsertedOrUpdatedRows).toBe(2n)
  expect((await upsert(2)).numInsertedOrUpdatedRows).toBe(1n)
})
