import { randomBytes, timingSafeEqual } from 'node:crypto'
import type { CalendarFeed, FeedOf, calendarContract } from '../../../shared/calendar/contract.ts'
import { ok, refuse } from '../../../shared/result.ts'
import { bookingsOfResident, bookingsOfWorker, workersWithAccount } from '../booking/index.ts'
import { mayStill } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Db } from '../platform/db/tables.ts'
import type { Handlers } from '../platform/slice.ts'
import { entriesOf } from './decide.ts'
import { feedById, feedsOf, insertFeed, revokeFeed, type FeedRow } from './store.ts'
import { writeCalendar } from './write-calendar.ts'

/** 192 bits in 32 characters of base64url. */
const keyBytes = 24

export const calendarHandlers: Handlers<typeof calendarContract> = {
  'calendar.feeds': async (_, { db, actor }) => {
    const communityIds = communitiesOf(actor)
    if (communityIds.length === 0) return ok({ feeds: [], sources: [] })
    const feeds = await feedsOf(db, communityIds, actor.accountId)
    return ok({ feeds: feeds.map(toFeed), sources: await sourcesOf(db, actor) })
  },

  'calendar.make': async ({ id, communityId, of }, { db, now, actor }) => {
    const source = (await sourcesOf(db, actor)).find(
      (each) => each.communityId === communityId && subjectOf(each.of) === subjectOf(of),
    )
    if (!source) return refuse('not_found')
    const feed: FeedRow = {
      community_id: communityId,
      id,
      account_id: actor.accountId,
      kind: of.kind,
      subject_id: subjectOf(of),
      name: source.name,
      feed_key: randomBytes(keyBytes).toString('base64url'),
      made_at: now,
      revoked_at: null,
    }
    if (await insertFeed(db, feed)) return ok(toFeed(feed))
    const earlier = await feedById(db, communityId, id)
    const isSame = earlier?.account_id === actor.accountId && earlier.subject_id === feed.subject_id
    return isSame ? ok(toFeed(earlier)) : refuse('id_taken')
  },

  'calendar.revoke': async ({ communityId, feedId }, { db, now, actor }) => {
    const feed = await feedById(db, communityId, feedId)
    if (feed?.account_id !== actor.accountId) return refuse('not_found')
    await revokeFeed(db, communityId, feedId, now)
    return ok({ revoked: true as const })
  },

  'calendar.file': async ({ communityId, feedId, key }, { db, now }) => {
    const feed = await feedById(db, communityId, feedId)
    if (!feed || !timingSafeEqual(Buffer.from(feed.feed_key), Buffer.from(key))) return refuse('not_found')
    if (feed.revoked_at !== null) return refuse('calendar_revoked')
    const bookings = await bookingsBehind(db, feed, now)
    if (!bookings) return refuse('calendar_revoked')
    return ok({ body: writeCalendar(feed.name, entriesOf(bookings, feed.kind)), fileName: 'linlitong.ics' })
  },
}

/** Undefined when the account may no longer see this person's bookings: the address ends with the delegation. */
async function bookingsBehind(db: Db, feed: FeedRow, now: Date) {
  const { community_id: communityId, subject_id: subjectId, account_id: accountId } = feed
  if (feed.kind === 'worker') return bookingsOfWorker(db, { communityId, resourceId: subjectId, accountId }, now)
  const mayRead = await mayStill(db, accountId, { communityId, residentId: subjectId }, 'see', now)
  return mayRead ? bookingsOfResident(db, communityId, subjectId, now) : undefined
}

function communitiesOf(actor: Actor): string[] {
  const ids = [...actor.identities.map(({ communityId }) => communityId), ...staffCommunities(actor)]
  return [...new Set(ids)]
}

function staffCommunities(actor: Actor): string[] {
  return [...new Set(actor.staff.flatMap(({ communityIds }) => communityIds))]
}

/** Of whose bookings this account may make an address: its own, those it may see, and its own work. */
async function sourcesOf(db: Db, actor: Actor) {
  const residents = actor.identities
    .filter(({ relation, scopes }) => relation === 'self' || scopes.includes('see'))
    .map(({ communityId, residentId, residentName }) => ({
      communityId,
      of: { kind: 'resident' as const, residentId },
      name: `${residentName}的预约`,
    }))
  const communityIds = communitiesOf(actor)
  const workers = communityIds.length === 0 ? [] : await workersWithAccount(db, communityIds, actor.accountId)
  const work = workers.map(({ community_id: communityId, id: resourceId, name }) => ({
    communityId,
    of: { kind: 'worker' as const, resourceId },
    name: `${name}的工作`,
  }))
  return [...residents, ...work]
}

function subjectOf(of: FeedOf): string {
  return of.kind === 'resident' ? of.residentId : of.resourceId
}

function toFeed(row: FeedRow): CalendarFeed {
  const { community_id: communityId, id: feedId, subject_id: subjectId } = row
  return {
    communityId,
    feedId,
    of:
      row.kind === 'resident' ? { kind: 'resident', residentId: subjectId } : { kind: 'worker', resourceId: subjectId },
    name: row.name,
    key: row.feed_key,
    madeAt: row.made_at.toISOString(),
  }
}
