import { sql } from 'kysely'
import type { Db } from '../../platform/db/tables.ts'
import { inserted } from '../../platform/db/upsert.ts'
import { callOf } from '../row.ts'
import type { Call } from '../call.ts'
import { figureOf, type FigureGroup } from './decide.ts'
import type { HelpFigureTable, HelpReviewTable } from './tables.ts'

/** Calls of these communities, by when they were raised. */
export interface Period {
  communityIds: readonly string[]
  since: Date
  /** Excluded. */
  until: Date
}

export interface Scope extends Period {
  /** Cuts the communities down to an area of theirs: the code, or its beginning. */
  areaCode: string
}

/** Calls looked at in one statement. */
export const staleAtOnce = 500

/** Calls raised in this time whose figures are missing or older than the call, oldest first. */
export async function listStale(db: Db, { communityIds, since, until }: Period): Promise<Call[]> {
  const rows = await db
    .selectFrom('help_call')
    .leftJoin('help_figure', (join) =>
      join
        .onRef('help_figure.community_id', '=', 'help_call.community_id')
        .onRef('help_figure.call_id', '=', 'help_call.id'),
    )
    .selectAll('help_call')
    .where('help_call.community_id', 'in', communityIds)
    .where('help_call.raised_at', '>=', since)
    .where('help_call.raised_at', '<', until)
    .where((where) =>
      where.or([
        where('help_figure.version', 'is', null),
        where('help_figure.version', '<', where.ref('help_call.version')),
      ]),
    )
    .limit(staleAtOnce)
    .execute()
  return rows.map(callOf)
}

/** Never takes newer figures back. */
export async function saveFigures(db: Db, calls: readonly Call[]): Promise<void> {
  if (calls.length === 0) return
  const newer = <Column extends keyof HelpFigureTable>(column: Column) =>
    sql<HelpFigureTable[Column]>`if(version <= values(version), values(${sql.ref(column)}), ${sql.ref(column)})`
  await db
    .insertInto('help_figure')
    .values(calls.map(figureOf))
    .onDuplicateKeyUpdate({
      level: newer('level'),
      answer_seconds: newer('answer_seconds'),
      arrival_seconds: newer('arrival_seconds'),
      waited_seconds: newer('waited_seconds'),
      withdrawn: newer('withdrawn'),
      mistaken: newer('mistaken'),
      reopened: newer('reopened'),
      rating: newer('rating'),
      // Assigned from left to right: the columns above still see the old version.
      version: sql<number>`greatest(version, values(version))`,
    })
    .execute()
}

const counted = (condition: ReturnType<typeof sql<boolean>>) =>
  sql<number>`cast(coalesce(sum(${condition}), 0) as signed)`

/** The figures of a period, summed by level, hour, grid and month. One statement. */
export async function groupFigures(db: Db, { communityIds, areaCode, since, until }: Scope): Promise<FigureGroup[]> {
  return db
    .selectFrom('help_figure')
    .select(['level', 'hour', 'grid_code as gridCode', 'month'])
    .select(({ fn }) => [
      fn.countAll<number>().as('calls'),
      counted(sql`withdrawn`).as('withdrawn'),
      counted(sql`answer_seconds is not null`).as('answered'),
      counted(sql`answer_seconds <= 15`).as('within15Seconds'),
      counted(sql`answer_seconds <= 60`).as('within60Seconds'),
      counted(sql`answer_seconds <= 180`).as('within180Seconds'),
      counted(sql`arrival_seconds is not null`).as('arrived'),
      counted(sql`arrival_seconds <= 2700`).as('within45Minutes'),
      counted(sql`arrival_seconds <= 3600`).as('within60Minutes'),
      fn.max('answer_seconds').as('slowestAnswerSeconds'),
      counted(sql`mistaken`).as('pressedByMistake'),
      counted(sql`reopened`).as('reopened'),
      counted(sql`rating is not null`).as('rated'),
      counted(sql`rating = 'good'`).as('ratedGood'),
    ])
    .where('community_id', 'in', communityIds)
    .where('raised_at', '>=', since)
    .where('raised_at', '<', until)
    .where('grid_code', 'like', `${areaCode}%`)
    .groupBy(['level', 'hour', 'grid_code', 'month'])
    .execute()
}

/** Calls of a period that waited longer than `seconds`, newest first, with their reviews. */
export async function listLate(
  db: Db,
  { communityIds, areaCode, since, until }: Scope,
  seconds: number,
  limit: number,
) {
  return db
    .selectFrom('help_figure')
    .innerJoin('help_call', (join) =>
      join
        .onRef('help_call.community_id', '=', 'help_figure.community_id')
        .onRef('help_call.id', '=', 'help_figure.call_id'),
    )
    .leftJoin('help_review', (join) =>
      join
        .onRef('help_review.community_id', '=', 'help_figure.community_id')
        .onRef('help_review.call_id', '=', 'help_figure.call_id'),
    )
    .select([
      'help_figure.community_id',
      'help_figure.call_id',
      'help_figure.grid_code',
      'help_figure.raised_at',
      'help_figure.level',
      'help_figure.waited_seconds',
      'help_call.resident_name',
      'help_call.address',
      'help_call.intent',
      'help_review.cause',
      'help_review.found',
      'help_review.measure',
      'help_review.reviewed_by_name',
      'help_review.reviewed_at',
    ])
    .where('help_figure.community_id', 'in', communityIds)
    .where('help_figure.raised_at', '>=', since)
    .where('help_figure.raised_at', '<', until)
    .where('help_figure.grid_code', 'like', `${areaCode}%`)
    .where('help_figure.waited_seconds', '>', seconds)
    .orderBy('help_figure.raised_at', 'desc')
    .limit(limit)
    .execute()
}

/** Saved again, it is corrected. */
export async function saveReview(db: Db, review: HelpReviewTable): Promise<void> {
  await db
    .insertInto('help_review')
    .values(review)
    .onDuplicateKeyUpdate({
      cause: inserted('cause'),
      found: inserted('found'),
      measure: inserted('measure'),
      reviewed_by: inserted('reviewed_by'),
      reviewed_by_name: inserted('reviewed_by_name'),
      reviewed_at: inserted('reviewed_at'),
    })
    .execute()
}
