import { assertPinnedNode } from '../commands/root.ts'
import { explain, step } from '../commands/steps.ts'
import { contestRows } from './booking/contest.ts'
import { largeTownRows } from './booking/large-rows.ts'
import { coldImports } from './cold-import.ts'
import { callsOf, databaseRows } from './database-cases.ts'
import { openApp } from './database/record.ts'
import { roundTripRows } from './database/round-trips.ts'
import { openBenchTown } from './database/town.ts'
import { echoBody } from './echo.ts'
import { compare, startServer } from './load.ts'
import { comparisonRow, limitRow, print, type Row } from './rows.ts'
import { rushRow } from './rush.ts'
import { sizeRows } from './sizes.ts'
import { largeSignupRows } from './volunteering/large-signups.ts'

/**
 * `npm run bench`: one table. Every ratio is against a baseline measured in turn in the same run; `--quick` takes
 * shorter rounds. Ends with 1 when a row misses its target.
 */
assertPinnedNode()
const quick = process.argv.includes('--quick')
const rounds = quick ? 3 : 5
const echoEffort = { rounds, warmUp: { seconds: 1 }, amount: { seconds: quick ? 2 : 5 } }
const databaseEffort = { rounds, warmUp: { calls: 480 }, amount: { calls: quick ? 960 : 3200 } }

const contestEffort = { bookings: quick ? 400 : 2000, contests: quick ? 50 : 300 }
const largeEffort = { past: 990_000, samples: quick ? 60 : 200 }

async function echoRow(): Promise<Row> {
  const bare = await startServer('bare-json.ts')
  const ours = await startServer('app-echo.ts')
  try {
    const load = { path: '/api/bench.echo', next: () => ({ body: echoBody }) }
    const comparison = await compare({ server: bare, load }, { server: ours, load }, echoEffort)
    return comparisonRow('call without database', comparison, 0.6)
  } finally {
    bare.stop()
    ours.stop()
  }
}

async function importRows(): Promise<Row[]> {
  const times = await coldImports(15)
  return Object.entries(times).map(([name, milliseconds]) =>
    limitRow(`cold import of api/${name}`, `${milliseconds.toFixed(1)} ms`, '60 ms', milliseconds <= 60),
  )
}

async function townRows(): Promise<Row[]> {
  const size = callsOf(databaseEffort) + 1
  const town = await step('A town to measure in', (progress) => openBenchTown(size, progress))
  try {
    const app = openApp(town)
    return [
      ...(await step('Commands against bare mysql2', (progress) => databaseRows(town, app, databaseEffort, progress))),
      ...(await step('Round trips', () => roundTripRows(town, app))),
    ]
  } finally {
    await town.close()
  }
}

try {
  const rows: Row[] = []
  rows.push(await step('Call without database', echoRow))
  rows.push(...(await townRows()))
  rows.push(...(await step('Bookings side by side', (progress) => contestRows(contestEffort, progress))))
  rows.push(...(await step('A million bookings', (progress) => largeTownRows(largeEffort, progress))))
  rows.push(...(await step('100,000 sign-ups', (progress) => largeSignupRows(quick ? 60 : 200, progress))))
  rows.push(await step('Presses while others rush', (progress) => rushRow(quick ? 20 : 60, progress)))
  rows.push(...(await step('Cold imports', importRows)))
  rows.push(...sizeRows())
  print(rows)
  process.exitCode = rows.every(({ met }) => met) ? 0 : 1
} catch (error) {
  explain(error)
  process.exitCode = 1
}
