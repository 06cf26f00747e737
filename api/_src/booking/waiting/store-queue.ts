import { sql } from 'kysely'
import type { Db } from '../../platform/db/tables.ts'
import type { SlotRef } from '../taking/slot-ref.ts'

const mostAtOnce = 500

/** A booking that is due in a slot somebody waits for. */
export interface DueInQueue extends SlotRef {
  bookingId: string
  /** It is a hold or an offer. */
  ranOut: boolean
}

/** What is due where somebody waits, offers first in the order in which they ran out. */
export async function readDueQueues(db: Db, communityIds: readonly string[], now: Date): Promise<DueInQueue[]> {
  if (communityIds.length === 0) return []
  const rows = await db
    .selectFrom('booking as b')
    .select(['b.community_id', 'b.id', 'b.service_id', 'b.starts_at', 'b.status'])
    .where('b.community_id', 'in', [...communityIds])
    .where('b.due_at', '<=', now)
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('booking as w')
          .select('w.id')
          .whereRef('w.community_id', '=', 'b.community_id')
          .whereRef('w.service_id', '=', 'b.service_id')
          .whereRef('w.starts_at', '=', 'b.starts_at')
          .where('w.status', '=', 'waiting'),
      ),
    )
    .orderBy('b.due_at')
    .orderBy('b.id')
    .limit(mostAtOnce)
    .execute()
  return rows.map((row) => ({
    communityId: row.community_id,
    bookingId: row.id,
    serviceId: row.service_id,
    startsAt: row.starts_at,
    ranOut: row.status === 'held' || row.status === 'offered',
  }))
}

/** When the queue of a slot, or every queue of a service, is looked at again. */
export async function lookAgainAt(
  db: Db,
  { communityId, serviceId, startsAt }: Omit<SlotRef, 'startsAt'> & { startsAt?: Date },
  at: Date,
): Promise<void> {
  await db
    .updateTable('booking')
    .set({ due_at: at })
    .where('community_id', '=', communityId)
    .where('service_id', '=', serviceId)
    .where('status', '=', 'waiting')
    .$if(startsAt !== undefined, (query) => query.where('starts_at', '=', startsAt ?? at))
    .execute()
}

/** Nobody gets a place any more: these who still wait leave the queue. */
export async function endQueue(
  db: Db,
  communityId: string,
  bookingIds: readonly string[],
  reason: string | undefined,
  now: Date,
): Promise<void> {
  const because = reason === undefined ? sql`` : sql`, 'reason', ${reason}`
  const step = sql`json_array(json_object('version', version + 1, 'kind', 'expired', 'at', ${now.toISOString()}, 'by', '', 'delegateName', null${because}))`
  await db
    .updateTable('booking')
    // what reads the version stands before what changes it: the order of a SET counts
    .set('history', sql<never>`json_merge_preserve(history, ${step})`)
    .set('version', (eb) => eb('version', '+', 1))
    .set({ status: 'expired', ended_at: now, due_at: now })
    .where('community_id', '=', communityId)
    .where('id', 'in', [...bookingIds])
    .where('status', '=', 'waiting')
    .execute()
}
