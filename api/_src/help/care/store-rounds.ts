import { sql, type Selectable } from 'kysely'
import type { LineState, SignKind } from '../../../../shared/help/wellness.ts'
import { inserted } from '../../platform/db/upsert.ts'
import { json } from '../../platform/db/values.ts'
import type { Db } from '../../platform/db/tables.ts'
import '../wellness/tables.ts'
import type { CareRoundLineTable, CareRoundTable } from './tables.ts'
import './tables.ts'

export type RoundRow = Omit<Selectable<CareRoundTable>, 'filter' | 'started_by'>
export type LineRow = Selectable<CareRoundLineTable> & { last_sign_at: Date | null; last_sign_kind: SignKind | null }

/** Writes a round with its list, in two statements; the same again changes nothing. */
export async function writeRound(
  db: Db,
  round: Selectable<CareRoundTable>,
  lines: readonly Selectable<CareRoundLineTable>[],
): Promise<void> {
  // The list first: a round that is there has its whole list.
  await db
    .insertInto('care_round_line')
    .values([...lines])
    .onDuplicateKeyUpdate({ position: inserted('position') })
    .execute()
  await db
    .insertInto('care_round')
    .values({ ...round, filter: json(round.filter) })
    .onDuplicateKeyUpdate({ id: inserted('id') })
    .execute()
}

const roundColumns = [
  'round.community_id',
  'round.id',
  'round.area_code',
  'round.reason',
  'round.started_by_name',
  'round.started_at',
  'round.due_at',
  'round.ended_at',
  'round.total',
] as const

/** Every line of these rounds with the person's last sign of life. */
function linesOf(db: Db) {
  return db
    .selectFrom('care_round as round')
    .innerJoin('care_round_line as line', (join) =>
      join.onRef('line.community_id', '=', 'round.community_id').onRef('line.round_id', '=', 'round.id'),
    )
    .leftJoin('wellness_plan as plan', (join) =>
      join.onRef('plan.community_id', '=', 'line.community_id').onRef('plan.resident_id', '=', 'line.resident_id'),
    )
}

export type CountedRound = RoundRow & { state: LineState; signed: number; people: number }

/** Rounds of these areas begun since `since`, newest first, one row for each state of their lines. */
export async function countRounds(
  db: Db,
  area: { communityIds: readonly string[]; prefixes: readonly string[] },
  since: Date,
): Promise<CountedRound[]> {
  const signed = sql<number>`case when plan.last_sign_at > round.started_at then 1 else 0 end`
  return linesOf(db)
    .select([...roundColumns, 'line.state'])
    .select((select) => [signed.as('signed'), select.fn.countAll<number>().as('people')])
    .where('round.community_id', 'in', area.communityIds)
    .where('round.started_at', '>=', since)
    .where((where) =>
      where.or(
        area.prefixes.flatMap((prefix) => [
          where('round.area_code', 'like', `${prefix}%`),
          where('line.grid_code', 'like', `${prefix}%`),
        ]),
      ),
    )
    .groupBy([...roundColumns, 'line.state', signed])
    .orderBy('round.started_at', 'desc')
    .orderBy('round.id')
    .execute()
}

/** One round with its lines, in their order. Empty when there is none. */
export async function readRound(
  db: Db,
  communityId: string,
  roundId: string,
  residentId?: string,
): Promise<(RoundRow & { line: LineRow })[]> {
  const rows = await linesOf(db)
    .select([...roundColumns])
    .select([
      'line.resident_id',
      'line.position',
      'line.resident_name',
      'line.grid_code',
      'line.address',
      'line.birth_date',
      'line.state',
      'line.by_account_id',
      'line.by_name',
      'line.at',
      'line.note',
      'plan.last_sign_at',
      'plan.last_sign_kind',
    ])
    .where('round.community_id', '=', communityId)
    .where('round.id', '=', roundId)
    .$if(residentId !== undefined, (query) => query.where('line.resident_id', '=', residentId ?? ''))
    .orderBy('line.position')
    .execute()
  return rows.map((row) => ({
    community_id: row.community_id,
    id: row.id,
    area_code: row.area_code,
    reason: row.reason,
    started_by_name: row.started_by_name,
    started_at: row.started_at,
    due_at: row.due_at,
    ended_at: row.ended_at,
    total: row.total,
    line: { ...row, round_id: row.id },
  }))
}

/** Marks one person; who wrote last is what stands. */
export async function markLine(
  db: Db,
  line: { communityId: string; roundId: string; residentId: string },
  mark: { state: LineState; byAccountId: string | null; byName: string | null; at: Date | null; note: string },
): Promise<void> {
  await db
    .updateTable('care_round_line')
    .set({ state: mark.state, by_account_id: mark.byAccountId, by_name: mark.byName, at: mark.at, note: mark.note })
    .where('community_id', '=', line.communityId)
    .where('round_id', '=', line.roundId)
    .where('resident_id', '=', line.residentId)
    .execute()
}

export async function findRound(db: Db, communityId: string, roundId: string): Promise<RoundRow | undefined> {
  return db
    .selectFrom('care_round as round')
    .select([...roundColumns])
    .where('round.community_id', '=', communityId)
    .where('round.id', '=', roundId)
    .executeTakeFirst()
}

/** The end of a round; the first end stands. */
export async function endRound(db: Db, communityId: string, roundId: string, now: Date): Promise<void> {
  await db
    .updateTable('care_round')
    .set({ ended_at: now })
    .where('community_id', '=', communityId)
    .where('id', '=', roundId)
    .where('ended_at', 'is', null)
    .execute()
}
