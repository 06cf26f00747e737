import { sql } from 'kysely'
import type { Db } from '../../platform/db/tables.ts'
import { homeColumns, residentHomes } from '../books-for.ts'
import { bookings } from './store-booking.ts'

export interface BasketRef {
  communityId: string
  basketId: string
}

/** The bookings of a basket, each with where its person lives. */
export function readBasket(db: Db, { communityId, basketId }: BasketRef) {
  return bookings(db)
    .leftJoin(residentHomes(communityId), (join) => join.onRef('home.id', '=', 'b.resident_id'))
    .select(homeColumns)
    .where('b.community_id', '=', communityId)
    .where('b.basket_id', '=', basketId)
    .orderBy('b.id')
    .execute()
}

/**
 * Makes all holds of a basket bookings, or none: only while as many as were read are held and none has run out.
 * `reminders` = when each is reminded first.
 */
export async function confirmHeld(
  db: Db,
  { communityId, basketId }: BasketRef,
  reminders: ReadonlyMap<string, Date | null>,
  { by, note }: { by: string; note: string },
  now: Date,
): Promise<boolean> {
  const standing = db
    .selectFrom('booking as h')
    .select(sql<number>`count(*)`.as('held'))
    .where('h.community_id', '=', communityId)
    .where('h.basket_id', '=', basketId)
    .where('h.status', '=', 'held')
    .where('h.kept_until', '>', now)
    .as('standing')
  const step = sql`json_object('version', 1, 'kind', 'confirmed', 'at', ${now.toISOString()}, 'by', ${by}, 'delegateName', b.delegate_name)`
  const cases = [...reminders].map(([id, at]) => sql`when ${id} then ${at}`)
  const { numUpdatedRows } = await db
    .updateTable(['booking as b', standing])
    .set('b.status', 'confirmed')
    .set('b.version', 1)
    .set('b.history', sql<never>`json_array(${step})`)
    .set('b.note', note)
    .set('b.kept_until', null)
    .set('b.remind_at', sql<Date | null>`case b.id ${sql.join(cases, sql` `)} end`)
    .set('b.due_at', (eb) => eb.ref('b.ends_at'))
    .where('b.community_id', '=', communityId)
    .where('b.basket_id', '=', basketId)
    .where('b.status', '=', 'held')
    .where('standing.held', '=', reminders.size)
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}

/** Ends what of a basket is still held, run out or not; answers with how many. Nobody has to be told. */
export async function endBasket(db: Db, { communityId, basketId }: BasketRef, now: Date): Promise<number> {
  const { numUpdatedRows } = await db
    .updateTable('booking')
    .set('notified_version', (eb) => eb('version', '+', 1))
    .set('version', (eb) => eb('version', '+', 1))
    .set({ status: 'expired', ended_at: now, due_at: null })
    .where('community_id', '=', communityId)
    .where('basket_id', '=', basketId)
    .where('status', '=', 'held')
    .executeTakeFirstOrThrow()
  return Number(numUpdatedRows)
}
