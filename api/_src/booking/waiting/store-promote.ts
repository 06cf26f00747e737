import { sql } from 'kysely'
import { isDuplicate } from '../../platform/db/errors.ts'
import { appendHistory } from '../../platform/db/history.ts'
import type { Db } from '../../platform/db/tables.ts'
import { json } from '../../platform/db/values.ts'
import { homeColumns, residentHomes } from '../books-for.ts'
import { slotNeed } from '../taking/decide-claims.ts'
import { bookings } from '../taking/store-booking.ts'
import type { BookingStep } from '../tables.ts'

/** A booking about to end, where its person lives, and who could have its place. */
export type EndingRow = NonNullable<Awaited<ReturnType<typeof readEnding>>>

/** One booking, the unit it has of a pooled slot, and whether anybody waits for it: one statement. */
export function readEnding(db: Db, communityId: string, bookingId: string) {
  const waiter = db
    .selectFrom('booking as w')
    .select('w.id')
    .where('w.community_id', '=', communityId)
    .whereRef('w.service_id', '=', sql.ref('b.service_id'))
    .whereRef('w.starts_at', '=', sql.ref('b.starts_at'))
    .where('w.status', '=', 'waiting')
    .limit(1)
  const unit = db
    .selectFrom('booking_claim as c')
    .select(sql<number>`min(c.unit)`.as('unit'))
    .where('c.community_id', '=', communityId)
    .where('c.booking_id', '=', bookingId)
    .where('c.claim_key', '=', sql.ref<string>('b.service_id'))
    .where('c.need', '<', slotNeed)
  return bookings(db)
    .leftJoin(residentHomes(communityId), (join) => join.onRef('home.id', '=', 'b.resident_id'))
    .select(homeColumns)
    .select([sql<number>`${waiter} is not null`.as('hasQueue'), unit.as('unit')])
    .where('b.community_id', '=', communityId)
    .where('b.id', '=', bookingId)
    .executeTakeFirst()
}

/**
 * One statement: a booking ends, and everything it had of the slot belongs to who waited. False = one of the two is
 * no longer what was read.
 */
export async function handPlace(
  db: Db,
  row: EndingRow,
  waiter: { id: string; version: number },
  end: { status: 'cancelled' | 'expired'; step: BookingStep; reason: string | null },
  offer: { keptUntil: Date; step: BookingStep },
  now: Date,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable(['booking as b', 'booking as w', 'booking_claim as c'])
    // nobody is told of a hold that came to nothing
    .$if(row.status === 'held', (query) => query.set('b.notified_version', end.step.version))
    .set('b.status', end.status)
    .set('b.version', end.step.version)
    .set('b.history', appendHistory(end.step, 'b.history'))
    .set('b.cancel_reason', end.reason)
    .set('b.ended_at', now)
    .set('b.remind_at', null)
    .set('b.due_at', now)
    .set('w.status', 'offered')
    .set('w.version', offer.step.version)
    .set('w.history', appendHistory(offer.step, 'w.history'))
    .set('w.kept_until', offer.keptUntil)
    .set('w.due_at', offer.keptUntil)
    .set('w.resource_ids', (eb) => eb.ref('b.resource_ids'))
    .set('w.resource_name', (eb) => eb.ref('b.resource_name'))
    .set('c.booking_id', waiter.id)
    .where('b.community_id', '=', row.community_id)
    .where('b.id', '=', row.id)
    .where('b.status', '=', row.status)
    .where('b.version', '=', row.version)
    .where('w.community_id', '=', row.community_id)
    .where('w.id', '=', waiter.id)
    .where('w.status', '=', 'waiting')
    .where('w.version', '=', waiter.version)
    .where('c.community_id', '=', row.community_id)
    .whereRef('c.booking_id', '=', 'b.id')
    .where('c.need', '<', slotNeed)
    .executeTakeFirstOrThrow()
    .catch((error: unknown) => {
      // somebody else is giving this waiter another place
      if (isDuplicate(error)) return { numUpdatedRows: 0n }
      throw error
    })
  return numUpdatedRows > 0n
}

/** The resources of a row, as its column takes them. */
export const resourceColumn = (ids: readonly string[]) => json<readonly string[]>(ids)
