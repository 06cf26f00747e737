import type { Db } from '../../platform/db/tables.ts'
import './tables.ts'

const mostLines = 50
const mostRows = 1_000

interface Person {
  communityId: string
  residentId: string
}

/** Somebody's account with the last movements and what an hour gives; also for who has none. One round trip. */
export async function pointsOf(db: Db, { communityId, residentId }: Person) {
  const rows = await db
    .selectFrom('area as c')
    .leftJoin('volunteer_setting as s', (join) => join.on('s.community_id', '=', communityId))
    .leftJoin('points_account as a', (join) =>
      join.on('a.community_id', '=', communityId).on('a.resident_id', '=', residentId),
    )
    .leftJoin('points_line as l', (join) =>
      join
        .on('l.community_id', '=', communityId)
        .on('l.account_id', '=', residentId)
        .on('l.account_kind', '=', 'volunteer')
        .on('l.points', '!=', 0),
    )
    .select(['s.settings', 'a.worth', 'l.booked_at as at', 'l.kind', 'l.words', 'l.points'])
    .where('c.code', '=', communityId)
    .orderBy('l.booked_at', 'desc')
    .orderBy('l.transfer_id', 'desc')
    .limit(mostLines)
    .execute()
  const [first] = rows
  const lines = rows.flatMap(({ at, kind, words, points }) =>
    at === null || kind === null || words === null || points === null ? [] : [{ at, kind, words, points }],
  )
  return { worth: first?.worth ?? 0, settings: first?.settings ?? undefined, lines }
}

/** What is offered, and what this person has put aside; with their account. One round trip. */
export async function giftsFor(db: Db, { communityId, residentId }: Person) {
  return db
    .selectFrom('area as c')
    .leftJoin('points_account as a', (join) =>
      join.on('a.community_id', '=', communityId).on('a.resident_id', '=', residentId),
    )
    .leftJoin('gift as g', (join) => join.on('g.community_id', '=', communityId))
    .leftJoin('gift_redemption as r', (join) =>
      join
        .on('r.community_id', '=', communityId)
        .on('r.resident_id', '=', residentId)
        .on('r.status', '=', 'asked')
        .onRef('r.gift_id', '=', 'g.id'),
    )
    .select(['a.worth', 'g.id', 'g.name', 'g.words', 'g.icon', 'g.points', 'g.stock', 'g.offered'])
    .select([
      'r.id as redemptionId',
      'r.gift_name as giftName',
      'r.points as paid',
      'r.number',
      'r.asked_at as askedAt',
    ])
    .where('c.code', '=', communityId)
    .orderBy('g.points')
    .orderBy('g.id')
    .orderBy('r.asked_at')
    .limit(mostRows)
    .execute()
}

/** All gifts of a community, each with who will come for it. One round trip. */
export async function giftsForDesk(db: Db, communityId: string) {
  return db
    .selectFrom('gift as g')
    .leftJoin('gift_redemption as r', (join) =>
      join.on('r.community_id', '=', communityId).on('r.status', '=', 'asked').onRef('r.gift_id', '=', 'g.id'),
    )
    .leftJoin('volunteer as v', (join) =>
      join.on('v.community_id', '=', communityId).onRef('v.resident_id', '=', 'r.resident_id'),
    )
    .select(['g.id', 'g.name', 'g.words', 'g.icon', 'g.points', 'g.stock', 'g.offered', 'g.version'])
    .select(['r.id as redemptionId', 'r.gift_name as giftName', 'r.points as paid', 'r.asked_at as askedAt'])
    .select(['v.name as volunteerName', 'v.volunteer_number as volunteerNumber'])
    .where('g.community_id', '=', communityId)
    .orderBy('g.offered', 'desc')
    .orderBy('g.points')
    .orderBy('g.id')
    .orderBy('r.asked_at')
    .limit(mostRows)
    .execute()
}
