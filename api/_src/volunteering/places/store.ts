import type { Db } from '../../platform/db/tables.ts'
import { isDuplicate } from '../../platform/db/errors.ts'
import { appendHistory } from '../../platform/db/history.ts'
import { json } from '../../platform/db/values.ts'
import type { SignupStep } from './decide.ts'
import type { Person } from './store-view.ts'
import '../tables.ts'

/** Whose row in which shift. */
export interface SignupKey extends Person {
  shiftId: string
}

/** Somebody about to stand in line for a shift. */
export interface Stand extends SignupKey {
  commandId: string
  seq: string
  /** One more than the person's last turn as it was read: of two sign-ups decided on the same view, one is `lost`. */
  turn: number
  startsAt: Date
  endsAt: Date
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

/** Takes a free place for somebody in line: the count and the row change in this one statement, or neither does. */
export async function takePlace(
  db: Db,
  who: SignupKey & { seq: string },
  step: 'confirmed' | 'promoted',
  now: Date,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable(['shift as h', 'signup as s'])
    .set('h.taken', (eb) => eb('h.taken', '+', 1))
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
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}

interface Leaver extends SignupKey {
  step: SignupStep
}

/** Gives the leaver's place to this waiter in one statement; false when one of the two is no longer what they were. */
export async function handOver(db: Db, leaver: Leaver, waiterResidentId: string, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable(['signup as s', 'signup as w'])
    .set('s.status', 'withdrawn')
    .set('s.version', (eb) => eb('s.version', '+', 1))
    .set('s.withdrawn_at', now)
    .set('s.history', appendHistory(leaver.step, 's.history'))
    .set('w.status', 'confirmed')
    .set('w.version', (eb) => eb('w.version', '+', 1))
    .set('w.confirmed_at', now)
    .set('w.history', appendHistory<SignupStep>({ at: instantOf(now), step: 'promoted' }, 'w.history'))
    .where('s.community_id', '=', leaver.communityId)
    .where('s.shift_id', '=', leaver.shiftId)
    .where('s.resident_id', '=', leaver.residentId)
    .where('s.status', '=', 'confirmed')
    .where('w.community_id', '=', leaver.communityId)
    .where('w.shift_id', '=', leaver.shiftId)
    .where('w.resident_id', '=', waiterResidentId)
    .where('w.status', '=', 'waiting')
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}

/** Makes the leaver's place public, only while nobody waits; false when somebody does, or the leaver has left. */
export async function release(db: Db, leaver: Leaver, now: Date): Promise<boolean> {
  const line = db
    .selectFrom('signup as w')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('w.community_id', '=', leaver.communityId)
    .where('w.shift_id', '=', leaver.shiftId)
    .where('w.status', '=', 'waiting')
    .as('line')
  const { numUpdatedRows } = await db
    .updateTable(['shift as h', 'signup as s', line])
    .set('h.taken', (eb) => eb('h.taken', '-', 1))
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
    .where('line.n', '=', 0)
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

/** Shifts to come that have a free place and somebody who has waited since before `since`. */
export async function unsettledShifts(
  db: Db,
  communityIds: readonly string[],
  { now, since, limit }: { now: Date; since: Date; limit: number },
): Promise<{ communityId: string; shiftId: string; room: number }[]> {
  if (communityIds.length === 0) return []
  return db
    .selectFrom('shift as h')
    .select(['h.community_id as communityId', 'h.id as shiftId'])
    .select((eb) => eb('h.capacity', '-', eb.ref('h.taken')).as('room'))
    .where('h.community_id', 'in', [...communityIds])
    .where('h.ends_at', '>', now)
    .where('h.starts_at', '>', now)
    .whereRef('h.taken', '<', 'h.capacity')
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('signup as w')
          .select('w.id')
          .whereRef('w.community_id', '=', 'h.community_id')
          .whereRef('w.shift_id', '=', 'h.id')
          .where('w.status', '=', 'waiting')
          .where('w.signed_up_at', '<', since),
      ),
    )
    .limit(limit)
    .execute()
}

/** The first in line, in order. */
export async function firstInLine(
  db: Db,
  { communityId, shiftId }: { communityId: string; shiftId: string },
  limit: number,
): Promise<(SignupKey & { id: string; seq: string })[]> {
  return db
    .selectFrom('signup')
    .select(['community_id as communityId', 'shift_id as shiftId', 'resident_id as residentId', 'id', 'seq'])
    .where('community_id', '=', communityId)
    .where('shift_id', '=', shiftId)
    .where('status', '=', 'waiting')
    .orderBy('seq')
    .limit(limit)
    .execute()
}
