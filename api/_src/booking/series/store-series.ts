import { sql, type Selectable } from 'kysely'
import type { BookingStatus } from '../../../../shared/booking/lifecycle.ts'
import type { Day } from '../../../../shared/time.ts'
import { appendHistory } from '../../platform/db/history.ts'
import { isDuplicate } from '../../platform/db/errors.ts'
import type { Db } from '../../platform/db/tables.ts'
import { json } from '../../platform/db/values.ts'
import { homeColumns, residentHomes, type HomeRow } from '../books-for.ts'
import type { BookingSeriesTable, SeriesStep, ServiceTable, SkippedDay } from '../tables.ts'

const columns = [
  ...(['community_id', 'id', 'service_id', 'resident_id', 'resident_name', 'booked_by', 'delegate_name'] as const),
  ...(['channel', 'note', 'weekdays', 'time', 'from_day', 'to_day', 'wanted', 'booked_through', 'skipped'] as const),
  ...(['status', 'version', 'notified_version', 'history', 'made_at', 'due_at'] as const),
] as const
const selected = columns.map((name) => `s.${name}` as const)

export type SeriesColumns = Pick<Selectable<BookingSeriesTable>, (typeof columns)[number]>

/** A booked day of a series that is still to come. */
export interface ComingDay {
  bookingId: string
  startsAt: Date
  endsAt: Date
  status: BookingStatus
  version: number
  cancelUntil: Date
}

export interface SeriesRow extends SeriesColumns, HomeRow, Pick<ServiceTable, 'category' | 'icon' | 'days_ahead'> {
  serviceName: string
  coming: ComingDay[]
}

const comingStatuses: readonly BookingStatus[] = ['confirmed', 'checked_in', 'offered', 'waiting']

/** Series with their days to come; the caller pins and narrows them. */
function seriesWithDays(db: Db, communityIds: readonly string[], now: Date) {
  return db
    .selectFrom('booking_series as s')
    .innerJoin('service as v', (join) =>
      join.onRef('v.community_id', '=', 's.community_id').onRef('v.id', '=', 's.service_id'),
    )
    .leftJoin('booking as b', (join) =>
      join
        .onRef('b.community_id', '=', 's.community_id')
        .onRef('b.series_id', '=', 's.id')
        .on('b.ends_at', '>', now)
        .on('b.status', 'in', [...comingStatuses]),
    )
    .select(selected)
    .select(['v.name as serviceName', 'v.category', 'v.icon', 'v.days_ahead'])
    .select(['b.id as bookingId', 'b.starts_at', 'b.ends_at', 'b.status as dayStatus', 'b.version as dayVersion'])
    .select('b.cancel_until')
    .where('s.community_id', 'in', [...communityIds])
    .orderBy('s.made_at')
    .orderBy('s.id')
    .orderBy('b.starts_at')
}

type JoinedRow = Awaited<ReturnType<ReturnType<typeof seriesWithDays>['execute']>>[number]

const noHome: HomeRow = {
  homeName: null,
  homeBirthDate: null,
  homeGrid: null,
  homeAlone: null,
  homeBuilding: null,
  homeUnit: null,
  homeRoom: null,
}

function grouped(rows: readonly (JoinedRow & Partial<HomeRow>)[]): SeriesRow[] {
  const all = new Map<string, SeriesRow>()
  for (const { bookingId, starts_at, ends_at, dayStatus, dayVersion, cancel_until, ...row } of rows) {
    const series = all.get(row.id) ?? { ...noHome, ...row, coming: [] }
    all.set(row.id, series)
    if (bookingId === null || !starts_at || !ends_at || !dayStatus || !cancel_until) continue
    series.coming.push({
      bookingId,
      startsAt: starts_at,
      endsAt: ends_at,
      status: dayStatus,
      version: dayVersion ?? 0,
      cancelUntil: cancel_until,
    })
  }
  return [...all.values()]
}

/** One series, and where its person lives. One statement. */
export async function readSeries(db: Db, communityId: string, id: string, now: Date): Promise<SeriesRow | undefined> {
  const rows = await seriesWithDays(db, [communityId], now)
    .leftJoin(residentHomes(communityId), (join) => join.onRef('home.id', '=', 's.resident_id'))
    .select(homeColumns)
    .where('s.id', '=', id)
    .execute()
  return grouped(rows)[0]
}

/** The running series of these people. One statement. */
export async function readSeriesOf(
  db: Db,
  people: readonly { communityId: string; residentId: string }[],
  today: Day,
  now: Date,
): Promise<SeriesRow[]> {
  const communities = [...new Set(people.map(({ communityId }) => communityId))]
  const rows = await seriesWithDays(db, communities, now)
    .where('s.resident_id', 'in', [...new Set(people.map(({ residentId }) => residentId))])
    .where('s.status', '=', 'running')
    .where('s.to_day', '>=', today)
    .execute()
  return grouped(rows)
}

const mostAtOnce = 50

