import type { ActivityCategory, SignupStatus, Skill } from '../../../shared/volunteering/lifecycle.ts'
import type { Db } from '../platform/db/tables.ts'
import type { ShiftFacts, SignupStep } from './decide.ts'
import './tables.ts'

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
  category: ActivityCategory
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

/** A shift with everything that decides over this person's sign-up; undefined when the community has no such shift. */
export async function viewShift(db: Db, person: Person, shiftId: string): Promise<ShiftView | undefined> {
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
  const rows = await shiftsSeenBy(db, person)
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
    .select(['s.version', 's.seq', 's.history', 'v.skills', 'o.shift_id as other_shift_id', 'o.seq as other_seq'])
    .select(firstWaiter('w.resident_id').as('first_waiter'))
    .select(firstWaiter('w.id').as('first_waiter_id'))
    .execute()
  const [row] = rows
  if (!row) return undefined
  return {
    row,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    closedAt: row.closed_at,
    capacity: row.capacity,
    taken: row.taken,
    neededSkill: row.needed_skill,
    volunteerSkills: row.skills ?? undefined,
    own: ownOf(row),
    overlaps: rows.flatMap(({ other_shift_id: other, other_seq: seq }) =>
      other === null || seq === null ? [] : [{ shiftId: other, seq }],
    ),
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

/** Shifts of the community that are not over, soonest first. */
export async function comingShifts(db: Db, person: Person, now: Date): Promise<ShiftRow[]> {
  return shiftsSeenBy(db, person)
    .where('h.ends_at', '>', now)
    .orderBy('h.starts_at')
    .orderBy('h.id')
    .limit(mostShifts)
    .execute()
}

/** All shifts of one activity, in the order of time. */
export async function shiftsOfActivity(db: Db, person: Person, activityId: string): Promise<ShiftRow[]> {
  return shiftsSeenBy(db, person)
    .where('h.activity_id', '=', activityId)
    .orderBy('h.starts_at')
    .orderBy('h.id')
    .limit(mostShifts)
    .execute()
}

/** Shifts this person stands in or stood in, newest first; those they withdrew from are left out. */
export async function shiftsOf(db: Db, person: Person, limit: number): Promise<ShiftRow[]> {
  return shiftsSeenBy(db, person)
    .where('s.status', 'in', ['waiting', 'confirmed', 'attended', 'missed'])
    .orderBy('s.starts_at', 'desc')
    .orderBy('h.id')
    .limit(limit)
    .execute()
}
