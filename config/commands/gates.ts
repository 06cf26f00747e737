import { runTool, tail } from './processes.ts'
import { Failure } from './steps.ts'

/** The checks that need nothing but the source. */
export const gates = {
  format: {
    title: 'Format',
    tool: 'prettier',
    args: ['--check', '.', '--log-level', 'warn'],
    advice: 'Run: npm run format',
  },
  lint: {
    title: 'Lint',
    tool: 'oxlint',
    args: ['--type-aware', '--deny-warnings', '--report-unused-disable-directives'],
    advice: 'Correct the lines above; npm run lint -- --fix mends some of them.',
  },
  types: {
    title: 'Types',
    tool: 'tsc',
    args: ['--noEmit', '-p', 'tsconfig.json'],
    advice: 'Correct the lines above; npm run types shows them again.',
  },
} as const

export type Gate = keyof typeof gates

/** Runs one gate; a finding is a failure with the tool's own words. */
export async function runGate(gate: Gate): Promise<void> {
  const { title, tool, args, advice } = gates[gate]
  const { code, output } = await runTool(tool, args)
  if (code !== 0) throw new Failure(`${title}: ${tool} found something.\n${tail(output, 80)}`, advice)
}
