import { assertPinnedNode } from '../commands/root.ts'
import { explain } from '../commands/steps.ts'
import { atTheEnd, stopEverything, stopOnSignals } from '../commands/stopping.ts'
import { startLocalServer } from './local-server.ts'

/** The local server alone, for `npm run dev`, which starts it again after each change. */
assertPinnedNode()
stopOnSignals('')
try {
  const server = await startLocalServer({
    databaseUrl: process.env['DATABASE_URL'] ?? '',
    port: Number(process.env['PORT']),
    pagesOrigin: process.env['PAGES_ORIGIN'],
  })
  atTheEnd(() => server.stop())
  console.log('server: ready')
} catch (error) {
  explain(error)
  await stopEverything()
  process.exit(1)
}
