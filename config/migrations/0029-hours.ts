import { sql, type Kysely } from 'kysely'
import { code, communityId, count, createTable, day, flag, id, instant, jsonValue, text, whole } from './columns.ts'

/** The ledger of hours in full: what staff add or put right, what volunteers object to, and the audit of every night. */
export async function up(db: Kysely<unknown>): Promise<void> {
  // The day a line stands under in a list: that of the service, or the local day on which the correction was made.
  await db.schema
    .alterTable('hours_entry')
    .addColumn('shown_on', day, (column) =>
      column
        .generatedAlwaysAs(
          sql`if(kind = 'correction', cast(date_add(entered_at, interval 8 hour) as date), service_day)`,
        )
        .stored(),
    )
    .execute()
  await db.schema
    .createIndex('hours_entry_shown')
    .on('hours_entry')
    .columns(['community_id', 'resident_id', 'shown_on', 'seq'])
    .execute()

  // One person's hours that staff propose and a second person confirms. A correction names the line it puts right.
  await createTable(db, 'hours_addition')
    .addColumn('community_id', communityId, (column) => column.notNull())
    .addColumn('id', id, (column) => column.notNull())
    .addColumn('batch_id', id, (column) => column.notNull())
    .addColumn('kind', code(12), (column) => column.notNull())
    .addColumn('basis', code(12), (column) => column.notNull())
    .addColumn('resident_id', id, (column) => column.notNull())
    .addColumn('volunteer_number', code(20), (column) => column.notNull())
    .addColumn('volunteer_name', text(40), (column) => column.notNull())
    .addColumn('corrects_seq', count)
    .addColumn('objection_id', id)
    .addColumn('service_day', day, (column) => column.notNull())
    .addColumn('title', text(40), (column) => column.notNull())
    .addColumn('content', text(80), (column) => column.notNull())
    .addColumn('place', text(80), (column) => column.notNull())
    .addColumn('organiser_name', text(60), (column) => column.notNull())
    .addColumn('person_in_charge', text(40), (column) => column.notNull())
    .addColumn('minutes', whole, (column) => column.notNull())
    .addColumn('reason', text(200), (column) => column.notNull())
    .addColumn('status', code(12), (column) => column.notNull())
    .addColumn('proposed_by', id, (column) => column.notNull())
    .addColumn('proposed_by_name', text(40), (column) => column.notNull())
    .addColumn('proposed_at', instant, (column) => column.notNull())
    .addColumn('decided_by', id)
    .addColumn('decided_by_name', text(40))
    .addColumn('decided_at', instant)
    .addColumn('decision_words', text(200), (column) => column.notNull().defaultTo(''))
    .addColumn('written_at', instant)
    .addColumn('version', count, (column) => column.notNull())
    .addColumn('notified_version', count, (column) => column.notNull())
    .addColumn('history', jsonValue, (column) => column.notNull())
    .addColumn('untold', flag, (column) =>
      column.generatedAlwaysAs(sql`if(notified_version < version, 1, null)`).stored(),
    )
    // Confirmed, and not yet in the ledger.
    .addColumn('unwritten', flag, (column) =>
      column.generatedAlwaysAs(sql`if(status = 'confirmed' and written_at is null, 1, null)`).stored(),
    )
    // The line under correction: one correction of it at a time, so that together they never take more than it gave.
    .addColumn('correcting', count, (column) =>
      column
        .generatedAlwaysAs(
          sql`if(status = 'proposed' or (status = 'confirmed' and written_at is null), corrects_seq, null)`,
        )
        .stored(),
    )
    .addPrimaryKeyConstraint('hours_addition_pk', ['community_id', 'id'])
    .addUniqueConstraint('hours_addition_correcting', ['community_id', 'resident_id', 'correcting'])
    .addIndex('hours_addition_status', ['community_id', 'status', 'proposed_at'])
    .addIndex('hours_addition_batch', ['community_id', 'batch_id'])
    .addIndex('hours_addition_untold', ['community_id', 'untold'])
    .addIndex('hours_addition_unwritten', ['community_id', 'unwritten'])
    .execute()

  // A volunteer says that a line is wrong, or that one is missing (民政部令67号 Art. 13).
  await createTable(db, 'hours_objection')
    .addColumn('community_id', communityId, (column) => column.notNull())
    .addColumn('id', id, (column) => column.notNull())
    .addColumn('resident_id', id, (column) => column.notNull())
    .addColumn('resident_name', text(40), (column) => column.notNull())
    .addColumn('seq', count)
    .addColumn('service_day', day, (column) => column.notNull())
    .addColumn('title', text(40), (column) => column.notNull())
    .addColumn('minutes', whole)
    .addColumn('words', text(200), (column) => column.notNull())
    .addColumn('status', code(12), (column) => column.notNull())
    .addColumn('opened_at', instant, (column) => column.notNull())
    .addColumn('due_on', day, (column) => column.notNull())
    // When somebody must be reminded next; null when nobody has to be.
    .addColumn('due_at', instant)
    .addColumn('reply', text(200), (column) => column.notNull().defaultTo(''))
    .addColumn('replied_by', id)
    .addColumn('replied_by_name', text(40))
    .addColumn('replied_at', instant)
    .addColumn('version', count, (column) => column.notNull())
    .addColumn('notified_version', count, (column) => column.notNull())
    .addColumn('history', jsonValue, (column) => column.notNull())
    .addColumn('untold', flag, (column) =>
      column.generatedAlwaysAs(sql`if(notified_version < version, 1, null)`).stored(),
    )
    .addPrimaryKeyConstraint('hours_objection_pk', ['community_id', 'id'])
    .addIndex('hours_objection_status', ['community_id', 'status', 'due_on'])
    .addIndex('hours_objection_mine', ['community_id', 'resident_id', 'opened_at'])
    .addIndex('hours_objection_due', ['community_id', 'due_at'])
    .addIndex('hours_objection_untold', ['community_id', 'untold'])
    .execute()

  await createTable(db, 'hours_audit')
    .addColumn('community_id', communityId, (column) => column.notNull())
    .addColumn('day', day, (column) => column.notNull())
    // The last volunteer looked at; empty at the start.
    .addColumn('cursor_id', code(26), (column) => column.notNull())
    .addColumn('volunteers', count, (column) => column.notNull())
    .addColumn('entries', count, (column) => column.notNull())
    .addColumn('findings', count, (column) => column.notNull())
    .addColumn('version', count, (column) => column.notNull())
    .addColumn('started_at', instant, (column) => column.notNull())
    .addColumn('finished_at', instant)
    .addPrimaryKeyConstraint('hours_audit_pk', ['community_id', 'day'])
    .execute()

  // One volunteer's ledger that is not as it was written. Stands until an audit finds it whole again.
  await createTable(db, 'hours_finding')
    .addColumn('community_id', communityId, (column) => column.notNull())
    .addColumn('id', id, (column) => column.notNull())
    .addColumn('resident_id', id, (column) => column.notNull())
    .addColumn('problem', code(12), (column) => column.notNull())
    .addColumn('seq', count)
    .addColumn('found_at', instant, (column) => column.notNull())
    .addColumn('seen_at', instant, (column) => column.notNull())
    .addColumn('cleared_at', instant)
    .addColumn('version', count, (column) => column.notNull())
    .addColumn('notified_version', count, (column) => column.notNull())
    .addColumn('untold', flag, (column) =>
      column.generatedAlwaysAs(sql`if(notified_version < version, 1, null)`).stored(),
    )
    .addColumn('standing', flag, (column) => column.generatedAlwaysAs(sql`if(cleared_at is null, 1, null)`).stored())
    .addPrimaryKeyConstraint('hours_finding_pk', ['community_id', 'id'])
    .addUniqueConstraint('hours_finding_standing', ['community_id', 'resident_id', 'standing'])
    .addIndex('hours_finding_untold', ['community_id', 'untold'])
    .execute()
}
