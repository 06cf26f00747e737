import { sql, type Kysely } from 'kysely'
import { code, communityId, count, createTable, day, flag, id, instant, jsonValue, text, whole } from './columns.ts'

/**
 * Volunteering in full: who a volunteer is by law, groups with leaders, activities with a lifecycle, kept places,
 * attendance, and the ledger of hours.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('volunteer')
    .addColumn('status', code(20), (column) => column.notNull().defaultTo('active'))
    .addColumn('name', text(40))
    .addColumn('sex', code(8))
    .addColumn('birth_date', day)
    .addColumn('id_number_sealed', code(200))
    .addColumn('id_number_mark', code(64))
    .addColumn('id_number_shown', code(20))
    .addColumn('living_area', text(80))
    .addColumn('phone', code(20))
    .addColumn('service_kinds', jsonValue)
    .addColumn('consents', jsonValue)
    .addColumn('guardian', jsonValue)
    .addColumn('ranking_hidden', flag, (column) => column.notNull().defaultTo(0))
    .addColumn('paused_until', day)
    .addColumn('left_at', instant)
    .execute()
  // Sealed with a key that never stands in the database; the mark finds the same number again without telling it.
  await db.schema
    .createIndex('volunteer_id_number')
    .unique()
    .on('volunteer')
    .columns(['community_id', 'id_number_mark'])
    .execute()
  await db.schema
    .createIndex('volunteer_status')
    .on('volunteer')
    .columns(['community_id', 'status', 'joined_at'])
    .execute()

  await createTable(db, 'volunteer_setting')
    .addColumn('community_id', communityId, (column) => column.notNull())
    .addColumn('settings', jsonValue, (column) => column.notNull())
    .addColumn('version', count, (column) => column.notNull())
    .addColumn('changed_by_name', text(40), (column) => column.notNull())
    .addColumn('changed_at', instant, (column) => column.notNull())
    .addPrimaryKeyConstraint('volunteer_setting_pk', ['community_id'])
    .execute()

  await db.schema
    .alterTable('volunteer_group')
    .addColumn('kind', code(20), (column) => column.notNull().defaultTo('volunteer_team'))
    .addColumn('field', code(20), (column) => column.notNull().defaultTo('mutual_aid'))
    .addColumn('parent_id', id)
    .addColumn('introduction', text(300), (column) => column.notNull().defaultTo(''))
    .addColumn('leader_ids', jsonValue)
    .addColumn('leader_name', text(40), (column) => column.notNull().defaultTo(''))
    .addColumn('member_count', count, (column) => column.notNull().defaultTo(0))
    .addColumn('status', code(12), (column) => column.notNull().defaultTo('active'))
    .addColumn('version', count, (column) => column.notNull().defaultTo(1))
    .addColumn('founded_on', day)
    .execute()

  await db.schema
    .alterTable('activity')
    .addColumn('kind', code(16), (column) => column.notNull().defaultTo('volunteering'))
    .addColumn('status', code(12), (column) => column.notNull().defaultTo('published'))
    .addColumn('leader_id', id)
    .addColumn('organiser_name', text(60), (column) => column.notNull().defaultTo(''))
    .addColumn('least_age', count)
    .addColumn('is_risky', flag, (column) => column.notNull().defaultTo(0))
    .addColumn('repeats', jsonValue)
    .addColumn('request_id', id)
    .addColumn('starts_at', instant)
    .addColumn('ends_at', instant)
    .addColumn('made_by', id)
    .addColumn('made_by_name', text(40), (column) => column.notNull().defaultTo(''))
    .addColumn('published_at', instant)
    .addColumn('closed_at', instant)
    .addColumn('version', count, (column) => column.notNull().defaultTo(1))
    .addColumn('notified_version', count, (column) => column.notNull().defaultTo(1))
    .addColumn('history', jsonValue)
    .execute()
  await sql`update activity a join (
      select community_id, activity_id, min(starts_at) as first_at, max(ends_at) as last_at
      from shift group by community_id, activity_id
    ) s on s.community_id = a.community_id and s.activity_id = a.id
    set a.starts_at = s.first_at, a.ends_at = s.last_at`.execute(db)
  await db.schema
    .alterTable('activity')
    .addColumn('untold', flag, (column) =>
      column.generatedAlwaysAs(sql`if(notified_version < version, 1, null)`).stored(),
    )
    .execute()
  await db.schema.createIndex('activity_untold').on('activity').columns(['community_id', 'untold']).execute()
  await db.schema.createIndex('activity_status').on('activity').columns(['community_id', 'status', 'ends_at']).execute()
  await db.schema
    .createIndex('activity_group')
    .on('activity')
    .columns(['community_id', 'group_id', 'ends_at'])
    .execute()

  await db.schema
    .alterTable('shift')
    .addColumn('role', code(12), (column) => column.notNull().defaultTo('volunteer'))
    .addColumn('first_timer_places', count, (column) => column.notNull().defaultTo(0))
    .addColumn('first_timers_until', instant)
    .addColumn('first_timers_taken', count, (column) => column.notNull().defaultTo(0))
    .execute()

  await db.schema
    .alterTable('signup')
    .addColumn('role', code(12), (column) => column.notNull().defaultTo('volunteer'))
    .addColumn('is_first_timer', flag, (column) => column.notNull().defaultTo(0))
    .addColumn('checked_in_at', instant)
    .addColumn('checked_in_way', code(12))
    .addColumn('checked_out_at', instant)
    .addColumn('checked_out_way', code(12))
    .addColumn('recorded_at', instant)
    .execute()
  // What must still be recorded, and what is overdue (民政部令67号 Art. 11: within 10 working days).
  await db.schema
    .createIndex('signup_unrecorded')
    .on('signup')
    .columns(['community_id', 'status', 'recorded_at', 'ends_at'])
    .execute()

  await createTable(db, 'hours_account')
    .addColumn('community_id', communityId, (column) => column.notNull())
    .addColumn('resident_id', id, (column) => column.notNull())
    .addColumn('entries', count, (column) => column.notNull())
    .addColumn('automatic_minutes', whole, (column) => column.notNull())
    .addColumn('added_minutes', whole, (column) => column.notNull())
    .addColumn('last_hash', code(64), (column) => column.notNull())
    .addPrimaryKeyConstraint('hours_account_pk', ['community_id', 'resident_id'])
    .execute()

  await createTable(db, 'hours_entry')
    .addColumn('community_id', communityId, (column) => column.notNull())
    .addColumn('resident_id', id, (column) => column.notNull())
    .addColumn('seq', count, (column) => column.notNull())
    .addColumn('id', id, (column) => column.notNull())
    .addColumn('kind', code(12), (column) => column.notNull())
    .addColumn('basis', code(12), (column) => column.notNull())
    .addColumn('minutes', whole, (column) => column.notNull())
    .addColumn('corrects_seq', count)
    .addColumn('signup_id', id)
    .addColumn('activity_id', id)
    .addColumn('service_day', day, (column) => column.notNull())
    .addColumn('title', text(40), (column) => column.notNull())
    .addColumn('content', text(80), (column) => column.notNull())
    .addColumn('place', text(80), (column) => column.notNull())
    .addColumn('organiser_name', text(60), (column) => column.notNull())
    .addColumn('person_in_charge', text(40), (column) => column.notNull())
    .addColumn('checked_in_at', instant)
    .addColumn('checked_out_at', instant)
    .addColumn('check_out_was_forgotten', flag, (column) => column.notNull())
    .addColumn('reason', text(200), (column) => column.notNull())
    .addColumn('entered_by', id)
    .addColumn('entered_by_name', text(40), (column) => column.notNull())
    .addColumn('confirmed_by', id)
    .addColumn('confirmed_by_name', text(40), (column) => column.notNull())
    .addColumn('entered_at', instant, (column) => column.notNull())
    .addColumn('previous_hash', code(64), (column) => column.notNull())
    .addColumn('hash', code(64), (column) => column.notNull())
    .addPrimaryKeyConstraint('hours_entry_pk', ['community_id', 'resident_id', 'seq'])
    .addUniqueConstraint('hours_entry_id', ['community_id', 'id'])
    // One service entry for one sign-up, whoever records it and however often; corrections leave it empty.
    .addUniqueConstraint('hours_entry_signup', ['community_id', 'signup_id'])
    .addIndex('hours_entry_day', ['community_id', 'service_day'])
    .addIndex('hours_entry_entered', ['community_id', 'entered_at'])
    .execute()
}
