import type { BookingStatus } from '../../../shared/booking/lifecycle.ts'
import { isDuplicate } from '../platform/db/errors.ts'
import type { Db } from '../platform/db/tables.ts'
import { json } from '../platform/db/values.ts'
import { releaseClaims } from './store-take.ts'

/** A row whose moment has come: a booking, or the claims that name one. */
interface Due {
  communityId: string
  bookingId: string
  slotId: string
  source: 'booking' | 'claim'
  /** Null: claims of a booking that was never written. */
  status: BookingStatus | null
}

const mostAtOnce = 500

/**
 * Looks after what is due: pending rows and claims that never became a booking are taken away, claims that a crash left
 * behind a cancelled booking are given back, and bookings that are over stop counting towards the open limit. One
 * indexed query when nothing is due. Safe to run twice at once.
 */
export async function sweepBookings(db: Db, communityIds: readonly string[], now: Date): Promise<void> {
  const due = await readDue(db, communityIds, now)
  for (const communityId of new Set(due.map((row) => row.communityId))) {
    await sweepCommunity(
      db,
      communityId,
      due.filter((row) => row.communityId === communityId),
      now,
    )
  }
}

async function readDue(db: Db, communityIds: readonly string[], now: Date): Promise<Due[]> {
  if (communityIds.length === 0) return []
  const rows = await db
    .selectFrom('booking as b')
    .select((eb) => [
      'b.community_id as communityId',
      'b.id as bookingId',
      'b.slot_id as slotId',
      eb.val<Due['source']>('booking').as('source'),
      eb.ref('b.status').$castTo<BookingStatus | null>().as('status'),
    ])
    .where('b.community_id', 'in', [...communityIds])
    .where('b.due_at', '<=', now)
    .unionAll((eb) =>
      eb
        .selectFrom('resource_claim as c')
        .leftJoin('booking as b', (join) =>
          join.onRef('b.community_id', '=', 'c.community_id').onRef('b.id', '=', 'c.booking_id'),
        )
        .select([
          'c.community_id as communityId',
          'c.booking_id as bookingId',
          'c.slot_id as slotId',
          eb.val<Due['source']>('claim').as('source'),
          'b.status as status',
        ])
        .where('c.community_id', 'in', [...communityIds])
        .where('c.due_at', '<=', now),
    )
    .limit(mostAtOnce)
    .execute()
  return rows
}

async function sweepCommunity(db: Db, communityId: string, due: readonly Due[], now: Date): Promise<void> {
  const idsOf = (source: Due['source'], matches: (status: Due['status']) => boolean) => [
    ...new Set(due.filter((row) => row.source === source && matches(row.status)).map((row) => row.bookingId)),
  ]
  const confirmed = (status: Due['status']) => status !== null && status !== 'cancelled' && status !== 'pending'
  const cancelled = (status: Due['status']) => status === 'cancelled'

  await deletePending(
    db,
    communityId,
    idsOf('booking', (status) => status === 'pending'),
    now,
  )
  await endOpenPlaces(db, communityId, idsOf('booking', confirmed), now)
  await settleClaims(db, communityId, idsOf('claim', confirmed))

  const orphans = new Map(
    due.filter((row) => row.source === 'claim' && row.status === null).map((row) => [row.bookingId, row]),
  )
  const burnt: string[] = []
  for (const orphan of orphans.values()) if (await burnId(db, orphan, now)) burnt.push(orphan.bookingId)

  const leftBehind = idsOf('booking', cancelled)
  await releaseClaims(db, communityId, [...new Set([...burnt, ...leftBehind, ...idsOf('claim', cancelled)])])
  await settleBookings(db, communityId, leftBehind)
}

async function deletePending(db: Db, communityId: string, ids: readonly string[], now: Date) {
  if (ids.length === 0) return
  await db
    .deleteFrom('booking')
    .where('community_id', '=', communityId)
    .where('id', 'in', [...ids])
    .where('status', '=', 'pending')
    .where('due_at', '<=', now)
    .execute()
}

async function endOpenPlaces(db: Db, communityId: string, ids: readonly string[], now: Date) {
  if (ids.length === 0) return
  await db
    .updateTable('booking')
    .set({ open_place: null, due_at: null })
    .where('community_id', '=', communityId)
    .where('id', 'in', [...ids])
    .where('status', 'not in', ['pending', 'cancelled'])
    .where('ends_at', '<=', now)
    .execute()
}

async function settleClaims(db: Db, communityId: string, bookingIds: readonly string[]) {
  if (bookingIds.length === 0) return
  await db
    .updateTable('resource_claim')
    .set({ due_at: null })
    .where('community_id', '=', communityId)
    .where('booking_id', 'in', [...bookingIds])
    .execute()
}

async function settleBookings(db: Db, communityId: string, ids: readonly string[]) {
  if (ids.length === 0) return
  await db
    .updateTable('booking')
    .set({ due_at: null })
    .where('community_id', '=', communityId)
    .where('id', 'in', [...ids])
    .where('status', '=', 'cancelled')
    .execute()
}

/**
 * Takes the id of a booking that was never written, so that a request still on its way cannot write it after its claims
 * were given to somebody else: the primary key decides between the two. The row belongs to nobody and is never shown.
 * False = the booking has been written after all.
 */
async function burnId(db: Db, { communityId, bookingId, slotId }: Due, now: Date): Promise<boolean> {
  try {
    await db
      .insertInto('booking')
      .values({
        community_id: communityId,
        id: bookingId,
        slot_id: slotId,
        service_id: '',
        resource_id: null,
        resident_id: '',
        resident_name: '',
        home_address: '',
        booked_by: '',
        delegate_name: null,
        note: '',
        day: '1970-01-01',
        starts_at: now,
        ends_at: now,
        cancel_until: now,
        // no spoken number: the id's own last letters, which no digits can meet
        spoken_number: bookingId.slice(-6),
        status: 'cancelled',
        version: 0,
        notified_version: 0,
        history: json([]),
        live_resident_id: null,
        open_place: null,
        cancel_reason: null,
        booked_at: now,
        cancelled_at: now,
        due_at: null,
      })
      .execute()
    return true
  } catch (error) {
    if (isDuplicate(error, 'PRIMARY')) return false
    throw error
  }
}
