import type { Writable } from 'node:stream'

/**
 * Writes lines in one piece per turn of the event loop: one system call for all requests of the turn, instead of one for
 * each. What waits when the process ends is written too; `kill -9` takes the lines of the last turn with it.
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
    if (waiting === '') setImmediate(flush)
    waiting += `${line}\n`
  }
}
