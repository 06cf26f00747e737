import { createConnection, type RowDataPacket } from 'mysql2/promise'
import type { Parameter } from '../../../api/_src/platform/db/values.ts'

export interface SeenStatement {
  sql: string
  parameters: readonly Parameter[]
}

/** What the database itself says about one statement. */
export interface Examined {
  sql: string
  /** Rows it returned or changed. */
  answered: number
  /** Rows it looked at for that. */
  examined: number
}

/** So many rows may be looked at for each row of the answer; a statement without an answer counts as one row. */
export const mostExaminedPerRow = 10

export function examinedTooMuch({ examined, answered }: Examined): boolean {
  return examined > mostExaminedPerRow * Math.max(1, answered)
}

/**
 * Runs each statement once more on a connection of its own and reads from the server's log of slow statements (with a
 * limit of nothing) how many rows it examined. What a statement writes is taken back. For MariaDB and MySQL, by an
 * account that may set global variables.
 */
export async function examine(url: string, statements: readonly SeenStatement[]): Promise<Examined[]> {
  const open = () => createConnection({ uri: url, charset: 'utf8mb4', timezone: 'Z' })
  const settings = await open()
  await settings.query("set global log_output = 'TABLE', global slow_query_log = 1")
  // MariaDB gives a connection the settings of the moment it begins
  const connection = await open()
  try {
    await connection.query('set session long_query_time = 0')
    const found: Examined[] = []
    for (const [index, { sql, parameters }] of statements.entries()) {
      const mark = `/* examined ${index} */`
      await connection.query('truncate mysql.slow_log')
      await connection.beginTransaction()
      const [result] = await connection.query(`${mark} ${sql}`, [...parameters]).catch((error: { errno?: number }) => {
        // The row of the first run is there already: that it was found is all there is to know.
        if (error.errno === 1062) return [[]]
        throw error
      })
      await connection.rollback()
      const [rows] = await connection.query<RowDataPacket[]>(
        'select rows_examined, rows_sent from mysql.slow_log where sql_text like ?',
        [`${mark}%`],
      )
      const [row] = rows
      if (!row) continue
      const changed = (result as { affectedRows?: number }).affectedRows ?? 0
      found.push({ sql, answered: Number(row['rows_sent']) + changed, examined: Number(row['rows_examined']) })
    }
    return found
  } finally {
    await settings.query("set global slow_query_log = 0, global log_output = 'FILE'")
    await connection.end()
    await settings.end()
  }
}
