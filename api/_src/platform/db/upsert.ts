import { sql, type RawBuilder } from 'kysely'

/** In `onDuplicateKeyUpdate`: the value this insert would have written to `column`. Works on MySQL and MariaDB. */
export function inserted<Value>(column: string): RawBuilder<Value> {
  return sql<Value>`values(${sql.ref(column)})`
}
