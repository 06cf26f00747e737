import { sql } from 'kysely'
import type { BookingStatus, PriceKind } from '../../../shared/booking/lifecycle.ts'
import type { Subsidy } from '../../../shared/booking/schemas.ts'
import type { Db } from '../platform/db/tables.ts'
import './tables.ts'

/** A service that comes to the home, given by a worker one at a time. */
export interface HomeService {
  serviceId: string
  name: string
  minutes: number
  providerId: string
  priceKind: PriceKind
  priceCents: number
  subsidies: readonly Subsidy[]
}

/** What is given at home in a community, in the order of the catalogue. */
export async function homeServices(db: Db, communityId: string, serviceId?: string): Promise<HomeService[]> {
  const rows = await db
    .selectFrom('service')
    .select(['id', 'name', 'duration_minutes', 'provider_id', 'price_kind', 'price_cents', 'subsidies'])
    .where('community_id', '=', communityId)
    .where('channel', '=', 'home')
    .where('capacity_kind', '=', 'exclusive')
    .where('withdrawn_at', 'is', null)
    .$if(serviceId !== undefined, (query) => query.where('id', '=', serviceId ?? ''))
    .orderBy('position')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    serviceId: row.id,
    name: row.name,
    minutes: row.duration_minutes,
    providerId: row.provider_id,
    priceKind: row.price_kind,
    priceCents: row.price_cents,
    subsidies: row.subsidies,
  }))
}

/** Somebody who goes to people's homes. */
export interface HomeWorker {
  resourceId: string
  name: string
  accountId: string | null
  skills: readonly string[]
}

export async function workersOf(db: Db, communityId: string): Promise<HomeWorker[]> {
  const rows = await db
    .selectFrom('resource')
    .select(['id', 'name', 'account_id', 'skills'])
    .where('community_id', '=', communityId)
    .where('kind', '=', 'worker')
    .where('withdrawn_at', 'is', null)
    .orderBy('name')
    .orderBy('id')
    .execute()
  return rows.map(({ id: resourceId, name, account_id: accountId, skills }) => ({
    resourceId,
    name,
    accountId,
    skills,
  }))
}

/** Where bookings stand now. */
export interface BookingState {
  bookingId: string
  status: BookingStatus
  version: number
  startsAt: Date
  endsAt: Date
  cancelReason: string | null
  resourceIds: readonly string[]
  spokenNumber: string
}

export async function bookingStates(db: Db, communityId: string, ids: readonly string[]): Promise<BookingState[]> {
  if (ids.length === 0) return []
  const rows = await db
    .selectFrom('booking')
    .select(['id', 'status', 'version', 'starts_at', 'ends_at', 'cancel_reason'])
    .select(['resource_ids', 'spoken_number'])
    .where('community_id', '=', communityId)
    .where('id', 'in', ids)
    .execute()
  return rows.map((row) => ({
    bookingId: row.id,
    status: row.status,
    version: row.version,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    cancelReason: row.cancel_reason,
    resourceIds: row.resource_ids,
    spokenNumber: row.spoken_number,
  }))
}

/** How a booking goes on at somebody's home. */
export interface HomeStep {
  status: 'checked_in' | 'completed' | 'cancelled'
  by: string
  reason?: string
}

/**
 * Somebody is there, it is done, or it will not be: for bookings whose visit tells people itself, so nobody is told of
 * them here. Nothing when the booking is over. What was cancelled gives its place back.
 */
export async function moveHomeBooking(
  db: Db,
  { communityId, bookingId }: { communityId: string; bookingId: string },
  { status, by, reason }: HomeStep,
  now: Date,
): Promise<boolean> {
  const entry = {
    kind: status,
    at: now.toISOString(),
    by,
    delegateName: null,
    ...(reason === undefined ? {} : { reason }),
  }
  const from: BookingStatus[] = status === 'checked_in' ? ['confirmed'] : ['confirmed', 'checked_in']
  const { numUpdatedRows } = await db
    .updateTable('booking')
    // Servers assign from left to right: the entry carries the version that is counted up after it.
    .set({
      history: sql`json_merge_preserve(history, json_set(${JSON.stringify([entry])}, '$[0].version', version + 1))`,
      notified_version: sql`if(notified_version = version, version + 1, notified_version)`,
      version: sql`version + 1`,
      status,
      remind_at: null,
      ...(status === 'checked_in' ? { checked_in_at: now } : { ended_at: now, due_at: null }),
      ...(status === 'cancelled' ? { cancel_reason: reason ?? '' } : {}),
    })
    .where('community_id', '=', communityId)
    .where('id', '=', bookingId)
    .where('status', 'in', from)
    .executeTakeFirstOrThrow()
  if (numUpdatedRows === 0n) return false
  if (status === 'cancelled') {
    await db
      .deleteFrom('booking_claim')
      .where('community_id', '=', communityId)
      .where('booking_id', '=', bookingId)
      .execute()
  }
  return true
}

/** Whoever has these bookings hears of them elsewhere: nobody is told that they were made. */
export async function quietBookings(db: Db, communityId: string, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await db
    .updateTable('booking')
    .set((set) => ({ notified_version: set.ref('version') }))
    .where('community_id', '=', communityId)
    .where('id', 'in', ids)
    .where('version', '=', 1)
    .execute()
}
