import { createPool, type FieldPacket, type Pool, type PoolConnection } from 'mysql2'
import { binaryCharacterSet, vitessType } from './column-types.ts'
import { TransportDialect, type DialectOptions, type Outcome, type Session, type Transport } from './dialect.ts'
import { errnoLost, errnoUnreachable, failureFrom, type Failure } from './errors.ts'
import { openGuarded } from './guarded.ts'
import type { Db } from './tables.ts'
import { decoderFor, type Decoder } from './values.ts'

export interface MysqlOptions extends DialectOptions {
  /** Most TCP connections at once. */
  connections?: number | undefined
  /** How long one statement may take before it counts as lost. */
  timeoutMilliseconds?: number | undefined
}

const defaultConnections = 20
const mostWaiting = 2_000
const defaultTimeoutMilliseconds = 5_000

/** MySQL 8's own list, so that every server is as strict; without NO_BACKSLASH_ESCAPES, on which the quoting relies. */
const strictMode =
  'ONLY_FULL_GROUP_BY,STRICT_TRANS_TABLES,NO_ZERO_IN_DATE,NO_ZERO_DATE,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION'

/**
 * Opens `mysql://user:password@host:port/database` over TCP; `?ssl={}` at its end asks for TLS. Never imported by the
 * Vercel functions.
 */
export function openMysql(url: string, options: MysqlOptions = {}): Db {
  return openGuarded(mysqlDialect(url, options))
}

/** The dialect alone, without the tenant guard: for migrations. */
export function mysqlDialect(url: string, options: MysqlOptions = {}): TransportDialect {
  return new TransportDialect(() => mysqlTransport(url, options), options)
}

/** No connection came about, or none was free: nothing was sent. */
class ConnectError extends Error {
  readonly errno: number

  /** The server may have refused with a number of its own; the system's numbers are negative. */
  constructor(errno: number | undefined) {
    super('no connection')
    this.errno = errno !== undefined && errno > 0 ? errno : errnoUnreachable
  }
}

function mysqlTransport(url: string, options: MysqlOptions): Transport {
  const timeout = options.timeoutMilliseconds ?? defaultTimeoutMilliseconds
  const pool = createPool({
    uri: url,
    charset: 'utf8mb4',
    connectionLimit: options.connections ?? defaultConnections,
    queueLimit: mostWaiting,
    connectTimeout: timeout,
    // Statements arrive with their values in place: looking for placeholders once more would be for nothing.
    queryFormat: (statement) => statement,
  })
  pool.on('connection', (connection) => {
    connection.query(`set session sql_mode = '${strictMode}'`, (error) => {
      if (error) connection.destroy()
    })
  })
  return {
    async open() {
      return sessionOn(await connect(pool), timeout)
    },
    explain,
    async close() {
      await new Promise<void>((resolve, reject) => {
        pool.end((error) => (error ? reject(error) : resolve()))
      })
    },
  }
}

function connect(pool: Pool): Promise<PoolConnection> {
  return new Promise((resolve, reject) => {
    pool.getConnection((error, connection) => {
      if (error) reject(new ConnectError(error.errno))
      else resolve(connection)
    })
  })
}

function sessionOn(connection: PoolConnection, timeout: number): Session {
  return {
    run: (statement) => query(connection, statement, timeout),
    release(broken) {
      if (broken) connection.destroy()
      else connection.release()
    },
  }
}

function query(connection: PoolConnection, statement: string, timeout: number): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    connection.query(
      { sql: statement, rowsAsArray: true, typeCast: false, timeout },
      (error: unknown, result: unknown, fields: FieldPacket[] | undefined) => {
        if (error) reject(error instanceof Error ? error : new Error('mysql2 failed without an error'))
        else resolve(outcomeOf(result, fields))
      },
    )
  })
}

function outcomeOf(result: unknown, fields: FieldPacket[] | undefined): Outcome {
  if (!fields || !Array.isArray(result)) return { rows: [], affectedRows: affectedRowsOf(result) }
  const names = fields.map((field) => field.name)
  const decoders = fields.map(decoderOf)
  const rows = result.map((values: readonly (Buffer | null)[]) => {
    const row: Record<string, unknown> = {}
    // An index, because this is the innermost loop of every read.
    for (let index = 0; index < names.length; index += 1) {
      const bytes = values[index] ?? null
      row[names[index] ?? ''] = bytes === null ? null : decoders[index]?.(bytes)
    }
    return row
  })
  return { rows, affectedRows: 0 }
}

function affectedRowsOf(result: unknown): number {
  const has = typeof result === 'object' && result !== null && 'affectedRows' in result
  return has && typeof result.affectedRows === 'number' ? result.affectedRows : 0
}

function decoderOf(field: FieldPacket): Decoder {
  const characterSet = field.characterSet ?? 0
  const flags = typeof field.flags === 'number' ? field.flags : 0
  const type = vitessType({ type: field.type ?? 0, flags, characterSet, format: field.extendedFormat })
  return decoderFor(type, characterSet === binaryCharacterSet)
}

function explain(error: unknown): Failure | undefined {
  if (error instanceof ConnectError) return { errno: error.errno, sqlState: 'HY000', neverSent: true }
  if (!(error instanceof Error) || !('code' in error)) return undefined
  if ('sqlMessage' in error && 'errno' in error && typeof error.errno === 'number' && error.errno > 0) {
    const sqlState = 'sqlState' in error && typeof error.sqlState === 'string' ? error.sqlState : 'HY000'
    return failureFrom(error.errno, sqlState, String(error.sqlMessage))
  }
  return { errno: errnoLost, sqlState: 'HY000' }
}
