import { sql } from 'kysely'
import type {
  ActivityKind,
  ActivityStatus,
  ShiftRole,
  SignupStatus,
} from '../../../../shared/volunteering/lifecycle.ts'
import type { ServiceKind, Skill } from '../../../../shared/volunteers/lifecycle.ts'
import type { Day } from '../../../../shared/time.ts'
import type { Db } from '../../platform/db/tables.ts'
import { standingStatuses } from './decide.ts'
import { positionOf, waitingIn, type Person } from './store-line.ts'
import '../tables.ts'

export type { Person } from './store-line.ts'

/** Who looks, and what the identity says of the age of somebody who is no volunteer. */
export interface Viewer extends Person {
  birthDate: Day | null
}

/** A shift with its activity, as one person sees it. */
export interface ShiftRow {
  shift_id: string
  activity_id: string
  community_id: string
  starts_at: Date
  ends_at: Date
  place: string
  task: string
  needed_skill: Skill | null
  capacity: number
  taken: number
  first_timer_places: number
  first_timers_until: Date | null
  first_timers_taken: number
  closed_at: Date | null
  role: ShiftRole
  kind: ActivityKind
  activity_status: ActivityStatus
  category: ServiceKind
  title: string
  line: string
  icon: string
  activity_place: string
  description: string
  risk_notice: string
  insured: number
  contact_name: string
  contact_phone: string
  least_age: number | null
  organiser_name: string
  group_id: string
  group_name: string
  signup_id: string | null
  status: SignupStatus | null
  signed_up_at: Date | null
  /** 1 when the person never had a place in a shift of this role here. */
  is_first_timer: number
}

/** The same with the length of its line and the person's place in it, both exact to `longestCounted`. */
export interface LinedShiftRow extends ShiftRow {
  waiting: number
  position: number | null
}

/** Shift `h` with everything around it; `s` is the person's own row in it. */
export function shiftsSeenBy(db: Db, { communityId, residentId }: Person) {
  return db
    .selectFrom('shift as h')
    .innerJoin('activity as a', (join) =>
      join.onRef('a.community_id', '=', 'h.community_id').onRef('a.id', '=', 'h.activity_id'),
    )
    .innerJoin('volunteer_group as g', (join) =>
      join.onRef('g.community_id', '=', 'a.community_id').onRef('g.id', '=', 'a.group_id'),
    )
    .leftJoin('signup as s', (join) =>
      join.on('s.community_id', '=', communityId).onRef('s.shift_id', '=', 'h.id').on('s.resident_id', '=', residentId),
    )
    .where('h.community_id', '=', communityId)
    .select([
      'h.id as shift_id',
      'h.activity_id',
      'h.community_id',
      'h.starts_at',
      'h.ends_at',
      'h.place',
      'h.task',
      'h.needed_skill',
      'h.capacity',
      'h.taken',
      'h.first_timer_places',
      'h.first_timers_until',
      'h.first_timers_taken',
      'h.closed_at',
      'h.role',
      'a.kind',
      'a.status as activity_status',
      'a.category',
      'a.title',
      'a.line',
      'a.icon',
      'a.place as activity_place',
      'a.description',
      'a.risk_notice',
      'a.insured',
      'a.contact_name',
      'a.contact_phone',
      'a.least_age',
      'a.organiser_name',
      'a.group_id',
      'g.name as group_name',
      's.id as signup_id',
      's.status',
      's.signed_up_at',
    ])
    .select((eb) =>
      eb
        .not(
          eb.exists(
            eb
              .selectFrom('signup as t')
              .select('t.id')
              .where('t.community_id', '=', communityId)
              .where('t.resident_id', '=', residentId)
              .whereRef('t.role', '=', 'h.role')
              .where('t.status', 'in', ['confirmed', 'checked_in', 'attended']),
          ),
        )
        .$castTo<number>()
        .as('is_first_timer'),
    )
}

/** The same with its line. */
export const linesSeenBy = (db: Db, person: Person) =>
  shiftsSeenBy(db, person).select((eb) => [waitingIn(eb).as('waiting'), positionOf(eb).as('position')])

/**
 * Only shifts in which the person stands or stood, the latest `most` of them that end after `since`. Their rows are found
 * first, by their own index: a community has had many shifts, and a person a few.
 */
export const standingOf = (db: Db, { communityId, residentId }: Person, since: Date, most: number) =>
  db
    .selectFrom('signup as m')
    .select(['m.shift_id'])
    .where('m.community_id', '=', communityId)
    .where('m.resident_id', '=', residentId)
    .where('m.status', 'in', [...standingStatuses])
    .where('m.ends_at', '>', since)
    .orderBy('m.starts_at', 'desc')
    .limit(most)
    .as('standing')

/** A statement that always has a row, so that what is joined to it comes also where the rest is empty. */
export const oneRow = (db: Db) => db.selectFrom(db.selectNoFrom(sql.lit(1).as('one')).as('one'))
