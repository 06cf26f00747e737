import { fork, type ChildProcess } from 'node:child_process'
import path from 'node:path'
import autocannon from 'autocannon'

/** One request of a measurement; `body` makes a new one each time, for commands with client-made ids. */
export interface Load {
  path: string
  headers?: () => Record<string, string>
  body: () => string
}

export interface Measurement {
  /** Answered requests per second. */
  throughput: number
  /** Milliseconds. */
  p50: number
  p99: number
}

/** A server of `config/bench/servers/` in a process of its own, so that it does not share a core's time with the load. */
export interface BenchServer {
  url: string
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
      resolve({ url: `http://127.0.0.1:${port}`, stop: () => void child.kill('SIGKILL') })
    })
  })
}

/** Sends `load` over `connections` connections for `seconds`. Any answer other than 2xx fails the measurement. */
export async function measure(
  server: BenchServer,
  load: Load,
  { seconds, connections = 16 }: { seconds: number; connections?: number },
): Promise<Measurement> {
  const result = await autocannon({
    url: server.url,
    connections,
    duration: seconds,
    requests: [
      {
        method: 'POST',
        path: load.path,
        setupRequest: (request) => ({
          ...request,
          headers: { ...request.headers, 'content-type': 'application/json', ...load.headers?.() },
          body: load.body(),
        }),
      },
    ],
  })
  if (result.non2xx > 0 || result.errors > 0) {
    throw new Error(`${load.path}: ${result.non2xx} answers were not 2xx, ${result.errors} failed`)
  }
  return { throughput: result.requests.average, p50: result.latency.p50, p99: result.latency.p99 }
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

/**
 * Measures both in turn, several rounds: on a machine with other work only the ratio inside one round means something,
 * so the round with the median ratio is the result.
 */
export async function compare(
  baseline: { server: BenchServer; load: Load },
  subject: { server: BenchServer; load: Load },
  { rounds, seconds }: { rounds: number; seconds: number },
): Promise<Comparison> {
  await measure(baseline.server, baseline.load, { seconds: 1 })
  await measure(subject.server, subject.load, { seconds: 1 })
  const comparisons: Comparison[] = []
  for (let round = 0; round < rounds; round += 1) {
    const bare = await measure(baseline.server, baseline.load, { seconds })
    const ours = await measure(subject.server, subject.load, { seconds })
    comparisons.push({ baseline: bare, measured: ours, ratio: ours.throughput / bare.throughput })
  }
  const middle = median(comparisons.map(({ ratio }) => ratio))
  return comparisons.find(({ ratio }) => ratio === middle) as Comparison
}
