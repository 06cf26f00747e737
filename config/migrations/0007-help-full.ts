import { sql, type Kysely } from 'kysely'
import { code, communityId, count, createTable, flag, id, instant, jsonValue } from './columns.ts'

/** Help calls in full: intents, frozen plans, offers, helpers, neighbours, ratings; settings; heartbeats of desks. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('help_call')
    .addColumn('intent', code(16), (column) => column.notNull().defaultTo('emergency'))
    .addColumn('source', code(16), (column) => column.notNull().defaultTo('app'))
    .addColumn('step_due_at', instant)
    .addColumn('plan', jsonValue)
    .addColumn('offer', jsonValue)
    .addColumn('helpers', jsonValue)
    .addColumn('neighbour', jsonValue)
    .addColumn('rating', code(8))
    .addColumn('call_back_due_at', instant)
    .execute()
  // Calls from before: without a plan of their own they are planned by the next pass of the clock.
  await sql`update help_call set step_due_at = due_at, helpers = json_array()`.execute(db)
  await createTable(db, 'help_setting')
    .addColumn('community_id', communityId, (column) => column.notNull())
    .addColumn('settings', jsonValue, (column) => column.notNull())
    .addColumn('version', count, (column) => column.notNull())
    .addColumn('changed_by', id, (column) => column.notNull())
    .addColumn('changed_at', instant, (column) => column.notNull())
    .addPrimaryKeyConstraint('help_setting_pk', ['community_id'])
    .execute()
  await createTable(db, 'presence')
    .addColumn('account_id', id, (column) => column.notNull())
    .addColumn('desk_seen_at', instant, (column) => column.notNull())
    .addPrimaryKeyConstraint('presence_pk', ['account_id'])
    .execute()
  await createTable(db, 'help_audit')
    .addColumn('community_id', communityId, (column) => column.notNull())
    .addColumn('checked_at', instant, (column) => column.notNull())
    .addColumn('open_calls', count, (column) => column.notNull())
    .addColumn('late_calls', count, (column) => column.notNull())
    .addColumn('late_since', instant)
    .addColumn('told', flag, (column) => column.notNull())
    .addPrimaryKeyConstraint('help_audit_pk', ['community_id'])
    .execute()
}
