/** A failure that a person can do something about; `advice` says what. */
export class Failure extends Error {
  readonly advice: string

  constructor(sentence: string, advice: string) {
    super(sentence)
    this.advice = advice
  }
}

/** Runs `work`; whatever goes wrong is told in its own words, with advice on what to do about it. */
export async function withAdvice<T>(advice: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof Failure || !(error instanceof Error)) throw error
    const reason = error.cause instanceof Error ? `: ${error.cause.message.slice(0, 300)}` : ''
    throw new Failure(`${error.message}${reason}`, advice)
  }
}

/** `8.3 s`, `2 min 05 s`. */
export function elapsed(milliseconds: number): string {
  const seconds = milliseconds / 1000
  if (seconds < 60) return `${seconds.toFixed(1)} s`
  return `${Math.floor(seconds / 60)} min ${String(Math.floor(seconds % 60)).padStart(2, '0')} s`
}

/** Reports how far a step is; the last sentence stands beside the elapsed time. */
export type Progress = (sentence: string) => void

/** Removes the counting line of a terminal. */
function clear(): void {
  if (process.stdout.isTTY) process.stdout.write('\r\x1b[2K')
}

const heartbeatMilliseconds = process.stdout.isTTY ? 1_000 : 15_000

/**
 * Runs one named step and shows it: a line that counts the seconds on a terminal, a line every 15 s elsewhere, and the
 * outcome with the time it took. The step returns the closing remark or nothing.
 */
export async function step<T>(name: string, work: (progress: Progress) => Promise<T>): Promise<T> {
  const started = performance.now()
  const time = () => elapsed(performance.now() - started)
  let remark = ''
  const show = () => {
    const line = `▸ ${name}${remark && `: ${remark}`} (${time()})`
    if (process.stdout.isTTY) process.stdout.write(`\r\x1b[2K${line}`)
    else console.log(line)
  }
  const heartbeat = setInterval(show, heartbeatMilliseconds)
  if (process.stdout.isTTY) show()
  try {
    const result = await work((sentence) => {
      remark = sentence
      if (process.stdout.isTTY) show()
    })
    clear()
    console.log(`✓ ${name}${remark && `: ${remark}`} (${time()})`)
    return result
  } catch (error) {
    clear()
    console.log(`✗ ${name} (${time()})`)
    throw error
  } finally {
    clearInterval(heartbeat)
  }
}

/** Prints what went wrong and what to do about it. A defect of ours shows its stack; a foreseen failure does not. */
export function explain(error: unknown): void {
  if (error instanceof Failure) console.error(`\n${error.message}\n→ ${error.advice}`)
  else console.error(error)
}
