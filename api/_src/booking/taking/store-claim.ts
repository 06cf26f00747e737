import { sql } from 'kysely'
import { isDuplicate } from '../../platform/db/errors.ts'
import type { Db } from '../../platform/db/tables.ts'
import { limitNeed, sorted, type Claim } from './decide-claims.ts'

/** How long claims may stand without their booking before the sweep takes them away. */
export const orphanMilliseconds = 60_000

/** A claim with its booking, and when the sweep must look at it. */
export interface NewClaim extends Claim {
  bookingId: string
  dueAt: Date
}

/**
 * Takes all of these or none, in one insert. `taken` = somebody has one of them; `repeated` = one of these bookings
 * already holds such claims.
 */
export async function insertClaims(
  db: Db,
  communityId: string,
  claims: readonly NewClaim[],
): Promise<'done' | 'taken' | 'repeated'> {
  if (claims.length === 0) return 'done'
  try {
    await db
      .insertInto('booking_claim')
      .values(
        sorted(claims).map(({ key, cell, unit, need, bookingId, dueAt }) => ({
          community_id: communityId,
          claim_key: key,
          cell,
          unit,
          booking_id: bookingId,
          need,
          due_at: dueAt,
        })),
      )
      .execute()
    return 'done'
  } catch (error) {
    if (isDuplicate(error, 'booking_claim_booking')) return 'repeated'
    if (isDuplicate(error, 'PRIMARY')) return 'taken'
    throw error
  }
}

/**
 * Gives back what these bookings own no longer: everything of those that ended, and of those that are over all but
 * their turns of a limit. Safe to call for any booking.
 */
export async function endClaims(db: Db, communityId: string, bookingIds: readonly string[], now: Date): Promise<void> {
  if (bookingIds.length === 0) return
  await db
    .deleteFrom('booking_claim')
    .where('booking_claim.community_id', '=', communityId)
    .where('booking_claim.booking_id', 'in', [...bookingIds])
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('booking as b')
          .select('b.id')
          .where('b.community_id', '=', communityId)
          .whereRef('b.id', '=', 'booking_claim.booking_id')
          .where((or) =>
            or.or([
              or('b.status', 'in', ['cancelled', 'expired', 'missed']),
              or.and([or('b.ends_at', '<=', now), or('booking_claim.need', '<', limitNeed)]),
            ]),
          ),
      ),
    )
    .execute()
}

/** Gives back single claims of a booking. */
export async function deleteClaims(
  db: Db,
  communityId: string,
  bookingId: string,
  claims: readonly Pick<Claim, 'key' | 'cell' | 'unit'>[],
): Promise<void> {
  if (claims.length === 0) return
  await db
    .deleteFrom('booking_claim')
    .where('community_id', '=', communityId)
    .where('booking_id', '=', bookingId)
    .where((eb) =>
      eb.or(
        claims.map(({ key, cell, unit }) =>
          eb.and([eb('claim_key', '=', key), eb('cell', '=', cell), eb('unit', '=', unit)]),
        ),
      ),
    )
    .execute()
}

/** What a booking owns. */
export async function readClaims(db: Db, communityId: string, bookingId: string): Promise<Claim[]> {
  const rows = await db
    .selectFrom('booking_claim')
    .select(['claim_key', 'cell', 'unit', 'need'])
    .where('community_id', '=', communityId)
    .where('booking_id', '=', bookingId)
    .execute()
  return rows.map(({ claim_key: key, ...claim }) => ({ key, ...claim }))
}

/** Ends the holds and offers among these bookings that ran out, and gives back what they had. */
export async function endRunOut(db: Db, communityId: string, bookingIds: readonly string[], now: Date): Promise<void> {
  if (bookingIds.length === 0) return
  await endHeld(db, communityId, bookingIds, now)
  await endClaims(db, communityId, bookingIds, now)
}

/** Holds and offers of these bookings that ran out are expired; nobody has to be told of a hold. */
async function endHeld(db: Db, communityId: string, bookingIds: readonly string[], now: Date): Promise<void> {
  const step = sql`json_array(json_object('version', version + 1, 'kind', 'expired', 'at', ${now.toISOString()}, 'by', '', 'delegateName', null))`
  await db
    .updateTable('booking')
    // what reads the version stands before what changes it: the order of a SET counts
    .set('history', sql<never>`json_merge_preserve(history, ${step})`)
    .set('notified_version', sql<number>`if(status = 'held', version + 1, notified_version)`)
    .set('version', (eb) => eb('version', '+', 1))
    .set({ status: 'expired', ended_at: now, due_at: null, remind_at: null })
    .where('community_id', '=', communityId)
    .where('id', 'in', [...bookingIds])
    .where('status', 'in', ['held', 'offered'])
    .where('kept_until', '<=', now)
    .execute()
}

/**
 * Gives everything a hold has to another booking of the same person and slot: one statement, so nobody else can come
 * in between. False = it is no hold any more.
 */
export async function adoptHold(
  db: Db,
  communityId: string,
  { from, to }: { from: string; to: string },
  now: Date,
): Promise<boolean> {
  const due = new Date(now.getTime() + orphanMilliseconds)
  const { numUpdatedRows } = await db
    .updateTable(['booking as b', 'booking_claim as c'])
    .set('b.notified_version', (eb) => eb('b.version', '+', 1))
    .set('b.version', (eb) => eb('b.version', '+', 1))
    .set('b.status', 'expired')
    .set('b.ended_at', now)
    .set('b.due_at', null)
    .set('c.booking_id', to)
    .set('c.due_at', sql<Date>`if(c.need < ${sql.lit(limitNeed)}, ${due}, c.due_at)`)
    .where('b.community_id', '=', communityId)
    .where('b.id', '=', from)
    .where('b.status', '=', 'held')
    .where('c.community_id', '=', communityId)
    .whereRef('c.booking_id', '=', 'b.id')
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}
