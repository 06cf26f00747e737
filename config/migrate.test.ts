import { expect, test } from 'vitest'
import { useDatabase } from '../api/_src/testing/database.ts'
import { migrateToLatest } from './migrate.ts'
import { migrations } from './migrations/index.ts'

const { raw, url } = await useDatabase()
const fresh = new URL(url)
fresh.pathname = `${fresh.pathname}_fresh`
const name = fresh.pathname.slice(1)

const columnsOf = (schema: string) =>
  raw(
    `select table_name, column_name, column_type, collation_name, is_nullable from information_schema.columns
     where table_schema = ? order by table_name, ordinal_position`,
    [schema],
  )

test('an empty database is brought to the newest schema, and a second run changes nothing', async () => {
  await raw(`drop database if exists ${name}`)
  await raw(`create database ${name}`)
  const first: string[] = []
  await migrateToLatest(fresh.href, (line) => first.push(line))
  expect(first).toEqual(Object.keys(migrations).map((migration) => `migration ${migration}: Success`))
  const columns = await columnsOf(name)

  const second: string[] = []
  await migrateToLatest(fresh.href, (line) => second.push(line))
  expect(second).toEqual([])
  expect(await columnsOf(name)).toEqual(columns)
  await raw(`drop database ${name}`)
})

test('every column of text names one of the two portable collations', async () => {
  const columns = await columnsOf(new URL(url).pathname.slice(1))
  const collations = new Set(
    columns
      .filter((column) => !String(column['table_name']).startsWith('kysely'))
      .filter((column) => !['utf8mb4_unicode_520_ci', 'ascii_bin', null].includes(column['collation_name']))
      .map((column) => `${column['table_name']}.${column['column_name']}: ${column['collation_name']}`)
      // JSON columns of MariaDB are text with a collation of their own
      .filter((line) => !line.endsWith('utf8mb4_bin')),
  )
  expect([...collations]).toEqual([])
  expect(columns.length).toBeGreaterThan(15)
})
