import { sql, type Kysely } from 'kysely'
import { code, communityId, count, createTable, day, flag, id, instant } from './columns.ts'

/** Who was there: the secret behind a shift's rotating code, the tries at its number, and lists not yet settled. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createTable(db, 'attendance_secret')
    .addColumn('community_id', communityId, (column) => column.notNull())
    .addColumn('shift_id', id, (column) => column.notNull())
    .addColumn('secret', code(64), (column) => column.notNull())
    .addColumn('made_at', instant, (column) => column.notNull())
    .addPrimaryKeyConstraint('attendance_secret_pk', ['community_id', 'shift_id'])
    .execute()

  await db.schema
    .alterTable('signup')
    .addColumn('number_tries', count, (column) => column.notNull().defaultTo(0))
    .addColumn('number_tries_since', instant)
    // A leader's word may be taken back until then; afterwards it goes into the ledger.
    .addColumn('record_from', instant)
    .execute()

  // A shift that is over while somebody's coming is not settled (民政部令67号 Art. 11). Its own outbox.
  await createTable(db, 'attendance_due')
    .addColumn('community_id', communityId, (column) => column.notNull())
    .addColumn('id', id, (column) => column.notNull())
    .addColumn('due_day', day, (column) => column.notNull())
    .addColumn('next_at', instant)
    .addColumn('version', count, (column) => column.notNull())
    .addColumn('notified_version', count, (column) => column.notNull())
    .addColumn('untold', flag, (column) =>
      column.generatedAlwaysAs(sql`if(notified_version < version, 1, null)`).stored(),
    )
    .addPrimaryKeyConstraint('attendance_due_pk', ['community_id', 'id'])
    .addIndex('attendance_due_untold', ['community_id', 'untold'])
    .execute()
}
