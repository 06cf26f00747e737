import type { Db } from '../../platform/db/tables.ts'
import type { AdditionRow } from './store-additions.ts'
import { findObjection, moveObjection } from './store-objections.ts'

/** Ends an objection that was upheld once what puts it right is in the ledger. */
export async function settleObjection(
  db: Db,
  { community_id: communityId, objection_id: id, resident_id: residentId }: AdditionRow,
  now: Date,
): Promise<void> {
  const row = id === null ? undefined : await findObjection(db, communityId, id)
  if (row?.status !== 'upheld' || row.resident_id !== residentId) return
  await moveObjection(db, row, { status: 'settled' }, { at: now.toISOString(), kind: 'settled', by: '', byName: '' })
}
