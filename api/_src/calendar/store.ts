import type { Selectable } from 'kysely'
import { isDuplicate } from '../platform/db/errors.ts'
import type { Db } from '../platform/db/tables.ts'
import type { CalendarFeedTable } from './tables.ts'

export type FeedRow = Selectable<CalendarFeedTable>

/** The addresses of an account in these communities that still work, oldest first. */
export function feedsOf(db: Db, communityIds: readonly string[], accountId: string): Promise<FeedRow[]> {
  return db
    .selectFrom('calendar_feed')
    .selectAll()
    .where('community_id', 'in', [...communityIds])
    .where('account_id', '=', accountId)
    .where('revoked_at', 'is', null)
    .orderBy('made_at')
    .orderBy('id')
    .execute()
}

export async function feedById(db: Db, communityId: string, id: string): Promise<FeedRow | undefined> {
  return db
    .selectFrom('calendar_feed')
    .selectAll()
    .where('community_id', '=', communityId)
    .where('id', '=', id)
    .executeTakeFirst()
}

/** False = there is a feed with this id already. */
export async function insertFeed(db: Db, feed: FeedRow): Promise<boolean> {
  try {
    await db.insertInto('calendar_feed').values(feed).execute()
    return true
  } catch (error) {
    if (isDuplicate(error, 'PRIMARY')) return false
    throw error
  }
}

export async function revokeFeed(db: Db, communityId: string, id: string, now: Date): Promise<void> {
  await db
    .updateTable('calendar_feed')
    .set({ revoked_at: now })
    .where('community_id', '=', communityId)
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .execute()
}
