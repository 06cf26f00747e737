import type { PersonRef } from '../../../../shared/schemas.ts'
import { homeColumns, residentHomes } from '../books-for.ts'
import { isDuplicate } from '../../platform/db/errors.ts'
import type { Db } from '../../platform/db/tables.ts'
import { json } from '../../platform/db/values.ts'
import { counterColumns } from './store-tickets.ts'

/** Providers of these communities with what they set and the services they give, in the order of the catalogue. */
export async function readCounters(db: Db, communityIds: readonly string[]) {
  if (communityIds.length === 0) return []
  return db
    .selectFrom('provider as p')
    .leftJoin('queue_setting as s', (join) =>
      join.onRef('s.community_id', '=', 'p.community_id').onRef('s.provider_id', '=', 'p.id'),
    )
    .leftJoin('service as v', (join) =>
      join
        .onRef('v.community_id', '=', 'p.community_id')
        .onRef('v.provider_id', '=', 'p.id')
        .on('v.withdrawn_at', 'is', null),
    )
    .select(counterColumns)
    .select(['p.community_id', 'v.id as serviceId', 'v.name as serviceName', 'v.category', 'v.channel'])
    .where('p.community_id', 'in', [...communityIds])
    .where('p.withdrawn_at', 'is', null)
    .orderBy('p.community_id')
    .orderBy('p.position')
    .orderBy('p.id')
    .orderBy('v.position')
    .execute()
}

/** One provider with what it set. */
export async function readCounter(db: Db, communityId: string, providerId: string) {
  return db
    .selectFrom('provider as p')
    .leftJoin('queue_setting as s', (join) =>
      join.onRef('s.community_id', '=', 'p.community_id').onRef('s.provider_id', '=', 'p.id'),
    )
    .select(counterColumns)
    .where('p.community_id', '=', communityId)
    .where('p.id', '=', providerId)
    .executeTakeFirst()
}

interface Setting {
  communityId: string
  providerId: string
  /** As it was read; 0 where nothing was set. */
  version: number
  windows: readonly string[]
  showNames: boolean
  doorCode: string
}

/** Keeps what a provider set. `conflict`: it has changed since it was read. `code_taken`: another door has this code. */
export async function saveSetting(db: Db, setting: Setting): Promise<'saved' | 'conflict' | 'code_taken'> {
  const values = {
    windows: json(setting.windows),
    show_names: setting.showNames ? 1 : 0,
    door_code: setting.doorCode,
    version: setting.version + 1,
  }
  try {
    if (setting.version === 0) {
      await db
        .insertInto('queue_setting')
        .values({ community_id: setting.communityId, provider_id: setting.providerId, ...values })
        .execute()
      return 'saved'
    }
    const { numUpdatedRows } = await db
      .updateTable('queue_setting')
      .set(values)
      .where('community_id', '=', setting.communityId)
      .where('provider_id', '=', setting.providerId)
      .where('version', '=', setting.version)
      .executeTakeFirstOrThrow()
    return numUpdatedRows === 1n ? 'saved' : 'conflict'
  } catch (error) {
    if (isDuplicate(error, 'PRIMARY')) return 'conflict'
    if (isDuplicate(error, 'queue_setting_door')) return 'code_taken'
    throw error
  }
}

/** The home of a person and until when they were asked to pause; undefined when nobody of this id is registered. */
export async function readPause(db: Db, { communityId, residentId }: PersonRef, now: Date) {
  return db
    .selectFrom(residentHomes(communityId))
    .leftJoin('booking_pause as w', (join) =>
      join
        .on('w.community_id', '=', communityId)
        .onRef('w.resident_id', '=', 'home.id')
        .on('w.until', '>', now)
        .on('w.lifted_at', 'is', null),
    )
    .select(homeColumns)
    .select('w.until')
    .where('home.id', '=', residentId)
    .executeTakeFirst()
}

/** Asks somebody to pause, from the last missed booking on. */
export async function savePause(
  db: Db,
  pause: { communityId: string; residentId: string; bookingId: string; until: Date },
  now: Date,
): Promise<void> {
  const values = { since: now, until: pause.until, booking_id: pause.bookingId, lifted_at: null, lifted_by: null }
  await db
    .insertInto('booking_pause')
    .values({ community_id: pause.communityId, resident_id: pause.residentId, ...values })
    .onDuplicateKeyUpdate(values)
    .execute()
}

/** Ends a pause. False: there was none. */
export async function endPause(db: Db, { communityId, residentId }: PersonRef, byAccountId: string, now: Date) {
  const { numUpdatedRows } = await db
    .updateTable('booking_pause')
    .set({ lifted_at: now, lifted_by: byAccountId })
    .where('community_id', '=', communityId)
    .where('resident_id', '=', residentId)
    .where('until', '>', now)
    .where('lifted_at', 'is', null)
    .executeTakeFirstOrThrow()
  return numUpdatedRows === 1n
}
