import { sql, type SqlBool } from 'kysely'
import type { ActivityStatus } from '../../../../shared/volunteering/lifecycle.ts'
import type { Db } from '../../platform/db/tables.ts'
import type { ActivityKey } from './store.ts'
import './tables.ts'
import '../tables.ts'

const has = (column: string, value: string) =>
  sql<SqlBool>`json_contains(coalesce(${sql.ref(column)}, json_array()), ${JSON.stringify(value)})`

/** An activity with the leaders of its group, as a command needs it. */
function activities(db: Db) {
  return db
    .selectFrom('activity as a')
    .innerJoin('volunteer_group as g', (join) =>
      join.onRef('g.community_id', '=', 'a.community_id').onRef('g.id', '=', 'a.group_id'),
    )
    .select([
      'a.community_id as communityId',
      'a.id as activityId',
      'a.status',
      'a.version',
      'a.kind',
      'a.category',
      'a.title',
      'a.line',
      'a.icon',
      'a.place',
      'a.description',
      'a.risk_notice as riskNotice',
      'a.insured',
      'a.is_risky as isRisky',
      'a.least_age as leastAge',
      'a.contact_name as contactName',
      'a.contact_phone as contactPhone',
      'a.organiser_name as organiserName',
      'a.leader_id as leaderId',
      'a.group_id as groupId',
      'a.plan',
      'a.made_by as madeBy',
      'a.made_by_name as madeByName',
      'a.writer_ids as writerIds',
      'a.submitted_at as submittedAt',
      'a.published_at as publishedAt',
      'a.starts_at as startsAt',
      'a.ends_at as endsAt',
      'a.due_at as dueAt',
      'a.shifts_pending as shiftsPending',
      'a.history',
      'g.name as groupName',
      'g.leader_ids as groupLeaderIds',
    ])
}

export type ActivityRow = Awaited<ReturnType<ReturnType<typeof activities>['execute']>>[number]

/** One activity; undefined when the community has none such. */
export async function activityById(db: Db, { communityId, activityId }: ActivityKey): Promise<ActivityRow | undefined> {
  return activities(db).where('a.community_id', '=', communityId).where('a.id', '=', activityId).executeTakeFirst()
}

/** A shift of an activity, with how many wait for it. */
function withShifts(db: Db) {
  return activities(db)
    .leftJoin('shift as h', (join) =>
      join.onRef('h.community_id', '=', 'a.community_id').onRef('h.activity_id', '=', 'a.id'),
    )
    .select([
      'h.id as shiftId',
      'h.series_id as seriesId',
      'h.role',
      'h.task',
      'h.place as shiftPlace',
      'h.starts_at as shiftStartsAt',
      'h.ends_at as shiftEndsAt',
      'h.needed_skill as neededSkill',
      'h.capacity',
      'h.taken',
      'h.first_timer_places as firstTimerPlaces',
      'h.cancelled_at as cancelledAt',
    ])
}

type JoinedRow = Awaited<ReturnType<ReturnType<typeof withShifts>['execute']>>[number]

export interface LedShiftRow {
  shiftId: string
  seriesId: string | null
  role: NonNullable<JoinedRow['role']>
  task: string
  place: string
  startsAt: Date
  endsAt: Date
  neededSkill: JoinedRow['neededSkill']
  capacity: number
  taken: number
  firstTimerPlaces: number
  isCancelled: boolean
  waiting: number
}

export interface ActivityWithShifts {
  activity: ActivityRow
  shifts: readonly LedShiftRow[]
  /** Empty when nobody is named to lead it on the day. */
  leaderName: string
}

/** One activity with all its shifts, soonest first. One statement. */
export async function activityWithShifts(
  db: Db,
  { communityId, activityId }: ActivityKey,
): Promise<ActivityWithShifts | undefined> {
  const rows = await withShifts(db)
    .leftJoin('group_member as m', (join) =>
      join
        .onRef('m.community_id', '=', 'a.community_id')
        .onRef('m.group_id', '=', 'a.group_id')
        .onRef('m.resident_id', '=', 'a.leader_id'),
    )
    .select('m.name as leaderName')
    .select((eb) =>
      eb
        .selectFrom('signup as w')
        .whereRef('w.community_id', '=', 'h.community_id')
        .whereRef('w.shift_id', '=', 'h.id')
        .where('w.status', '=', 'waiting')
        .select(eb.fn.countAll<number>().as('n'))
        .as('waiting'),
    )
    .where('a.community_id', '=', communityId)
    .where('a.id', '=', activityId)
    .orderBy('h.starts_at')
    .orderBy('h.id')
    .execute()
  const [activity] = rows
  return activity && { activity, leaderName: activity.leaderName ?? '', shifts: rows.flatMap(toShift) }
}

