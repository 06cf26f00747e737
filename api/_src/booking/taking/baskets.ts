import { ok, refuse, type Result } from '../../../../shared/result.ts'
import type { Actor } from '../../platform/actor.ts'
import type { Db } from '../../platform/db/tables.ts'
import { booksFor } from '../books-for.ts'
import { firstReminder } from './decide.ts'
import { freed } from './freed.ts'
import type { BookingRow } from './store-booking.ts'
import { confirmHeld, endBasket, readBasket, type BasketRef } from './store-basket.ts'
import { endClaims } from './store-claim.ts'

/** The rows of a basket this account may do something with; none where one of them is not its business. */
async function basketOf(db: Db, actor: Actor, basket: BasketRef) {
  const rows = await readBasket(db, basket)
  const { communityId } = basket
  const mayAll = rows.every((row) => booksFor(actor, { communityId, residentId: row.resident_id }, row))
  return mayAll ? rows : []
}

/** Makes the holds of a basket bookings, all or none. `told` are the rows of which somebody must now be told. */
export async function confirmBasket(
  db: Db,
  actor: Actor,
  basket: BasketRef,
  note: string,
  now: Date,
): Promise<Result<{ rows: BookingRow[]; told: BookingRow[] }, 'not_found' | 'hold_expired'>> {
  const rows = await basketOf(db, actor, basket)
  if (rows.length === 0) return refuse('not_found')
  const held = rows.filter(({ status }) => status === 'held')
  if (held.length === 0 && rows.every(({ status }) => status !== 'expired')) return ok({ rows, told: [] })
  const reminders = new Map(held.map((row) => [row.id, firstReminder(row.starts_at, now)]))
  const wish = { by: actor.accountId, note }
  const isWhole = held.length === rows.length
  if (isWhole && (await confirmHeld(db, basket, reminders, wish, now))) {
    const done = rows.map((row) => ({ ...row, status: 'confirmed' as const, version: 1, note, kept_until: null }))
    return ok({ rows: done, told: done })
  }
  const present = isWhole ? await readBasket(db, basket) : rows
  if (present.every(({ status }) => status === 'confirmed')) return ok({ rows: present, told: [] })
  await giveBack(db, basket, present, now)
  return refuse('hold_expired')
}

/** Gives the holds of a basket back. */
export async function releaseBasket(
  db: Db,
  actor: Actor,
  basket: BasketRef,
  now: Date,
  afterwards: (task: () => Promise<void>) => void,
): Promise<Result<{ released: number }, 'not_found'>> {
  const rows = await basketOf(db, actor, basket)
  if (rows.length === 0) return refuse('not_found')
  const released = await giveBack(db, basket, rows, now)
  if (released > 0) {
    afterwards(async () => {
      for (const row of rows) await freed(db, slotOf(row), now)
    })
  }
  return ok({ released })
}

async function giveBack(db: Db, basket: BasketRef, rows: readonly BookingRow[], now: Date): Promise<number> {
  const released = rows.some(({ status }) => status === 'held') ? await endBasket(db, basket, now) : 0
  const ids = rows.map(({ id }) => id)
  if (released > 0) await endClaims(db, basket.communityId, ids, now)
  return released
}

/** The slot of a booking. */
export function slotOf(row: Pick<BookingRow, 'community_id' | 'service_id' | 'starts_at'>) {
  return { communityId: row.community_id, serviceId: row.service_id, startsAt: row.starts_at }
}
