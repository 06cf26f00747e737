import { sql } from 'kysely'
import {
  openActivityStatuses,
  type ActivityKind,
  type ActivityStatus,
  type ShiftRole,
  type SignupStatus,
} from '../../../../shared/volunteering/lifecycle.ts'
import type { ServiceKind, Skill } from '../../../../shared/volunteers/lifecycle.ts'
import { prepare } from '../../platform/db/prepared.ts'
import type { Db } from '../../platform/db/tables.ts'
import type { ShiftFacts, SignupStep } from './decide.ts'
import type { Profile } from '../../volunteers/index.ts'
import '../tables.ts'

export interface Person {
  communityId: string
  residentId: string
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
  group_name: string
  signup_id: string | null
  status: SignupStatus | null
  signed_up_at: Date | null
  waiting: number | null
  /** Meaningful for a waiting row only. */
  position: number | null
}

/** Everything one statement can tell about a shift and one person. */
export interface ShiftView extends ShiftFacts {
  row: ShiftRow
  /** How often this person has signed up in this community. */
  lastTurn: number
  /** Who would get a place that becomes free. */
  firstWaiter: { residentId: string; id: string } | undefined
}

function shiftsSeenBy(db: Db, { communityId, residentId }: Person) {
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
      'g.name as group_name',
      's.id as signup_id',
      's.status',
      's.signed_up_at',
    ])
    .select((eb) => [
      eb
        .selectFrom('signup as w')
        .where('w.community_id', '=', communityId)
        .whereRef('w.shift_id', '=', 'h.id')
        .where('w.status', '=', 'waiting')
        .select(eb.fn.countAll<number>().as('n'))
        .as('waiting'),
      eb
        .selectFrom('signup as w')
        .where('w.community_id', '=', communityId)
        .whereRef('w.shift_id', '=', 'h.id')
        .where('w.status', '=', 'waiting')
        .whereRef('w.seq', '<=', 's.seq')
        .select(eb.fn.countAll<number>().as('n'))
        .as('position'),
    ])
}

const viewStatement = prepare(
  { communityId: 'text', residentId: 'text', shiftId: 'text' },
  (db, { shiftId, ...person }) => {
    const { communityId, residentId } = person
    const firstWaiter = (column: 'w.resident_id' | 'w.id') =>
      db
        .selectFrom('signup as w')
        .where('w.community_id', '=', communityId)
        .where('w.shift_id', '=', shiftId)
        .where('w.status', '=', 'waiting')
        .orderBy('w.seq')
        .limit(1)
        .select(column)
    return shiftsSeenBy(db, person)
      .leftJoin('volunteer as v', (join) =>
        join.on('v.community_id', '=', communityId).on('v.resident_id', '=', residentId),
      )
      .leftJoin('signup as o', (join) =>
        join
          .on('o.community_id', '=', communityId)
          .on('o.resident_id', '=', residentId)
          .on('o.status', 'in', ['waiting', 'confirmed'])
          .onRef('o.shift_id', '!=', 'h.id')
          .onRef('o.starts_at', '<', 'h.ends_at')
          .onRef('o.ends_at', '>', 'h.starts_at'),
      )
      .where('h.id', '=', shiftId)
      .select(['s.version', 's.seq', 's.history', 'v.skills', 'o.shift_id as other_shift_id'])
      .select(
        db
          .selectFrom('signup as t')
          .where('t.community_id', '=', communityId)
          .where('t.resident_id', '=', residentId)
          .select((eb) => eb.fn.max<number | null>('t.turn').as('n'))
          .as('last_turn'),
      )
      .select(firstWaiter('w.resident_id').as('first_waiter'))
      .select(firstWaiter('w.id').as('first_waiter_id'))
  },
)

