import { sql } from 'kysely'
import { isDuplicate } from '../../platform/db/errors.ts'
import type { Db } from '../../platform/db/tables.ts'
import type { GiftTable } from './tables.ts'
import './tables.ts'

export type RedemptionRow = NonNullable<Awaited<ReturnType<typeof findRedemption>>>

export async function findGift(db: Db, communityId: string, id: string) {
  return db
    .selectFrom('gift')
    .select(['id', 'name', 'points', 'stock', 'offered', 'version', 'change_id as changeId'])
    .where('community_id', '=', communityId)
    .where('id', '=', id)
    .executeTakeFirst()
}

export async function findRedemption(db: Db, communityId: string, id: string) {
  return redemptions(db, communityId).where('id', '=', id).executeTakeFirst()
}

function redemptions(db: Db, communityId: string) {
  return db
    .selectFrom('gift_redemption')
    .select(['community_id as communityId', 'id', 'resident_id as residentId', 'gift_id as giftId'])
    .select(['gift_name as giftName', 'points', 'status', 'number', 'asked_at as askedAt', 'booked'])
    .where('community_id', '=', communityId)
}

/** Writes a redemption that has taken nothing yet. `number_used`: draw another; `there`: this very one was written before. */
export async function insertWish(
  db: Db,
  wish: {
    communityId: string
    id: string
    residentId: string
    giftId: string
    giftName: string
    points: number
    number: string
  },
  now: Date,
): Promise<'written' | 'number_used' | 'there'> {
  try {
    await db
      .insertInto('gift_redemption')
      .values({
        community_id: wish.communityId,
        id: wish.id,
        resident_id: wish.residentId,
        gift_id: wish.giftId,
        gift_name: wish.giftName,
        points: wish.points,
        status: 'wished',
        number: wish.number,
        live_number: wish.number,
        asked_at: now,
        ended_at: null,
        ended_by_name: '',
        command_id: null,
        booked: '',
      })
      .execute()
    return 'written'
  } catch (error) {
    if (isDuplicate(error, 'PRIMARY')) return 'there'
    if (isDuplicate(error, 'gift_redemption_number')) return 'number_used'
    throw error
  }
}

/** One piece from the stock, the points from the volunteer, and the redemption stands: all three or nothing. */
export async function takeGift(db: Db, communityId: string, redemptionId: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable(['gift_redemption as r', 'gift as g', 'points_account as a'])
    .set('r.status', 'asked')
    .set('g.stock', (eb) => eb('g.stock', '-', 1))
    .set('a.worth', (eb) => eb('a.worth', '-', eb.ref('r.points')))
    .where('r.community_id', '=', communityId)
    .where('r.id', '=', redemptionId)
    .where('r.status', '=', 'wished')
    .whereRef('g.community_id', '=', 'r.community_id')
    .whereRef('g.id', '=', 'r.gift_id')
    .where('g.stock', '>', 0)
    .where('g.offered', '=', 1)
    .whereRef('a.community_id', '=', 'r.community_id')
    .whereRef('a.resident_id', '=', 'r.resident_id')
    .whereRef('a.worth', '>=', 'r.points')
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}

/** The way back: the piece, the points, and the redemption is over. */
export async function returnGift(
  db: Db,
  communityId: string,
  redemptionId: string,
  byName: string,
  now: Date,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable(['gift_redemption as r', 'gift as g', 'points_account as a'])
    .set('r.status', 'cancelled')
    .set('r.live_number', null)
    .set('r.ended_at', now)
    .set('r.ended_by_name', byName)
    .set('g.stock', (eb) => eb('g.stock', '+', 1))
    // A count has no sign, and takes it from a sum: what is owed could not be less than zero.
    .set('a.worth', sql<number>`a.worth + cast(r.points as signed)`)
    .where('r.community_id', '=', communityId)
    .where('r.id', '=', redemptionId)
    .where('r.status', '=', 'asked')
    .whereRef('g.community_id', '=', 'r.community_id')
    .whereRef('g.id', '=', 'r.gift_id')
    .whereRef('a.community_id', '=', 'r.community_id')
    .whereRef('a.resident_id', '=', 'r.resident_id')
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}

