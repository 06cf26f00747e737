import { fork, type ChildProcess } from 'node:child_process'

/**
 * Starts a script that tells its port with `process.send(port)`, on bare Node: not inside the test runner's module
 * loader. Its output is shown only when it ends too soon.
 */
export function forkServer(
  script: string,
  env: Record<string, string>,
  args: readonly string[] = [],
): Promise<{ child: ChildProcess; port: number; output: () => string }> {
  return new Promise((resolve, reject) => {
    // The test runner's own NODE_OPTIONS and loaders must not reach the server.
    const child = fork(script, args, { env: { PATH: process.env['PATH'], ...env }, execArgv: [], silent: true })
    let output = ''
    child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()))
    child.stderr?.on('data', (chunk: Buffer) => (output += chunk.toString()))
    child.once('exit', (code) => reject(new Error(`${script} ended with ${code} before it listened:\n${output}`)))
    child.once('message', (port: number) => {
      child.removeAllListeners('exit')
      resolve({ child, port, output: () => output })
    })
  })
}
