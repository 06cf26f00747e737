import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { runTool, tail } from './processes.ts'

export interface TestCount {
  passed: number
  failed: number
  /** What to show when something failed: vitest's own words. */
  report: string
}

interface JsonReport {
  numPassedTests: number
  numFailedTests: number
  numPendingTests: number
  numTodoTests: number
  testResults: { name: string; status: string; message: string; assertionResults: unknown[] }[]
}

/**
 * Runs one vitest project and counts from its JSON report, so that the sum is of real tests. A file that could not be
 * loaded, a skipped test and a project without tests count as failures: silence must not look like success.
 */
export async function runVitest(
  project: string,
  env: Record<string, string>,
  progress: (sentence: string) => void,
): Promise<TestCount> {
  const folder = mkdtempSync(path.join(tmpdir(), 'linlitong-test-'))
  const file = path.join(folder, 'report.json')
  let files = 0
  try {
    const args = ['run', '--project', project, '--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
    const { code, output } = await runTool('vitest', args, {
      env: { ...env, NO_COLOR: '1', FORCE_COLOR: '0' },
      onLine: (line) => {
        if (/^[✓❯].*\.test\.tsx? \(/.test(line)) progress(`${(files += 1)} files`)
      },
    })
    if (!existsSync(file)) return { passed: 0, failed: 1, report: tail(output, 80) }
    const report: JsonReport = JSON.parse(readFileSync(file, 'utf8'))
    const broken = report.testResults.filter(
      ({ status, assertionResults }) => status === 'failed' && !assertionResults.length,
    )
    const unrun = report.numPendingTests + report.numTodoTests
    const passed = report.numPassedTests
    let failed = report.numFailedTests + broken.length + unrun
    if (failed === 0 && (code !== 0 || passed === 0)) failed = 1
    progress(`${passed} passed${failed ? `, ${failed} failed` : ''}`)
    return { passed, failed, report: failed ? tail(output, 150) : '' }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
