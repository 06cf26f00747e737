import { sql, type ExpressionBuilder } from 'kysely'
import { checkInWay, missRule } from '../../../../shared/booking/counter.ts'
import { addSeconds, dayWord, timeOf } from '../../../../shared/time.ts'
import { caringCall, welfareCheck } from '../../help/index.ts'
import { residentHomes } from '../books-for.ts'
import type { Db, Tables } from '../../platform/db/tables.ts'
import type { BookingTable, ServiceTable } from '../tables.ts'
import { afterMiss, decideSettle, hoursForNumber, isPausable, mealWords } from './decide.ts'
import { endBookingOf } from './end-booking.ts'
import { moveBooking } from './store-arrivals.ts'
import { savePause } from './store-settings.ts'
import { moveTicket, readForgotten } from './store-tickets.ts'

const daySeconds = 86_400
/** What was over longer ago than this is history and is left as it is. */
const daysLookedAt = 2
const mostAtOnce = 200

/**
 * Bookings whose time is over: nobody came (`missed`, and a call to ask how they are), or whoever came has been there.
 * What follows is put down first, under a key that makes it once; only then the booking moves, so that nothing is lost
 * between the two. One indexed query when nothing is due.
 */
export async function settleBookings(db: Db, communityIds: readonly string[], now: Date): Promise<void> {
  if (communityIds.length === 0) return
  for (const communityId of await communitiesDue(db, communityIds, now)) await settleCommunity(db, communityId, now)
}

/** Bookings that are over and unsettled, as a condition: numbers end theirs themselves, visits at home theirs. */
function isUnsettled(now: Date) {
  return (eb: ExpressionBuilder<Tables & { b: BookingTable; v: ServiceTable }, 'b' | 'v'>) =>
    eb.and([
      eb('b.settles_at', '>', addSeconds(now, -daysLookedAt * daySeconds)),
      eb('b.settles_at', '<=', now),
      eb.or([
        eb.and([eb('b.status', '=', 'confirmed'), eb('v.channel', '=', 'hall'), eb('v.category', '!=', 'home_care')]),
        eb.and([eb('b.status', '=', 'checked_in'), eb('v.category', 'in', ['day_care', 'venues'])]),
        eb.and([eb('b.status', '=', 'checked_in'), eb('b.settles_at', '<=', addSeconds(now, -hoursForNumber * 3600))]),
      ]),
    ])
}

async function communitiesDue(db: Db, communityIds: readonly string[], now: Date): Promise<string[]> {
  const rows = await db
    .selectFrom('booking as b')
    .innerJoin('service as v', (join) =>
      join.onRef('v.community_id', '=', 'b.community_id').onRef('v.id', '=', 'b.service_id'),
    )
    .select('b.community_id')
    .distinct()
    .where('b.community_id', 'in', [...communityIds])
    .where(isUnsettled(now))
    .execute()
  return rows.map(({ community_id: communityId }) => communityId)
}

async function settleCommunity(db: Db, communityId: string, now: Date): Promise<void> {
  for (const row of await readOver(db, communityId, now)) {
    const way = checkInWay(row.category, row.channel)
    const outcome = decideSettle({ status: row.status, endsAt: row.ends_at }, way, now)
    if (outcome === undefined) continue
    if (outcome === 'missed') await careAfter(db, communityId, row, now)
    const step = { version: row.version + 1, kind: outcome, at: now.toISOString(), by: '', delegateName: null }
    const booking = { communityId, bookingId: row.id, status: row.status, version: row.version }
    await moveBooking(db, booking, step, { status: outcome, ended_at: now })
  }
}

type OverRow = Awaited<ReturnType<typeof readOver>>[number]

async function careAfter(db: Db, communityId: string, row: OverRow, now: Date): Promise<void> {
  const person = { communityId, residentId: row.resident_id }
  const after = afterMiss(
    {
      category: row.category,
      birthDate: row.homeBirthDate,
      livingAlone: row.homeAlone === 1,
      hasPriority: row.has_priority === 1,
      endsAt: row.ends_at,
      misses: (row.missed ?? 0) + 1,
    },
    now,
  )
  if (after.welfare) {
    const reason = `${mealWords(timeOf(row.ends_at))}没来取`
    await welfareCheck(db, person, { occasion: `meal:${row.id}`, reason }, now)
  }
  if (after.caringCall) {
    const reason = `${dayWord(row.day)}约了${row.name}没来`
    await caringCall(db, person, { occasion: `booking:${row.id}`, reason }, now)
  }
  if (after.pauseUntil && isPausable(row.category)) {
    await savePause(db, { ...person, bookingId: row.id, until: after.pauseUntil }, now)
  }
}

async function readOver(db: Db, communityId: string, now: Date) {
  return db
    .selectFrom('booking as b')
    .innerJoin('service as v', (join) =>
      join.onRef('v.community_id', '=', 'b.community_id').onRef('v.id', '=', 'b.service_id'),
    )
    .leftJoin(residentHomes(communityId), (join) => join.onRef('home.id', '=', 'b.resident_id'))
    .select(['b.id', 'b.resident_id', 'b.has_priority', 'b.status', 'b.version', 'b.day', 'b.ends_at'])
    .select(['v.name', 'v.category', 'v.channel', 'home.homeBirthDate', 'home.homeAlone'])
    .select((eb) =>
      eb
        .selectFrom('booking as m')
        .select((one) => one.fn.countAll<number>().as('count'))
        .where('m.community_id', '=', communityId)
        .where('m.resident_id', '=', sql.ref<string>('b.resident_id'))
        .where('m.starts_at', '>', addSeconds(now, -missRule.withinDays * daySeconds))
        .where('m.status', '=', 'missed')
        // who came and was not served has not stayed away
        .where('m.checked_in_at', 'is', null)
        .as('missed'),
    )
    .where('b.community_id', '=', communityId)
    .where(isUnsettled(now))
    .orderBy('b.settles_at')
    .limit(mostAtOnce)
    .execute()
}

/** Numbers that nobody ended by midnight: who stood at a window was served, who still waited has gone. */
export async function closeLines(db: Db, communityIds: readonly string[], now: Date): Promise<void> {
  if (communityIds.length === 0) return
  for (const ticket of await readForgotten(db, communityIds, now)) {
    const status = ticket.status === 'serving' ? 'served' : 'left'
    const moved = await moveTicket(db, ticket, { status, at_window: null, ended_at: now, due_at: null })
    if (!moved || ticket.booking_id === null) continue
    const ended = { communityId: ticket.community_id, bookingId: ticket.booking_id, how: status, by: '' } as const
    await endBookingOf(db, ended, now)
  }
}
