import { sql, type ExpressionBuilder } from 'kysely'
import { openActivityStatuses } from '../../../../shared/volunteering/lifecycle.ts'
import type { Db, Tables } from '../../platform/db/tables.ts'
import type { PlaceCounts, Waiter } from './decide-classes.ts'
import '../tables.ts'

export interface Person {
  communityId: string
  residentId: string
}

/** Whose row in which shift. */
export interface SignupKey extends Person {
  shiftId: string
}

/** A line is counted up to here; one more means longer, or farther behind. A rush counts nothing that nobody reads. */
export const longestCounted = 99

type InShift = ExpressionBuilder<Tables & { h: Tables['shift'] }, 'h'>
type InSignup = ExpressionBuilder<Tables & { s: Nullable<Tables['signup']> }, 's'>
type Nullable<Row> = { [Column in keyof Row]: Row[Column] | null }

/** How many wait for shift `h`, at most one more than `longestCounted`. */
export function waitingIn(eb: InShift) {
  const line = eb
    .selectFrom('signup as w')
    .whereRef('w.community_id', '=', 'h.community_id')
    .whereRef('w.shift_id', '=', 'h.id')
    .where('w.status', '=', 'waiting')
  return eb
    .case()
    .when(eb(line.orderBy('w.seq').limit(1).offset(longestCounted).select('w.seq'), 'is', null))
    .then(line.select((w) => w.fn.countAll<number>().as('n')))
    .else(sql.lit(longestCounted + 1))
    .end()
    .$castTo<number>()
}

/** The place of row `s` in its line, 1 = next, at most one more than `longestCounted`; null when it does not wait. */
export function positionOf(eb: InSignup) {
  const line = eb
    .selectFrom('signup as w')
    .whereRef('w.community_id', '=', 's.community_id')
    .whereRef('w.shift_id', '=', 's.shift_id')
    .where('w.status', '=', 'waiting')
  return eb
    .case()
    .when(eb(eb.fn.coalesce('s.status', sql.lit('withdrawn')), '!=', 'waiting'))
    .then(null)
    .when(eb(line.orderBy('w.seq').limit(1).offset(longestCounted).select('w.seq'), '<=', eb.ref('s.seq')))
    .then(sql.lit(longestCounted + 1))
    .else(line.whereRef('w.seq', '<=', 's.seq').select((w) => w.fn.countAll<number>().as('n')))
    .end()
    .$castTo<number | null>()
}

/** A shift whose free places may go to somebody who waits. */
export interface OpenShift extends PlaceCounts {
  communityId: string
  shiftId: string
}

/** Shifts to come with a free place and somebody who may have it and has waited since before `since`. */
export async function unsettledShifts(
  db: Db,
  communityIds: readonly string[],
  { now, since, limit }: { now: Date; since: Date; limit: number },
): Promise<OpenShift[]> {
  if (communityIds.length === 0) return []
  return db
    .selectFrom('shift as h')
    .innerJoin('activity as a', (join) =>
      join.onRef('a.community_id', '=', 'h.community_id').onRef('a.id', '=', 'h.activity_id'),
    )
    .select([
      'h.community_id as communityId',
      'h.id as shiftId',
      'h.capacity',
      'h.taken',
      'h.first_timer_places as firstTimerPlaces',
      'h.first_timers_until as firstTimersUntil',
      'h.first_timers_taken as firstTimersTaken',
    ])
    .where('h.community_id', 'in', [...communityIds])
    .where('h.ends_at', '>', now)
    .where('h.starts_at', '>', now)
    .whereRef('h.taken', '<', 'h.capacity')
    .where('a.status', 'in', [...openActivityStatuses])
    .where((eb) => {
      const waits = (isFirstTimer: 0 | 1) =>
        eb.exists(
          eb
            .selectFrom('signup as w')
            .select('w.id')
            .whereRef('w.community_id', '=', 'h.community_id')
            .whereRef('w.shift_id', '=', 'h.id')
            .where('w.class_line', '>=', String(isFirstTimer))
            .where('w.class_line', '<', String(isFirstTimer + 1))
            .where('w.signed_up_at', '<', since),
        )
      return eb.or([waits(1), eb.and([openToAll(now), waits(0)])])
    })
    .limit(limit)
    .execute()
}

/** True when a free place of shift `h` may go to anybody: no place is kept any longer, or those that are stay free. */
export const openToAll = (now: Date) =>
  sql<boolean>`(h.first_timers_until is null or h.first_timers_until <= ${now}
    or h.taken + h.first_timer_places < h.capacity + h.first_timers_taken)`

/** The first in line of one class, in order. */
export async function firstInLine(
  db: Db,
  { communityId, shiftId }: { communityId: string; shiftId: string },
  isFirstTimer: boolean,
  limit: number,
): Promise<(SignupKey & Waiter)[]> {
  const ofClass = isFirstTimer ? 1 : 0
  const rows = await db
    .selectFrom('signup')
    .select(['resident_id as residentId', 'id', 'seq', 'signed_up_at as signedUpAt'])
    .where('community_id', '=', communityId)
    .where('shift_id', '=', shiftId)
    .where('class_line', '>=', String(ofClass))
    .where('class_line', '<', String(ofClass + 1))
    .orderBy('class_line')
    .limit(limit)
    .execute()
  return rows.map((row) => ({ ...row, communityId, shiftId, isFirstTimer }))
}
