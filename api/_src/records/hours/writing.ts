import type { Db } from '../../platform/db/tables.ts'
import { appendEntries } from './append.ts'
import { groupedBy } from './grouped.ts'
import type { EntryDraft } from './hash.ts'
import { markWritten, unwrittenAdditions, type AdditionRow } from './store-additions.ts'
import { settleObjection } from './settling.ts'

const perPass = 200

/**
 * Brings what a second person confirmed into the ledger: of one batch, or whatever is left of these communities. Safe to
 * repeat and to be cut off anywhere: the line has the proposal's id. One indexed query when nothing is left.
 */
export async function writeConfirmed(
  db: Db,
  communityIds: readonly string[],
  now: Date,
  batchId?: string,
): Promise<void> {
  if (communityIds.length === 0) return
  for (;;) {
    const rows = await unwrittenAdditions(db, communityIds, perPass, batchId)
    for (const [communityId, own] of groupedBy(rows, (row) => row.community_id)) {
      await appendEntries(db, communityId, own.map(draftOf))
      await markWritten(
        db,
        communityId,
        own.map(({ id }) => id),
        now,
      )
      for (const row of own) await settleObjection(db, row, now)
    }
    if (rows.length < perPass) return
  }
}

function draftOf(row: AdditionRow): EntryDraft {
  return {
    community_id: row.community_id,
    resident_id: row.resident_id,
    id: row.id,
    kind: row.kind,
    basis: row.basis,
    minutes: row.minutes,
    corrects_seq: row.corrects_seq,
    signup_id: null,
    activity_id: null,
    service_day: row.service_day,
    title: row.title,
    content: row.content,
    place: row.place,
    organiser_name: row.organiser_name,
    person_in_charge: row.person_in_charge,
    checked_in_at: null,
    checked_out_at: null,
    check_out_was_forgotten: 0,
    reason: row.reason,
    entered_by: row.proposed_by,
    entered_by_name: row.proposed_by_name,
    confirmed_by: row.decided_by,
    confirmed_by_name: row.decided_by_name ?? '',
    entered_at: row.decided_at ?? row.proposed_at,
  }
}
