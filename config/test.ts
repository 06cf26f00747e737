import { buildIfChanged } from './commands/build.ts'
import { runGate, type Gate } from './commands/gates.ts'
import { stopChildren } from './commands/processes.ts'
import { chromium, ensureChineseFont, ensureDatabaseServer, ensureProgram } from './commands/programs.ts'
import { assertPinnedNode } from './commands/root.ts'
import { elapsed, explain, Failure, step, type Progress } from './commands/steps.ts'
import { runVitest } from './commands/vitest.ts'
import { writeFunctions, writeSite } from './deploy/vercel.ts'

/**
 * `npm test`: everything, in the order in which a mistake shows soonest. `npm run test:fast` (`--fast`) leaves out
 * builds and browsers. Every step runs even when an earlier one failed; the last line is the count over all of them.
 */
assertPinnedNode()
const fast = process.argv.includes('--fast')
const started = performance.now()
const total = { passed: 0, failed: 0 }
let stopped = false

/** A step that is one check: it counts as one. */
async function check(title: string, work: (progress: Progress) => Promise<void>): Promise<boolean> {
  if (stopped) return false
  try {
    await step(title, work)
    total.passed += 1
    return true
  } catch (error) {
    explain(error)
    total.failed += 1
    return false
  }
}

/** A step that is a vitest project: it counts as many as it has tests. */
async function tests(title: string, project: string, env: Record<string, string> = {}): Promise<void> {
  if (stopped) return
  try {
    await step(title, async (progress) => {
      const { passed, failed, report } = await runVitest(project, env, progress)
      total.passed += passed
      total.failed += failed
      if (failed)
        throw new Failure(`${title}: ${failed} failed.\n${report}`, `Alone: npx vitest run --project ${project}`)
    })
  } catch (error) {
    explain(error)
    if (!(error instanceof Failure)) total.failed += 1
  }
}

const gate = (title: string, name: Gate) => check(title, () => runGate(name))

async function ensurePrograms(progress: Progress): Promise<void> {
  await ensureDatabaseServer(progress)
  if (fast) return
  await ensureProgram(chromium, progress)
  await ensureChineseFont(progress)
}

async function buildPages(): Promise<boolean> {
  const weapp = await check('Build weapp', (progress) => buildIfChanged('weapp', progress))
  const h5 = await check('Build h5', (progress) => buildIfChanged('h5', progress))
  return weapp && h5
}

async function everything(): Promise<void> {
  const ready = await check(
    fast ? 'MariaDB is there' : 'MariaDB, Chromium and a Chinese font are there',
    ensurePrograms,
  )
  await Promise.all([gate('Format', 'format'), gate('Lint, type-aware', 'lint'), gate('Types', 'types')])
  await tests('Rules and structure', 'pure')
  if (!ready) return
  await tests('API on the PlanetScale driver', 'api', { TEST_DRIVER: 'planetscale' })
  await tests('API on the mysql2 driver', 'api', { TEST_DRIVER: 'mysql2' })
  await tests('Races on the PlanetScale driver', 'race', { TEST_DRIVER: 'planetscale' })
  // Storms wait for the database more than they reckon: the builds fit beside them.
  const [, isBuilt] = await Promise.all([
    tests('Races on the mysql2 driver', 'race', { TEST_DRIVER: 'mysql2' }),
    fast ? false : buildPages(),
  ])
  await tests('Faults: server and database killed', 'fault')
  if (!isBuilt) return
  const vercel = await check('Build vercel', async () => {
    await writeFunctions()
    writeSite()
  })
  if (vercel) await tests('The built mini-program, pages and functions', 'built')
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    stopped = true
    stopChildren(signal)
  })
}

await everything()
if (stopped) console.log('\nStopped before the end.')
else console.log(`\n${fast ? 'Without builds and browsers, ' : ''}${elapsed(performance.now() - started)}`)
console.log(`${total.passed} passed, ${total.failed + (stopped ? 1 : 0)} failed`)
process.exitCode = total.failed || stopped ? 1 : 0
