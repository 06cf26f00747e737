import { sql, type Kysely } from 'kysely'
import { flag, id, instant, jsonValue } from './columns.ts'

/** Activities from the first draft to the last word: what is planned, who wrote it, and when it moves by itself. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('activity')
    .addColumn('plan', jsonValue)
    .addColumn('writer_ids', jsonValue)
    .addColumn('submitted_at', instant)
    .addColumn('due_at', instant)
    .addColumn('shifts_pending', flag, (column) => column.notNull().defaultTo(0))
    .execute()
  await sql`update activity set due_at = starts_at where status = 'published'`.execute(db)
  await db.schema.createIndex('activity_due').on('activity').columns(['community_id', 'due_at']).execute()

  await db.schema.alterTable('shift').addColumn('series_id', id).addColumn('cancelled_at', instant).execute()
}
