import type { Kysely } from 'kysely'
import { code, communityId, createTable, id, instant, text } from './columns.ts'

/** Photos of what to bring, looked at before the visit. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createTable(db, 'material_check')
    .addColumn('community_id', communityId, (column) => column.notNull())
    .addColumn('booking_id', id, (column) => column.notNull())
    .addColumn('material_id', id, (column) => column.notNull())
    .addColumn('file_id', id, (column) => column.notNull())
    .addColumn('state', code(8), (column) => column.notNull())
    .addColumn('words', text(60), (column) => column.notNull())
    .addColumn('sent_at', instant, (column) => column.notNull())
    .addColumn('judged_by', id)
    .addColumn('judged_at', instant)
    .addColumn('due_at', instant, (column) => column.notNull())
    .addPrimaryKeyConstraint('material_check_pk', ['community_id', 'booking_id', 'material_id'])
    .addIndex('material_check_state', ['community_id', 'state', 'sent_at'])
    .addIndex('material_check_due', ['community_id', 'due_at'])
    .execute()
}
