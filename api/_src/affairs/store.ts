import type { Db } from '../platform/db/tables.ts'
import './tables.ts'

const mostListed = 50

function noticesInForce(db: Db, communityId: string, now: Date) {
  return db
    .selectFrom('notice')
    .select(['id', 'kind', 'title', 'publisher', 'published_at'])
    .where('community_id', '=', communityId)
    .where('published_at', '<=', now)
    .where((where) => where.or([where('ends_at', 'is', null), where('ends_at', '>', now)]))
}

/** Notices published and not yet over, newest first, at most 50. */
export async function listNotices(db: Db, communityId: string, now: Date) {
  return noticesInForce(db, communityId, now)
    .orderBy('published_at', 'desc')
    .orderBy('id', 'desc')
    .limit(mostListed)
    .execute()
}

/** One notice, whole; undefined before it is published and after it is over. */
export async function findNotice(db: Db, communityId: string, noticeId: string, now: Date) {
  return noticesInForce(db, communityId, now).select('paragraphs').where('id', '=', noticeId).executeTakeFirst()
}
