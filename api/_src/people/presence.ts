import { addSeconds } from '../../../shared/time.ts'
import type { Db } from '../platform/db/tables.ts'
import './tables.ts'

/** A desk polls every two seconds; its heartbeat is written this often at most. */
const secondsBetweenBeats = 10

/** The last beat is old enough for another; a desk that knows it asks the database nothing in between. */
export function isBeatDue(deskSeenAt: Date | null | undefined, now: Date): boolean {
  return !deskSeenAt || deskSeenAt <= addSeconds(now, -secondsBetweenBeats)
}

/**
 * This person's desk is open: the heartbeat by which the ladder knows that somebody sits there. Two statements at
 * most, and one (no write at all) while the last beat is younger than ten seconds.
 */
export async function noteDeskSeen(db: Db, accountId: string, now: Date): Promise<void> {
  const seen = await db
    .selectFrom('presence')
    .select('desk_seen_at')
    .where('account_id', '=', accountId)
    .where('desk_seen_at', '>', addSeconds(now, -secondsBetweenBeats))
    .executeTakeFirst()
  if (seen) return
  await db
    .insertInto('presence')
    .values({ account_id: accountId, desk_seen_at: now })
    .onDuplicateKeyUpdate({ desk_seen_at: now })
    .execute()
}