/** Series of which something must be done, in one indexed query. */
export async function readDueSeries(db: Db, communityIds: readonly string[], now: Date): Promise<SeriesRow[]> {
  if (communityIds.length === 0) return []
  const due = await db
    .selectFrom('booking_series as s')
    .select(['s.community_id', 's.id'])
    .where('s.community_id', 'in', [...communityIds])
    .where('s.due_at', '<=', now)
    .orderBy('s.due_at')
    .limit(mostAtOnce)
    .execute()
  const found: SeriesRow[] = []
  for (const { community_id: communityId, id } of due) {
    const series = await readSeries(db, communityId, id, now)
    if (series) found.push(series)
  }
  return found
}

/** False = there is one of this id already. */
export async function insertSeries(db: Db, row: SeriesColumns): Promise<boolean> {
  const { weekdays, wanted, skipped, history, ...others } = row
  const lists = { weekdays: json(weekdays), wanted: json(wanted), skipped: json(skipped), history: json(history) }
  try {
    await db
      .insertInto('booking_series')
      .values({ ...others, ...lists })
      .execute()
    return true
  } catch (error) {
    if (isDuplicate(error, 'PRIMARY')) return false
    throw error
  }
}

/**
 * One conditional update of a running series as it was read. Without a step nobody has to be told. False = it has
 * changed or ended since.
 */
export async function changeSeries(
  db: Db,
  row: Pick<SeriesColumns, 'community_id' | 'id' | 'version'>,
  step: SeriesStep | undefined,
  changes: { status?: 'ended'; booked_through?: Day; skipped?: readonly SkippedDay[]; due_at: Date | null },
): Promise<boolean> {
  const { skipped, ...others } = changes
  const quiet = sql<number>`if(notified_version = version, version + 1, notified_version)`
  const { numUpdatedRows } = await db
    .updateTable('booking_series')
    // what reads the version stands before what changes it: the order of a SET counts
    .$if(step === undefined, (query) => query.set('notified_version', quiet))
    .$if(step !== undefined, (query) => query.set('history', appendHistory(step ?? {}) as never))
    .$if(skipped !== undefined, (query) => query.set('skipped', json(skipped ?? [])))
    .set({ ...others, version: row.version + 1 })
    .where('community_id', '=', row.community_id)
    .where('id', '=', row.id)
    .where('version', '=', row.version)
    .where('status', '=', 'running')
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}

/** Nothing more is due about a series that ended. */
export async function settleSeries(db: Db, communityId: string, id: string): Promise<void> {
  await db
    .updateTable('booking_series')
    .set({ due_at: null })
    .where('community_id', '=', communityId)
    .where('id', '=', id)
    .where('status', '=', 'ended')
    .execute()
}

/** Cancels those of these days that may still be; the series tells of it. Answers with how many. */
export async function cancelDays(
  db: Db,
  communityId: string,
  bookingIds: readonly string[],
  { by, reason }: { by: string; reason: string },
  now: Date,
): Promise<number> {
  if (bookingIds.length === 0) return 0
  const step = sql`json_array(json_object('version', version + 1, 'kind', 'cancelled', 'at', ${now.toISOString()}, 'by', ${by}, 'delegateName', null))`
  const { numUpdatedRows } = await db
    .updateTable('booking')
    // what reads the version stands before what changes it: the order of a SET counts
    .set('history', sql<never>`json_merge_preserve(history, ${step})`)
    .set('notified_version', sql<number>`if(notified_version = version, version + 1, notified_version)`)
    .set('version', (eb) => eb('version', '+', 1))
    .set({ status: 'cancelled', cancel_reason: reason, ended_at: now, remind_at: null, due_at: now })
    .where('community_id', '=', communityId)
    .where('id', 'in', [...bookingIds])
    .where((eb) =>
      eb.or([
        eb('status', 'in', ['waiting', 'offered']),
        eb.and([eb('status', '=', 'confirmed'), eb('cancel_until', '>=', now)]),
      ]),
    )
    .executeTakeFirstOrThrow()
  return Number(numUpdatedRows)
}

/** A series of which somebody must still be told. */
export type UntoldSeries = SeriesColumns & { serviceName: string }

export function readUntoldSeries(
  db: Db,
  { communityIds, rowId }: { communityIds: readonly string[]; rowId?: string },
  limit: number,
): Promise<UntoldSeries[]> {
  return db
    .selectFrom('booking_series as s')
    .innerJoin('service as v', (join) =>
      join.onRef('v.community_id', '=', 's.community_id').onRef('v.id', '=', 's.service_id'),
    )
    .select(selected)
    .select('v.name as serviceName')
    .where('s.community_id', 'in', [...communityIds])
    .where('s.untold', '=', 1)
    .$if(rowId !== undefined, (query) => query.where('s.id', '=', rowId ?? ''))
    .orderBy('s.made_at')
    .limit(limit)
    .execute()
}

/** Remembers that everything up to `version` was told; never goes back. */
export async function markSeriesNotified(db: Db, row: { communityId: string; id: string; version: number }) {
  await db
    .updateTable('booking_series')
    .set({ notified_version: row.version })
    .where('community_id', '=', row.communityId)
    .where('id', '=', row.id)
    .where('notified_version', '<', row.version)
    .execute()
}
