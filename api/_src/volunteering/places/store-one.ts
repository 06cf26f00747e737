import { sql } from 'kysely'
import { defaultVolunteerSettings } from '../../../../shared/volunteers/settings.ts'
import { prepare } from '../../platform/db/prepared.ts'
import type { Db } from '../../platform/db/tables.ts'
import type { ShiftFacts } from './decide.ts'
import type { Waiter } from './decide-classes.ts'
import type { OtherShift } from './decide-times.ts'
import { linesSeenBy, type LinedShiftRow, type Viewer } from './store-view.ts'

/** Everything one statement can tell about a shift and one person. */
export interface ShiftView extends ShiftFacts {
  row: LinedShiftRow
  /** How often this person has signed up in this community. */
  lastTurn: number
  /** The first in line of each class. */
  heads: readonly Waiter[]
}

/** So far around a shift the person's other ones can matter: the day before, the day after, and the longest shift. */
const daysAround = 3

const viewStatement = prepare(
  { communityId: 'text', residentId: 'text', shiftId: 'text' },
  (db, { communityId, residentId, shiftId }) => {
    const head = (isFirstTimer: 0 | 1) =>
      db
        .selectFrom('signup as w')
        .where('w.community_id', '=', communityId)
        .where('w.shift_id', '=', shiftId)
        .where('w.class_line', '>=', String(isFirstTimer))
        .where('w.class_line', '<', String(isFirstTimer + 1))
        .orderBy('w.class_line')
        .limit(1)
        .select(['w.id', 'w.resident_id', 'w.seq', 'w.signed_up_at'])
    return linesSeenBy(db, { communityId, residentId })
      .leftJoin('volunteer as v', (join) =>
        join.on('v.community_id', '=', communityId).on('v.resident_id', '=', residentId),
      )
      .leftJoin('volunteer_setting as vs', (join) => join.on('vs.community_id', '=', communityId))
      .leftJoin(head(1).as('f'), (join) => join.onTrue())
      .leftJoin(head(0).as('n'), (join) => join.onTrue())
      .leftJoin('signup as o', (join) =>
        join
          .on('o.community_id', '=', communityId)
          .on('o.resident_id', '=', residentId)
          .on('o.status', 'in', ['waiting', 'confirmed', 'checked_in', 'attended'])
          .onRef('o.shift_id', '!=', 'h.id')
          .on('o.starts_at', '>', sql<Date>`date_sub(h.starts_at, interval ${sql.lit(daysAround)} day)`)
          .on('o.starts_at', '<', sql<Date>`date_add(h.ends_at, interval ${sql.lit(daysAround)} day)`),
      )
      .where('h.id', '=', shiftId)
      .select([
        's.version',
        's.seq',
        's.history',
        's.is_first_timer as was_first_timer',
        'v.status as volunteer_status',
        'v.name as volunteer_name',
        'v.skills',
        'v.birth_date',
        'vs.settings',
        'o.shift_id as other_shift_id',
        'o.starts_at as other_starts_at',
        'o.ends_at as other_ends_at',
        'o.status as other_status',
        'o.role as other_role',
        'f.id as first_id',
        'f.resident_id as first_resident_id',
        'f.seq as first_seq',
        'f.signed_up_at as first_signed_up_at',
        'n.id as next_id',
        'n.resident_id as next_resident_id',
        'n.seq as next_seq',
        'n.signed_up_at as next_signed_up_at',
      ])
      .select(
        db
          .selectFrom('signup as t')
          .where('t.community_id', '=', communityId)
          .where('t.resident_id', '=', residentId)
          .select((eb) => eb.fn.max<number | null>('t.turn').as('n'))
          .as('last_turn'),
      )
  },
)

type ViewRow = Awaited<ReturnType<typeof viewStatement>>[number]

/** A shift with everything that decides over this person's sign-up; undefined when the community has no such shift. */
export async function viewShift(db: Db, viewer: Viewer, shiftId: string): Promise<ShiftView | undefined> {
  const { communityId, residentId } = viewer
  const rows = await viewStatement(db, { communityId, residentId, shiftId })
  const [row] = rows
  if (!row) return undefined
  return {
    row,
    ...termsOf(row),
    own: ownOf(row),
    isFirstTimer: row.is_first_timer === 1,
    volunteer:
      row.volunteer_status === null
        ? undefined
        : { status: row.volunteer_status, hasName: row.volunteer_name !== null, skills: row.skills ?? [] },
    birthDate: row.birth_date ?? viewer.birthDate,
    others: rows.flatMap(otherOf),
    limits: { ...defaultVolunteerSettings, ...row.settings },
    lastTurn: row.last_turn ?? 0,
    heads: headsOf(row),
  }
}

/** What a shift asks of who comes, and its places. */
export const termsOf = (row: LinedShiftRow) => ({
  role: row.role,
  startsAt: row.starts_at,
  endsAt: row.ends_at,
  closedAt: row.closed_at,
  activityStatus: row.activity_status,
  leastAge: row.least_age,
  neededSkill: row.needed_skill,
  ...countsOf(row),
})

export const countsOf = (
  row: Pick<LinedShiftRow, 'capacity' | 'taken' | 'first_timer_places' | 'first_timers_until' | 'first_timers_taken'>,
) => ({
  capacity: row.capacity,
  taken: row.taken,
  firstTimerPlaces: row.first_timer_places,
  firstTimersUntil: row.first_timers_until,
  firstTimersTaken: row.first_timers_taken,
})

function ownOf(row: ViewRow): ShiftFacts['own'] {
  const { signup_id: id, status, version, seq, history } = row
  if (id === null || status === null || version === null || seq === null || history === null) return undefined
  const isFirstTimer = row.was_first_timer === 1
  return { id, status, version, seq, isFirstTimer, history, position: status === 'waiting' ? row.position : null }
}

function otherOf(row: ViewRow): OtherShift[] {
  const { other_shift_id: shiftId, other_starts_at: startsAt, other_ends_at: endsAt } = row
  const { other_status: status, other_role: role } = row
  if (shiftId === null || startsAt === null || endsAt === null || status === null || role === null) return []
  return [{ shiftId, startsAt, endsAt, status, role }]
}

function headsOf(row: ViewRow): Waiter[] {
  const head = (
    isFirstTimer: boolean,
    id: string | null,
    residentId: string | null,
    seq: string | null,
    signedUpAt: Date | null,
  ): Waiter[] =>
    id === null || residentId === null || seq === null || signedUpAt === null
      ? []
      : [{ id, residentId, seq, isFirstTimer, signedUpAt }]
  return [
    ...head(true, row.first_id, row.first_resident_id, row.first_seq, row.first_signed_up_at),
    ...head(false, row.next_id, row.next_resident_id, row.next_seq, row.next_signed_up_at),
  ]
}
