import type { Kysely } from 'kysely'
import { code, communityId, createTable, flag, id, instant, text } from './columns.ts'

/** The care card (急救卡), and every agreement to it and withdrawal. */
export async function up(db: Kysely<unknown>): Promise<void> {
  // A row is there exactly while its agreement holds: a withdrawal deletes it (PIPL §47).
  await createTable(db, 'care_card')
    .addColumn('community_id', communityId, (column) => column.notNull())
    .addColumn('resident_id', id, (column) => column.notNull())
    .addColumn('conditions', text(200), (column) => column.notNull())
    .addColumn('medicines', text(300), (column) => column.notNull())
    .addColumn('allergies', text(200), (column) => column.notNull())
    .addColumn('speech', text(60), (column) => column.notNull())
    .addColumn('senses', text(100), (column) => column.notNull())
    .addColumn('blood_type', code(4))
    .addColumn('key_holder', text(80), (column) => column.notNull())
    .addColumn('care_note', text(200), (column) => column.notNull())
    .addColumn('agreed_at', instant, (column) => column.notNull())
    .addColumn('agreed_by_name', text(40), (column) => column.notNull())
    .addColumn('agreed_how', code(10), (column) => column.notNull())
    .addColumn('checked_at', instant, (column) => column.notNull())
    .addPrimaryKeyConstraint('care_card_pk', ['community_id', 'resident_id'])
    .execute()

  // Append-only: the proof that PIPL §14 and §55 ask for.
  await createTable(db, 'care_agreement')
    .addColumn('community_id', communityId, (column) => column.notNull())
    .addColumn('id', id, (column) => column.notNull())
    .addColumn('resident_id', id, (column) => column.notNull())
    .addColumn('account_id', id, (column) => column.notNull())
    .addColumn('how', code(10), (column) => column.notNull())
    .addColumn('version', code(20), (column) => column.notNull())
    .addColumn('agreed', flag, (column) => column.notNull())
    .addColumn('at', instant, (column) => column.notNull())
    .addPrimaryKeyConstraint('care_agreement_pk', ['community_id', 'id'])
    .addIndex('care_agreement_resident', ['community_id', 'resident_id', 'at'])
    .execute()
}
