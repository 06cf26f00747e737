import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { createPool, type FieldPacket, type Pool, type PoolConnection } from 'mysql2'
import { Refusal, serverErrorOf, vitessError } from './errors.ts'
import { Faults } from './faults.ts'
import { refuseUnsupported } from './refusals.ts'
import { encodeChange, encodeRows, wireSession, type WireReply, type WireResult, type WireSession } from './wire.ts'

export interface GatewayOptions {
  /** PlanetScale ends a transaction after 20 s. */
  transactionTimeoutMilliseconds?: number
  /** PlanetScale returns at most 100,000 rows for one statement. */
  mostRows?: number
  connections?: number
  /** Added to every call, to stand for the way to the database's region. */
  latencyMilliseconds?: number
}

interface OpenTransaction {
  connection: PoolConnection
  timer: NodeJS.Timeout
  busy: boolean
}

const defaultTransactionTimeout = 20_000
const defaultMostRows = 100_000
const defaultConnections = 50

/**
 * Answers the way PlanetScale's `Execute` call does, over any MySQL-compatible server: what runs in production is the
 * driver that talks to this. Two fronts lead to it, `http.ts` and `in-process.ts`.
 */
export class Gateway {
  readonly faults = new Faults()
  readonly #pool: Pool
  readonly #options: GatewayOptions
  readonly #transactions = new Map<string, OpenTransaction>()
  #statements = 0
  latencyMilliseconds: number

  constructor(mysqlUrl: string, options: GatewayOptions = {}) {
    this.#options = options
    this.latencyMilliseconds = options.latencyMilliseconds ?? 0
    this.#pool = createPool({
      uri: mysqlUrl,
      charset: 'utf8mb4',
      connectionLimit: options.connections ?? defaultConnections,
    })
  }

  /** Calls answered so far, BEGIN and COMMIT included. */
  get statements(): number {
    return this.#statements
  }

  /** One `Execute` call: the statement with its values in it, and the session of the previous reply. */
  async execute(statement: string, session: WireSession | null): Promise<WireReply> {
    this.#statements += 1
    if (this.latencyMilliseconds > 0) await sleep(this.latencyMilliseconds)
    const began = performance.now()
    const id = session?.vitessSession.SessionUUID ?? randomUUID()
    const believesInTransaction = session?.vitessSession.inTransaction ?? false
    const transaction = this.#transactions.get(id)
    try {
      if (believesInTransaction && !transaction && !/^\s*rollback/i.test(statement)) {
        throw new Refusal(1317, '25000', `transaction ${id}: ended`)
      }
      const isolation = /^\s*set\s+transaction\s+isolation\s+level\s+([a-z ]+)/i.exec(statement)?.[1]
      const result = isolation === undefined ? await this.#run(id, statement, session, transaction) : {}
      const timing = (performance.now() - began) / 1000
      return { session: wireSession(id, this.#transactions.has(id), isolation), result, timing }
    } catch (error) {
      const known = serverErrorOf(error)
      if (transaction && endsTransaction(known.errno, error)) this.#end(id, transaction, true)
      return { session: wireSession(id, this.#transactions.has(id)), error: vitessError(known, statement) }
    }
  }

  /** Ends a session at once, as a closed connection would. */
  closeSession(id: string): void {
    const transaction = this.#transactions.get(id)
    if (transaction) this.#end(id, transaction, true)
  }

  async close(): Promise<void> {
    for (const [id, transaction] of this.#transactions) this.#end(id, transaction, true)
    await new Promise<void>((resolve, reject) => {
      this.#pool.end((error) => (error ? reject(error) : resolve()))
    })
  }

  async #run(
    id: string,
    statement: string,
    session: WireSession | null,
    transaction: OpenTransaction | undefined,
  ): Promise<WireResult> {
    if (/^\s*(?:begin|start\s+transaction)\b/i.test(statement)) {
      await this.#begin(id, statement, session?.vitessSession.isolation, transaction)
      return {}
    }
    if (/^\s*(?:commit|rollback)\s*$/i.test(statement)) {
      if (transaction) await this.#finish(id, transaction, statement)
      return {}
    }
    refuseUnsupported(statement)
    if (transaction) return await this.#runWithin(transaction, statement)
    const connection = await connect(this.#pool)
    try {
      return await this.#query(connection, statement)
    } finally {
      connection.release()
    }
  }

  async #begin(id: string, statement: string, isolation: string | undefined, earlier: OpenTransaction | undefined) {
    if (earlier) await this.#finish(id, earlier, 'commit')
    const connection = await connect(this.#pool)
    if (isolation !== undefined) await this.#query(connection, `set transaction isolation level ${isolation}`)
    await this.#query(connection, statement)
    const timeout = this.#options.transactionTimeoutMilliseconds ?? defaultTransactionTimeout
    const timer = setTimeout(() => this.closeSession(id), timeout)
    this.#transactions.set(id, { connection, timer, busy: false })
  }

  async #runWithin(transaction: OpenTransaction, statement: string): Promise<WireResult> {
    if (transaction.busy) throw new Refusal(1105, 'HY000', 'two statements at once in one transaction')
    transaction.busy = true
    try {
      return await this.#query(transaction.connection, statement)
    } finally {
      transaction.busy = false
    }
  }

  async #finish(id: string, transaction: OpenTransaction, statement: string) {
    try {
      await this.#query(transaction.connection, statement)
      this.#end(id, transaction, false)
    } catch (error) {
      this.#end(id, transaction, true)
      throw error
    }
  }

  #end(id: string, { connection, timer }: OpenTransaction, broken: boolean) {
    clearTimeout(timer)
    this.#transactions.delete(id)
    if (broken) connection.destroy()
    else connection.release()
  }

  #query(connection: PoolConnection, statement: string): Promise<WireResult> {
    const mostRows = this.#options.mostRows ?? defaultMostRows
    return new Promise((resolve, reject) => {
      connection.query(
        { sql: statement, rowsAsArray: true, typeCast: false },
        (error: unknown, result: unknown, fields: FieldPacket[] | undefined) => {
          if (error) reject(error instanceof Error ? error : new Error('mysql2 failed without an error'))
          else if (!fields || !Array.isArray(result)) resolve(encodeChange(affectedRowsOf(result)))
          else if (result.length <= mostRows) resolve(encodeRows(fields, result))
          else reject(new Refusal(1153, 'HY000', `Row count exceeded ${mostRows}`))
        },
      )
    })
  }
}

function connect(pool: Pool): Promise<PoolConnection> {
  return new Promise((resolve, reject) => {
    pool.getConnection((error, connection) => (error ? reject(error) : resolve(connection)))
  })
}

function affectedRowsOf(result: unknown): number {
  const has = typeof result === 'object' && result !== null && 'affectedRows' in result
  return has && typeof result.affectedRows === 'number' ? result.affectedRows : 0
}

/** InnoDB has already rolled back after a deadlock; after a fatal error the connection is gone. */
function endsTransaction(errno: number, error: unknown): boolean {
  const deadlock = 1213
  return errno === deadlock || (error instanceof Error && 'fatal' in error && error.fatal === true)
}
