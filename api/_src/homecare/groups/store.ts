import { expressionBuilder, sql, type Selectable } from 'kysely'
import type { PersonRef } from '../../../../shared/schemas.ts'
import type { Db, Tables } from '../../platform/db/tables.ts'
import { inserted } from '../../platform/db/upsert.ts'
import { homeColumns, residentHomes, type HomeRow } from '../person.ts'
import type { ResidentGroupTable } from './tables.ts'
import './tables.ts'

export type NotedRow = Selectable<ResidentGroupTable>

/** `disabled:2026-01-05: hardship:2025-03-01:2026-12-31`, as `notedGroups` reads it. */
export const groupsText = sql<
  string | null
>`group_concat(concat(group_code, ':', since, ':', coalesce(until, '')) separator ' ')`

/**
 * The groups staff noted about residents, for another slice to join to its own statement: `id` and `groups`, which
 * `notedGroups(groups, today)` of `shared/homecare/groups.ts` reads. With `residentId` only this resident's row is made.
 */
export function residentGroups(communityId: string, residentId?: string) {
  const noted = expressionBuilder<Tables>()
    .selectFrom('resident_group')
    .select('resident_group.resident_id as id')
    .select(groupsText.as('groups'))
    .where('resident_group.community_id', '=', communityId)
    .groupBy('resident_group.resident_id')
  return (residentId === undefined ? noted : noted.where('resident_group.resident_id', '=', residentId)).as('noted')
}

/** Where somebody lives and what was noted about them, newest first, in one statement. */
export async function readGroups(
  db: Db,
  { communityId, residentId }: PersonRef,
): Promise<{ home: HomeRow | undefined; noted: NotedRow[] }> {
  const rows = await db
    .selectFrom(residentHomes(communityId))
    .leftJoin('resident_group as g', (join) =>
      join.on('g.community_id', '=', communityId).onRef('g.resident_id', '=', 'home.id'),
    )
    .select(homeColumns)
    .select(['g.community_id', 'g.resident_id', 'g.group_code', 'g.since', 'g.until'])
    .select(['g.proof', 'g.noted_by', 'g.noted_by_name', 'g.noted_at'])
    .where('home.id', '=', residentId)
    .orderBy('g.since', 'desc')
    .execute()
  return { home: rows[0], noted: rows.filter(isNoted) }
}

function isNoted<Row extends { group_code: unknown }>(row: Row): row is Row & NotedRow {
  return row.group_code !== null
}

/** Noted again for the same first day: the newer words hold. */
export async function noteGroup(db: Db, row: NotedRow): Promise<void> {
  await db
    .insertInto('resident_group')
    .values(row)
    .onDuplicateKeyUpdate({
      until: inserted('until'),
      proof: inserted('proof'),
      noted_by: inserted('noted_by'),
      noted_by_name: inserted('noted_by_name'),
      noted_at: inserted('noted_at'),
    })
    .execute()
}
