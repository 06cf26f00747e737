import { gates, type Gate } from './commands/gates.ts'
import { runTool } from './commands/processes.ts'
import { assertPinnedNode } from './commands/root.ts'

/** `npm run format`, `npm run lint`, `npm run types`: one gate by itself; `--write` and `--fix` change the files. */
assertPinnedNode()
const [name = '', ...extra] = process.argv.slice(2)
const isGate = (wanted: string): wanted is Gate => wanted in gates
if (isGate(name)) {
  const { tool, args } = gates[name]
  const used = extra.includes('--write') ? args.filter((arg) => arg !== '--check') : args
  const { code } = await runTool(tool, [...used, ...extra], { live: true })
  process.exitCode = code
} else {
  console.error(`Say which: ${Object.keys(gates).join(', ')}`)
  process.exitCode = 1
}