/** A shift with everything that decides over this person's sign-up; undefined when the community has no such shift. */
export async function viewShift(db: Db, person: Person, shiftId: string): Promise<ShiftView | undefined> {
  const rows = await viewStatement(db, { ...person, shiftId })
  const [row] = rows
  if (!row) return undefined
  return {
    row,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    closedAt: row.closed_at,
    activityStatus: row.activity_status,
    capacity: row.capacity,
    taken: row.taken,
    neededSkill: row.needed_skill,
    volunteerSkills: row.skills ?? undefined,
    own: ownOf(row),
    overlaps: rows.flatMap(({ other_shift_id: other }) => other ?? []),
    lastTurn: row.last_turn ?? 0,
    firstWaiter:
      row.first_waiter === null || row.first_waiter_id === null
        ? undefined
        : { residentId: row.first_waiter, id: row.first_waiter_id },
  }
}

function ownOf(
  row: ShiftRow & { version: number | null; seq: string | null; history: SignupStep[] | null },
): ShiftFacts['own'] {
  const { signup_id: id, status, version, seq, history } = row
  if (id === null || status === null || version === null || seq === null || history === null) return undefined
  return { id, status, version, seq, history, position: status === 'waiting' ? row.position : null }
}

const mostShifts = 1_000

/** All shifts of one activity, in the order of time. */
export async function shiftsOfActivity(db: Db, person: Person, activityId: string): Promise<ShiftRow[]> {
  return shiftsSeenBy(db, person)
    .where('h.activity_id', '=', activityId)
    .orderBy('h.starts_at')
    .orderBy('h.id')
    .limit(mostShifts)
    .execute()
}

/** Shifts of the community that are not over, soonest first, and the caller's profile. */
export async function comingShifts(db: Db, person: Person, now: Date): Promise<ShiftsAndVolunteer> {
  const shifts = shiftsSeenBy(db, person)
    .where('h.ends_at', '>', now)
    .where('a.status', 'in', [...openActivityStatuses])
    .orderBy('h.starts_at')
    .limit(mostShifts)
  return withVolunteer(db, person, shifts, 'asc')
}

/** Shifts this person stands or stood in, newest first, without those they left; and their profile. */
export async function shiftsOf(db: Db, person: Person, limit: number): Promise<ShiftsAndVolunteer> {
  const shifts = shiftsSeenBy(db, person)
    .where('s.status', 'in', ['waiting', 'confirmed', 'attended', 'missed'])
    .orderBy('s.starts_at', 'desc')
    .limit(limit)
  return withVolunteer(db, person, shifts, 'desc')
}

export interface ShiftsAndVolunteer {
  shifts: ShiftRow[]
  volunteer: Profile | undefined
}

/** One statement for both: a row without a shift when there is none, so that the profile always comes. */
async function withVolunteer(
  db: Db,
  { communityId, residentId }: Person,
  shifts: ReturnType<typeof shiftsSeenBy>,
  order: 'asc' | 'desc',
): Promise<ShiftsAndVolunteer> {
  const rows = await db
    .selectFrom(db.selectNoFrom(sql.lit(1).as('one')).as('one'))
    .leftJoin('volunteer as v', (join) =>
      join.on('v.community_id', '=', communityId).on('v.resident_id', '=', residentId),
    )
    .leftJoin(shifts.as('x'), (join) => join.onTrue())
    .select([
      'v.volunteer_number as volunteerNumber',
      'v.skills',
      'v.free_times as freeTimes',
      'v.introduction',
      'v.consent_version as consentVersion',
      'v.joined_at as joinedAt',
      'v.version',
      'v.status as volunteerStatus',
    ])
    .selectAll('x')
    .orderBy('x.starts_at', order)
    .orderBy('x.shift_id')
    .execute()
  const [first] = rows
  return {
    shifts: rows.filter((row): row is typeof row & ShiftRow => row.shift_id !== null),
    volunteer: first && isProfile(first) ? first : undefined,
  }
}

function isProfile<Row extends { volunteerNumber: string | null }>(row: Row): row is Row & Profile {
  return row.volunteerNumber !== null
}
