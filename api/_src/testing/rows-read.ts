import type { Connection, RowDataPacket } from 'mysql2/promise'
import type { Parameter } from '../platform/db/values.ts'

/** A statement as a driver was given it. */
export interface Statement {
  sql: string
  parameters: readonly Parameter[]
}

/** How many rows the database looks at for these statements, run once more on a connection of the test's own. */
export async function rowsRead(connection: Connection, statements: readonly Statement[]): Promise<number> {
  let sum = 0
  for (const { sql, parameters } of statements) {
    await connection.query('flush status')
    await connection.query(sql, [...parameters])
    const [rows] = await connection.query<RowDataPacket[]>("show session status like 'Handler_read%'")
    sum += rows.reduce((count, row) => count + Number(row['Value']), 0)
  }
  return sum
}
