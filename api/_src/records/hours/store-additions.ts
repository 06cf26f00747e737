import { sql, type InsertObject, type Selectable } from 'kysely'
import { appendHistory } from '../../platform/db/history.ts'
import { isDuplicate } from '../../platform/db/errors.ts'
import type { Db, Tables } from '../../platform/db/tables.ts'
import { json } from '../../platform/db/values.ts'
import type { AdditionStep, HoursAdditionTable } from './tables-staff.ts'
import type { LedgerEntry } from './hash.ts'
import type { NamedVolunteer } from './store-ledger.ts'
import { entryColumns } from './store.ts'
import './tables.ts'

export type AdditionRow = Selectable<HoursAdditionTable>

/** What is proposed, before anybody decided. */
export type Proposal = Omit<
  AdditionRow,
  | 'status'
  | 'decided_by'
  | 'decided_by_name'
  | 'decided_at'
  | 'decision_words'
  | 'written_at'
  | 'version'
  | 'notified_version'
  | 'history'
  | 'untold'
  | 'unwritten'
>

/** Writes a batch whole or not at all. `repeat`: a row of it is there; `open`: the line has a correction that waits. */
export async function insertProposals(db: Db, proposals: readonly Proposal[]): Promise<'written' | 'repeat' | 'open'> {
  const rows = proposals.map((proposal, index): InsertObject<Tables, 'hours_addition'> => {
    const step: AdditionStep = {
      version: 1,
      at: proposal.proposed_at.toISOString(),
      kind: 'proposed',
      by: proposal.proposed_by,
      byName: proposal.proposed_by_name,
      ...(index === 0 ? { people: proposals.length } : {}),
    }
    return {
      ...proposal,
      status: 'proposed',
      version: 1,
      // The first row speaks for the batch.
      notified_version: index === 0 ? 0 : 1,
      history: json([step]),
    }
  })
  try {
    await db.insertInto('hours_addition').values(rows).execute()
    return 'written'
  } catch (error) {
    if (isDuplicate(error, 'PRIMARY')) return 'repeat'
    if (isDuplicate(error, 'hours_addition_correcting')) return 'open'
    throw error
  }
}

export async function batchRows(db: Db, communityId: string, batchId: string): Promise<AdditionRow[]> {
  return db
    .selectFrom('hours_addition')
    .selectAll()
    .where('community_id', '=', communityId)
    .where('batch_id', '=', batchId)
    .orderBy('id')
    .execute()
}

/** Confirms or refuses what is still proposed of a batch. False when somebody was faster. */
export async function decideBatch(
  db: Db,
  { communityId, batchId }: { communityId: string; batchId: string },
  decision: {
    status: 'confirmed' | 'refused'
    decided_by: string
    decided_by_name: string
    decided_at: Date
    decision_words: string
  },
): Promise<boolean> {
  const { status, decided_by: by, decided_by_name: byName, decided_at: at } = decision
  const step: AdditionStep = { version: 2, at: at.toISOString(), kind: status, by, byName }
  const { numUpdatedRows } = await db
    .updateTable('hours_addition')
    .set({ ...decision, version: 2, history: appendHistory(step) })
    .where('community_id', '=', communityId)
    .where('batch_id', '=', batchId)
    .where('status', '=', 'proposed')
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}

const mostOpen = 500

/** What waits, the longest first, then what was decided since, the last first; all of it, or what one account proposed. */
export async function listAdditions(
  db: Db,
  communityId: string,
  decidedSince: Date,
  proposedBy?: string,
): Promise<AdditionRow[]> {
  return db
    .selectFrom('hours_addition')
    .selectAll()
    .where('community_id', '=', communityId)
    .where((eb) => eb.or([eb('status', '=', 'proposed'), eb('proposed_at', '>=', decidedSince)]))
    .$if(proposedBy !== undefined, (query) => query.where('proposed_by', '=', proposedBy ?? ''))
    .orderBy(sql`if(status = 'proposed', 0, 1)`)
    .orderBy(sql`if(status = 'proposed', proposed_at, null)`)
    .orderBy('decided_at', 'desc')
    .orderBy('batch_id')
    .orderBy('id')
    .limit(mostOpen)
    .execute()
}