/** Takes away a wish that got nothing. */
export async function dropWish(db: Db, communityId: string, redemptionId: string): Promise<void> {
  await db
    .deleteFrom('gift_redemption')
    .where('community_id', '=', communityId)
    .where('id', '=', redemptionId)
    .where('status', '=', 'wished')
    .execute()
}

/** Hands over what waits under this number. False when nothing does. */
export async function handOver(
  db: Db,
  communityId: string,
  by: { number: string; commandId: string; name: string },
  now: Date,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('gift_redemption')
    .set({ status: 'handed_over', live_number: null, ended_at: now, ended_by_name: by.name, command_id: by.commandId })
    .where('community_id', '=', communityId)
    .where('live_number', '=', by.number)
    .where('status', '=', 'asked')
    .executeTakeFirstOrThrow()
  return numUpdatedRows === 1n
}

/** What this command handed over, with who fetched it. */
export async function handedOver(db: Db, communityId: string, of: { number: string; commandId: string }) {
  return db
    .selectFrom('gift_redemption as r')
    .leftJoin('volunteer as v', (join) =>
      join.onRef('v.community_id', '=', 'r.community_id').onRef('v.resident_id', '=', 'r.resident_id'),
    )
    .select(['r.id', 'r.gift_name as giftName', 'v.name', 'v.volunteer_number as volunteerNumber'])
    .where('r.community_id', '=', communityId)
    .where('r.status', '=', 'handed_over')
    .where('r.number', '=', of.number)
    .where('r.command_id', '=', of.commandId)
    .executeTakeFirst()
}

const perPass = 100

/** Redemptions that the ledger of points does not show as they are, oldest first. */
export async function unbookedRedemptions(db: Db, communityIds: readonly string[], ids?: readonly string[]) {
  return db
    .selectFrom('gift_redemption')
    .select(['community_id as communityId', 'id', 'resident_id as residentId', 'gift_id as giftId'])
    .select(['gift_name as giftName', 'points', 'status', 'asked_at as askedAt', 'ended_at as endedAt', 'booked'])
    .where('community_id', 'in', communityIds)
    .where('unbooked', '=', 1)
    .$if(ids !== undefined, (query) => query.where('id', 'in', ids ?? []))
    .orderBy('asked_at')
    .limit(perPass)
    .execute()
}

/** Says that the lines of a redemption stand as far as this; never backwards. */
export async function markBooked(
  db: Db,
  { communityId, id }: { communityId: string; id: string },
  booked: 'asked' | 'cancelled',
): Promise<void> {
  await db
    .updateTable('gift_redemption')
    .set({ booked })
    .where('community_id', '=', communityId)
    .where('id', '=', id)
    .where('booked', '!=', 'cancelled')
    .execute()
}

type GiftWords = Pick<GiftTable, 'name' | 'words' | 'icon' | 'points' | 'offered'>
interface GiftChange {
  communityId: string
  giftId: string
  changeId: string
  byName: string
}

export async function insertGift(
  db: Db,
  of: GiftChange,
  words: GiftWords,
  stock: number,
  now: Date,
): Promise<'done' | 'there'> {
  try {
    await db
      .insertInto('gift')
      .values({
        ...words,
        community_id: of.communityId,
        id: of.giftId,
        stock,
        version: 1,
        change_id: of.changeId,
        changed_by_name: of.byName,
        changed_at: now,
      })
      .execute()
    return 'done'
  } catch (error) {
    if (isDuplicate(error, 'PRIMARY')) return 'there'
    throw error
  }
}

/** Changes exactly the version that was looked at; pieces are added or taken, and never more than there are. */
export async function updateGift(
  db: Db,
  of: GiftChange & { version: number },
  words: GiftWords,
  stockChange: number,
  now: Date,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('gift')
    .set((eb) => ({
      ...words,
      stock: eb('stock', '+', stockChange),
      version: of.version + 1,
      change_id: of.changeId,
      changed_by_name: of.byName,
      changed_at: now,
    }))
    .where('community_id', '=', of.communityId)
    .where('id', '=', of.giftId)
    .where('version', '=', of.version)
    .where('stock', '>=', Math.max(0, -stockChange))
    .executeTakeFirstOrThrow()
  return numUpdatedRows === 1n
}
