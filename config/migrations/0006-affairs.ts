import type { Kysely } from 'kysely'
import { code, communityId, count, createTable, id, instant, jsonValue, text } from './columns.ts'

/** What a community tells everybody. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createTable(db, 'notice')
    .addColumn('community_id', communityId, (column) => column.notNull())
    .addColumn('id', id, (column) => column.notNull())
    .addColumn('kind', code(16), (column) => column.notNull())
    .addColumn('title', text(60), (column) => column.notNull())
    .addColumn('publisher', text(40), (column) => column.notNull())
    .addColumn('paragraphs', jsonValue, (column) => column.notNull())
    .addColumn('published_at', instant, (column) => column.notNull())
    // after this moment it is no longer shown
    .addColumn('ends_at', instant)
    .addColumn('version', count, (column) => column.notNull())
    .addPrimaryKeyConstraint('notice_pk', ['community_id', 'id'])
    .addIndex('notice_newest', ['community_id', 'published_at', 'id'])
    .execute()
}