/** Confirmed ones that are not in the ledger yet; of one batch where it is named. One indexed query. */
export async function unwrittenAdditions(
  db: Db,
  communityIds: readonly string[],
  limit: number,
  batchId?: string,
): Promise<AdditionRow[]> {
  return db
    .selectFrom('hours_addition')
    .selectAll()
    .where('community_id', 'in', [...communityIds])
    .where('unwritten', '=', 1)
    .$if(batchId !== undefined, (query) => query.where('batch_id', '=', batchId ?? ''))
    .orderBy('community_id')
    .orderBy('id')
    .limit(limit)
    .execute()
}

/** Notes that the lines of these rows are in the ledger. A row noted before stays as it is. */
export async function markWritten(db: Db, communityId: string, ids: readonly string[], now: Date): Promise<void> {
  const step: AdditionStep = { version: 3, at: now.toISOString(), kind: 'written', by: '', byName: '' }
  await db
    .updateTable('hours_addition')
    .set({ version: 3, history: appendHistory(step), written_at: now })
    .where('community_id', '=', communityId)
    .where('id', 'in', [...ids])
    .where('status', '=', 'confirmed')
    .where('written_at', 'is', null)
    .execute()
}

export interface LineToCorrect {
  entry: LedgerEntry
  /** What the line comes to with the corrections it has. */
  minutes: number
  volunteer: NamedVolunteer
}

/** A line of service and what it comes to, also where a correction of it is named; undefined when there is no such line. */
export async function lineToCorrect(
  db: Db,
  { communityId, residentId }: { communityId: string; residentId: string },
  seq: number,
): Promise<LineToCorrect | undefined> {
  const row = await db
    .selectFrom('hours_entry as e')
    .leftJoin('volunteer as v', (join) =>
      join.onRef('v.community_id', '=', 'e.community_id').onRef('v.resident_id', '=', 'e.resident_id'),
    )
    .leftJoin('resident as r', (join) =>
      join.onRef('r.community_id', '=', 'e.community_id').onRef('r.id', '=', 'e.resident_id'),
    )
    .select(entryColumns.map((column) => `e.${column}` as const))
    .select(['v.volunteer_number', 'v.name as volunteer_name', 'r.name as resident_name', 'r.grid_code'])
    .where('e.community_id', '=', communityId)
    .where('e.resident_id', '=', residentId)
    .where('e.seq', '=', seq)
    .select((eb) =>
      eb
        .selectFrom('hours_entry as c')
        .where('c.community_id', '=', communityId)
        .where('c.resident_id', '=', residentId)
        .where('c.corrects_seq', '=', seq)
        .where('c.seq', '>', seq)
        .select(sql<number>`cast(coalesce(sum(c.minutes), 0) as signed)`.as('minutes'))
        .as('corrected'),
    )
    .executeTakeFirst()
  if (!row) return undefined
  if (row.corrects_seq !== null) return lineToCorrect(db, { communityId, residentId }, row.corrects_seq)
  const {
    corrected,
    grid_code: gridCode,
    volunteer_number: volunteerNumber,
    volunteer_name: name,
    resident_name: known,
    ...entry
  } = row
  return {
    entry,
    minutes: entry.minutes + (corrected ?? 0),
    volunteer: {
      residentId,
      volunteerNumber: volunteerNumber ?? '',
      name: name ?? known ?? '',
      gridCode: gridCode ?? '',
    },
  }
}

export async function untoldAdditions(
  db: Db,
  { communityIds, rowId }: { communityIds: readonly string[]; rowId?: string },
  limit: number,
): Promise<AdditionRow[]> {
  return db
    .selectFrom('hours_addition')
    .selectAll()
    .where('community_id', 'in', [...communityIds])
    .where('untold', '=', 1)
    .$if(rowId !== undefined, (query) => query.where('id', '=', rowId ?? ''))
    .orderBy('proposed_at')
    .limit(limit)
    .execute()
}

export async function markAdditionTold(
  db: Db,
  row: { communityId: string; id: string; version: number },
): Promise<void> {
  await db
    .updateTable('hours_addition')
    .set({ notified_version: row.version })
    .where('community_id', '=', row.communityId)
    .where('id', '=', row.id)
    .where('notified_version', '<', row.version)
    .execute()
}
