import { sql } from 'kysely'
import { numberTries } from '../../../../shared/volunteering/attendance.ts'
import {
  placedStatuses,
  type ActivityStatus,
  type CheckWay,
  type ShiftRole,
} from '../../../../shared/volunteering/lifecycle.ts'
import { isDuplicate } from '../../platform/db/errors.ts'
import { appendHistory } from '../../platform/db/history.ts'
import { prepare } from '../../platform/db/prepared.ts'
import type { Db } from '../../platform/db/tables.ts'
import type { SignupStep } from '../places/decide.ts'
import '../tables.ts'
import type { RollMove } from './decide.ts'
import './tables.ts'

export interface Person {
  communityId: string
  residentId: string
}

/** A shift with what is said of it everywhere. */
export interface ShiftWords {
  community_id: string
  shift_id: string
  activity_id: string
  starts_at: Date
  ends_at: Date
  place: string
  task: string
  role: ShiftRole
  title: string
  activity_status: ActivityStatus
  contact_name: string
  contact_phone: string
}

export const shiftWords = [
  'h.community_id',
  'h.id as shift_id',
  'h.activity_id',
  'h.starts_at',
  'h.ends_at',
  'h.place',
  'h.task',
  'h.role',
  'a.title',
  'a.status as activity_status',
  'a.contact_name',
  'a.contact_phone',
] as const

export const ownTimes = [
  's.id',
  's.status',
  's.version',
  's.history',
  's.checked_in_at',
  's.checked_in_way',
  's.checked_out_at',
  's.checked_out_way',
  's.recorded_at',
  's.record_from',
] as const

export function shiftsWithActivity(db: Db) {
  return db
    .selectFrom('shift as h')
    .innerJoin('activity as a', (join) =>
      join.onRef('a.community_id', '=', 'h.community_id').onRef('a.id', '=', 'h.activity_id'),
    )
    .select(shiftWords)
}

const presence = prepare(
  { communityId: 'text', residentId: 'text', shiftId: 'text' },
  (db, { communityId, residentId, shiftId }) =>
    shiftsWithActivity(db)
      .leftJoin('signup as s', (join) =>
        join
          .on('s.community_id', '=', communityId)
          .onRef('s.shift_id', '=', 'h.id')
          .on('s.resident_id', '=', residentId),
      )
      .leftJoin('attendance_secret as c', (join) =>
        join.on('c.community_id', '=', communityId).onRef('c.shift_id', '=', 'h.id'),
      )
      .where('h.community_id', '=', communityId)
      .where('h.id', '=', shiftId)
      .select([...ownTimes, 's.number_tries', 's.number_tries_since', 'c.secret']),
)

export type PresenceRow = Awaited<ReturnType<typeof presence>>[number]

/** A shift, one person's place in it, and the secret of its codes: everything a check-in asks, in one look. */
export async function findPresence(db: Db, person: Person, shiftId: string): Promise<PresenceRow | undefined> {
  const [row] = await presence(db, { ...person, shiftId })
  return row
}

interface Check {
  shiftId: string
  version: number
  at: Date
  way: CheckWay
  step: SignupStep
  /** Tries before this moment are forgotten. */
  forgottenBefore: Date
}

/** Whoever typed too many numbers may not check in by one, whatever the number: decided where they are counted. */
const mayStillTry = (forgottenBefore: Date) =>
  sql<boolean>`(number_tries < ${numberTries.most} or number_tries_since is null or number_tries_since < ${forgottenBefore})`

function triesCounted(now: Date, forgottenBefore: Date) {
  const isNew = sql<boolean>`(number_tries_since is null or number_tries_since < ${forgottenBefore})`
  return {
    number_tries: sql<number>`if(${isNew}, 1, number_tries + 1)`,
    // After it in the statement: MySQL works from left to right.
    number_tries_since: sql<Date>`if(${isNew}, ${now}, number_tries_since)`,
  }
}

function ownPlace(db: Db, { communityId, residentId }: Person, shiftId: string) {
  return db
    .updateTable('signup')
    .where('community_id', '=', communityId)
    .where('shift_id', '=', shiftId)
    .where('resident_id', '=', residentId)
}

/** Counts a wrong number; false when there have been too many already. */
export async function countTry(
  db: Db,
  person: Person,
  shiftId: string,
  { now, forgottenBefore }: { now: Date; forgottenBefore: Date },
): Promise<boolean> {
  const { numUpdatedRows } = await ownPlace(db, person, shiftId)
    .set(triesCounted(now, forgottenBefore))
    .where(mayStillTry(forgottenBefore))
    .executeTakeFirstOrThrow()
  return numUpdatedRows === 1n
}

/** Marks somebody as there; false when the row moved since it was read, or its tries are used up. */
export async function checkIn(db: Db, person: Person, check: Check, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await ownPlace(db, person, check.shiftId)
    .set({
      ...(check.way === 'number' ? triesCounted(now, check.forgottenBefore) : {}),
      status: 'checked_in',
      version: check.version + 1,
      notified_version: check.version + 1,
      checked_in_at: check.at,
      checked_in_way: check.way,
      history: appendHistory(check.step),
    })
    .where('version', '=', check.version)
    .where('status', 'in', ['confirmed', 'missed'])
    .$if(check.way === 'number', (update) => update.where(mayStillTry(check.forgottenBefore)))
    .executeTakeFirstOrThrow()
  return numUpdatedRows === 1n
}

