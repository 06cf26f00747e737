import type { Selectable } from 'kysely'
import { addSeconds } from '../../../../shared/time.ts'
import { isDuplicate } from '../../platform/db/errors.ts'
import type { Db } from '../../platform/db/tables.ts'
import type { CalendarBooking } from './decide.ts'
import type { CalendarFeedTable } from './tables.ts'

export type FeedRow = Selectable<CalendarFeedTable>

/** How far back a feed goes. */
const secondsBack = 30 * 86_400
const mostEntries = 1000

/** The addresses of an account in these communities that still work, oldest first. */
export function feedsOf(db: Db, communityIds: readonly string[], accountId: string): Promise<FeedRow[]> {
  return db
    .selectFrom('calendar_feed')
    .selectAll()
    .where('community_id', 'in', [...communityIds])
    .where('account_id', '=', accountId)
    .where('revoked_at', 'is', null)
    .orderBy('made_at')
    .orderBy('id')
    .execute()
}

export async function feedById(db: Db, communityId: string, id: string): Promise<FeedRow | undefined> {
  return db
    .selectFrom('calendar_feed')
    .selectAll()
    .where('community_id', '=', communityId)
    .where('id', '=', id)
    .executeTakeFirst()
}

/** False = there is a feed with this id already. */
export async function insertFeed(db: Db, feed: FeedRow): Promise<boolean> {
  try {
    await db.insertInto('calendar_feed').values(feed).execute()
    return true
  } catch (error) {
    if (isDuplicate(error, 'PRIMARY')) return false
    throw error
  }
}

export async function revokeFeed(db: Db, communityId: string, id: string, now: Date): Promise<void> {
  await db
    .updateTable('calendar_feed')
    .set({ revoked_at: now })
    .where('community_id', '=', communityId)
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .execute()
}

/** The workers (resources) whose account this is. */
export function workersOf(db: Db, communityIds: readonly string[], accountId: string) {
  return db
    .selectFrom('resource')
    .select(['community_id', 'id', 'name'])
    .where('community_id', 'in', [...communityIds])
    .where('account_id', '=', accountId)
    .where('withdrawn_at', 'is', null)
    .orderBy('id')
    .execute()
}

function bookingsFrom(db: Db, communityId: string, now: Date) {
  return db
    .selectFrom('booking as b')
    .innerJoin('service as v', (join) =>
      join.onRef('v.community_id', '=', 'b.community_id').onRef('v.id', '=', 'b.service_id'),
    )
    .innerJoin('provider as p', (join) =>
      join.onRef('p.community_id', '=', 'v.community_id').onRef('p.id', '=', 'v.provider_id'),
    )
    .select(['b.id', 'b.status', 'b.version', 'b.history', 'b.booked_at', 'b.starts_at', 'b.ends_at'])
    .select(['b.resident_name', 'b.home_address', 'b.spoken_number'])
    .select(['v.name as serviceName', 'v.place', 'v.channel', 'v.materials', 'p.phone as providerPhone'])
    .where('b.community_id', '=', communityId)
    .where('b.starts_at', '>=', addSeconds(now, -secondsBack))
    .orderBy('b.starts_at')
    .orderBy('b.id')
    .limit(mostEntries)
}

type Row = Awaited<ReturnType<ReturnType<typeof bookingsFrom>['execute']>>[number]

function toCalendar(row: Row): CalendarBooking {
  const atHome = row.channel === 'home' && row.home_address !== ''
  return {
    id: row.id,
    status: row.status,
    version: row.version,
    history: row.history,
    bookedAt: row.booked_at,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    serviceName: row.serviceName,
    residentName: row.resident_name,
    place: atHome ? `${row.place}，${row.home_address}` : row.place,
    bring: row.materials.map(({ name }) => name),
    spokenNumber: row.spoken_number,
    providerPhone: row.providerPhone,
  }
}

/** The bookings of a resident from a month ago on, in the order of time. */
export async function bookingsOfResident(db: Db, communityId: string, residentId: string, now: Date) {
  const rows = await bookingsFrom(db, communityId, now).where('b.resident_id', '=', residentId).execute()
  return rows.map(toCalendar)
}

/**
 * What a worker has to do and what was cancelled, from a month ago on, in the order of time; nothing once the resource
 * is another account's. One statement: what stands is found by its claims, what was cancelled by the worker's services.
 */
export async function bookingsOfWorker(
  db: Db,
  { communityId, resourceId, accountId }: { communityId: string; resourceId: string; accountId: string },
  now: Date,
) {
  const rows = await bookingsFrom(db, communityId, now)
    .innerJoin('resource as r', (join) =>
      join
        .onRef('r.community_id', '=', 'b.community_id')
        .on('r.id', '=', resourceId)
        .on('r.account_id', '=', accountId),
    )
    .innerJoin('service_need as n', (join) =>
      join
        .onRef('n.community_id', '=', 'b.community_id')
        .onRef('n.service_id', '=', 'b.service_id')
        .onRef('n.resource_id', '=', 'r.id'),
    )
    .select('b.resource_ids')
    .execute()
  return rows.filter((row) => row.resource_ids.includes(resourceId)).map(toCalendar)
}
