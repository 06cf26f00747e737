import { existsSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import path from 'node:path'
import { openMysql } from '../../api/_src/platform/db/mysql2-driver.ts'
import { ensureDatabaseServer } from '../commands/programs.ts'
import { root } from '../commands/root.ts'
import { Failure, step, withAdvice } from '../commands/steps.ts'
import { atTheEnd } from '../commands/stopping.ts'
import { migrateToLatest } from '../migrate.ts'
import { claimDataDirectory } from './data-directory.ts'
import { loadDemo } from './demo/index.ts'
import { startPrivateDatabase } from './private-database.ts'

const inUse = 'Stop the other npm start of this folder, or begin anew with: npm start -- --reset'
const databaseFolder = path.join(root, '.data/database')

/** The port of `PORT`, 8080 without it. */
export function wantedPort(): number {
  const text = process.env['PORT'] ?? '8080'
  const port = Number(text)
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port
  throw new Failure(
    `PORT is ${text}, which is no port.`,
    'Take a number from 1 to 65535, for example: PORT=8090 npm start',
  )
}

/** Fails in words before anything slow is begun when the port cannot be had. */
export async function requirePort(port: number): Promise<void> {
  const probe = createServer()
  const problem = await new Promise<string | undefined>((resolve) => {
    probe.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message))
    probe.listen(port, () => resolve(undefined))
  })
  await new Promise((resolve) => probe.close(resolve))
  if (problem === undefined) return
  const reason = problem === 'EADDRINUSE' ? 'is used by another program' : `cannot be used (${problem})`
  throw new Failure(`Port ${port} ${reason}.`, `Stop that program, or take another port: PORT=${port + 10} npm start`)
}

/** A port that nobody uses now. */
export async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve))
  const address = probe.address()
  await new Promise((resolve) => probe.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('the system gave no port')
  return address.port
}

/** Forgets the private database, so that the next start is a first start. */
async function reset(): Promise<void> {
  if (process.env['DATABASE_URL']) {
    throw new Failure(
      '--reset deletes only the private database, and DATABASE_URL names another.',
      'Empty yours yourself.',
    )
  }
  // Not under the feet of a server that runs on another port.
  if (existsSync(databaseFolder)) await withAdvice(inUse, () => claimDataDirectory(databaseFolder, () => {}))
  rmSync(databaseFolder, { recursive: true, force: true })
  rmSync(path.join(root, '.data/object-store'), { recursive: true, force: true })
}

async function startDatabase(): Promise<string> {
  const given = process.env['DATABASE_URL']
  if (given) {
    if (given.startsWith('mysql://')) return given
    throw new Failure(
      'DATABASE_URL must begin with mysql:// here.',
      'Migrations need TCP: mysql://user:password@host:3306/database',
    )
  }
  return step('Database', async (progress) => {
    await ensureDatabaseServer(progress)
    const database = await withAdvice(inUse, () =>
      startPrivateDatabase({ dataDirectory: databaseFolder, log: progress }),
    )
    atTheEnd(() => database.stop())
    progress(`private MariaDB on port ${database.port}, data in .data/database`)
    return database.url
  })
}

/** A migrated database with the demo community in it: the private one, or the one DATABASE_URL names. */
export async function prepareDatabase(options: { reset: boolean }): Promise<string> {
  if (options.reset) await reset()
  const url = await startDatabase()
  const advice = process.env['DATABASE_URL']
    ? 'Check that DATABASE_URL names a database that exists, with a user who may create tables.'
    : 'If an earlier version made these tables, begin anew: npm start -- --reset'
  await step('Tables', (progress) => withAdvice(advice, () => migrateToLatest(url, progress)))
  await step('Demo community', async (progress) => {
    const db = openMysql(url)
    try {
      await loadDemo(db, new Date(), progress)
      progress('')
    } finally {
      await db.destroy()
    }
  })
  return url
}
