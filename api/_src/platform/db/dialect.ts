import { format } from '@planetscale/database'
import {
  MysqlAdapter,
  MysqlIntrospector,
  MysqlQueryCompiler,
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type Kysely,
  type QueryResult,
  type TransactionSettings,
} from 'kysely'
import { DatabaseError, type Failure } from './errors.ts'
import { noteRoundTrip } from './round-trips.ts'
import { toParameter, type Parameter } from './values.ts'

export interface DialectOptions {
  /** Sees every statement, placeholders in place, before it is sent. May throw to refuse it. */
  onStatement?: ((statement: string, parameters: readonly Parameter[]) => void) | undefined
}

export interface Outcome {
  rows: Record<string, unknown>[]
  /** Rows matched by the WHERE of an update, whether or not a value changed. */
  affectedRows: number
}

/** One conversation with the server: a TCP connection, or a chain of HTTPS calls that share a session. */
export interface Session {
  run(statement: string): Promise<Outcome>
  /** `broken` when the last statement's end is unknown, so that nothing may follow on it. */
  release(broken: boolean): void
}

/** The half of a driver that differs: how text goes out and rows come back. */
export interface Transport {
  open(): Promise<Session>
  /** What an exception of `open` or `run` means; undefined when it is a mistake of the program. */
  explain(error: unknown): Failure | undefined
  close(): Promise<void>
}

/** The first and three more. */
const mostAttempts = 4
/** Without an answer one more is enough: each may take the whole timeout, and somebody is waiting. */
const mostAttemptsWithoutAnswer = 2
const longestPauseMilliseconds = 40

/** MySQL's dialect of Kysely over any transport. Both drivers share all of it, so that they cannot drift apart. */
export class TransportDialect implements Dialect {
  readonly #openTransport: () => Transport
  readonly #options: DialectOptions

  constructor(openTransport: () => Transport, options: DialectOptions) {
    this.#openTransport = openTransport
    this.#options = options
  }

  createAdapter() {
    return new MysqlAdapter()
  }

  createQueryCompiler() {
    return new MysqlQueryCompiler()
  }

  createIntrospector(db: Kysely<unknown>) {
    return new MysqlIntrospector(db)
  }

  createDriver(): Driver {
    return new TransportDriver(this.#openTransport(), this.#options)
  }
}

class TransportDriver implements Driver {
  readonly #transport: Transport
  readonly #options: DialectOptions

  constructor(transport: Transport, options: DialectOptions) {
    this.#transport = transport
    this.#options = options
  }

  async init() {}

  async destroy() {
    await this.#transport.close()
  }

  async acquireConnection(): Promise<DatabaseConnection> {
    return new TransportConnection(this.#transport, this.#options)
  }

  async releaseConnection(connection: DatabaseConnection) {
    own(connection).release()
  }

  async beginTransaction(connection: DatabaseConnection, settings: TransactionSettings) {
    await own(connection).begin(settings)
  }

  async commitTransaction(connection: DatabaseConnection) {
    await own(connection).commit()
  }

  async rollbackTransaction(connection: DatabaseConnection) {
    await own(connection).rollback()
  }

  async savepoint(connection: DatabaseConnection, name: string) {
    await own(connection).control(`savepoint ${quoted(name)}`)
  }

  async rollbackToSavepoint(connection: DatabaseConnection, name: string) {
    await own(connection).control(`rollback to savepoint ${quoted(name)}`)
  }

  async releaseSavepoint(connection: DatabaseConnection, name: string) {
    await own(connection).control(`release savepoint ${quoted(name)}`)
  }
}

class TransportConnection implements DatabaseConnection {
  readonly #transport: Transport
  readonly #options: DialectOptions
  #session: Session | undefined
  #inTransaction = false

  constructor(transport: Transport, options: DialectOptions) {
    this.#transport = transport
    this.#options = options
  }

  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    const parameters = query.parameters.map(toParameter)
    this.#options.onStatement?.(query.sql, parameters)
    const text = format(query.sql, parameters)
    const outcome = await this.#runSafely(text, query.sql)
    return { rows: outcome.rows as Row[], numAffectedRows: BigInt(outcome.affectedRows) }
  }

  // A stream would need a cursor, which a session-less HTTPS call cannot hold.
  streamQuery<Row>(): AsyncIterableIterator<QueryResult<Row>> {
    throw new Error('streaming is not possible over HTTPS: read by pages')
  }

  async begin(settings: TransactionSettings) {
    if (settings.isolationLevel) await this.control(`set transaction isolation level ${settings.isolationLevel}`)
    await this.control(settings.accessMode ? `start transaction ${settings.accessMode}` : 'begin')
    this.#inTransaction = true
  }

  async commit() {
    await this.control('commit')
    this.#inTransaction = false
  }

  /** Never throws: the failure that led here is the one to report, and a lost session is rolled back by the server. */
  async rollback() {
    try {
      await this.control('rollback')
    } catch {
      this.#drop()
    }
    this.#inTransaction = false
  }

  /** One statement that belongs to a transaction's frame: never repeated. */
  async control(statement: string) {
    await this.#run(statement, statement)
  }

  release() {
    this.#session?.release(this.#inTransaction)
    this.#session = undefined
  }

  /**
   * Repeats what is safe to repeat, and only outside a transaction: reads without an answer, statements that never
   * left, and statements the server undid itself (deadlock, lock wait). A write that may have run is never repeated.
   */
  async #runSafely(text: string, statement: string): Promise<Outcome> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.#run(text, statement)
      } catch (error) {
        if (this.#inTransaction || !mayRepeat(error, statement, attempt)) throw error
        await pause(attempt)
      }
    }
  }

  async #run(text: string, statement: string): Promise<Outcome> {
    noteRoundTrip()
    try {
      this.#session ??= await this.#transport.open()
      return await this.#session.run(text)
    } catch (error) {
      const failure = this.#transport.explain(error)
      if (!failure) throw error
      const explained = new DatabaseError(failure, statement)
      if (explained.unavailable) this.#drop()
      throw explained
    }
  }

  #drop() {
    this.#session?.release(true)
    this.#session = undefined
  }
}

function own(connection: DatabaseConnection): TransportConnection {
  if (connection instanceof TransportConnection) return connection
  throw new TypeError('a connection of another driver')
}

function mayRepeat(error: unknown, statement: string, attempt: number): boolean {
  if (!(error instanceof DatabaseError)) return false
  if (error.retryable) return attempt < mostAttempts
  return attempt < mostAttemptsWithoutAnswer && (error.neverSent || (error.unavailable && isPlainRead(statement)))
}

function isPlainRead(statement: string): boolean {
  return /^\s*(select|with)\b/i.test(statement) && !/\bfor update\b|\binto\b/i.test(statement)
}

/** Longer with each attempt, and random, so that two who met once do not meet again. */
function pause(attempt: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, Math.random() * longestPauseMilliseconds * attempt))
}

function quoted(name: string): string {
  return `\`${name.replaceAll('`', '``')}\``
}
