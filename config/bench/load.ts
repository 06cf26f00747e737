import { fork, type ChildProcess } from 'node:child_process'
import path from 'node:path'
import autocannon from 'autocannon'

/** The calls of a measurement; `next` makes a new one each time, for commands with client-made ids. */
export interface Load {
  path: string
  next: () => { headers?: Record<string, string>; body: string }
}

export interface Measurement {
  /** Requests answered, and all that they left for after the reply done, per second. */
  throughput: number
  /** Milliseconds until the answer. */
  p99: number
}

/** A server of `config/bench/servers/` in a process of its own, so that it does not share a core's time with the load. */
export interface BenchServer {
  url: string
  /** Resolves when everything that calls have left for after their replies is done. */
  settled: () => Promise<void>
  stop: () => void
}

export function startServer(script: string, env: Record<string, string> = {}): Promise<BenchServer> {
  return new Promise((resolve, reject) => {
    const child: ChildProcess = fork(path.join(import.meta.dirname, 'servers', script), {
      env: { ...process.env, ...env },
      // Request logs go to standard output, as in production, and nowhere from there.
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    })
    child.once('exit', (code) => reject(new Error(`${script} ended with code ${code} before it listened`)))
    child.once('message', (port: number) => {
      child.removeAllListeners('exit')
      resolve({
        url: `http://127.0.0.1:${port}`,
        settled: () =>
          new Promise((settled, failed) => {
            child.once('exit', () => failed(new Error(`${script} ended while it worked`)))
            child.once('message', () => {
              child.removeAllListeners('exit')
              settled()
            })
            child.send('settle')
          }),
        stop: () => void child.kill('SIGKILL'),
      })
    })
  })
}

/** How much of a load is sent: for so long, or so many calls. */
export type Amount = { seconds: number } | { calls: number }

const connections = 16

/** Sends `load` over 16 connections. Any answer other than 2xx fails the measurement. */
export async function measure(server: BenchServer, load: Load, amount: Amount): Promise<Measurement> {
  const started = performance.now()
  const run = autocannon({
    url: server.url,
    connections,
    ...('calls' in amount ? { amount: amount.calls } : { duration: amount.seconds }),
    requests: [
      {
        method: 'POST',
        path: load.path,
        setupRequest: (request) => {
          const { headers, body } = load.next()
          return { ...request, headers: { ...request.headers, 'content-type': 'application/json', ...headers }, body }
        },
      },
    ],
  })
  // autocannon itself looks at the clock once a second only, which is too coarse for a number of calls.
  if ('calls' in amount) await Promise.race([answered(run, amount.calls), run])
  else await run
  await server.settled()
  const seconds = (performance.now() - started) / 1000
  const result = await run
  if (result.non2xx > 0 || result.errors > 0) {
    throw new Error(`${load.path}: ${result.non2xx} answers were not 2xx, ${result.errors} failed`)
  }
  return { throughput: result['2xx'] / seconds, p99: result.latency.p99 }
}

/** Resolves with the last of so many answers. */
function answered(run: autocannon.Run, calls: number): Promise<void> {
  return new Promise((resolve) => {
    let count = 0
    run.on('response', () => {
      count += 1
      if (count === calls) resolve()
    })
  })
}

export interface Comparison {
  baseline: Measurement
  measured: Measurement
  /** Throughput against the baseline's, the median of the rounds. */
  ratio: number
}

export function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b)
  const middle = sorted[Math.floor(sorted.length / 2)]
  if (middle === undefined) throw new Error('the median of nothing')
  return middle
}

export interface Effort {
  rounds: number
  /** Of each server before the first round. */
  warmUp: Amount
  /** Of each server in each round. */
  amount: Amount
}

/**
 * Measures both in turn, several rounds: on a machine with other work only the ratio inside one round means something,
 * so the round with the median ratio is the result.
 */
export async function compare(
  baseline: { server: BenchServer; load: Load },
  subject: { server: BenchServer; load: Load },
  { rounds, warmUp, amount }: Effort,
): Promise<Comparison> {
  await measure(baseline.server, baseline.load, warmUp)
  await measure(subject.server, subject.load, warmUp)
  const comparisons: Comparison[] = []
  for (let round = 0; round < rounds; round += 1) {
    const bare = await measure(baseline.server, baseline.load, amount)
    const ours = await measure(subject.server, subject.load, amount)
    comparisons.push({ baseline: bare, measured: ours, ratio: ours.throughput / bare.throughput })
  }
  const middle = median(comparisons.map(({ ratio }) => ratio))
  return comparisons.find(({ ratio }) => ratio === middle) as Comparison
}
