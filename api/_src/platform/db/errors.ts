/** What is known about a failed statement. Numbers are MySQL's own (2003 and 2013 are those of its clients). */
export interface Failure {
  errno: number
  sqlState: string
  /** Name of the violated key or constraint, without its table. */
  key?: string | undefined
  /** The server's sentence, kept only for errors whose sentence names columns and tables but never values. */
  detail?: string | undefined
  /** True when the statement cannot have reached the server, so that even a write may be sent again. */
  neverSent?: boolean | undefined
}

/** The server could not be reached; nothing was sent. */
export const errnoUnreachable = 2003
/** The statement was sent and no answer came: it may or may not have run. */
export const errnoLost = 2013
/** Too many connections, server going down, connection killed: no answer for reasons of the server's own. */
const errnosOfAbsence: ReadonlySet<number> = new Set([errnoUnreachable, errnoLost, 1040, 1053, 1203, 1927])
const errnoDuplicate = 1062
const errnoDeadlock = 1213
const errnoLockWait = 1205
const errnoCheck = 3819
/** MariaDB's number for what MySQL calls 3819. */
const errnoCheckMariaDb = 4025

/** Their sentences hold identifiers only: wrong column, wrong table, no default, null, too long, out of range, not grouped. */
const errnosWithHarmlessSentence: ReadonlySet<number> = new Set([1048, 1052, 1054, 1055, 1072, 1146, 1264, 1364, 1406])

/**
 * A failed statement. Its message holds no value of any person: only numbers, names of keys and columns, and the
 * statement with its placeholders. So it may be logged; it is still not for the caller.
 */
export class DatabaseError extends Error {
  readonly errno: number
  readonly sqlState: string
  readonly key: string | undefined
  readonly neverSent: boolean

  constructor(failure: Failure, statement: string) {
    const key = failure.key === undefined ? '' : ` on key ${failure.key}`
    const detail = failure.detail === undefined ? '' : ` (${failure.detail})`
    super(`database error ${failure.errno}${key}${detail}: ${statement}`)
    this.name = 'DatabaseError'
    this.errno = failure.errno
    this.sqlState = failure.sqlState
    this.key = failure.key
    this.neverSent = failure.neverSent ?? false
  }

  /** A unique key already holds this value: usually a result ("taken", "already done"), not a failure. */
  get duplicate(): boolean {
    return this.errno === errnoDuplicate
  }

  /** A CHECK constraint refused the row, `key` is its name. */
  get checkViolated(): boolean {
    return this.errno === errnoCheck
  }

  /** A deadlock or a lock wait: the server undid the statement, so the whole unit may be tried again. */
  get retryable(): boolean {
    return this.errno === errnoDeadlock || this.errno === errnoLockWait
  }

  /** No answer from the database: unreachable, lost on the way, or too slow. */
  get unavailable(): boolean {
    return errnosOfAbsence.has(this.errno)
  }
}

/** True for a duplicate-key error, and when `key` is given only for that key (`PRIMARY` is the primary one). */
export function isDuplicate(error: unknown, key?: string): error is DatabaseError {
  return error instanceof DatabaseError && error.duplicate && (key === undefined || error.key === key)
}

/** Reads a failure out of the server's number and sentence. MySQL 8 writes `table.key`, MariaDB `key`. */
export function failureFrom(errno: number, sqlState: string, sentence: string): Failure {
  if (errno === errnoDuplicate) return { errno, sqlState, key: /for key '(?:[^'.]+\.)?([^'.]+)'$/.exec(sentence)?.[1] }
  if (errno === errnoCheck || errno === errnoCheckMariaDb) {
    return { errno: errnoCheck, sqlState, key: /constraint [`'](?:[^`'.]+\.)?([^`'.]+)[`']/i.exec(sentence)?.[1] }
  }
  return { errno, sqlState, detail: errnosWithHarmlessSentence.has(errno) ? sentence : undefined }
}
