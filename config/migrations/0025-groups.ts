import { sql, type Kysely } from 'kysely'
import { code, communityId, count, createTable, day, flag, id, instant, jsonValue, text } from './columns.ts'

/** Groups from the proposal to the end, who belongs to them, what they tell each other, and the rooms they meet in. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('volunteer_group')
    .addColumn('meets', text(60), (column) => column.notNull().defaultTo(''))
    .addColumn('is_open', flag, (column) => column.notNull().defaultTo(0))
    .addColumn('proposed_by', id)
    .addColumn('proposed_by_name', text(40), (column) => column.notNull().defaultTo(''))
    .addColumn('offered_to', id)
    .addColumn('offered_to_name', text(40), (column) => column.notNull().defaultTo(''))
    .addColumn('made_at', instant)
    .addColumn('ended_at', instant)
    .addColumn('notified_version', count, (column) => column.notNull().defaultTo(1))
    .addColumn('history', jsonValue)
    .execute()
  await db.schema
    .alterTable('volunteer_group')
    .addColumn('untold', flag, (column) =>
      column.generatedAlwaysAs(sql`if(notified_version < version, 1, null)`).stored(),
    )
    .execute()
  await db.schema
    .createIndex('volunteer_group_untold')
    .on('volunteer_group')
    .columns(['community_id', 'untold'])
    .execute()
  await db.schema
    .createIndex('volunteer_group_status')
    .on('volunteer_group')
    .columns(['community_id', 'status', 'parent_id'])
    .execute()

  await createTable(db, 'group_member')
    .addColumn('community_id', communityId, (column) => column.notNull())
    .addColumn('group_id', id, (column) => column.notNull())
    .addColumn('resident_id', id, (column) => column.notNull())
    // made with the first ask and kept; `command_id` is that of the latest one
    .addColumn('id', id, (column) => column.notNull())
    .addColumn('command_id', id, (column) => column.notNull())
    .addColumn('name', text(40), (column) => column.notNull())
    .addColumn('status', code(12), (column) => column.notNull())
    .addColumn('words', text(100), (column) => column.notNull())
    .addColumn('answer', text(100), (column) => column.notNull())
    .addColumn('asked_at', instant, (column) => column.notNull())
    .addColumn('joined_at', instant)
    .addColumn('ended_at', instant)
    .addColumn('decided_by_name', text(40), (column) => column.notNull())
    .addColumn('notices_seen_at', instant)
    .addColumn('version', count, (column) => column.notNull())
    .addColumn('notified_version', count, (column) => column.notNull())
    .addColumn('history', jsonValue, (column) => column.notNull())
    .addColumn('untold', flag, (column) =>
      column.generatedAlwaysAs(sql`if(notified_version < version, 1, null)`).stored(),
    )
    .addPrimaryKeyConstraint('group_member_pk', ['community_id', 'group_id', 'resident_id'])
    .addUniqueConstraint('group_member_id', ['community_id', 'id'])
    .addIndex('group_member_mine', ['community_id', 'resident_id', 'status'])
    .addIndex('group_member_status', ['community_id', 'group_id', 'status', 'asked_at'])
    .addIndex('group_member_untold', ['community_id', 'untold'])
    .execute()

  await createTable(db, 'group_notice')
    .addColumn('community_id', communityId, (column) => column.notNull())
    .addColumn('id', id, (column) => column.notNull())
    .addColumn('group_id', id, (column) => column.notNull())
    .addColumn('title', text(40), (column) => column.notNull())
    .addColumn('words', text(500), (column) => column.notNull())
    .addColumn('written_by', id, (column) => column.notNull())
    .addColumn('written_by_name', text(40), (column) => column.notNull())
    .addColumn('written_at', instant, (column) => column.notNull())
    .addColumn('version', count, (column) => column.notNull())
    .addColumn('notified_version', count, (column) => column.notNull())
    .addColumn('untold', flag, (column) =>
      column.generatedAlwaysAs(sql`if(notified_version < version, 1, null)`).stored(),
    )
    .addPrimaryKeyConstraint('group_notice_pk', ['community_id', 'id'])
    .addIndex('group_notice_group', ['community_id', 'group_id', 'written_at'])
    .addIndex('group_notice_untold', ['community_id', 'untold'])
    .execute()

  // A room that is kept for something else than a booking. What guards it are its claims, as everywhere.
  await createTable(db, 'venue_use')
    .addColumn('community_id', communityId, (column) => column.notNull())
    // what it is kept for; its claims carry it where those of a booking carry the booking
    .addColumn('user_id', id, (column) => column.notNull())
    .addColumn('starts_at', instant, (column) => column.notNull())
    .addColumn('ends_at', instant, (column) => column.notNull())
    .addColumn('day', day, (column) => column.notNull())
    .addColumn('service_id', id, (column) => column.notNull())
    .addColumn('resource_id', id, (column) => column.notNull())
    .addColumn('resource_name', text(40), (column) => column.notNull())
    .addColumn('title', text(40), (column) => column.notNull())
    .addColumn('by_name', text(60), (column) => column.notNull())
    // when it must be looked at whether it is still wanted; null once it is over
    .addColumn('due_at', instant)
    .addPrimaryKeyConstraint('venue_use_pk', ['community_id', 'user_id', 'starts_at'])
    .addIndex('venue_use_day', ['community_id', 'day'])
    .addIndex('venue_use_due', ['community_id', 'due_at'])
    .execute()
}
