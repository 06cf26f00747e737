import { assertPinnedNode } from '../commands/root.ts'
import { explain, Failure, step } from '../commands/steps.ts'
import { migrateToLatest } from '../migrate.ts'

/** `npm run migrate`: brings the database of DATABASE_URL to the newest schema. */
assertPinnedNode()
try {
  const url = process.env['DATABASE_URL'] ?? ''
  if (!url.startsWith('mysql://')) {
    throw new Failure(
      'DATABASE_URL must begin with mysql:// for migrations.',
      'Migrations need TCP. PlanetScale gives such an address too: mysql://user:password@host/database?ssl={"rejectUnauthorized":true}',
    )
  }
  await step('Tables', (progress) => migrateToLatest(url, progress))
} catch (error) {
  explain(error)
  process.exitCode = 1
}
