import { sql, type RawBuilder } from 'kysely'
import type { ShiftRole } from '../../../../shared/volunteering/lifecycle.ts'
import type { Db } from '../../platform/db/tables.ts'
import { isDuplicate } from '../../platform/db/errors.ts'
import { appendHistory } from '../../platform/db/history.ts'
import { json } from '../../platform/db/values.ts'
import type { SignupStep } from './decide.ts'
import { openToAll, type SignupKey } from './store-line.ts'
import '../tables.ts'

/** Somebody about to stand in line for a shift. */
export interface Stand extends SignupKey {
  commandId: string
  seq: string
  /** One more than the person's last turn as it was read: of two sign-ups decided on the same view, one is `lost`. */
  turn: number
  startsAt: Date
  endsAt: Date
  role: ShiftRole
  /** As it is now: it decides which places are open to this sign-up. */
  isFirstTimer: boolean
  /** Holds the news back until it is known whether a place was taken. */
  expectsPlace: boolean
}

export type Stood = 'stood' | 'id_taken' | 'lost'

const instantOf = (now: Date) => now.toISOString()

/**
 * Puts a person at the end of the line. `lost` when another command of the same person was faster, `id_taken` when the
 * command's id belongs to another sign-up.
 */
export async function stand(db: Db, who: Stand & { activityId: string }, now: Date): Promise<Stood> {
  try {
    await db
      .insertInto('signup')
      .values({
        community_id: who.communityId,
        shift_id: who.shiftId,
        resident_id: who.residentId,
        id: who.commandId,
        command_id: who.commandId,
        activity_id: who.activityId,
        starts_at: who.startsAt,
        ends_at: who.endsAt,
        role: who.role,
        is_first_timer: who.isFirstTimer ? 1 : 0,
        status: 'waiting',
        seq: who.seq,
        turn: who.turn,
        version: 1,
        notified_version: who.expectsPlace ? 1 : 0,
        signed_up_at: now,
        confirmed_at: null,
        withdrawn_at: null,
        history: json<SignupStep[]>([{ at: instantOf(now), step: 'waiting', commandId: who.commandId }]),
      })
      .execute()
    return 'stood'
  } catch (error) {
    return whatWasThere(error)
  }
}

function whatWasThere(error: unknown): Stood {
  if (isDuplicate(error, 'PRIMARY') || isDuplicate(error, 'signup_turn')) return 'lost'
  if (isDuplicate(error)) return 'id_taken'
  throw error
}

/** Puts a person who had withdrawn at the end of the line again. */
export async function standAgain(db: Db, who: Stand & { version: number }, now: Date): Promise<Stood> {
  try {
    const { numUpdatedRows } = await db
      .updateTable('signup')
      .set({
        command_id: who.commandId,
        starts_at: who.startsAt,
        ends_at: who.endsAt,
        role: who.role,
        is_first_timer: who.isFirstTimer ? 1 : 0,
        status: 'waiting',
        seq: who.seq,
        turn: who.turn,
        version: who.version + 1,
        notified_version: who.expectsPlace ? who.version + 1 : who.version,
        signed_up_at: now,
        confirmed_at: null,
        withdrawn_at: null,
        history: appendHistory<SignupStep>({ at: instantOf(now), step: 'waiting', commandId: who.commandId }),
      })
      .where('community_id', '=', who.communityId)
      .where('shift_id', '=', who.shiftId)
      .where('resident_id', '=', who.residentId)
      .where('status', '=', 'withdrawn')
      .where('version', '=', who.version)
      .executeTakeFirstOrThrow()
    return numUpdatedRows === 1n ? 'stood' : 'lost'
  } catch (error) {
    return whatWasThere(error)
  }
}

/** `openToAll` of the place that `s` gives back, once it is given back. */
const openToAllWithoutOne = (now: Date): RawBuilder<boolean> =>
  sql`(h.first_timers_until is null or h.first_timers_until <= ${now}
    or h.taken + h.first_timer_places + s.is_first_timer <= h.capacity + h.first_timers_taken)`

/**
 * Takes a free place for somebody in line, of those that are open to this person: the counts and the row change in this
 * one statement, or none of them does.
 */
export async function takePlace(
  db: Db,
  who: SignupKey & { seq: string },
  step: 'confirmed' | 'promoted',
  now: Date,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable(['shift as h', 'signup as s'])
    .set('h.taken', (eb) => eb('h.taken', '+', 1))
    .set('h.first_timers_taken', (eb) => eb('h.first_timers_taken', '+', eb.ref('s.is_first_timer')))
    .set('s.status', 'confirmed')
    .set('s.version', (eb) => eb('s.version', '+', 1))
    .set('s.confirmed_at', now)
    .set('s.history', appendHistory<SignupStep>({ at: instantOf(now), step }, 's.history'))
    .where('h.community_id', '=', who.communityId)
    .where('h.id', '=', who.shiftId)
    .whereRef('h.taken', '<', 'h.capacity')
    .where('s.community_id', '=', who.communityId)
    .where('s.shift_id', '=', who.shiftId)
    .where('s.resident_id', '=', who.residentId)
    .where('s.status', '=', 'waiting')
    .where('s.seq', '=', who.seq)
    .where((eb) => eb.or([eb('s.is_first_timer', '=', 1), openToAll(now)]))
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}