function toShift(row: JoinedRow & { waiting: number | null }): LedShiftRow[] {
  const { shiftId, role, task, shiftPlace, shiftStartsAt, shiftEndsAt, capacity, taken, firstTimerPlaces } = row
  if (shiftId === null || role === null || task === null || shiftPlace === null) return []
  if (shiftStartsAt === null || shiftEndsAt === null || capacity === null || taken === null) return []
  return [
    {
      shiftId,
      seriesId: row.seriesId,
      role,
      task,
      place: shiftPlace,
      startsAt: shiftStartsAt,
      endsAt: shiftEndsAt,
      neededSkill: row.neededSkill,
      capacity,
      taken,
      firstTimerPlaces: firstTimerPlaces ?? 0,
      isCancelled: row.cancelledAt !== null,
      waiting: row.waiting ?? 0,
    },
  ]
}

/** An activity in a list, with what its shifts that are not over still offer. */
function lines(db: Db, now: Date) {
  return activities(db).select((eb) => {
    const coming = eb
      .selectFrom('shift as h')
      .whereRef('h.community_id', '=', 'a.community_id')
      .whereRef('h.activity_id', '=', 'a.id')
      .where('h.ends_at', '>', now)
      .where('h.cancelled_at', 'is', null)
    return [
      coming.select(sql<number>`cast(coalesce(sum(h.capacity), 0) as signed)`.as('n')).as('capacity'),
      coming.select(sql<number>`cast(coalesce(sum(h.taken), 0) as signed)`.as('n')).as('taken'),
      coming.select(eb.fn.countAll<number>().as('n')).as('shiftCount'),
    ]
  })
}

export type LineRow = Awaited<ReturnType<ReturnType<typeof lines>['execute']>>[number]

const mostLines = 200
/** How long what is over stays in the lists. */
const keptDays = 90

/** Activities this person leads or wrote, in the order in which they take place; drafts without a day first. */
export async function activitiesLedBy(
  db: Db,
  who: { communityIds: readonly string[]; residentId: string | undefined; accountId: string },
  now: Date,
): Promise<LineRow[]> {
  if (who.communityIds.length === 0) return []
  const { residentId } = who
  return lines(db, now)
    .where('a.community_id', 'in', [...who.communityIds])
    .where((eb) => {
      const wrote = has('a.writer_ids', who.accountId)
      if (residentId === undefined) return wrote
      return eb.or([wrote, eb('a.leader_id', '=', residentId), has('g.leader_ids', residentId)])
    })
    .where((eb) => notLongOver(eb.ref('a.ends_at'), now))
    .orderBy('a.starts_at')
    .orderBy('a.id')
    .limit(mostLines)
    .execute()
}

const notLongOver = (endsAt: unknown, now: Date) =>
  sql<SqlBool>`(${endsAt} is null or ${endsAt} > ${new Date(now.getTime() - keptDays * 86_400_000)})`

/** After every moment at which somebody could have handed something in. */
const longAfter = new Date('9000-01-01T00:00:00.000Z')

/** Everything of a community that is not long over: what is to be reviewed first, longest waiting on top. */
export async function activitiesOf(db: Db, communityId: string, now: Date): Promise<LineRow[]> {
  return lines(db, now)
    .where('a.community_id', '=', communityId)
    .where((eb) => notLongOver(eb.ref('a.ends_at'), now))
    .orderBy((eb) => eb.case().when('a.status', '=', 'in_review').then(eb.ref('a.submitted_at')).else(longAfter).end())
    .orderBy('a.starts_at')
    .orderBy('a.id')
    .limit(mostLines)
    .execute()
}

export interface DueActivity extends ActivityKey {
  status: ActivityStatus
  version: number
  startsAt: Date | null
  endsAt: Date | null
  shiftsPending: number
  /** Sign-ups of its shifts of which it is not settled who came, or whose hours are not recorded. */
  unsettled: number
}

/** Activities with something to do by themselves, the longest due first. One indexed query. */
export async function dueActivities(
  db: Db,
  communityIds: readonly string[],
  now: Date,
  limit: number,
): Promise<DueActivity[]> {
  if (communityIds.length === 0) return []
  return db
    .selectFrom('activity as a')
    .select([
      'a.community_id as communityId',
      'a.id as activityId',
      'a.status',
      'a.version',
      'a.starts_at as startsAt',
      'a.ends_at as endsAt',
      'a.shifts_pending as shiftsPending',
    ])
    .select((eb) =>
      eb
        .selectFrom('shift as h')
        .innerJoin('signup as s', (join) =>
          join.onRef('s.community_id', '=', 'h.community_id').onRef('s.shift_id', '=', 'h.id'),
        )
        .whereRef('h.community_id', '=', 'a.community_id')
        .whereRef('h.activity_id', '=', 'a.id')
        .where((on) =>
          on.or([
            on('s.status', 'in', ['confirmed', 'checked_in']),
            on.and([on('s.status', '=', 'attended'), on('s.role', '=', 'volunteer'), on('s.recorded_at', 'is', null)]),
          ]),
        )
        .select(eb.fn.countAll<number>().as('n'))
        .as('unsettled'),
    )
    .where('a.community_id', 'in', [...communityIds])
    .where('a.due_at', '<=', now)
    .orderBy('a.due_at')
    .limit(limit)
    .execute()
    .then((rows) => rows.map((row) => ({ ...row, unsettled: row.unsettled ?? 0 })))
}
