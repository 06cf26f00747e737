import type { Kysely } from 'kysely'
import {
  areaCode,
  code,
  communityId,
  count,
  createTable,
  day,
  flag,
  gridCode,
  id,
  instant,
  jsonValue,
  text,
  whole,
} from './columns.ts'

/** Areas, accounts and their sessions, residents, and who may act for whom. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await globalTables(db)
  await createTable(db, 'resident')
    .addColumn('community_id', communityId, (column) => column.notNull())
    .addColumn('id', id, (column) => column.notNull())
    .addColumn('household_id', id, (column) => column.notNull())
    .addColumn('name', text(40), (column) => column.notNull())
    .addColumn('sex', code(6), (column) => column.notNull())
    .addColumn('birth_date', day)
    .addColumn('phone', code(20))
    .addColumn('grid_code', gridCode, (column) => column.notNull())
    .addColumn('building', text(10), (column) => column.notNull())
    .addColumn('unit', text(10), (column) => column.notNull())
    .addColumn('room', text(10), (column) => column.notNull())
    .addColumn('floor', whole)
    .addColumn('has_lift', flag, (column) => column.notNull())
    .addColumn('access_note', text(120), (column) => column.notNull())
    .addColumn('living_alone', flag, (column) => column.notNull())
    .addColumn('tags', jsonValue, (column) => column.notNull())
    .addColumn('version', count, (column) => column.notNull())
    .addColumn('created_at', instant, (column) => column.notNull())
    .addColumn('updated_at', instant, (column) => column.notNull())
    .addPrimaryKeyConstraint('resident_pk', ['community_id', 'id'])
    .addIndex('resident_phone', ['community_id', 'phone'])
    .addIndex('resident_name', ['community_id', 'name'])
    .addIndex('resident_home', ['community_id', 'building', 'unit', 'room'])
    .addIndex('resident_grid', ['community_id', 'grid_code'])
    .execute()

  await createTable(db, 'contact')
    .addColumn('community_id', communityId, (column) => column.notNull())
    .addColumn('resident_id', id, (column) => column.notNull())
    .addColumn('id', id, (column) => column.notNull())
    // 1 to 5, unique, so that two phones saving at once cannot make a sixth
    .addColumn('position', count, (column) => column.notNull())
    .addColumn('name', text(40), (column) => column.notNull())
    .addColumn('relation', code(16), (column) => column.notNull())
    .addColumn('phone', code(20), (column) => column.notNull())
    .addColumn('address', text(60), (column) => column.notNull())
    .addPrimaryKeyConstraint('contact_pk', ['community_id', 'resident_id', 'id'])
    .addUniqueConstraint('contact_position', ['community_id', 'resident_id', 'position'])
    .execute()

  await createTable(db, 'one_time_code')
    .addColumn('community_id', communityId, (column) => column.notNull())
    .addColumn('code_hash', code(64), (column) => column.notNull())
    // hash of the command that asked for it: the same command sent again finds its own code
    .addColumn('command_hash', code(64), (column) => column.notNull())
    .addColumn('purpose', code(10), (column) => column.notNull())
    .addColumn('resident_id', id, (column) => column.notNull())
    .addColumn('relation', code(16), (column) => column.notNull())
    .addColumn('scopes', jsonValue, (column) => column.notNull())
    .addColumn('ends_at', instant)
    .addColumn('issued_by', id, (column) => column.notNull())
    .addColumn('issued_at', instant, (column) => column.notNull())
    .addColumn('expires_at', instant, (column) => column.notNull())
    .addColumn('used_at', instant)
    .addColumn('used_by', id)
    .addPrimaryKeyConstraint('one_time_code_pk', ['community_id', 'code_hash'])
    .execute()

  await createTable(db, 'access_log')
    .addColumn('community_id', communityId, (column) => column.notNull())
    .addColumn('id', id, (column) => column.notNull())
    .addColumn('resident_id', id, (column) => column.notNull())
    .addColumn('account_id', id, (column) => column.notNull())
    .addColumn('purpose', code(24), (column) => column.notNull())
    .addColumn('at', instant, (column) => column.notNull())
    .addPrimaryKeyConstraint('access_log_pk', ['community_id', 'id'])
    .addIndex('access_log_resident', ['community_id', 'resident_id', 'at'])
    .execute()
}

/** What belongs to no community: named one by one in the tenant guard. */
async function globalTables(db: Kysely<unknown>): Promise<void> {
  await createTable(db, 'area')
    .addColumn('code', areaCode, (column) => column.notNull().primaryKey())
    .addColumn('level', code(10), (column) => column.notNull())
    .addColumn('name', text(40), (column) => column.notNull())
    .addColumn('parent_code', areaCode)
    .addColumn('hotline', code(20))
    .addIndex('area_level', ['level', 'code'])
    .execute()

  await createTable(db, 'account')
    .addColumn('id', id, (column) => column.notNull().primaryKey())
    .addColumn('open_id', code(64), (column) => column.notNull())
    .addColumn('display_name', text(40), (column) => column.notNull())
    .addColumn('phone', code(20))
    // the phone code that gave `phone`, so that a repeat and a choice among several residents need no second code
    .addColumn('phone_code_hash', code(64))
    .addColumn('phone_verified_at', instant)
    .addColumn('consent_version', code(20))
    .addColumn('consent_at', instant)
    .addColumn('code_tries', whole, (column) => column.notNull().defaultTo(0))
    .addColumn('code_tries_since', instant)
    .addColumn('created_at', instant, (column) => column.notNull())
    .addColumn('signed_in_at', instant, (column) => column.notNull())
    .addUniqueConstraint('account_open_id', ['open_id'])
    .execute()

  await createTable(db, 'session')
    .addColumn('token_hash', code(64), (column) => column.notNull().primaryKey())
    .addColumn('id', id, (column) => column.notNull())
    .addColumn('account_id', id, (column) => column.notNull())
    .addColumn('created_at', instant, (column) => column.notNull())
    .addColumn('last_seen_at', instant, (column) => column.notNull())
    .addColumn('ended_at', instant)
    .addColumn('active_community_id', communityId)
    .addColumn('active_resident_id', id)
    .addUniqueConstraint('session_id', ['id'])
    .addIndex('session_account', ['account_id'])
    .execute()

  await createTable(db, 'identity')
    .addColumn('account_id', id, (column) => column.notNull())
    .addColumn('community_id', communityId, (column) => column.notNull())
    .addColumn('resident_id', id, (column) => column.notNull())
    .addColumn('relation', code(16), (column) => column.notNull())
    .addColumn('scopes', jsonValue, (column) => column.notNull())
    .addColumn('resident_name', text(40), (column) => column.notNull())
    .addColumn('grid_code', gridCode, (column) => column.notNull())
    .addColumn('address', text(60), (column) => column.notNull())
    .addColumn('birth_date', day)
    .addColumn('living_alone', flag, (column) => column.notNull())
    .addColumn('since', instant, (column) => column.notNull())
    .addColumn('ends_at', instant)
    .addColumn('revoked_at', instant)
    .addColumn('version', count, (column) => column.notNull())
    .addPrimaryKeyConstraint('identity_pk', ['account_id', 'community_id', 'resident_id'])
    .addIndex('identity_resident', ['community_id', 'resident_id'])
    .execute()

  await createTable(db, 'staff_role')
    .addColumn('account_id', id, (column) => column.notNull())
    .addColumn('area_code', areaCode, (column) => column.notNull())
    .addColumn('role', code(20), (column) => column.notNull())
    .addColumn('post_name', text(40), (column) => column.notNull())
    .addColumn('since', instant, (column) => column.notNull())
    .addColumn('revoked_at', instant)
    .addPrimaryKeyConstraint('staff_role_pk', ['account_id', 'area_code', 'role'])
    .addIndex('staff_role_area', ['area_code', 'role'])
    .execute()

  // Append-only: what somebody agreed to or withdrew from, and when (PIPL §14, §15).
  await createTable(db, 'consent')
    .addColumn('account_id', id, (column) => column.notNull())
    .addColumn('id', id, (column) => column.notNull())
    .addColumn('version', code(20), (column) => column.notNull())
    .addColumn('agreed', flag, (column) => column.notNull())
    .addColumn('at', instant, (column) => column.notNull())
    .addPrimaryKeyConstraint('consent_pk', ['account_id', 'id'])
    .execute()
}
