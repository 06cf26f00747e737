import type { Comparison } from './load.ts'

/** One line of the table. */
export interface Row {
  what: string
  measured: string
  baseline: string
  result: string
  target: string
  met: boolean
}

const perSecond = (throughput: number) => `${Math.round(throughput)}/s`

export function comparisonRow(what: string, { baseline, measured, ratio }: Comparison, target: number): Row {
  return {
    what,
    measured: `${perSecond(measured.throughput)}, p99 ${measured.p99} ms`,
    baseline: `${perSecond(baseline.throughput)}, p99 ${baseline.p99} ms`,
    result: ratio.toFixed(2),
    target: `≥ ${target}`,
    met: ratio >= target,
  }
}

/** A measure that must stay below a limit. */
export function limitRow(what: string, measured: string, target: string, met: boolean): Row {
  return { what, measured, baseline: '', result: '', target: `≤ ${target}`, met }
}

export function print(rows: readonly Row[]): void {
  const header = { what: 'what', measured: 'ours', baseline: 'bare', result: 'ratio', target: 'target', met: true }
  const columns = ['what', 'measured', 'baseline', 'result', 'target'] as const
  const width = columns.map((column) => Math.max(...[header, ...rows].map((row) => row[column].length)))
  const line = (row: Omit<Row, 'met'>) => columns.map((column, i) => row[column].padEnd(width[i] ?? 0)).join('  ')
  console.log(`\n${line(header)}`)
  for (const row of rows) console.log(`${line(row)}  ${row.met ? '✓' : '✗'}`)
}
