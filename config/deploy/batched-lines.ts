import type { Writable } from 'node:stream'

/** Long enough to write for many requests at once, short enough to follow a log with the eye. */
const patienceMilliseconds = 20

/**
 * Writes lines in one piece every 20 ms: one system call for hundreds of requests, instead of one for each. What waits
 * when the process ends is written too; `kill -9` takes the lines of the last 20 ms with it.
 */
export function batchedLines(stream: Writable): (line: string) => void {
  let waiting = ''
  const flush = () => {
    if (waiting === '') return
    stream.write(waiting)
    waiting = ''
  }
  process.once('exit', flush)
  return (line) => {
    if (waiting === '') setTimeout(flush, patienceMilliseconds).unref()
    waiting += `${line}\n`
  }
}
