import type { SelectQueryBuilder } from 'kysely'
import { openActivityStatuses } from '../../../../shared/volunteering/lifecycle.ts'
import { defaultVolunteerSettings } from '../../../../shared/volunteers/settings.ts'
import type { Db, Tables } from '../../platform/db/tables.ts'
import type { Profile } from '../../volunteers/index.ts'
import type { Candidate } from './decide.ts'
import type { Person } from './store-line.ts'
import {
  linesSeenBy,
  oneRow,
  shiftsSeenBy,
  standingOf,
  type LinedShiftRow,
  type ShiftRow,
  type Viewer,
} from './store-view.ts'

const mostShifts = 1_000
/** Other shifts of one person that can lie beside those of one activity. */
const mostOthers = 200

/** The shifts of an activity in the order of time, and what is known of the person who looks at them. */
export interface ActivityShifts {
  shifts: LinedShiftRow[]
  who: Candidate
}

/**
 * All shifts of one activity with the line of each, and the person's other shifts that are not long over: both in one
 * list, because only together they tell which of them the person can take.
 */
export async function shiftsOfActivity(
  db: Db,
  viewer: Viewer,
  activityId: string,
  since: Date,
): Promise<ActivityShifts> {
  const { communityId, residentId } = viewer
  // A shift that was cancelled alone is gone; of an activity that was cancelled as a whole they all stay to be seen.
  const own = linesSeenBy(db, viewer)
    .where('h.activity_id', '=', activityId)
    .where((eb) => eb.or([eb('h.cancelled_at', 'is', null), eb('a.status', '=', 'cancelled')]))
  const others = linesSeenBy(db, viewer)
    .innerJoin(standingOf(db, viewer, since, mostOthers), 'standing.shift_id', 'h.id')
    .where('h.activity_id', '!=', activityId)
  const rows = await oneRow(db)
    .leftJoin('volunteer as v', (join) =>
      join.on('v.community_id', '=', communityId).on('v.resident_id', '=', residentId),
    )
    .leftJoin('volunteer_setting as vs', (join) => join.on('vs.community_id', '=', communityId))
    .leftJoin(own.unionAll(others).as('x'), (join) => join.onTrue())
    .select([
      'v.status as volunteer_status',
      'v.name as volunteer_name',
      'v.skills as volunteer_skills',
      'v.birth_date',
      'vs.settings',
    ])
    .selectAll('x')
    .orderBy('x.starts_at')
    .orderBy('x.shift_id')
    .execute()
  const [first] = rows
  const shifts = rows.filter((row): row is typeof row & LinedShiftRow => row.shift_id !== null)
  return {
    shifts: shifts.filter((row) => row.activity_id === activityId),
    who: {
      volunteer: first?.volunteer_status
        ? {
            status: first.volunteer_status,
            hasName: first.volunteer_name !== null,
            skills: first.volunteer_skills ?? [],
          }
        : undefined,
      birthDate: first?.birth_date ?? viewer.birthDate,
      others: shifts.flatMap(({ shift_id: shiftId, starts_at: startsAt, ends_at: endsAt, status, role }) =>
        status === null || status === 'withdrawn' ? [] : [{ shiftId, startsAt, endsAt, status, role }],
      ),
      limits: { ...defaultVolunteerSettings, ...first?.settings },
    },
  }
}

/** Shifts of open activities of the community that are not over, soonest first, and the caller's profile. */
export async function comingShifts(db: Db, person: Person, now: Date): Promise<ShiftsAndVolunteer<ShiftRow>> {
  const shifts = shiftsSeenBy(db, person)
    .where('h.ends_at', '>', now)
    .where('a.status', 'in', [...openActivityStatuses])
    .where('h.cancelled_at', 'is', null)
    .orderBy('h.starts_at')
    .limit(mostShifts)
  return withVolunteer<ShiftRow>(db, person, shifts, 'asc')
}

/** Shifts this person stands or stood in, newest first, without those they left; and their profile. */
export async function shiftsOf(db: Db, person: Person, most: number): Promise<ShiftsAndVolunteer<LinedShiftRow>> {
  const shifts = linesSeenBy(db, person).innerJoin(
    standingOf(db, person, new Date(0), most),
    'standing.shift_id',
    'h.id',
  )
  return withVolunteer<LinedShiftRow>(db, person, shifts, 'desc')
}

export interface ShiftsAndVolunteer<Row extends ShiftRow> {
  shifts: Row[]
  volunteer: Profile | undefined
}

/** One statement for both: a row without a shift when there is none, so that the profile always comes. */
async function withVolunteer<Row extends ShiftRow>(
  db: Db,
  { communityId, residentId }: Person,
  shifts: SelectQueryBuilder<Tables, never, Row>,
  order: 'asc' | 'desc',
): Promise<ShiftsAndVolunteer<Row>> {
  const rows = await oneRow(db)
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
    shifts: rows.filter((row): row is typeof row & Row => 'shift_id' in row && row.shift_id !== null),
    volunteer: first && isProfile(first) ? first : undefined,
  }
}

function isProfile<R extends { volunteerNumber: string | null }>(row: R): row is R & Profile {
  return row.volunteerNumber !== null
}
