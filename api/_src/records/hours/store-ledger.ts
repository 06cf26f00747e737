import { sql } from 'kysely'
import { defaultVolunteerSettings } from '../../../../shared/volunteers/settings.ts'
import type { Day } from '../../../../shared/time.ts'
import type { Db } from '../../platform/db/tables.ts'
import type { LedgerEntry } from './hash.ts'
import { entryColumns, type HoursSum } from './store.ts'
import './tables.ts'

export interface LineCursor {
  shownOn: Day
  seq: number
}

/** A line with what its whole month comes to. */
export type LedgerLine = LedgerEntry & { shown_on: Day; month_minutes: number }

export interface LedgerPage extends HoursSum {
  volunteerNumber: string | null
  name: string | null
  /** Null for whom the community does not know. */
  gridCode: string | null
  starHours: readonly number[]
  lines: LedgerLine[]
}

export interface Whose {
  communityId: string
  residentId: string
}

/**
 * One page of somebody's lines, the newest day first, with the sums, the number and what the community gives stars for:
 * one statement, of which a row without a line comes when there is none. Lines beyond the account count.
 */
export async function ledgerPage(
  db: Db,
  { communityId, residentId }: Whose,
  limit: number,
  after: LineCursor | undefined,
): Promise<LedgerPage> {
  const lines = db
    .selectFrom('hours_entry as e')
    .where('e.community_id', '=', communityId)
    .where('e.resident_id', '=', residentId)
    .$if(after !== undefined, (query) =>
      query.where((eb) =>
        eb.or([
          eb('e.shown_on', '<', after?.shownOn ?? ''),
          eb.and([eb('e.shown_on', '=', after?.shownOn ?? ''), eb('e.seq', '<', after?.seq ?? 0)]),
        ]),
      ),
    )
    .orderBy('e.shown_on', 'desc')
    .orderBy('e.seq', 'desc')
    .limit(limit)
    .select(entryColumns.map((column) => `e.${column}` as const))
    .select('e.shown_on')
    .select((eb) =>
      eb
        .selectFrom('hours_entry as m')
        .where('m.community_id', '=', communityId)
        .where('m.resident_id', '=', residentId)
        .where('m.shown_on', '>=', sql<Day>`date_format(e.shown_on, '%Y-%m-01')`)
        .where('m.shown_on', '<=', sql<Day>`last_day(e.shown_on)`)
        .select(sql<number>`cast(coalesce(sum(m.minutes), 0) as signed)`.as('minutes'))
        .as('month_minutes'),
    )
  const beyond = (basis: 'automatic' | 'added') =>
    db
      .selectFrom('hours_entry as b')
      .where('b.community_id', '=', communityId)
      .where('b.resident_id', '=', residentId)
      .where('b.basis', '=', basis)
      .whereRef('b.seq', '>', 'a.entries' as never)
      .select(sql<number>`cast(coalesce(sum(b.minutes), 0) as signed)`.as('minutes'))
  const rows = await db
    .selectFrom(db.selectNoFrom(sql.lit(1).as('one')).as('one'))
    .leftJoin('hours_account as a', (join) =>
      join.on('a.community_id', '=', communityId).on('a.resident_id', '=', residentId),
    )
    .leftJoin('volunteer as v', (join) =>
      join.on('v.community_id', '=', communityId).on('v.resident_id', '=', residentId),
    )
    .leftJoin('resident as r', (join) => join.on('r.community_id', '=', communityId).on('r.id', '=', residentId))
    .leftJoin('volunteer_setting as s', (join) => join.on('s.community_id', '=', communityId))
    .leftJoin(lines.as('x'), (join) => join.onTrue())
    .select(['a.automatic_minutes', 'a.added_minutes', 'v.volunteer_number', 'r.name', 'r.grid_code', 's.settings'])
    .select([beyond('automatic').as('automatic_beyond'), beyond('added').as('added_beyond')])
    .selectAll('x')
    .orderBy('x.shown_on', 'desc')
    .orderBy('x.seq', 'desc')
    .execute()
  const [first] = rows
  const automaticMinutes = (first?.automatic_minutes ?? 0) + (first?.automatic_beyond ?? 0)
  const addedMinutes = (first?.added_minutes ?? 0) + (first?.added_beyond ?? 0)
  return {
    automaticMinutes,
    addedMinutes,
    totalMinutes: automaticMinutes + addedMinutes,
    volunteerNumber: first?.volunteer_number ?? null,
    name: first?.name ?? null,
    gridCode: first?.grid_code ?? null,
    starHours: first?.settings?.starHours ?? defaultVolunteerSettings.starHours,
    lines: rows.filter((row): row is typeof row & LedgerLine => row.seq !== null),
  }
}

export interface NamedVolunteer {
  residentId: string
  volunteerNumber: string
  name: string
  gridCode: string
}

function named(db: Db, communityId: string) {
  return db
    .selectFrom('volunteer as v')
    .innerJoin('resident as r', (join) =>
      join.onRef('r.community_id', '=', 'v.community_id').onRef('r.id', '=', 'v.resident_id'),
    )
    .where('v.community_id', '=', communityId)
    .select(['v.resident_id as residentId', 'v.volunteer_number as volunteerNumber', 'r.grid_code as gridCode'])
    .select(sql<string>`coalesce(v.name, r.name)`.as('name'))
}

/** The volunteers among these residents, by name and number. One round trip. */
export async function volunteersNamed(
  db: Db,
  communityId: string,
  residentIds: readonly string[],
): Promise<NamedVolunteer[]> {
  if (residentIds.length === 0) return []
  return named(db, communityId)
    .where('v.resident_id', 'in', [...residentIds])
    .execute()
}

const mostFound = 20

/** Volunteers of these areas whose name or number begins so, with the sum of their hours. One round trip. */
export async function searchVolunteers(db: Db, communityId: string, areaCodes: readonly string[], search: string) {
  const beginsWith = `${search.replaceAll(/[\\%_]/g, '')}%`
  // A number is compared byte by byte, so that only digits may be compared with it.
  const isNumber = /^\d+$/.test(search)
  return named(db, communityId)
    .leftJoin('hours_account as a', (join) =>
      join.onRef('a.community_id', '=', 'v.community_id').onRef('a.resident_id', '=', 'v.resident_id'),
    )
    .select(sql<number>`coalesce(a.automatic_minutes + a.added_minutes, 0)`.as('totalMinutes'))
    .where((eb) => eb.or(areaCodes.map((code) => eb('r.grid_code', 'like', `${code}%`))))
    .$if(isNumber, (query) => query.where('v.volunteer_number', 'like', beginsWith))
    .$if(!isNumber && search !== '', (query) => query.where(sql<string>`coalesce(v.name, r.name)`, 'like', beginsWith))
    .orderBy('name')
    .orderBy('v.resident_id')
    .limit(mostFound)
    .execute()
}
