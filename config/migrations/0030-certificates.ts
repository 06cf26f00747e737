import { sql, type Kysely } from 'kysely'
import { code, communityId, count, createTable, day, flag, id, instant, jsonValue, text, whole } from './columns.ts'

/** Certificates of service (民政部令67号 Art. 14-17): asked for, shown in public, issued, checked, taken back. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createTable(db, 'certificate')
    .addColumn('community_id', communityId, (column) => column.notNull())
    .addColumn('id', id, (column) => column.notNull())
    .addColumn('resident_id', id, (column) => column.notNull())
    // The community can be read from it, so that whoever holds the paper needs to know nothing else.
    .addColumn('number', code(32), (column) => column.notNull())
    .addColumn('from_day', day, (column) => column.notNull())
    .addColumn('to_day', day, (column) => column.notNull())
    .addColumn('volunteer_number', code(20), (column) => column.notNull())
    .addColumn('name', text(40), (column) => column.notNull())
    .addColumn('shows_name', flag, (column) => column.notNull())
    .addColumn('replaces_id', id)
    .addColumn('status', code(12), (column) => column.notNull())
    // The resident while it is on its way: unique, so that there is one at a time.
    .addColumn('live_of', id)
    .addColumn('asked_at', instant, (column) => column.notNull())
    .addColumn('asked_seq', count, (column) => column.notNull())
    .addColumn('services', count, (column) => column.notNull())
    .addColumn('automatic_minutes', whole, (column) => column.notNull())
    .addColumn('added_minutes', whole, (column) => column.notNull())
    .addColumn('public_until', day, (column) => column.notNull())
    .addColumn('due_at', instant)
    .addColumn('words', text(200), (column) => column.notNull())
    .addColumn('facts', jsonValue)
    .addColumn('issued_seq', count)
    .addColumn('digest', code(64))
    .addColumn('issued_at', instant)
    .addColumn('ended_at', instant)
    .addColumn('version', count, (column) => column.notNull())
    .addColumn('notified_version', count, (column) => column.notNull())
    .addColumn('untold', flag, (column) =>
      column.generatedAlwaysAs(sql`if(notified_version < version, 1, null)`).stored(),
    )
    .addColumn('history', jsonValue, (column) => column.notNull())
    .addPrimaryKeyConstraint('certificate_pk', ['community_id', 'id'])
    .addUniqueConstraint('certificate_number', ['community_id', 'number'])
    .addUniqueConstraint('certificate_live', ['community_id', 'live_of'])
    .addIndex('certificate_mine', ['community_id', 'resident_id', 'asked_at'])
    .addIndex('certificate_status', ['community_id', 'status', 'asked_at'])
    .addIndex('certificate_due', ['community_id', 'due_at'])
    .addIndex('certificate_untold', ['community_id', 'untold'])
    .execute()
}
