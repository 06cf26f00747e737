import { sql } from 'kysely'
import type { BookingStatus } from '../../../../shared/booking/lifecycle.ts'
import { isDuplicate } from '../../platform/db/errors.ts'
import type { Db } from '../../platform/db/tables.ts'
import { json } from '../../platform/db/values.ts'
import type { Claim } from './decide-claims.ts'
import { limitNeed } from './decide-claims.ts'
import type { Owner } from './decide-sweep.ts'

/** A row whose moment has come: a booking, or the claims that name one. */
export interface Due {
  communityId: string
  bookingId: string
  source: 'booking' | 'claim'
  /** Null: claims of a booking that was never written. */
  status: BookingStatus | null
}

const mostAtOnce = 500

/** Bookings and claims that are due, in one indexed query. */
export async function readDue(db: Db, communityIds: readonly string[], now: Date): Promise<Due[]> {
  if (communityIds.length === 0) return []
  return db
    .selectFrom('booking as b')
    .select((eb) => [
      'b.community_id as communityId',
      'b.id as bookingId',
      eb.val<Due['source']>('booking').as('source'),
      eb.ref('b.status').$castTo<BookingStatus | null>().as('status'),
    ])
    .where('b.community_id', 'in', [...communityIds])
    .where('b.due_at', '<=', now)
    .unionAll((eb) =>
      eb
        .selectFrom('booking_claim as c')
        .leftJoin('booking as b', (join) =>
          join.onRef('b.community_id', '=', 'c.community_id').onRef('b.id', '=', 'c.booking_id'),
        )
        .select([
          'c.community_id as communityId',
          'c.booking_id as bookingId',
          eb.val<Due['source']>('claim').as('source'),
          'b.status as status',
        ])
        .where('c.community_id', 'in', [...communityIds])
        .where('c.due_at', '<=', now),
    )
    .limit(mostAtOnce)
    .execute()
}

/** All claims of these bookings, each with what its row says. */
export async function readOwned(
  db: Db,
  communityId: string,
  bookingIds: readonly string[],
): Promise<{ bookingId: string; claim: Claim; dueAt: Date | null; row: Owner }[]> {
  const rows = await db
    .selectFrom('booking_claim as c')
    .innerJoin('booking as b', (join) =>
      join.onRef('b.community_id', '=', 'c.community_id').onRef('b.id', '=', 'c.booking_id'),
    )
    .select(['c.claim_key', 'c.cell', 'c.unit', 'c.need', 'c.booking_id', 'c.due_at'])
    .select(['b.status', 'b.service_id', 'b.starts_at', 'b.ends_at', 'b.resource_ids'])
    .where('c.community_id', '=', communityId)
    .where('c.booking_id', 'in', [...bookingIds])
    .execute()
  return rows.map(({ claim_key: key, cell, unit, need, booking_id: bookingId, due_at: dueAt, ...row }) => ({
    bookingId,
    claim: { key, cell, unit, need },
    dueAt,
    row,
  }))
}

/** The claims of these written bookings are looked at again when the booking is over, or their period is. */
export async function settleClaims(db: Db, communityId: string, bookingIds: readonly string[], now: Date) {
  if (bookingIds.length === 0) return
  await db
    .updateTable(['booking_claim as c', 'booking as b'])
    .set('c.due_at', (eb) => eb.ref('b.ends_at'))
    .where('c.community_id', '=', communityId)
    .where('c.booking_id', 'in', [...bookingIds])
    .where('c.need', '<', limitNeed)
    .where('b.community_id', '=', communityId)
    .whereRef('b.id', '=', 'c.booking_id')
    .where('b.ends_at', '>', now)
    .execute()
}

/** The turns of limits whose period is over; those of the orphans among them are not of a written booking. */
export async function deletePastTurns(db: Db, communityId: string, bookingIds: readonly string[], now: Date) {
  if (bookingIds.length === 0) return
  await db
    .deleteFrom('booking_claim')
    .where('community_id', '=', communityId)
    .where('booking_id', 'in', [...bookingIds])
    .where('need', '>=', limitNeed)
    .where('due_at', '<=', now)
    .execute()
}

/** Gives back everything of bookings that were never written, after their ids were burnt. */
export async function deleteOrphans(db: Db, communityId: string, bookingIds: readonly string[]) {
  if (bookingIds.length === 0) return
  await db
    .deleteFrom('booking_claim')
    .where('community_id', '=', communityId)
    .where('booking_id', 'in', [...bookingIds])
    .execute()
}

/** Nothing more is due about these, as long as they are as they were. */
export async function settleBookings(
  db: Db,
  communityId: string,
  ids: readonly string[],
  statuses: readonly BookingStatus[],
  now: Date,
) {
  if (ids.length === 0) return
  await db
    .updateTable('booking')
    .set({ due_at: null })
    .where('community_id', '=', communityId)
    .where('id', 'in', [...ids])
    .where('status', 'in', [...statuses])
    .where('due_at', '<=', now)
    .execute()
}

/** A place never came free: whoever waited past the start waits no longer. */
export async function endWaiting(db: Db, communityId: string, ids: readonly string[], now: Date) {
  if (ids.length === 0) return
  await db
    .updateTable('booking')
    .set(
      'history',
      sql<never>`json_merge_preserve(history, json_array(json_object('version', version + 1, 'kind', 'expired', 'at', ${now.toISOString()}, 'by', '', 'delegateName', null)))`,
    )
    .set('version', (eb) => eb('version', '+', 1))
    .set({ status: 'expired', ended_at: now, due_at: null })
    .where('community_id', '=', communityId)
    .where('id', 'in', [...ids])
    .where('status', '=', 'waiting')
    .where('starts_at', '<=', now)
    .execute()
}

/**
 * Takes the id of a booking that was never written, so that a request still on its way cannot write it after its claims
 * were given to somebody else: the primary key decides between the two. The row belongs to nobody and is never shown.
 * False = the booking has been written after all.
 */
export async function burnId(
  db: Db,
  { communityId, bookingId }: Pick<Due, 'communityId' | 'bookingId'>,
  now: Date,
): Promise<boolean> {
  try {
    await db
      .insertInto('booking')
      .values({
        community_id: communityId,
        id: bookingId,
        service_id: '',
        resident_id: '',
        resident_name: '',
        home_address: '',
        has_priority: 0,
        booked_by: '',
        delegate_name: null,
        channel: 'app',
        note: '',
        day: '1970-01-01',
        starts_at: now,
        ends_at: now,
        cancel_until: now,
        resource_ids: json([]),
        resource_name: null,
        price_cents: 0,
        price_group: null,
        // no spoken number: the id's own last letters, which no digits can meet
        spoken_number: bookingId.slice(-6),
        basket_id: null,
        series_id: null,
        status: 'cancelled',
        version: 0,
        notified_version: 0,
        history: json([]),
        booked_at: now,
        waiting_since: null,
        kept_until: null,
        remind_at: null,
        reminded_at: null,
        reply: null,
        opened_at: null,
        checked_in_at: null,
        ended_at: now,
        cancel_reason: null,
        due_at: null,
      })
      .execute()
    return true
  } catch (error) {
    if (isDuplicate(error, 'PRIMARY')) return false
    throw error
  }
}
