import { sql, type CreateTableBuilder, type Expression, type Kysely, type RawBuilder } from 'kysely'

type ColumnType = RawBuilder<unknown> & Expression<unknown>

const ascii = (type: string): ColumnType => sql.raw(`${type} character set ascii collate ascii_bin`)

/** A ULID: `CHAR(26)`. */
export const id = ascii('char(26)')
/** The 12-digit code of a community: first in every primary key. */
export const communityId = ascii('char(12)')
/** A code of an area, 4 to 15 digits. */
export const areaCode = ascii('varchar(15)')
/** The 15-digit code of a grid. */
export const gridCode = ascii('char(15)')
/** A code, status, token or hash: compared byte by byte. */
export const code = (length: number): ColumnType => ascii(`varchar(${length})`)
/** Words people wrote or read. */
export const text = (length: number): ColumnType =>
  sql.raw(`varchar(${length}) character set utf8mb4 collate utf8mb4_unicode_520_ci`)
/** Words without a short limit. */
export const longText: ColumnType = sql.raw('text character set utf8mb4 collate utf8mb4_unicode_520_ci')
/** A moment, UTC, given by the application's clock. Read back as `Date`. */
export const instant: ColumnType = sql.raw('datetime(3)')
/** A local calendar day. Read back as `YYYY-MM-DD`. */
export const day: ColumnType = sql.raw('date')
/** A count or a version. */
export const count: ColumnType = sql.raw('int unsigned')
/** A signed whole number. */
export const whole: ColumnType = sql.raw('int')
/** Yes or no. Read back as 1 or 0. */
export const flag: ColumnType = sql.raw('tinyint(1)')
/** A JSON value, read and written whole. */
export const jsonValue: ColumnType = sql.raw('json')

/** Starts `create table`, with engine and collation named so that no server's default matters. */
export function createTable<Name extends string>(db: Kysely<unknown>, name: Name): CreateTableBuilder<Name> {
  return db.schema
    .createTable(name)
    .modifyEnd(sql`engine=InnoDB default charset=utf8mb4 collate=utf8mb4_unicode_520_ci`)
}
