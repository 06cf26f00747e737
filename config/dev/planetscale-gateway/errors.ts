/** An error as MySQL's protocol reports it. */
export interface ServerError {
  errno: number
  sqlState: string
  sentence: string
}

const rpcCodes: Readonly<Record<number, string>> = {
  1062: 'AlreadyExists',
  1205: 'DeadlineExceeded',
  1213: 'Aborted',
  1317: 'Canceled',
  2013: 'Unavailable',
}
const unknownError = 1105
const serverLost = 2013
const mariaDbCheckViolated = 4025
const mysqlCheckViolated = 3819
const longestStatement = 256

/** The sentence in which Vitess wraps MySQL's: the driver has nothing else to read the number from. */
export function vitessError({ errno, sqlState, sentence }: ServerError, statement: string) {
  const number = errno === mariaDbCheckViolated ? mysqlCheckViolated : errno
  const desc = `${sentence} (errno ${number}) (sqlstate ${sqlState}) (CallerID: local): Sql: "${statement.slice(0, longestStatement)}", BindVars: {REDACTED}`
  return {
    code: 'UNKNOWN',
    message: `target: local.-.primary: vttablet: rpc error: code = ${rpcCodes[errno] ?? 'Unknown'} desc = ${desc}`,
  }
}

/** What the gateway itself refuses, in the words of Vitess. */
export class Refusal extends Error {
  readonly error: ServerError

  constructor(errno: number, sqlState: string, sentence: string) {
    super(sentence)
    this.error = { errno, sqlState, sentence }
  }
}

/** What to report for any exception; 1105 is MySQL's "unknown error". */
export function serverErrorOf(error: unknown): ServerError {
  if (error instanceof Refusal) return error.error
  if (!(error instanceof Error)) return { errno: unknownError, sqlState: 'HY000', sentence: 'unknown error' }
  const numbered = 'errno' in error && typeof error.errno === 'number' && error.errno > 0 ? error.errno : undefined
  // mysql2 gives its own and the system's errors a code but no number of MySQL: the server is not there.
  const errno = numbered ?? ('code' in error ? serverLost : unknownError)
  const sqlState = 'sqlState' in error && typeof error.sqlState === 'string' ? error.sqlState : 'HY000'
  const sentence = 'sqlMessage' in error && typeof error.sqlMessage === 'string' ? error.sqlMessage : error.message
  return { errno, sqlState, sentence }
}
