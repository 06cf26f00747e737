import type { ExpressionBuilder } from 'kysely'
import { addSeconds, dayOf } from '../../../../shared/time.ts'
import { isDuplicate } from '../../platform/db/errors.ts'
import type { Db, Tables } from '../../platform/db/tables.ts'
import { inserted } from '../../platform/db/upsert.ts'
import { cellMinutes, minuteOf, sorted, type Claim } from '../taking/decide-claims.ts'
import type { Room, Stretch } from './decide.ts'
import './tables.ts'

/** How long a room may be kept before its activity must be there, and how often it is looked at afterwards. */
const graceSeconds = 60
const lookSeconds = 3_600

export interface Use {
  communityId: string
  userId: string
  room: Room & { serviceId: string }
  title: string
  byName: string
  stretches: readonly Stretch[]
}

/** Writes for what a room is about to be kept, so that whatever breaks off afterwards is found and mended. */
export async function writeUse(db: Db, use: Use, now: Date): Promise<void> {
  await db
    .insertInto('venue_use')
    .values(
      use.stretches.map(({ startsAt, endsAt }) => ({
        community_id: use.communityId,
        user_id: use.userId,
        starts_at: startsAt,
        ends_at: endsAt,
        day: dayOf(startsAt),
        service_id: use.room.serviceId,
        resource_id: use.room.resourceId,
        resource_name: use.room.name,
        title: use.title,
        by_name: use.byName,
        due_at: addSeconds(now, graceSeconds),
      })),
    )
    .onDuplicateKeyUpdate({
      ends_at: inserted('ends_at'),
      service_id: inserted('service_id'),
      resource_id: inserted('resource_id'),
      resource_name: inserted('resource_name'),
      title: inserted('title'),
      by_name: inserted('by_name'),
      due_at: inserted('due_at'),
    })
    .execute()
}

/**
 * Takes all of these or none, in one insert. They stand until they are given back: no sweep looks for a booking. False =
 * somebody has one of them.
 */
export async function insertUseClaims(
  db: Db,
  { communityId, userId }: Pick<Use, 'communityId' | 'userId'>,
  claims: readonly Claim[],
): Promise<boolean> {
  if (claims.length === 0) return true
  try {
    await db
      .insertInto('booking_claim')
      .values(
        sorted(claims).map(({ key, cell, unit, need }) => ({
          community_id: communityId,
          claim_key: key,
          cell,
          unit,
          booking_id: userId,
          need,
          due_at: null,
        })),
      )
      .execute()
    return true
  } catch (error) {
    if (isDuplicate(error)) return false
    throw error
  }
}

/** Everything that is kept for it is given back. */
export async function deleteUse(db: Db, communityId: string, userId: string): Promise<void> {
  await db
    .deleteFrom('booking_claim')
    .where('community_id', '=', communityId)
    .where('booking_id', '=', userId)
    .execute()
  await db.deleteFrom('venue_use').where('community_id', '=', communityId).where('user_id', '=', userId).execute()
}

/** The stretches that are no longer wanted, of an activity that was moved. */
export async function deleteOtherStretches(db: Db, use: Use): Promise<void> {
  await db
    .deleteFrom('venue_use')
    .where('community_id', '=', use.communityId)
    .where('user_id', '=', use.userId)
    .where(
      'starts_at',
      'not in',
      use.stretches.map(({ startsAt }) => startsAt),
    )
    .execute()
}

/** The services that give out these resources: whoever waits for one of them may have what came free. */
export async function servicesUsing(db: Db, communityId: string, userId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('venue_use as u')
    .innerJoin('service_need as n', (join) =>
      join.onRef('n.community_id', '=', 'u.community_id').onRef('n.resource_id', '=', 'u.resource_id'),
    )
    .select('n.service_id')
    .distinct()
    .where('u.community_id', '=', communityId)
    .where('u.user_id', '=', userId)
    .execute()
  return rows.map((row) => row.service_id)
}

const mostAtOnce = 200

/** For what rooms are kept that must be looked at, in one indexed query. */
export async function dueUses(
  db: Db,
  communityIds: readonly string[],
  now: Date,
): Promise<{ communityId: string; userId: string }[]> {
  if (communityIds.length === 0) return []
  return db
    .selectFrom('venue_use')
    .select(['community_id as communityId', 'user_id as userId'])
    .distinct()
    .where('community_id', 'in', [...communityIds])
    .where('due_at', '<=', now)
    .limit(mostAtOnce)
    .execute()
}

/**
 * They are still wanted: looked at again in an hour, and no more once they are over. What is over is given back, and a
 * room that never was had is not kept.
 */
export async function keepUses(db: Db, communityId: string, userIds: readonly string[], now: Date): Promise<void> {
  if (userIds.length === 0) return
  await db
    .deleteFrom('booking_claim')
    .where('community_id', '=', communityId)
    .where('booking_id', 'in', [...userIds])
    .where('cell', '<', minuteOf(now) - cellMinutes)
    .execute()
  const due = (ends: '>' | '<=') => (eb: ExpressionBuilder<Tables, 'venue_use'>) =>
    eb.and([eb('user_id', 'in', [...userIds]), eb('due_at', '<=', now), eb('ends_at', ends, now)])
  await db
    .updateTable('venue_use')
    .set({ due_at: null })
    .where('community_id', '=', communityId)
    .where(due('<='))
    .execute()
  await db
    .deleteFrom('venue_use')
    .where('community_id', '=', communityId)
    .where(due('>'))
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('booking_claim as c')
            .select('c.cell')
            .where('c.community_id', '=', communityId)
            .whereRef('c.booking_id', '=', 'venue_use.user_id'),
        ),
      ),
    )
    .execute()
  await db
    .updateTable('venue_use')
    .set({ due_at: addSeconds(now, lookSeconds) })
    .where('community_id', '=', communityId)
    .where(due('>'))
    .execute()
}

export interface KnownUse {
  userId: string
  startsAt: Date
  endsAt: Date
  resourceName: string
  title: string
  byName: string
}

/** For what the rooms of a community are kept from now on, soonest first. */
export async function comingUses(db: Db, communityId: string, now: Date, limit: number): Promise<KnownUse[]> {
  return db
    .selectFrom('venue_use')
    .select(['user_id as userId', 'starts_at as startsAt', 'ends_at as endsAt'])
    .select(['resource_name as resourceName', 'title', 'by_name as byName'])
    .where('community_id', '=', communityId)
    .where('day', '>=', dayOf(now))
    .where('ends_at', '>', now)
    .orderBy('starts_at')
    .limit(limit)
    .execute()
}
