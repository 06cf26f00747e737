import { sql, type Kysely } from 'kysely'
import { count, flag } from './columns.ts'

/**
 * The volunteer's row as its own outbox: guardians hear that they are waited for, the child what they said. Most
 * versions of it are nobody's news, so that `news_version` is the last one that is. Who is there already counts as told.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('volunteer')
    .addColumn('news_version', count, (column) => column.notNull().defaultTo(0))
    .addColumn('notified_version', count, (column) => column.notNull().defaultTo(0))
    .execute()
  await db.schema
    .alterTable('volunteer')
    .addColumn('untold', flag, (column) =>
      column.generatedAlwaysAs(sql`if(notified_version < news_version, 1, null)`).stored(),
    )
    .execute()
  await db.schema.createIndex('volunteer_untold').on('volunteer').columns(['community_id', 'untold']).execute()
  // A guardian is known by telephone alone.
  await db.schema.createIndex('account_phone').on('account').column('phone').execute()
}
