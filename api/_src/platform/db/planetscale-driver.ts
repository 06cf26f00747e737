import {
  Client,
  DatabaseError as AnsweredError,
  UnknownError,
  type Cast,
  type Config,
  type Field,
} from '@planetscale/database'
import { binaryCharacterSet } from './column-types.ts'
import { TransportDialect, type DialectOptions, type Session, type Transport } from './dialect.ts'
import { errnoLost, errnoUnreachable, failureFrom, type Failure } from './errors.ts'
import { openGuarded } from './guarded.ts'
import type { Db } from './tables.ts'
import { decoderFor, type Decoder } from './values.ts'

export interface PlanetScaleOptions extends DialectOptions {
  /** How long one HTTPS call may take before it counts as lost. */
  timeoutMilliseconds?: number | undefined
  /** Stands in for the network: the in-process gateway in tests. */
  fetch?: GatewayFetch | undefined
}

/** The part of `fetch` this driver uses. */
export type GatewayFetch = (
  url: string,
  init: { method: string; headers: Record<string, string>; body: string; signal: AbortSignal },
) => Promise<{ ok: boolean; status: number; statusText: string; text(): Promise<string> }>

const defaultTimeoutMilliseconds = 5_000

/** Opens `https://user:password@host`, a PlanetScale database or the gateway that stands in for one. */
export function openPlanetScale(url: string, options: PlanetScaleOptions = {}): Db {
  return openGuarded(planetScaleDialect(url, options))
}

/** The dialect alone, without the tenant guard. */
export function planetScaleDialect(url: string, options: PlanetScaleOptions = {}): TransportDialect {
  return new TransportDialect(() => planetScaleTransport(url, options), options)
}

function planetScaleTransport(url: string, options: PlanetScaleOptions): Transport {
  const timeout = options.timeoutMilliseconds ?? defaultTimeoutMilliseconds
  const send: GatewayFetch = options.fetch ?? ((target, init) => fetch(target, { ...init, cache: 'no-store' }))
  const client = new Client({
    ...addressOf(url),
    cast: decode,
    fetch: (target, init) =>
      send(target, {
        method: init?.method ?? 'POST',
        headers: init?.headers ?? {},
        body: init?.body ?? '',
        signal: AbortSignal.timeout(timeout),
      }),
  })
  return {
    async open(): Promise<Session> {
      const connection = client.connection()
      return {
        async run(statement) {
          const result = await connection.execute<Record<string, unknown>>(statement)
          return { rows: result.rows, affectedRows: result.rowsAffected }
        },
        release() {},
      }
    },
    explain,
    async close() {},
  }
}

/** The driver keeps percent signs of a URL's password as they are, so the parts are given apart. */
function addressOf(url: string): Config {
  const { protocol, host, username, password } = new URL(url)
  if (protocol === 'http:') return { url }
  if (protocol !== 'https:') throw new Error('the address of a PlanetScale database begins with https://')
  return { host, username: decodeURIComponent(username), password: decodeURIComponent(password) }
}

const decoders = new Map<string, Decoder>()

/** The driver hands over bytes as a string of one character per byte. */
function decode(...[field, value]: Parameters<Cast>): unknown {
  if (value === null || value === undefined) return null
  return decoderOf(field)(Buffer.from(value, 'latin1'))
}

function decoderOf(field: Field): Decoder {
  const binary = field.charset === binaryCharacterSet
  const name = binary ? `${field.type} binary` : field.type
  const known = decoders.get(name)
  if (known) return known
  const decoder = decoderFor(field.type, binary)
  decoders.set(name, decoder)
  return decoder
}

/** Set by the runtime when no connection came about, so nothing can have been sent. */
const neverSentCodes: ReadonlySet<unknown> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
])
const accessDenied = 1045
const unknownServerError = 1105

function explain(error: unknown): Failure | undefined {
  if (error instanceof UnknownError) return { errno: errnoLost, sqlState: 'HY000' }
  if (error instanceof AnsweredError) return explainAnswer(error)
  if (!(error instanceof Error)) return undefined
  if (error.name === 'TimeoutError' || error.name === 'AbortError') return { errno: errnoLost, sqlState: 'HY000' }
  if (error instanceof SyntaxError) return { errno: errnoLost, sqlState: 'HY000' }
  if (!(error instanceof TypeError) || error.message !== 'fetch failed') return undefined
  const neverSent = neverSentCodes.has(codeOf(error.cause))
  return { errno: neverSent ? errnoUnreachable : errnoLost, sqlState: 'HY000', neverSent }
}

function codeOf(cause: unknown): unknown {
  return typeof cause === 'object' && cause !== null && 'code' in cause ? cause.code : undefined
}

/** Only the sentence carries the number: `… desc = <sentence> (errno 1062) (sqlstate 23000) (CallerID: …): Sql: …`. */
function explainAnswer(error: AnsweredError): Failure {
  if (error.status === 401 || error.status === 403) return { errno: accessDenied, sqlState: '28000' }
  const duplicate = /(for key '[^']+') \(errno (1062)\) \(sqlstate (23000)\)/s.exec(error.message)
  const match = duplicate ?? /(?:desc = )?(.*?) \(errno (\d+)\) \(sqlstate (\w+)\)/s.exec(error.message)
  if (!match) {
    const absent = /code = (?:Unavailable|DeadlineExceeded|Canceled)/.test(error.message)
    return { errno: absent ? errnoLost : unknownServerError, sqlState: 'HY000' }
  }
  const [, sentence = '', errno, sqlState = 'HY000'] = match
  return failureFrom(Number(errno), sqlState, sentence.replace(/^.*desc = /s, ''))
}
