import { sql } from 'kysely'
import { isDuplicate } from '../../platform/db/errors.ts'
import type { Db } from '../../platform/db/tables.ts'
import { inserted } from '../../platform/db/upsert.ts'
import { json } from '../../platform/db/values.ts'
import type { PopulationTable, VolunteerStationTable } from './tables.ts'
import '../tables.ts'
import './tables.ts'

export function stationsOf(db: Db, communityId: string): Promise<VolunteerStationTable[]> {
  return db
    .selectFrom('volunteer_station')
    .selectAll()
    .where('community_id', '=', communityId)
    .orderBy(sql`closed_on is not null`)
    .orderBy('name')
    .execute()
}

/** `taken` = a station of this id is there already. */
export async function insertStation(db: Db, row: VolunteerStationTable): Promise<'done' | 'taken'> {
  try {
    await db
      .insertInto('volunteer_station')
      .values({ ...row, standard: json(row.standard) })
      .execute()
    return 'done'
  } catch (error) {
    if (isDuplicate(error)) return 'taken'
    throw error
  }
}

/** False = somebody changed it since `version`. */
export async function changeStation(db: Db, row: VolunteerStationTable, version: number): Promise<boolean> {
  const { community_id: communityId, id, standard, ...change } = row
  const { numUpdatedRows } = await db
    .updateTable('volunteer_station')
    .set({ ...change, standard: json(standard) })
    .where('community_id', '=', communityId)
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirstOrThrow()
  return numUpdatedRows === 1n
}

export function findStation(db: Db, communityId: string, id: string): Promise<VolunteerStationTable | undefined> {
  return db
    .selectFrom('volunteer_station')
    .selectAll()
    .where('community_id', '=', communityId)
    .where('id', '=', id)
    .executeTakeFirst()
}

export type FigureRow = Awaited<ReturnType<typeof figuresOf>>[number]

/** The figures of some communities, one row each. */
export async function figuresOf(db: Db, communityIds: readonly string[]) {
  if (communityIds.length === 0) return []
  const ids = [...communityIds]
  return db
    .selectFrom('area as a')
    .leftJoin('population as p', (join) => join.on('p.community_id', 'in', ids).onRef('p.community_id', '=', 'a.code'))
    .select(['a.code', 'a.name', 'p.people', 'p.counted_on', 'p.source'])
    .select((eb) => [
      eb
        .selectFrom('volunteer as v')
        .where('v.community_id', 'in', ids)
        .whereRef('v.community_id', '=', 'a.code')
        .where('v.status', 'in', ['active', 'paused'])
        .select(eb.fn.countAll<number>().as('n'))
        .as('volunteers'),
      eb
        .selectFrom('volunteer_station as s')
        .where('s.community_id', 'in', ids)
        .whereRef('s.community_id', '=', 'a.code')
        .where('s.closed_on', 'is', null)
        .select(eb.fn.countAll<number>().as('n'))
        .as('stations'),
      eb
        .selectFrom('volunteer_station as m')
        .where('m.community_id', 'in', ids)
        .whereRef('m.community_id', '=', 'a.code')
        .where('m.closed_on', 'is', null)
        .where('m.model_since', 'is not', null)
        .select(eb.fn.countAll<number>().as('n'))
        .as('model_stations'),
    ])
    .where('a.code', 'in', ids)
    .orderBy('a.code')
    .execute()
}

export async function setPopulation(db: Db, row: PopulationTable): Promise<void> {
  await db
    .insertInto('population')
    .values(row)
    .onDuplicateKeyUpdate({
      people: inserted('people'),
      counted_on: inserted('counted_on'),
      source: inserted('source'),
      changed_by_name: inserted('changed_by_name'),
      changed_at: inserted('changed_at'),
    })
    .execute()
}
