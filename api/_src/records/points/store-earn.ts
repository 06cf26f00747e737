import { sql } from 'kysely'
import type { Db } from '../../platform/db/tables.ts'
import { inserted } from '../../platform/db/upsert.ts'
import '../hours/tables.ts'
import type { UnpointedEntry } from './decide.ts'
import type { PointsLineTable } from './tables.ts'
import './tables.ts'

/** Volunteers with lines of hours that points were not given for. */
export async function unpointedAccounts(db: Db, communityIds: readonly string[], limit: number) {
  return db
    .selectFrom('hours_account')
    .select(['community_id as communityId', 'resident_id as residentId', 'points_entries as pointsEntries'])
    .where('community_id', 'in', communityIds)
    .where('unpointed', '=', 1)
    .limit(limit)
    .execute()
}

/** Their lines after the last counted one, each volunteer's in order. */
export async function unpointedEntries(
  db: Db,
  communityId: string,
  residentIds: readonly string[],
  limit: number,
): Promise<(UnpointedEntry & { month: string })[]> {
  const rows = await db
    .selectFrom('hours_entry as e')
    .innerJoin('hours_account as h', (join) =>
      join.onRef('h.community_id', '=', 'e.community_id').onRef('h.resident_id', '=', 'e.resident_id'),
    )
    .leftJoin('hours_entry as o', (join) =>
      join
        .onRef('o.community_id', '=', 'e.community_id')
        .onRef('o.resident_id', '=', 'e.resident_id')
        .onRef('o.seq', '=', 'e.corrects_seq'),
    )
    .leftJoin('points_line as l', (join) =>
      join
        .onRef('l.community_id', '=', 'e.community_id')
        .onRef('l.transfer_id', '=', 'o.id')
        .on('l.kind', 'in', ['earned', 'corrected'])
        .on('l.side', '=', 1),
    )
    .select(['e.id', 'e.resident_id as residentId', 'e.seq', 'e.kind', 'e.minutes', 'e.title', 'e.service_day as day'])
    .select(['e.entered_at as enteredAt', 'l.per_hour as perHour'])
    .where('e.community_id', '=', communityId)
    .where('e.resident_id', 'in', residentIds)
    .whereRef('e.seq', '>', 'h.points_entries')
    .orderBy('e.resident_id')
    .orderBy('e.seq')
    .limit(limit)
    .execute()
  return rows.map(({ perHour, day, ...entry }) => ({
    ...entry,
    month: day.slice(0, 7),
    correctedPerHour: perHour ?? undefined,
  }))
}

/** Writes lines; those that are there stay as they are. Both halves of a transfer stand in one statement. */
export async function insertLines(db: Db, lines: readonly PointsLineTable[]): Promise<void> {
  if (lines.length === 0) return
  await db
    .insertInto('points_line')
    .values([...lines])
    .onDuplicateKeyUpdate({ side: sql<1 | 2>`points_line.side` })
    .execute()
}

/** What the lines of these transfers give each volunteer: what is written counts, whoever wrote it. */
export async function earnedBy(
  db: Db,
  communityId: string,
  transferIds: readonly string[],
): Promise<Map<string, number>> {
  if (transferIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('points_line')
    .select(['account_id', sql<number>`cast(sum(points) as signed)`.as('points')])
    .where('community_id', '=', communityId)
    .where('transfer_id', 'in', transferIds)
    .where('kind', 'in', ['earned', 'corrected'])
    .where('side', '=', 1)
    .groupBy('account_id')
    .execute()
  return new Map(rows.map((row) => [row.account_id, row.points]))
}

export async function openAccounts(db: Db, communityId: string, residentIds: readonly string[]): Promise<void> {
  await db
    .insertInto('points_account')
    .values(
      residentIds.map((residentId) => ({ community_id: communityId, resident_id: residentId, worth: 0, entries: 0 })),
    )
    .onDuplicateKeyUpdate({ worth: sql<number>`points_account.worth` })
    .execute()
}

/** Adds what these lines gave, and says how far both ledgers are counted: one statement, and only for one of two runs. */
export async function countEntries(
  db: Db,
  { communityId, residentId }: { communityId: string; residentId: string },
  { from, to, points }: { from: number; to: number; points: number },
): Promise<void> {
  await db
    .updateTable(['points_account as a', 'hours_account as h'])
    .set('a.worth', (eb) => eb('a.worth', '+', points))
    .set('a.entries', to)
    .set('h.points_entries', to)
    .where('a.community_id', '=', communityId)
    .where('a.resident_id', '=', residentId)
    .where('a.entries', '=', from)
    .whereRef('h.community_id', '=', 'a.community_id')
    .whereRef('h.resident_id', '=', 'a.resident_id')
    .execute()
}

/** What every month comes to, by the ledger itself, and how many lines that is. */
export async function monthsOf(db: Db, communityId: string, residentIds: readonly string[]) {
  return db
    .selectFrom('hours_entry')
    .select(['resident_id as residentId', sql<string>`substr(service_day, 1, 7)`.as('month')])
    .select(sql<number>`cast(sum(minutes) as signed)`.as('minutes'))
    .select((eb) => eb.fn.max<number>('seq').as('lastSeq'))
    .where('community_id', '=', communityId)
    .where('resident_id', 'in', residentIds)
    .groupBy(['resident_id', sql`substr(service_day, 1, 7)`])
    .execute()
}

/** Writes the sums of periods; one taken from fewer lines never overwrites one taken from more. */
export async function savePeriods(
  db: Db,
  rows: readonly { community_id: string; period: string; resident_id: string; minutes: number; entries: number }[],
): Promise<void> {
  if (rows.length === 0) return
  await db
    .insertInto('volunteer_period')
    .values([...rows])
    .onDuplicateKeyUpdate({
      // MySQL sets from left to right: `entries`, which the other asks, comes last.
      minutes: sql<number>`if(${inserted('entries')} >= volunteer_period.entries, ${inserted('minutes')}, volunteer_period.minutes)`,
      entries: sql<number>`greatest(${inserted('entries')}, volunteer_period.entries)`,
    })
    .execute()
}
