import { Kysely } from 'kysely'
import { Migrator } from 'kysely/migration'
import { mysqlDialect } from '../api/_src/platform/db/mysql2-driver.ts'
import { migrations } from './migrations/index.ts'

const longestStatementMilliseconds = 600_000

/**
 * Brings a database to the newest schema; does nothing when it is there already. Over TCP, because the lock that keeps
 * two runs apart belongs to a connection. Throws with the name of the migration that failed.
 */
export async function migrateToLatest(mysqlUrl: string, log: (line: string) => void = () => {}): Promise<void> {
  const db = new Kysely<unknown>({
    dialect: mysqlDialect(mysqlUrl, { connections: 1, timeoutMilliseconds: longestStatementMilliseconds }),
  })
  try {
    const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } })
    const { error, results = [] } = await migrator.migrateToLatest()
    for (const { migrationName, status } of results) log(`migration ${migrationName}: ${status}`)
    const failed = results.find(({ status }) => status === 'Error')
    if (failed) throw new Error(`migration ${failed.migrationName} failed`, { cause: error })
    if (error !== undefined) throw new Error('the migrations could not be run', { cause: error })
  } finally {
    await db.destroy()
  }
}
