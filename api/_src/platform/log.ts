import { systemClock, type Clock } from './clock.ts'

/**
 * Every field a log line may hold, with the type of its value. The list is the privacy rule: what is not on it (names,
 * phone numbers, codes, tokens, openids, anything a person typed) cannot be logged by mistake.
 */
const fieldTypes = {
  requestId: 'string',
  endpoint: 'string',
  method: 'string',
  status: 'number',
  code: 'string',
  milliseconds: 'number',
  roundTrips: 'number',
  accountId: 'string',
  communityId: 'string',
  rowId: 'string',
  source: 'string',
  operation: 'string',
  driver: 'string',
  errorName: 'string',
  errno: 'number',
  errcode: 'number',
  fault: 'string',
  stack: 'string',
  attempt: 'number',
  count: 'number',
  sent: 'number',
  skipped: 'number',
  failed: 'number',
  port: 'number',
  migration: 'string',
} as const

type FieldTypes = typeof fieldTypes
export type LogFields = {
  [Name in keyof FieldTypes]?: (FieldTypes[Name] extends 'number' ? number : string) | undefined
}
export type Log = (event: string, fields?: LogFields) => void

const longest = 2000

/**
 * A logger that writes one JSON line per event. A field that is not on the list, or is of another type, is left out
 * and counted in `refused`; a logger must never be the reason why a request fails.
 */
export function createLog(write: (line: string) => void, clock: Clock = systemClock): Log {
  return (event, fields = {}) => {
    // Put together as text: an object built only to be turned into text costs as much as the rest of a small call.
    let line = `{"at":"${clock().toISOString()}","event":${quoted(event)}`
    let refused = 0
    for (const name in fields) {
      const value: unknown = fields[name as keyof LogFields]
      if (value === undefined) continue
      const wanted = Object.hasOwn(fieldTypes, name) ? fieldTypes[name as keyof FieldTypes] : undefined
      if (wanted === 'string' && typeof value === 'string') line += `,"${name}":${quoted(value)}`
      else if (wanted === 'number' && typeof value === 'number') line += `,"${name}":${JSON.stringify(value)}`
      else refused += 1
    }
    if (refused > 0) line += `,"refused":${refused}`
    write(`${line}}`)
  }
}

/** Letters, digits and marks that stand in JSON as they are: ids, names of endpoints, codes. */
const plain = /^[\w .:/-]*$/

function quoted(text: string): string {
  return plain.test(text) && text.length <= longest ? `"${text}"` : JSON.stringify(text.slice(0, longest))
}

/** The process's own logger: standard output, one line per event. */
export const log: Log = createLog((line) => process.stdout.write(`${line}\n`))

/**
 * What of an error may be logged: its class, the database's error number and where it was thrown. Never its message,
 * which may quote what a person typed (a duplicate-key message quotes the value).
 */
export function errorFields(error: unknown): Pick<LogFields, 'errorName' | 'errno' | 'stack'> {
  if (!(error instanceof Error)) return { errorName: typeof error }
  const stack = error.stack ?? ''
  const head = stack.indexOf(error.message)
  const frames = (error.message === '' || head < 0 ? stack : stack.slice(head + error.message.length))
    .split('\n')
    .map((frame) => frame.trim())
    .filter((frame) => frame.startsWith('at '))
    .slice(0, 8)
  const errno = 'errno' in error && typeof error.errno === 'number' ? error.errno : undefined
  return { errorName: error.name, errno, stack: frames.join(' | ') }
}