interface Leaver extends SignupKey {
  step: SignupStep
}

/**
 * Gives the leaver's place to this waiter in one statement; false when one of the two is no longer what they were, or
 * the place is kept for somebody else.
 */
export async function handOver(db: Db, leaver: Leaver, waiterResidentId: string, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable(['shift as h', 'signup as s', 'signup as w'])
    .set('h.first_timers_taken', sql<number>`h.first_timers_taken - s.is_first_timer + w.is_first_timer`)
    .set('s.status', 'withdrawn')
    .set('s.version', (eb) => eb('s.version', '+', 1))
    .set('s.withdrawn_at', now)
    .set('s.history', appendHistory(leaver.step, 's.history'))
    .set('w.status', 'confirmed')
    .set('w.version', (eb) => eb('w.version', '+', 1))
    .set('w.confirmed_at', now)
    .set('w.history', appendHistory<SignupStep>({ at: instantOf(now), step: 'promoted' }, 'w.history'))
    .where('h.community_id', '=', leaver.communityId)
    .where('h.id', '=', leaver.shiftId)
    .where('s.community_id', '=', leaver.communityId)
    .where('s.shift_id', '=', leaver.shiftId)
    .where('s.resident_id', '=', leaver.residentId)
    .where('s.status', '=', 'confirmed')
    .where('w.community_id', '=', leaver.communityId)
    .where('w.shift_id', '=', leaver.shiftId)
    .where('w.resident_id', '=', waiterResidentId)
    .where('w.status', '=', 'waiting')
    .where((eb) => eb.or([eb('w.is_first_timer', '=', 1), openToAllWithoutOne(now)]))
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}

/** Makes the leaver's place public, only while nobody waits who may have it; false when somebody does, or the leaver has left. */
export async function release(db: Db, leaver: Leaver, now: Date): Promise<boolean> {
  const head = (isFirstTimer: 0 | 1) =>
    db
      .selectFrom('signup as w')
      .select((eb) => eb.fn.min<string | null>('w.class_line').as('seq'))
      .where('w.community_id', '=', leaver.communityId)
      .where('w.shift_id', '=', leaver.shiftId)
      .where('w.class_line', '>=', String(isFirstTimer))
      .where('w.class_line', '<', String(isFirstTimer + 1))
  const { numUpdatedRows } = await db
    .updateTable(['shift as h', 'signup as s', head(1).as('first_timers'), head(0).as('others')])
    .set('h.taken', (eb) => eb('h.taken', '-', 1))
    .set('h.first_timers_taken', (eb) => eb('h.first_timers_taken', '-', eb.ref('s.is_first_timer')))
    .set('s.status', 'withdrawn')
    .set('s.version', (eb) => eb('s.version', '+', 1))
    .set('s.withdrawn_at', now)
    .set('s.history', appendHistory(leaver.step, 's.history'))
    .where('h.community_id', '=', leaver.communityId)
    .where('h.id', '=', leaver.shiftId)
    .where('s.community_id', '=', leaver.communityId)
    .where('s.shift_id', '=', leaver.shiftId)
    .where('s.resident_id', '=', leaver.residentId)
    .where('s.status', '=', 'confirmed')
    .where('first_timers.seq', 'is', null)
    .where((eb) => eb.or([eb('others.seq', 'is', null), eb.not(openToAllWithoutOne(now))]))
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}

/** Takes a waiting person out of the line. */
export async function leaveLine(db: Db, leaver: Leaver, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('signup')
    .set((eb) => ({
      status: 'withdrawn',
      version: eb('version', '+', 1),
      withdrawn_at: now,
      history: appendHistory(leaver.step),
    }))
    .where('community_id', '=', leaver.communityId)
    .where('shift_id', '=', leaver.shiftId)
    .where('resident_id', '=', leaver.residentId)
    .where('status', '=', 'waiting')
    .executeTakeFirstOrThrow()
  return numUpdatedRows === 1n
}

/** Says the news that was held back by `expectsPlace`: the person is still waiting after all. */
export async function tellWaiting(db: Db, who: SignupKey): Promise<void> {
  await db
    .updateTable('signup')
    .set((eb) => ({ notified_version: eb('version', '-', 1) }))
    .where('community_id', '=', who.communityId)
    .where('shift_id', '=', who.shiftId)
    .where('resident_id', '=', who.residentId)
    .where('status', '=', 'waiting')
    .where('untold', '=', 0)
    .execute()
}
