import { sql, type Kysely } from 'kysely'
import { code, communityId, count, createTable, id, instant, jsonValue, text } from './columns.ts'

/** The line of a shift by class, and last-minute calls. */
export async function up(db: Kysely<unknown>): Promise<void> {
  // The first in line of each class is one look, however long the line. One column of its own: with an index that begins
  // like signup_line the optimizer takes one for the other, and sorts a line that is in order already. `rtrim`: MariaDB
  // computes nothing from a CHAR whose blanks depend on the session.
  await db.schema
    .alterTable('signup')
    .addColumn('class_line', code(27), (column) =>
      column
        .generatedAlwaysAs(
          sql`if(status <> 'waiting', null, if(is_first_timer = 1, concat('1', rtrim(seq)), concat('0', rtrim(seq))))`,
        )
        .stored(),
    )
    .execute()
  await db.schema
    .createIndex('signup_class_line')
    .on('signup')
    .columns(['community_id', 'shift_id', 'class_line'])
    .execute()

  await createTable(db, 'shift_call')
    .addColumn('community_id', communityId, (column) => column.notNull())
    .addColumn('shift_id', id, (column) => column.notNull())
    .addColumn('id', id, (column) => column.notNull())
    .addColumn('command_id', id, (column) => column.notNull())
    .addColumn('status', code(12), (column) => column.notNull())
    .addColumn('words', text(60), (column) => column.notNull())
    .addColumn('called_by', id, (column) => column.notNull())
    .addColumn('called_by_name', text(40), (column) => column.notNull())
    .addColumn('first_called_at', instant, (column) => column.notNull())
    .addColumn('called_at', instant, (column) => column.notNull())
    // residents in the order in which they are told; the first `told` of them have been
    .addColumn('people', jsonValue, (column) => column.notNull())
    .addColumn('told', count, (column) => column.notNull())
    .addColumn('ended_at', instant)
    .addColumn('version', count, (column) => column.notNull())
    .addPrimaryKeyConstraint('shift_call_pk', ['community_id', 'shift_id'])
    .addUniqueConstraint('shift_call_id', ['community_id', 'id'])
    .addIndex('shift_call_status', ['community_id', 'status', 'called_at'])
    .execute()
}
