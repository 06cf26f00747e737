import { createPool, type Pool, type RowDataPacket } from 'mysql2/promise'
import { afterAll, beforeEach, inject } from 'vitest'
import { Gateway, gatewayFetch } from '../../../config/dev/planetscale-gateway/index.ts'
import { migrateToLatest } from '../../../config/migrate.ts'
import { openMysql } from '../platform/db/mysql2-driver.ts'
import { openPlanetScale } from '../platform/db/planetscale-driver.ts'
import { requirePortable } from '../platform/db/portable-sql.ts'
import type { Db } from '../platform/db/tables.ts'

export type DriverName = 'planetscale' | 'mysql2'

/** Which driver this run tests: `TEST_DRIVER=planetscale` (also the default) or `mysql2`. */
export const testDriver: DriverName = driverFrom(process.env['TEST_DRIVER'])

export interface TestDatabase {
  /** As production opens it: tenant guard on, and every statement checked for portability. */
  db: Db
  driver: DriverName
  /** `mysql://…` of this worker's database, for a test that opens a connection of its own. */
  url: string
  /** Orders faults and counts statements; the planetscale driver's calls go through it. */
  gateway: Gateway
  /** One statement past every guard, to look at rows or to put a broken one there. */
  raw: (statement: string, values?: readonly (string | number | null)[]) => Promise<RowDataPacket[]>
  /** Deletes every row of every table. */
  clear: () => Promise<void>
}

interface Server {
  /** Resolves when what it does behind its replies is done. */
  settled: () => Promise<void>
}

const servers = new WeakMap<Db, Set<Server>>()

/** Says that a server works on this database: the tables are emptied only when it has ended. */
export function worksOn<Kind extends Server>(db: Db, server: Kind): Kind {
  servers.set(db, (servers.get(db) ?? new Set()).add(server))
  return server
}

const connections = 50

/**
 * A migrated database for the test file that calls it at its top: `const { db } = await useDatabase()`.
 * Emptied before each test, or only once, here, with `{ clear: 'file' }`.
 */
export async function useDatabase({ clear = 'each' }: { clear?: 'each' | 'file' } = {}): Promise<TestDatabase> {
  const database = await openTestDatabase(process.env['VITEST_POOL_ID'] ?? '1')
  if (clear === 'each') beforeEach(database.clear)
  else await database.clear()
  afterAll(database.close)
  return database
}

async function openTestDatabase(worker: string): Promise<TestDatabase & { close: () => Promise<void> }> {
  const url = await createDatabase(`llt_test_${worker}`)
  await migrateToLatest(url)
  const direct = createPool({
    uri: url,
    charset: 'utf8mb4',
    timezone: 'Z',
    connectionLimit: 4,
    multipleStatements: true,
  })
  const gateway = new Gateway(url, { connections })
  const db = open(url, gateway)
  const tables = await tableNames(direct)
  return {
    db,
    driver: testDriver,
    url,
    gateway,
    async raw(statement, values = []) {
      const [rows] = await direct.query<RowDataPacket[]>(statement, [...values])
      return rows
    },
    async clear() {
      gateway.faults.clear()
      for (const server of servers.get(db) ?? []) await server.settled()
      await direct.query(tables.map((table) => `delete from \`${table}\``).join(';'))
    },
    async close() {
      await db.destroy()
      await gateway.close()
      await direct.end()
    },
  }
}

function open(url: string, gateway: Gateway): Db {
  if (testDriver === 'mysql2') return openMysql(url, { connections, onStatement: requirePortable })
  return openPlanetScale('https://app:app@gateway.test', { fetch: gatewayFetch(gateway), onStatement: requirePortable })
}

async function createDatabase(name: string): Promise<string> {
  const url = new URL(inject('serverUrl'))
  const server = createPool({ uri: url.href, connectionLimit: 1 })
  await server.query(`create database if not exists \`${name}\` character set utf8mb4 collate utf8mb4_unicode_520_ci`)
  await server.end()
  url.pathname = `/${name}`
  return url.href
}

async function tableNames(direct: Pool): Promise<string[]> {
  const [rows] = await direct.query<RowDataPacket[]>(
    `select table_name as name from information_schema.tables
     where table_schema = database() and table_type = 'BASE TABLE' and table_name not like 'kysely%'`,
  )
  return rows.map((row) => String(row['name']))
}

function driverFrom(name: string | undefined): DriverName {
  if (name === undefined || name === 'planetscale') return 'planetscale'
  if (name === 'mysql2') return 'mysql2'
  throw new Error(`TEST_DRIVER is ${name}: it may be planetscale or mysql2`)
}
