import { spawn, type ChildProcess } from 'node:child_process'
import path from 'node:path'
import { root } from './root.ts'

export interface Outcome {
  code: number
  /** Standard output and error together, in the order they came. */
  output: string
}

export interface RunOptions {
  env?: Record<string, string>
  cwd?: string
  /** Shows the output as it comes, beside collecting it. */
  live?: boolean
  onLine?: (line: string) => void
}

const running = new Set<ChildProcess>()

/** Ends every child that is still running: called once when the command itself is told to stop. */
export function stopChildren(signal: NodeJS.Signals = 'SIGTERM'): void {
  for (const child of running) child.kill(signal)
}

/** Runs a program to its end. Never rejects: a program that cannot be started has code 127. */
export function run(command: string, args: readonly string[], options: RunOptions = {}): Promise<Outcome> {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: options.cwd ?? root,
      env: { ...process.env, ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    running.add(child)
    let output = ''
    const take = (chunk: Buffer) => {
      const text = chunk.toString()
      output += text
      if (options.live) process.stdout.write(text)
      if (options.onLine) for (const line of text.split('\n')) if (line.trim()) options.onLine(line.trim())
    }
    child.stdout.on('data', take)
    child.stderr.on('data', take)
    child.on('error', (error) => {
      running.delete(child)
      resolve({ code: 127, output: `${output}${error.message}` })
    })
    child.on('close', (code) => {
      running.delete(child)
      resolve({ code: code ?? 1, output })
    })
  })
}

/** Runs a tool of node_modules/.bin on the pinned Node. */
export function runTool(tool: string, args: readonly string[], options: RunOptions = {}): Promise<Outcome> {
  return run(path.join(root, 'node_modules/.bin', tool), args, options)
}

/** The last lines of a long output: where tools say what went wrong. */
export function tail(output: string, lines = 40): string {
  return output.trimEnd().split('\n').slice(-lines).join('\n')
}
