import type { Db } from '../../platform/db/tables.ts'
import { inserted } from '../../platform/db/upsert.ts'
import type { CheckRow } from './decide.ts'
import type { MaterialCheckTable } from './tables.ts'
import './tables.ts'

export function checksOf(db: Db, communityId: string, bookingId: string) {
  return db
    .selectFrom('material_check')
    .select(['material_id', 'file_id', 'state', 'words'])
    .where('community_id', '=', communityId)
    .where('booking_id', '=', bookingId)
    .execute()
}

/** Puts a photo before the staff in place of the one before; gives the rows as they then are. The same photo once more changes nothing. */
export async function putBefore(
  db: Db,
  check: Pick<MaterialCheckTable, 'community_id' | 'booking_id' | 'material_id' | 'file_id' | 'sent_at' | 'due_at'>,
): Promise<CheckRow[]> {
  const rows = await checksOf(db, check.community_id, check.booking_id)
  if (rows.some(({ file_id: id }) => id === check.file_id)) return rows
  await db
    .insertInto('material_check')
    .values({ ...check, state: 'sent', words: '', judged_by: null, judged_at: null })
    .onDuplicateKeyUpdate({
      file_id: inserted('file_id'),
      state: inserted('state'),
      words: inserted('words'),
      sent_at: inserted('sent_at'),
      judged_by: null,
      judged_at: null,
    })
    .execute()
  const sent = { material_id: check.material_id, file_id: check.file_id, state: 'sent' as const, words: '' }
  return [...rows.filter(({ material_id: id }) => id !== check.material_id), sent]
}

/** False = another photo has come meanwhile. */
export async function judge(
  db: Db,
  key: { communityId: string; bookingId: string; materialId: string; fileId: string },
  said: Pick<MaterialCheckTable, 'state' | 'words' | 'judged_by' | 'judged_at'>,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('material_check')
    .set(said)
    .where('community_id', '=', key.communityId)
    .where('booking_id', '=', key.bookingId)
    .where('material_id', '=', key.materialId)
    .where('file_id', '=', key.fileId)
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}

const mostListed = 100

/** Photos of coming bookings that nobody has looked at, soonest visit first. */
export function waitingPhotos(db: Db, communityIds: readonly string[], now: Date) {
  return db
    .selectFrom('material_check as m')
    .innerJoin('booking as b', (join) =>
      join.onRef('b.community_id', '=', 'm.community_id').onRef('b.id', '=', 'm.booking_id'),
    )
    .innerJoin('service as v', (join) =>
      join.onRef('v.community_id', '=', 'b.community_id').onRef('v.id', '=', 'b.service_id'),
    )
    .select(['m.community_id', 'm.booking_id', 'm.material_id', 'm.file_id', 'm.sent_at'])
    .select(['b.resident_name', 'b.starts_at', 'v.name as serviceName', 'v.materials'])
    .where('m.community_id', 'in', [...communityIds])
    .where('m.state', '=', 'sent')
    .where('b.status', '=', 'confirmed')
    .where('b.starts_at', '>', now)
    .orderBy('b.starts_at')
    .orderBy('m.sent_at')
    .limit(mostListed)
    .execute()
}

const mostAtOnce = 200

/** Bookings whose photos are to be thrown away. One indexed query. */
export async function bookingsWithOldPhotos(db: Db, communityIds: readonly string[], now: Date) {
  const rows = await db
    .selectFrom('material_check')
    .select(['community_id', 'booking_id'])
    .distinct()
    .where('community_id', 'in', [...communityIds])
    .where('due_at', '<=', now)
    .limit(mostAtOnce)
    .execute()
  return rows.map(({ community_id: communityId, booking_id: bookingId }) => ({ communityId, bookingId }))
}

export async function forgetChecks(db: Db, { communityId, bookingId }: { communityId: string; bookingId: string }) {
  await db
    .deleteFrom('material_check')
    .where('community_id', '=', communityId)
    .where('booking_id', '=', bookingId)
    .execute()
}
