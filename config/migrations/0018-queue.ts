import { sql, type Kysely } from 'kysely'
import { code, communityId, count, createTable, day, flag, id, instant, jsonValue, text } from './columns.ts'

/** The counter: numbers of the day, what a provider set for its hall, pauses after bookings that nobody came to. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createTable(db, 'queue_ticket')
    .addColumn('community_id', communityId, (column) => column.notNull())
    // of a booking its id, so that nobody gets two numbers for one; of a walk-in that of the command
    .addColumn('id', id, (column) => column.notNull())
    .addColumn('provider_id', id, (column) => column.notNull())
    .addColumn('day', day, (column) => column.notNull())
    .addColumn('lane', code(8), (column) => column.notNull())
    .addColumn('number', count, (column) => column.notNull())
    .addColumn('service_id', id, (column) => column.notNull())
    .addColumn('service_name', text(40), (column) => column.notNull())
    .addColumn('booking_id', id)
    // null: a guest
    .addColumn('resident_id', id)
    .addColumn('name', text(40), (column) => column.notNull())
    // whose phone took it: may look how far it is
    .addColumn('taken_by', id, (column) => column.notNull())
    .addColumn('goes_first', flag, (column) => column.notNull())
    .addColumn('line', code(8), (column) => column.notNull())
    .addColumn('turn_at', instant, (column) => column.notNull())
    .addColumn('starts_at', instant)
    .addColumn('arrived_at', instant, (column) => column.notNull())
    // only this window or doctor may call it; null: any
    .addColumn('wanted_window', text(40))
    .addColumn('status', code(12), (column) => column.notNull())
    .addColumn('version', count, (column) => column.notNull())
    .addColumn('window_name', text(40))
    // set while somebody stands there: a window has one person at a time
    .addColumn('at_window', text(40))
    .addColumn('call_id', id)
    .addColumn('calls', count, (column) => column.notNull())
    .addColumn('not_there', count, (column) => column.notNull())
    .addColumn('first_called_at', instant)
    .addColumn('called_at', instant)
    .addColumn('served_by', id)
    .addColumn('ended_at', instant)
    // when the day is over whatever is still open is put away
    .addColumn('due_at', instant)
    .addPrimaryKeyConstraint('queue_ticket_pk', ['community_id', 'id'])
    .addUniqueConstraint('queue_ticket_number', ['community_id', 'provider_id', 'day', 'lane', 'number'])
    .addUniqueConstraint('queue_ticket_window', ['community_id', 'provider_id', 'day', 'at_window'])
    .addUniqueConstraint('queue_ticket_call', ['community_id', 'call_id'])
    .addIndex('queue_ticket_due', ['community_id', 'due_at'])
    .execute()

  await createTable(db, 'queue_setting')
    .addColumn('community_id', communityId, (column) => column.notNull())
    .addColumn('provider_id', id, (column) => column.notNull())
    .addColumn('windows', jsonValue, (column) => column.notNull())
    .addColumn('show_names', flag, (column) => column.notNull())
    .addColumn('door_code', code(8), (column) => column.notNull())
    .addColumn('version', count, (column) => column.notNull())
    .addPrimaryKeyConstraint('queue_setting_pk', ['community_id', 'provider_id'])
    .addUniqueConstraint('queue_setting_door', ['community_id', 'door_code'])
    .execute()

  await createTable(db, 'booking_pause')
    .addColumn('community_id', communityId, (column) => column.notNull())
    .addColumn('resident_id', id, (column) => column.notNull())
    .addColumn('since', instant, (column) => column.notNull())
    .addColumn('until', instant, (column) => column.notNull())
    .addColumn('booking_id', id, (column) => column.notNull())
    .addColumn('lifted_at', instant)
    .addColumn('lifted_by', id)
    .addPrimaryKeyConstraint('booking_pause_pk', ['community_id', 'resident_id'])
    .execute()

  // when it is known whether somebody came: made by the database, so that no path can forget it
  await db.schema
    .alterTable('booking')
    .addColumn('settles_at', instant, (column) =>
      column.generatedAlwaysAs(sql`if(status in ('confirmed', 'checked_in'), ends_at, null)`).stored(),
    )
    .execute()
  await db.schema.createIndex('booking_settles').on('booking').columns(['community_id', 'settles_at']).execute()
}
