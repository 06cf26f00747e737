import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createConnection, type RowDataPacket } from 'mysql2/promise'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { startPrivateDatabase, type PrivateDatabase } from './private-database.ts'
import { findServerBinaries, MissingServerError } from './server-binaries.ts'

// Several starts from a disk that others may be using too.
vi.setConfig({ testTimeout: 120_000 })

let dataDirectory: string
let running: PrivateDatabase | undefined

beforeAll(async () => {
  dataDirectory = await mkdtemp(join(tmpdir(), 'private-database-test-'))
})
afterAll(async () => {
  await running?.kill()
  await rm(dataDirectory, { recursive: true, force: true })
})

async function ask(database: PrivateDatabase, statement: string): Promise<RowDataPacket[]> {
  const connection = await createConnection(database.url)
  const [rows] = await connection.query<RowDataPacket[]>(statement)
  await connection.end()
  return rows
}

test('starts from nothing, keeps its data over a clean stop and over a kill, and lets nobody in without the password', async () => {
  const steps: string[] = []
  running = await startPrivateDatabase({ dataDirectory, log: (line) => steps.push(line), durable: true })
  expect(steps).toEqual(['preparing the data folder of the database'])
  await ask(running, 'create table kept (id int primary key)')
  await ask(running, 'insert into kept values (1)')
  expect(await ask(running, 'select @@time_zone as zone, @@collation_server as collation')).toEqual([
    { zone: '+00:00', collation: 'utf8mb4_unicode_520_ci' },
  ])
  await expect(createConnection(`mysql://root@127.0.0.1:${running.port}/mysql`)).rejects.toThrow('Access denied')
  await expect(startPrivateDatabase({ dataDirectory })).rejects.toThrow('already started')

  await running.stop()
  running = await startPrivateDatabase({ dataDirectory })
  await ask(running, 'insert into kept values (2)')

  const { port } = running
  await running.kill()
  running = await startPrivateDatabase({ dataDirectory, port })
  expect(running.port).toBe(port)
  expect(await ask(running, 'select id from kept order by id')).toEqual([{ id: 1 }, { id: 2 }])
})

test('takes over from an owner that is gone: its server is stopped first', async () => {
  const earlier = running
  if (!earlier) throw new Error('the first test did not leave a database')
  const pid = Number(await readFile(join(dataDirectory, 'server.pid'), 'utf8'))
  // A number above the largest possible process number: nobody.
  await writeFile(join(dataDirectory, 'owner.pid'), '4194305')
  const steps: string[] = []
  running = await startPrivateDatabase({ dataDirectory, log: (line) => steps.push(line) })
  expect(steps).toEqual([`stopping a database that an earlier run left behind (process ${pid})`])
  expect(await ask(running, 'select count(*) as n from kept')).toEqual([{ n: 2 }])
  await earlier.kill()
})

test('a stale process number of somebody else is left alone', async () => {
  await running?.stop()
  await writeFile(join(dataDirectory, 'server.pid'), String(process.pid))
  running = await startPrivateDatabase({ dataDirectory })
  expect(await ask(running, 'select count(*) as n from kept')).toEqual([{ n: 2 }])
})

test('a machine without a server is told what to install, or what to set', async () => {
  const missing = findServerBinaries([dataDirectory])
  await expect(missing).rejects.toBeInstanceOf(MissingServerError)
  await expect(missing).rejects.toThrow(/apt-get install mariadb-server.*DATABASE_URL=mysql:/)
  await expect(findServerBinaries()).resolves.toMatchObject({ server: expect.stringMatching(/(mariadbd|mysqld)$/) })
})
