import type { ShiftRole } from '../../../../shared/volunteering/lifecycle.ts'
import { appendHistory } from '../../platform/db/history.ts'
import type { Db } from '../../platform/db/tables.ts'
import type { SignupStep } from '../places/decide.ts'
import { shiftsWithActivity } from './store.ts'

export interface Wanted {
  communityId: string
  shiftId: string
  name: string
  /** Of the telephone number; empty = any. */
  lastFour: string
}

/** A shift with each resident of that name: one row without a resident when nobody is called so. */
export async function findByName(db: Db, { communityId, shiftId, name, lastFour }: Wanted) {
  return shiftsWithActivity(db)
    .innerJoin('volunteer_group as g', (join) =>
      join.onRef('g.community_id', '=', 'a.community_id').onRef('g.id', '=', 'a.group_id'),
    )
    .leftJoin('resident as r', (join) => {
      const called = join.on('r.community_id', '=', communityId).on('r.name', '=', name)
      return lastFour === '' ? called : called.on('r.phone', 'like', `%${lastFour}`)
    })
    .leftJoin('volunteer as v', (join) =>
      join.on('v.community_id', '=', communityId).onRef('v.resident_id', '=', 'r.id'),
    )
    .leftJoin('signup as s', (join) =>
      join.on('s.community_id', '=', communityId).onRef('s.shift_id', '=', 'h.id').onRef('s.resident_id', '=', 'r.id'),
    )
    .where('h.community_id', '=', communityId)
    .where('h.id', '=', shiftId)
    .select(['a.leader_id', 'g.leader_ids', 'h.capacity', 'h.taken', 'r.id as resident_id'])
    .select(['v.status as volunteer_status', 's.status', 's.version', 's.seq', 's.history'])
    .select((eb) =>
      eb
        .selectFrom('signup as t')
        .where('t.community_id', '=', communityId)
        .whereRef('t.resident_id', '=', 'r.id')
        .select((sub) => sub.fn.max('t.turn').as('turn'))
        .as('last_turn'),
    )
    .limit(3)
    .execute()
}

/** Gives somebody in line a place and marks them as there, in one statement; false when there is no room any more. */
export async function letIn(
  db: Db,
  who: { communityId: string; shiftId: string; residentId: string; seq: string; role: ShiftRole },
  step: SignupStep,
  now: Date,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable(['shift as h', 'signup as s'])
    .set('h.taken', (eb) => eb('h.taken', '+', 1))
    .set('s.status', 'checked_in')
    .set('s.role', who.role)
    .set('s.is_first_timer', 0)
    .set('s.version', (eb) => eb('s.version', '+', 1))
    .set('s.notified_version', (eb) => eb('s.version', '+', 1))
    .set('s.confirmed_at', now)
    .set('s.checked_in_at', now)
    .set('s.checked_in_way', 'roll_call')
    .set('s.history', appendHistory(step, 's.history'))
    .where('h.community_id', '=', who.communityId)
    .where('h.id', '=', who.shiftId)
    .whereRef('h.taken', '<', 'h.capacity')
    .where('s.community_id', '=', who.communityId)
    .where('s.shift_id', '=', who.shiftId)
    .where('s.resident_id', '=', who.residentId)
    .where('s.status', '=', 'waiting')
    .where('s.seq', '=', who.seq)
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}
