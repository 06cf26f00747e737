import { buildIfChanged } from '../commands/build.ts'
import { assertPinnedNode } from '../commands/root.ts'
import { elapsed, explain, step } from '../commands/steps.ts'
import { atTheEnd, isStopping, stopEverything, stopOnSignals } from '../commands/stopping.ts'
import { startLocalServer } from './local-server.ts'
import { prepareDatabase, requirePort, wantedPort } from './prepare.ts'

/** `npm start`: the whole product on this machine. `--reset` begins anew. */
assertPinnedNode()
stopOnSignals('Stopping…')
const started = performance.now()
try {
  const port = wantedPort()
  await requirePort(port)
  const databaseUrl = await prepareDatabase({ reset: process.argv.includes('--reset') })
  await step('Browser pages', (progress) => buildIfChanged('h5', progress))
  await step('Mini-program', (progress) => buildIfChanged('weapp', progress))
  await step('Server', async () => {
    const server = await startLocalServer({ databaseUrl, port })
    atTheEnd(() => server.stop())
  })
  console.log(`
邻里通 is ready after ${elapsed(performance.now() - started)}. Open

  http://localhost:${port}/demo              an elder's phone and the desk, side by side: start here
  http://localhost:${port}/                  the resident's pages
  http://localhost:${port}/api/openapi.json  every endpoint

The mini-program is in dist/weapp (open the project folder in WeChat DevTools). Requests are logged in .data/server.log.
Ctrl-C stops everything; npm start -- --reset begins anew.
`)
} catch (error) {
  const interrupted = isStopping()
  if (!interrupted) explain(error)
  await stopEverything()
  process.exit(interrupted ? 0 : 1)
}
