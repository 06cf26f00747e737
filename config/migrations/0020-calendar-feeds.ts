import type { Kysely } from 'kysely'
import { code, communityId, createTable, id, instant, text } from './columns.ts'

/** Secret addresses from which calendar programs read bookings. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createTable(db, 'calendar_feed')
    .addColumn('community_id', communityId, (column) => column.notNull())
    .addColumn('id', id, (column) => column.notNull())
    .addColumn('account_id', id, (column) => column.notNull())
    .addColumn('kind', code(8), (column) => column.notNull())
    // the resident or the resource it is of
    .addColumn('subject_id', id, (column) => column.notNull())
    .addColumn('name', text(60), (column) => column.notNull())
    .addColumn('feed_key', code(32), (column) => column.notNull())
    .addColumn('made_at', instant, (column) => column.notNull())
    .addColumn('revoked_at', instant)
    .addPrimaryKeyConstraint('calendar_feed_pk', ['community_id', 'id'])
    .addIndex('calendar_feed_account', ['community_id', 'account_id'])
    .execute()
}
