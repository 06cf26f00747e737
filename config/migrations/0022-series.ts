import { sql, type Kysely } from 'kysely'
import { code, count, flag, jsonValue, text } from './columns.ts'

/** A series tells of itself, once for all its days, and remembers which days were chosen until they are booked. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('booking_series')
    .addColumn('resident_name', text(40), (column) => column.notNull())
    .addColumn('delegate_name', text(40))
    .addColumn('channel', code(8), (column) => column.notNull())
    .addColumn('note', text(100), (column) => column.notNull())
    .addColumn('wanted', jsonValue, (column) => column.notNull())
    .addColumn('history', jsonValue, (column) => column.notNull())
    .addColumn('notified_version', count, (column) => column.notNull())
    .addColumn('untold', flag, (column) =>
      column.generatedAlwaysAs(sql`if(notified_version < version, 1, null)`).stored(),
    )
    .execute()
  await db.schema
    .createIndex('booking_series_untold')
    .on('booking_series')
    .columns(['community_id', 'untold'])
    .execute()
}