/** Marks somebody as gone, the same way. */
export async function checkOut(db: Db, person: Person, check: Check, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await ownPlace(db, person, check.shiftId)
    .set({
      ...(check.way === 'number' ? triesCounted(now, check.forgottenBefore) : {}),
      status: 'attended',
      version: check.version + 1,
      notified_version: check.version + 1,
      checked_out_at: check.at,
      checked_out_way: check.way,
      record_from: now,
      history: appendHistory(check.step),
    })
    .where('version', '=', check.version)
    .where('status', '=', 'checked_in')
    .$if(check.way === 'number', (update) => update.where(mayStillTry(check.forgottenBefore)))
    .executeTakeFirstOrThrow()
  return numUpdatedRows === 1n
}

/** The secret of a shift; the first who asks makes it, and of two who ask at once one does. */
export async function keepSecret(
  db: Db,
  { communityId, shiftId }: { communityId: string; shiftId: string },
  secret: string,
  now: Date,
): Promise<boolean> {
  try {
    await db
      .insertInto('attendance_secret')
      .values({ community_id: communityId, shift_id: shiftId, secret, made_at: now })
      .execute()
    return true
  } catch (error) {
    if (isDuplicate(error, 'PRIMARY')) return false
    throw error
  }
}

const leading = prepare({ communityId: 'text', shiftId: 'text' }, (db, { communityId, shiftId }) =>
  shiftsWithActivity(db)
    .innerJoin('volunteer_group as g', (join) =>
      join.onRef('g.community_id', '=', 'a.community_id').onRef('g.id', '=', 'a.group_id'),
    )
    .leftJoin('attendance_secret as c', (join) =>
      join.on('c.community_id', '=', communityId).onRef('c.shift_id', '=', 'h.id'),
    )
    .where('h.community_id', '=', communityId)
    .where('h.id', '=', shiftId)
    .select(['a.leader_id', 'g.leader_ids', 'c.secret']),
)

/** Who leads a shift, and its secret. */
export async function findLeading(db: Db, place: { communityId: string; shiftId: string }) {
  const [row] = await leading(db, place)
  return row
}

export async function findSecret(db: Db, { communityId, shiftId }: { communityId: string; shiftId: string }) {
  return db
    .selectFrom('attendance_secret')
    .select('secret')
    .where('community_id', '=', communityId)
    .where('shift_id', '=', shiftId)
    .executeTakeFirst()
}

function sheet(db: Db, { communityId, shiftId }: { communityId: string; shiftId: string }) {
  return shiftsWithActivity(db)
    .innerJoin('volunteer_group as g', (join) =>
      join.onRef('g.community_id', '=', 'a.community_id').onRef('g.id', '=', 'a.group_id'),
    )
    .leftJoin('signup as s', (join) =>
      join
        .on('s.community_id', '=', communityId)
        .onRef('s.shift_id', '=', 'h.id')
        .on('s.status', 'in', [...placedStatuses]),
    )
    .leftJoin('resident as r', (join) =>
      join.on('r.community_id', '=', communityId).onRef('r.id', '=', 's.resident_id'),
    )
    .leftJoin('volunteer as v', (join) =>
      join.on('v.community_id', '=', communityId).onRef('v.resident_id', '=', 's.resident_id'),
    )
    .where('h.community_id', '=', communityId)
    .where('h.id', '=', shiftId)
    .orderBy('s.confirmed_at')
    .orderBy('s.seq')
    .select([...ownTimes, 's.role as own_role', 'r.name', 'r.phone', 'v.volunteer_number'])
    .select(['a.leader_id', 'g.leader_ids', 'h.capacity', 'h.taken'])
}

export type SheetRow = Awaited<ReturnType<ReturnType<typeof sheet>['execute']>>[number]

/** A shift and everybody with a place in it: one row each, one without a person when there is nobody. */
export async function findSheet(db: Db, place: { communityId: string; shiftId: string }): Promise<SheetRow[]> {
  return sheet(db, place).execute()
}

/** Says the same of these people, of each only if the row is as it was read. How many it was true of. */
export async function sayOf(
  db: Db,
  place: { communityId: string; shiftId: string },
  people: readonly { signupId: string; version: number }[],
  said: { move: RollMove; step: SignupStep; recordFrom: Date | null },
): Promise<number> {
  const { move, step } = said
  const { numUpdatedRows } = await db
    .updateTable('signup')
    .set((eb) => ({
      ...(move.isNews ? {} : { notified_version: eb('version', '+', 1) }),
      // After it in the statement: MySQL works from left to right.
      version: eb('version', '+', 1),
      status: move.status,
      ...(move.checkedIn === 'as it is'
        ? {}
        : { checked_in_at: move.checkedIn?.at ?? null, checked_in_way: move.checkedIn?.way ?? null }),
      checked_out_at: move.checkedOut?.at ?? null,
      checked_out_way: move.checkedOut?.way ?? null,
      record_from: said.recordFrom,
      history: appendHistory(step),
    }))
    .where('community_id', '=', place.communityId)
    .where('shift_id', '=', place.shiftId)
    .where('recorded_at', 'is', null)
    .where((eb) =>
      eb(
        eb.refTuple('id', 'version'),
        'in',
        people.map(({ signupId, version }) => eb.tuple(signupId, version)),
      ),
    )
    .executeTakeFirstOrThrow()
  return Number(numUpdatedRows)
}
