import type { BookingStatus } from '../../../shared/booking/lifecycle.ts'
import { addSeconds } from '../../../shared/time.ts'
import type { Db } from '../platform/db/tables.ts'
import type { BookingStep } from './tables.ts'

/** A booking as a calendar shows it. */
export interface CalendarBooking {
  id: string
  status: BookingStatus
  version: number
  history: readonly Pick<BookingStep, 'kind' | 'at'>[]
  bookedAt: Date
  startsAt: Date
  endsAt: Date
  serviceName: string
  residentName: string
  place: string
  bring: readonly string[]
  spokenNumber: string
  providerPhone: string
}

/** How far back a calendar goes. */
const secondsBack = 30 * 86_400
const mostEntries = 1000

/** The workers (resources) whose account this is. */
export function workersWithAccount(db: Db, communityIds: readonly string[], accountId: string) {
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
