import path from 'node:path'
import { run, runTool } from '../commands/processes.ts'
import { assertPinnedNode, root } from '../commands/root.ts'
import { explain } from '../commands/steps.ts'
import { isStopping, stopEverything, stopOnSignals } from '../commands/stopping.ts'
import { freePort, prepareDatabase, requirePort, wantedPort } from './prepare.ts'

/**
 * `npm run dev`: the browser pages are built again and the server starts again after each change. `-- weapp` watches the
 * mini-program too. Reload the browser to see a change.
 */
assertPinnedNode()
stopOnSignals('Stopping…')

/** Prints each line of a program behind its name. */
const labelled = (label: string) => (line: string) => console.log(`${label}: ${line}`)

/** Taro in watch mode. For the browser it starts webpack's server, which ours asks for the pages. */
const taro = (target: string, ...extra: string[]) =>
  runTool('taro', ['build', '--type', target, '--watch', ...extra], {
    env: { NODE_ENV: 'production', FORCE_COLOR: '0', NO_COLOR: '1' },
    onLine: (line) => {
      if (/compiled|error|warning|failed|✖|ERROR/i.test(line)) labelled(target)(line)
    },
  })

try {
  const port = wantedPort()
  await requirePort(port)
  const databaseUrl = await prepareDatabase({ reset: process.argv.includes('--reset') })
  const pagesPort = await freePort()
  const programs = [
    run(process.execPath, ['--watch', '--watch-preserve-output', path.join(root, 'config/dev/serve.ts')], {
      env: { DATABASE_URL: databaseUrl, PORT: String(port), PAGES_ORIGIN: `http://127.0.0.1:${pagesPort}` },
      onLine: labelled('server'),
    }),
    taro('h5', '--port', String(pagesPort)),
    ...(process.argv.includes('weapp') ? [taro('weapp')] : []),
  ]
  console.log(`Open http://localhost:${port}/demo when h5 is built.`)
  await Promise.race(programs)
  if (!isStopping()) throw new Error('a program of the watch mode has ended')
} catch (error) {
  const interrupted = isStopping()
  if (!interrupted) explain(error)
  await stopEverything()
  process.exit(interrupted ? 0 : 1)
}
