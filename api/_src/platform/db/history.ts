import { sql, type RawBuilder } from 'kysely'

/**
 * In an update's `set`: the row's `history` with one entry more. The column is a JSON array, never null (insert it
 * with `json([])` or `json([first])`), and is read back as an array.
 */
export function appendHistory<Entry extends object>(entry: Entry, column = 'history'): RawBuilder<Entry[]> {
  return sql<Entry[]>`json_merge_preserve(${sql.ref(column)}, ${JSON.stringify([entry])})`
}

/** The same for a column that is null in rows from before it was there. */
export function beginHistory<Entry extends object>(entry: Entry, column = 'history'): RawBuilder<Entry[]> {
  return sql<Entry[]>`json_merge_preserve(coalesce(${sql.ref(column)}, json_array()), ${JSON.stringify([entry])})`
}
