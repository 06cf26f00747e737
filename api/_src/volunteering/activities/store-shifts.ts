import { sql } from 'kysely'
import type { SignupStatus } from '../../../../shared/volunteering/lifecycle.ts'
import type { Skill } from '../../../../shared/volunteers/lifecycle.ts'
import { appendHistory, beginHistory } from '../../platform/db/history.ts'
import type { Db } from '../../platform/db/tables.ts'
import type { SignupStep } from '../places/decide.ts'
import type { ActivityStep } from '../tables.ts'
import type { NewShift } from './planning.ts'
import { makeShifts, type ActivityKey } from './store.ts'
import '../tables.ts'

/** Who has a place, or stands in line for one. */
const liveStatuses = ['waiting', 'confirmed', 'checked_in'] as const satisfies readonly SignupStatus[]
const openStatuses = ['published', 'running'] as const

/** Places go at once where nobody has one; where somebody has, they go with the people (`emptyCancelled`). */
const capacityLeft = sql<number>`if(taken = 0, 0, capacity)`

/** Cancels all shifts to come of an activity that is cancelled itself. */
export async function cancelComing(db: Db, { communityId, activityId }: ActivityKey, now: Date): Promise<void> {
  await db
    .updateTable('shift')
    .set((eb) => ({
      cancelled_at: now,
      closed_at: eb.fn.coalesce('closed_at', eb.val(now)),
      capacity: capacityLeft,
      first_timer_places: 0,
    }))
    .where('community_id', '=', communityId)
    .where('activity_id', '=', activityId)
    .where('starts_at', '>', now)
    .where('cancelled_at', 'is', null)
    .execute()
}

export interface ShiftChange {
  version: number
  step: ActivityStep
  shiftIds: readonly string[]
}

/**
 * Goes along with the version where nothing is untold. Reads nothing that the same statement sets: of two tables it may
 * be set in any order.
 */
const toldAlong = (version: number) => sql<number>`a.notified_version + if(a.notified_version = ${version}, 1, 0)`

/** Shifts that have not begun, with their activity: what one statement changes about both. */
function shiftsOf(
  db: Db,
  { communityId, activityId }: ActivityKey,
  { version, step, shiftIds }: ShiftChange,
  now: Date,
) {
  return db
    .updateTable(['activity as a', 'shift as h'])
    .set('a.notified_version', toldAlong(version))
    .set('a.version', version + 1)
    .set('a.history', beginHistory(step, 'a.history'))
    .where('a.community_id', '=', communityId)
    .where('a.id', '=', activityId)
    .where('a.version', '=', version)
    .where('a.status', 'in', [...openStatuses])
    .where('h.community_id', '=', communityId)
    .where('h.id', 'in', [...shiftIds])
    .whereRef('h.activity_id', '=', 'a.id')
    .where('h.starts_at', '>', now)
    .where('h.cancelled_at', 'is', null)
}

/** Cancels single shifts; false when somebody was faster. */
export async function cancelShifts(db: Db, key: ActivityKey, change: ShiftChange, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await shiftsOf(db, key, change, now)
    .set('h.cancelled_at', now)
    .set('h.closed_at', (eb) => eb.fn.coalesce('h.closed_at', eb.val(now)))
    .set('h.capacity', sql<number>`if(h.taken = 0, 0, h.capacity)`)
    .set('h.first_timer_places', 0)
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}

/**
 * Takes everybody out of an activity's cancelled shifts, and the places with them: a cancelled shift has none, so that
 * nothing which gives places need know of cancelling. Run again a minute later, it finds who came in meanwhile.
 */
export async function emptyCancelled(
  db: Db,
  { communityId, activityId }: ActivityKey,
  told: SignupStep,
  now: Date,
): Promise<void> {
  await db
    .updateTable(['shift as h', 'signup as s'])
    .set('s.status', 'withdrawn')
    .set('s.version', (eb) => eb('s.version', '+', 1))
    .set('s.withdrawn_at', now)
    .set('s.history', appendHistory(told, 's.history'))
    .set('h.taken', 0)
    .set('h.first_timers_taken', 0)
    .set('h.capacity', 0)
    .where('h.community_id', '=', communityId)
    .where('h.activity_id', '=', activityId)
    .where('h.cancelled_at', 'is not', null)
    .where('s.community_id', '=', communityId)
    .whereRef('s.shift_id', '=', 'h.id')
    .where('s.status', 'in', [...liveStatuses])
    .execute()
}

/** The places of cancelled shifts that somebody left just while they were cancelled. */
export async function clearCancelled(db: Db, { communityId, activityId }: ActivityKey): Promise<void> {
  await db
    .updateTable('shift')
    .set({ capacity: 0 })
    .where('community_id', '=', communityId)
    .where('activity_id', '=', activityId)
    .where('cancelled_at', 'is not', null)
    .where('taken', '=', 0)
    .where('capacity', '>', 0)
    .execute()
}

export interface ShiftEdit extends ShiftChange {
  /** By how much it begins and ends later. */
  minutes: { start: number; end: number }
  place: string
  task: string
  neededSkill: Skill | null
  capacity: number
}

