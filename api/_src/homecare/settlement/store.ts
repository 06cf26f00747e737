import { sql } from 'kysely'
import type { Day } from '../../../../shared/time.ts'
import { isDuplicate } from '../../platform/db/errors.ts'
import type { Db } from '../../platform/db/tables.ts'
import type { SettlementSheetTable, VisitChargeTable } from './tables.ts'
import './tables.ts'

/** What is not settled yet, by provider and calendar month. */
export async function countOpen(db: Db, communityId: string) {
  return db
    .selectFrom('visit_charge')
    .select(['provider_id', sql<string>`max(provider_name)`.as('provider_name')])
    .select(sql<string>`substr(day, 1, 7)`.as('month'))
    .select(sql<number>`cast(sum(if(counter_of is null, 1, 0)) as signed)`.as('visits'))
    .select(sql<number>`cast(sum(subsidy_cents) as signed)`.as('subsidy_cents'))
    .where('community_id', '=', communityId)
    .where('status', '=', 'open')
    .groupBy(['provider_id', sql`substr(day, 1, 7)`])
    .execute()
}

const mostSheets = 500

/** Sheets of a community, or of one provider, newest month first. */
export async function listSheets(db: Db, communityId: string, providerId?: string): Promise<SettlementSheetTable[]> {
  return db
    .selectFrom('settlement_sheet')
    .selectAll()
    .where('community_id', '=', communityId)
    .$if(providerId !== undefined, (query) => query.where('provider_id', '=', providerId ?? ''))
    .orderBy('month', 'desc')
    .limit(mostSheets)
    .execute()
}

export type LineRow = Awaited<ReturnType<typeof listLines>>[number]

function lines(db: Db, communityId: string) {
  return db
    .selectFrom('visit_charge as v')
    .leftJoin('visit_charge as c', (join) =>
      join.onRef('c.community_id', '=', 'v.community_id').onRef('c.counter_of', '=', 'v.id'),
    )
    .select(['v.id', 'v.provider_id', 'v.provider_name', 'v.resident_id', 'v.resident_name', 'v.category', 'v.day'])
    .select(['v.minutes', 'v.full_cents', 'v.paid_cents', 'v.subsidy_cents', 'v.subsidy_group', 'v.price_kind'])
    .select(['v.status', 'v.sheet_id', 'v.counter_of', 'v.words', 'c.id as countered_by'])
    .where('v.community_id', '=', communityId)
}

/** The lines of a closed sheet, or what a provider has open up to a day, in the order of the days. */
export async function listLines(
  db: Db,
  communityId: string,
  of: { sheetId: string } | { providerId: string; until: Day },
) {
  const wanted =
    'sheetId' in of
      ? lines(db, communityId).where('v.sheet_id', '=', of.sheetId)
      : lines(db, communityId)
          .where('v.status', '=', 'open')
          .where('v.provider_id', '=', of.providerId)
          .where('v.day', '<=', of.until)
  return wanted.orderBy('v.day').orderBy('v.id').execute()
}

/** One line with the month of the sheet it stands on. */
export async function findLine(db: Db, communityId: string, visitId: string) {
  return lines(db, communityId)
    .leftJoin('settlement_sheet as s', (join) =>
      join.onRef('s.community_id', '=', 'v.community_id').onRef('s.id', '=', 'v.sheet_id'),
    )
    .select('s.month')
    .where('v.id', '=', visitId)
    .executeTakeFirst()
}

/** Makes the sheet to be closed next. `taken` = somebody is closing this month. */
export async function insertSheet(
  db: Db,
  sheet: Pick<SettlementSheetTable, 'community_id' | 'id' | 'provider_id' | 'provider_name' | 'month'>,
): Promise<'done' | 'taken'> {
  const empty = { line_count: 0, full_cents: 0, paid_cents: 0, subsidy_cents: 0, lines_hash: '' }
  try {
    await db
      .insertInto('settlement_sheet')
      .values({ ...sheet, ...empty, status: 'open', closed_by: null, closed_by_name: null, closed_at: null })
      .execute()
    return 'done'
  } catch (error) {
    if (isDuplicate(error)) return 'taken'
    throw error
  }
}

type Closing = Pick<SettlementSheetTable, 'full_cents' | 'paid_cents' | 'subsidy_cents' | 'lines_hash'> & {
  closed_by: string
  closed_by_name: string
  closed_at: Date
}

/** Freezes the sheet and settles exactly these lines, in one statement: both or nothing, and by one person. */
export async function closeSheet(
  db: Db,
  { communityId, sheetId }: { communityId: string; sheetId: string },
  lineIds: readonly string[],
  closing: Closing,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable(['settlement_sheet as s', 'visit_charge as v'])
    .set('s.status', 'closed')
    .set('s.line_count', lineIds.length)
    .set('s.full_cents', closing.full_cents)
    .set('s.paid_cents', closing.paid_cents)
    .set('s.subsidy_cents', closing.subsidy_cents)
    .set('s.lines_hash', closing.lines_hash)
    .set('s.closed_by', closing.closed_by)
    .set('s.closed_by_name', closing.closed_by_name)
    .set('s.closed_at', closing.closed_at)
    .set('v.status', 'settled')
    .set('v.sheet_id', sheetId)
    .where('s.community_id', '=', communityId)
    .where('s.id', '=', sheetId)
    .where('s.status', '=', 'open')
    .whereRef('v.community_id', '=', 's.community_id')
    .where('v.id', 'in', lineIds)
    .where('v.status', '=', 'open')
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}

/** A line that puts another right. `taken` = this id is used, or that line was put right before. */
export async function insertCounter(db: Db, row: VisitChargeTable): Promise<'done' | 'taken'> {
  try {
    await db.insertInto('visit_charge').values(row).execute()
    return 'done'
  } catch (error) {
    if (isDuplicate(error)) return 'taken'
    throw error
  }
}
