import { assertPinnedNode } from '../commands/root.ts'
import { explain, step } from '../commands/steps.ts'
import { coldImports } from './cold-import.ts'
import { databaseCases } from './database-cases.ts'
import { echoBody } from './echo.ts'
import { compare, startServer, type Comparison } from './load.ts'

/**
 * `npm run bench`: one table. Every ratio is against a baseline measured in turn in the same run; `--quick` takes
 * shorter rounds. Ends with 1 when a row misses its target.
 */
assertPinnedNode()
const quick = process.argv.includes('--quick')
const effort = quick ? { rounds: 3, seconds: 2 } : { rounds: 5, seconds: 5 }

interface Row {
  what: string
  measured: string
  baseline: string
  result: string
  target: string
  met: boolean
}

const perSecond = (throughput: number) => `${Math.round(throughput)}/s`

function comparisonRow(what: string, { baseline, measured, ratio }: Comparison, target: number): Row {
  return {
    what,
    measured: `${perSecond(measured.throughput)}, p99 ${measured.p99} ms`,
    baseline: `${perSecond(baseline.throughput)}, p99 ${baseline.p99} ms`,
    result: ratio.toFixed(2),
    target: `≥ ${target}`,
    met: ratio >= target,
  }
}

async function echoRow(): Promise<Row> {
  const bare = await startServer('bare-json.ts')
  const ours = await startServer('app-echo.ts')
  try {
    const load = { path: '/api/bench.echo', body: () => echoBody }
    const comparison = await compare({ server: bare, load }, { server: ours, load }, effort)
    return comparisonRow('call without database', comparison, 0.6)
  } finally {
    bare.stop()
    ours.stop()
  }
}

async function importRows(): Promise<Row[]> {
  const times = await coldImports(quick ? 7 : 15)
  return Object.entries(times).map(([name, milliseconds]) => ({
    what: `cold import of api/${name}`,
    measured: `${milliseconds.toFixed(1)} ms`,
    baseline: '',
    result: '',
    target: '≤ 60 ms',
    met: milliseconds <= 60,
  }))
}

function print(rows: readonly Row[]): void {
  const header = { what: 'what', measured: 'ours', baseline: 'bare', result: 'ratio', target: 'target', met: true }
  const columns = ['what', 'measured', 'baseline', 'result', 'target'] as const
  const width = columns.map((column) => Math.max(...[header, ...rows].map((row) => row[column].length)))
  const line = (row: Omit<Row, 'met'>) => columns.map((column, i) => row[column].padEnd(width[i] ?? 0)).join('  ')
  console.log(`\n${line(header)}`)
  for (const row of rows) console.log(`${line(row)}  ${row.met ? '✓' : '✗'}`)
}

try {
  const rows: Row[] = []
  rows.push(await step('Call without database', echoRow))
  for (const { what, target, measure } of databaseCases) {
    rows.push(await step(what, async () => comparisonRow(what, await measure(effort), target)))
  }
  rows.push(...(await step('Cold imports', importRows)))
  print(rows)
  process.exitCode = rows.every(({ met }) => met) ? 0 : 1
} catch (error) {
  explain(error)
  process.exitCode = 1
}