/** Changes shifts; false when somebody was faster. Throws where more people have places than there would be. */
export async function editShifts(db: Db, key: ActivityKey, edit: ShiftEdit, now: Date): Promise<boolean> {
  const { minutes } = edit
  const { numUpdatedRows } = await shiftsOf(db, key, edit, now)
    .set('h.starts_at', sql<Date>`date_add(h.starts_at, interval ${minutes.start} minute)`)
    .set('h.ends_at', sql<Date>`date_add(h.ends_at, interval ${minutes.end} minute)`)
    .set('h.place', edit.place)
    .set('h.task', edit.task)
    .set('h.needed_skill', edit.neededSkill)
    .set('h.first_timer_places', sql<number>`least(h.first_timer_places, ${edit.capacity})`)
    .set('h.capacity', edit.capacity)
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}

/**
 * Brings the sign-ups after their shifts and tells those who signed up: of these shifts everybody, else only those whose
 * copy of the times is an old one. Run again, it finds who signed up for the old time meanwhile.
 */
export async function tellMoved(
  db: Db,
  { communityId, activityId }: ActivityKey,
  told: SignupStep,
  shiftIds?: readonly string[],
): Promise<void> {
  await db
    .updateTable(['shift as h', 'signup as s'])
    .set('s.starts_at', (eb) => eb.ref('h.starts_at'))
    .set('s.ends_at', (eb) => eb.ref('h.ends_at'))
    .set('s.version', (eb) => eb('s.version', '+', 1))
    .set('s.history', appendHistory(told, 's.history'))
    .where('h.community_id', '=', communityId)
    .where('h.activity_id', '=', activityId)
    .where('s.community_id', '=', communityId)
    .whereRef('s.shift_id', '=', 'h.id')
    .where('s.status', 'in', ['waiting', 'confirmed'])
    .where((eb) =>
      shiftIds === undefined
        ? eb.or([eb('s.starts_at', '!=', eb.ref('h.starts_at')), eb('s.ends_at', '!=', eb.ref('h.ends_at'))])
        : eb('h.id', 'in', [...shiftIds]),
    )
    .execute()
}

/** Written ahead into no activity: nobody finds it there, and it is made part of one in the statement that says so. */
const nowhere = ''

export interface OneMore {
  version: number
  step: ActivityStep
  shift: NewShift
  /** From its first shift to its last, with this one. */
  lasts: { startsAt: Date; endsAt: Date }
}

/**
 * Adds a shift: the activity has it, says so, and lasts until it is over, all in one statement; false when somebody was
 * faster, or the shift's id is in use. Two round trips.
 */
export async function addShift(db: Db, key: ActivityKey, { version, step, shift, lasts }: OneMore): Promise<boolean> {
  const { communityId, activityId } = key
  await makeShifts(db, [{ ...shift, activity_id: nowhere }])
  const { numUpdatedRows } = await db
    .updateTable(['activity as a', 'shift as h'])
    .set('a.notified_version', toldAlong(version))
    .set('a.version', version + 1)
    .set('a.history', beginHistory(step, 'a.history'))
    .set('a.starts_at', lasts.startsAt)
    .set('a.ends_at', lasts.endsAt)
    .set('a.due_at', sql<Date>`least(coalesce(a.due_at, ${shift.starts_at}), ${shift.starts_at})`)
    .set('h.activity_id', activityId)
    // what was written ahead may be of an earlier try, with other words
    .set('h.role', shift.role)
    .set('h.starts_at', shift.starts_at)
    .set('h.ends_at', shift.ends_at)
    .set('h.place', shift.place)
    .set('h.task', shift.task)
    .set('h.needed_skill', shift.needed_skill)
    .set('h.capacity', shift.capacity)
    .where('a.community_id', '=', communityId)
    .where('a.id', '=', activityId)
    .where('a.version', '=', version)
    .where('a.status', 'in', [...openStatuses])
    .where('h.community_id', '=', communityId)
    .where('h.id', '=', shift.id)
    .where('h.activity_id', '=', nowhere)
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}

/** Takes back a shift that was written ahead and not added. */
export async function dropWrittenAhead(db: Db, communityId: string, shiftId: string): Promise<void> {
  await writtenAhead(db, communityId).where('id', '=', shiftId).execute()
}

/** Takes back whatever was written ahead and can no more be added: a command broke off there. */
export async function clearWrittenAhead(db: Db, communityId: string, now: Date): Promise<void> {
  await writtenAhead(db, communityId).where('starts_at', '<=', now).execute()
}

const writtenAhead = (db: Db, communityId: string) =>
  db.deleteFrom('shift').where('community_id', '=', communityId).where('activity_id', '=', nowhere)

/** Brings an activity's own times after its shifts; `lookAgainAt` is when late sign-ups are swept up. */
export async function followShifts(db: Db, { communityId, activityId }: ActivityKey, lookAgainAt: Date): Promise<void> {
  await db
    .updateTable('activity as a')
    .set((eb) => {
      const own = eb
        .selectFrom('shift as h')
        .where('h.community_id', '=', communityId)
        .where('h.activity_id', '=', activityId)
        .where('h.cancelled_at', 'is', null)
      const first = own.select((one) => one.fn.min('h.starts_at').as('at'))
      const last = own.select((one) => one.fn.max('h.ends_at').as('at'))
      return {
        starts_at: eb.fn.coalesce(first, 'a.starts_at'),
        ends_at: eb.fn.coalesce(last, 'a.ends_at'),
        due_at: lookAgainAt,
      }
    })
    .where('a.community_id', '=', communityId)
    .where('a.id', '=', activityId)
    .where('a.status', 'in', [...openStatuses])
    .execute()
}
