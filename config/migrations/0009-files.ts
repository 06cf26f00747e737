import type { Kysely } from 'kysely'
import { code, communityId, count, createTable, id, instant, text } from './columns.ts'

/** Files people sent. What each column means stands in api/_src/platform/files/tables.ts. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createTable(db, 'file')
    .addColumn('community_id', communityId, (column) => column.notNull())
    .addColumn('id', id, (column) => column.notNull())
    .addColumn('owner_kind', code(24), (column) => column.notNull())
    .addColumn('owner_id', id, (column) => column.notNull())
    .addColumn('kind', code(16), (column) => column.notNull())
    .addColumn('content_type', code(64), (column) => column.notNull())
    .addColumn('bytes', count, (column) => column.notNull())
    .addColumn('sha256', code(64))
    .addColumn('seconds', count)
    .addColumn('status', code(16), (column) => column.notNull())
    .addColumn('reason', code(24))
    .addColumn('place', code(24))
    .addColumn('account_id', id, (column) => column.notNull())
    .addColumn('account_name', text(40), (column) => column.notNull())
    .addColumn('requested_at', instant, (column) => column.notNull())
    .addColumn('stored_at', instant)
    .addColumn('removed_at', instant)
    .addColumn('due_at', instant)
    .addPrimaryKeyConstraint('file_pk', ['community_id', 'id'])
    .addUniqueConstraint('file_place', ['community_id', 'owner_id', 'place'])
    .addIndex('file_owner', ['community_id', 'owner_kind', 'owner_id', 'requested_at'])
    .addIndex('file_due', ['community_id', 'due_at'])
    .execute()
}
