import type { Kysely } from 'kysely'
import { areaCode, code, communityId, count, createTable, day, flag, id, instant, jsonValue, text } from './columns.ts'

/**
 * Signing in on a computer, and the duty roster. All of it belongs to no community: a browser that asks is nobody's, and
 * streets and districts have rosters too. What each column means stands in api/_src/people/staff-tables.ts.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createTable(db, 'browser_sign_in')
    .addColumn('id', id, (column) => column.notNull().primaryKey())
    .addColumn('picture_hash', code(64), (column) => column.notNull())
    .addColumn('code_hash', code(64), (column) => column.notNull())
    .addColumn('browser_hash', code(64), (column) => column.notNull())
    .addColumn('matching', code(2), (column) => column.notNull())
    .addColumn('browser', text(40), (column) => column.notNull())
    .addColumn('status', code(10), (column) => column.notNull())
    .addColumn('account_id', id)
    .addColumn('asked_at', instant, (column) => column.notNull())
    .addColumn('expires_at', instant, (column) => column.notNull())
    .addColumn('decided_at', instant)
    .addUniqueConstraint('browser_sign_in_picture', ['picture_hash'])
    .addUniqueConstraint('browser_sign_in_code', ['code_hash'])
    .addIndex('browser_sign_in_expired', ['expires_at'])
    .execute()

  await createTable(db, 'roster_area')
    .addColumn('area_code', areaCode, (column) => column.notNull().primaryKey())
    .addColumn('covered_from', code(5), (column) => column.notNull())
    .addColumn('covered_to', code(5), (column) => column.notNull())
    // raised by every publishing and every swap: two of them at once cannot make one person A and B
    .addColumn('version', count, (column) => column.notNull())
    .addColumn('check_due_at', instant, (column) => column.notNull())
    .addColumn('checked_at', instant)
    .addColumn('findings', jsonValue, (column) => column.notNull())
    .addIndex('roster_area_check', ['check_due_at'])
    .execute()

  await createTable(db, 'roster_week')
    .addColumn('area_code', areaCode, (column) => column.notNull())
    .addColumn('week', day, (column) => column.notNull())
    .addColumn('version', count, (column) => column.notNull())
    .addColumn('entries', jsonValue, (column) => column.notNull())
    .addColumn('published_at', instant)
    .addColumn('history', jsonValue, (column) => column.notNull())
    .addPrimaryKeyConstraint('roster_week_pk', ['area_code', 'week'])
    .execute()

  await createTable(db, 'roster_shift')
    .addColumn('area_code', areaCode, (column) => column.notNull())
    .addColumn('id', id, (column) => column.notNull())
    .addColumn('part', code(1), (column) => column.notNull())
    .addColumn('account_id', id, (column) => column.notNull())
    .addColumn('starts_at', instant, (column) => column.notNull())
    .addColumn('ends_at', instant, (column) => column.notNull())
    .addColumn('started_at', instant)
    .addColumn('ended_at', instant)
    .addColumn('channel', code(10))
    .addColumn('excuse', text(100), (column) => column.notNull())
    .addColumn('note', text(500), (column) => column.notNull())
    .addPrimaryKeyConstraint('roster_shift_pk', ['area_code', 'id'])
    .addUniqueConstraint('roster_shift_place', ['area_code', 'starts_at', 'part'])
    // who is on duty now: the few shifts of an area that have not ended
    .addIndex('roster_shift_now', ['area_code', 'ends_at', 'starts_at'])
    .addIndex('roster_shift_mine', ['account_id', 'ends_at'])
    .execute()

  await createTable(db, 'roster_swap')
    .addColumn('area_code', areaCode, (column) => column.notNull())
    .addColumn('id', id, (column) => column.notNull())
    .addColumn('shift_id', id, (column) => column.notNull())
    .addColumn('in_return_id', id)
    .addColumn('asked_by', id, (column) => column.notNull())
    .addColumn('asked_of', id, (column) => column.notNull())
    .addColumn('status', code(10), (column) => column.notNull())
    .addColumn('asked_at', instant, (column) => column.notNull())
    .addColumn('answered_at', instant)
    // of what is swapped, as it was when it was asked: the record outlives the shifts
    .addColumn('starts_at', instant, (column) => column.notNull())
    .addColumn('part', code(1), (column) => column.notNull())
    // its own outbox: asked is version 1, answered version 2; messages are kept with a community of the area
    .addColumn('told_in', communityId)
    .addColumn('version', count, (column) => column.notNull())
    .addColumn('notified_version', count, (column) => column.notNull().defaultTo(0))
    .addColumn('untold', flag, (column) => column.notNull())
    .addPrimaryKeyConstraint('roster_swap_pk', ['area_code', 'id'])
    .addIndex('roster_swap_untold', ['told_in', 'untold', 'asked_at'])
    .addIndex('roster_swap_asked', ['area_code', 'asked_at'])
    .execute()
}
