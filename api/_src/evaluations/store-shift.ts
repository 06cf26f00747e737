import { sql } from 'kysely'
import type { ShiftRole } from '../../../shared/volunteering/lifecycle.ts'
import type { Db } from '../platform/db/tables.ts'
import { inserted } from '../platform/db/upsert.ts'
import type { ShiftFacts } from './decide.ts'
import type { EvaluationTable } from './tables.ts'
import './tables.ts'

interface Present {
  residentId: string
  role: ShiftRole
  name: string | null
  volunteerNumber: string | null
  /** What the one who asks said of this volunteer. */
  score: number | null
  words: string | null
}

type Kept = { score: number | null; words: string } | undefined

export interface ShiftView extends ShiftFacts {
  title: string
  task: string
  startsAt: Date
  leaderName: string
  present: readonly Present[]
  /** What the one who asks has said so far. */
  said: { activity: Kept; leader: Kept; thanks: Kept }
}

/** A shift with who was there and what `fromId` said about it. One round trip; undefined when there is no such shift. */
export async function viewShift(
  db: Db,
  { communityId, shiftId, fromId }: { communityId: string; shiftId: string; fromId: string },
): Promise<ShiftView | undefined> {
  const rows = await db
    .selectFrom('shift as h')
    .innerJoin('activity as a', (join) =>
      join.onRef('a.community_id', '=', 'h.community_id').onRef('a.id', '=', 'h.activity_id'),
    )
    .innerJoin('volunteer_group as g', (join) =>
      join.onRef('g.community_id', '=', 'a.community_id').onRef('g.id', '=', 'a.group_id'),
    )
    .leftJoin('volunteer as lv', (join) =>
      join.onRef('lv.community_id', '=', 'a.community_id').onRef('lv.resident_id', '=', 'a.leader_id'),
    )
    .leftJoin('volunteer_request as q', (join) =>
      join.onRef('q.community_id', '=', 'h.community_id').onRef('q.shift_id', '=', 'h.id'),
    )
    .leftJoin('signup as s', (join) =>
      join
        .onRef('s.community_id', '=', 'h.community_id')
        .onRef('s.shift_id', '=', 'h.id')
        .on('s.status', 'in', ['checked_in', 'attended']),
    )
    .leftJoin('volunteer as v', (join) =>
      join.onRef('v.community_id', '=', 's.community_id').onRef('v.resident_id', '=', 's.resident_id'),
    )
    .leftJoin('evaluation as e', (join) =>
      join
        .onRef('e.community_id', '=', 'h.community_id')
        .onRef('e.shift_id', '=', 'h.id')
        .on('e.from_id', '=', fromId)
        .on((on) =>
          on.or([
            on.and([on('e.about_kind', '=', 'volunteer'), on('e.about_id', '=', on.ref('s.resident_id'))]),
            on.and([on('e.about_kind', '!=', 'volunteer'), on('s.resident_id', '=', fromId)]),
            on.and([on('e.about_kind', '=', 'thanks'), on('q.resident_id', '=', fromId)]),
          ]),
        ),
    )
    .select(['h.activity_id', 'h.task', 'h.starts_at', 'h.ends_at', 'a.title', 'a.leader_id', 'a.contact_name'])
    .select(['g.leader_ids', 'g.leader_name', 'lv.name as own_leader_name', 'q.resident_id as requested_by'])
    .select(['s.resident_id', 's.role', 'v.name', 'v.volunteer_number', 'e.about_kind', 'e.score', 'e.words'])
    .where('h.community_id', '=', communityId)
    .where('h.id', '=', shiftId)
    .orderBy('v.name')
    .orderBy('s.resident_id')
    .execute()
  const [first] = rows
  if (!first) return undefined
  const present = new Map<string, Present>()
  const said: Record<string, Kept> = {}
  for (const row of rows) {
    const { about_kind: kind, score, words } = row
    if (kind !== null && kind !== 'volunteer') said[kind] = { score, words: words ?? '' }
    const { resident_id: residentId, role, name, volunteer_number: volunteerNumber } = row
    if (residentId === null || role === null) continue
    const known = present.get(residentId) ?? { residentId, role, name, volunteerNumber, score: null, words: null }
    present.set(residentId, kind === 'volunteer' ? { ...known, score, words } : known)
  }
  const leaders = [first.leader_id, ...(first.leader_ids ?? [])].filter((id) => id !== null)
  return {
    activityId: first.activity_id,
    title: first.title,
    task: first.task,
    startsAt: first.starts_at,
    endsAt: first.ends_at,
    leaderIds: [...new Set(leaders)],
    leaderName: leaderNameOf(first),
    requestedBy: first.requested_by,
    attended: [...present.values()],
    present: [...present.values()],
    said: { activity: said['activity'], leader: said['leader'], thanks: said['thanks'] },
  }
}

/** Who leads it on the day, else the leader of the group, else whom one can ask. */
function leaderNameOf(row: {
  leader_id: string | null
  own_leader_name: string | null
  leader_name: string
  contact_name: string
}): string {
  const ofGroup = row.leader_name === '' ? row.contact_name : row.leader_name
  return row.leader_id === null ? ofGroup : (row.own_leader_name ?? ofGroup)
}

export type NewEvaluation = Omit<EvaluationTable, 'low'>

/** Writes evaluations, over what the same person said of the same before. One statement. */
export async function saveEvaluations(db: Db, rows: readonly NewEvaluation[]): Promise<void> {
  await db
    .insertInto('evaluation')
    .values([...rows])
    .onDuplicateKeyUpdate({
      score: inserted('score'),
      words: inserted('words'),
      from_name: inserted('from_name'),
      given_at: inserted('given_at'),
    })
    .execute()
}

const mostWords = 30

/** What was said of one shift and its leader: numbers, and words without names. One round trip. */
export async function saidOfShift(db: Db, communityId: string, shiftId: string) {
  const rows = await db
    .selectFrom('evaluation')
    .select(['about_kind as kind', 'score', 'words'])
    .where('community_id', '=', communityId)
    .where('shift_id', '=', shiftId)
    .where('about_kind', '!=', 'volunteer')
    .orderBy('given_at', 'desc')
    .limit(1_000)
    .execute()
  const scores = (kind: string) => rows.flatMap((row) => (row.kind === kind && row.score !== null ? [row.score] : []))
  const words = rows.flatMap((row) => (row.words === '' ? [] : [row.words])).slice(0, mostWords)
  return { activity: scores('activity'), leader: scores('leader'), words }
}

const mostToEvaluate = 20

/** Shifts in which somebody was there since a moment, and which they have not evaluated. */
export async function unevaluatedShifts(
  db: Db,
  { communityId, residentId }: { communityId: string; residentId: string },
  since: Date,
  now: Date,
) {
  return db
    .selectFrom('signup as s')
    .innerJoin('shift as h', (join) =>
      join.onRef('h.community_id', '=', 's.community_id').onRef('h.id', '=', 's.shift_id'),
    )
    .innerJoin('activity as a', (join) =>
      join.onRef('a.community_id', '=', 's.community_id').onRef('a.id', '=', 's.activity_id'),
    )
    .innerJoin('volunteer_group as g', (join) =>
      join.onRef('g.community_id', '=', 'a.community_id').onRef('g.id', '=', 'a.group_id'),
    )
    .leftJoin('evaluation as e', (join) =>
      join
        .onRef('e.community_id', '=', 's.community_id')
        .onRef('e.shift_id', '=', 's.shift_id')
        .on('e.from_id', '=', residentId)
        .on('e.about_kind', '=', 'activity'),
    )
    .select(['s.shift_id as shiftId', 'a.title', 'h.task', 'h.starts_at as startsAt', 'h.ends_at as endsAt'])
    .select(['a.leader_id as leaderId', 'g.leader_ids as leaderIds'])
    .where('s.community_id', '=', communityId)
    .where('s.resident_id', '=', residentId)
    .where('s.status', 'in', ['checked_in', 'attended'])
    .where('s.ends_at', '>', since)
    .where('s.ends_at', '<=', now)
    .where('e.from_id', 'is', null)
    .orderBy('s.ends_at', 'desc')
    .limit(mostToEvaluate)
    .execute()
}

const mostSaid = 50

/** What was said of somebody as a volunteer or a leader, and the thanks for shifts in which they served. One round trip. */
export async function saidOf(db: Db, { communityId, residentId }: { communityId: string; residentId: string }) {
  const thanks = db
    .selectFrom('signup as s')
    .innerJoin('evaluation as e', (join) =>
      join
        .onRef('e.community_id', '=', 's.community_id')
        .onRef('e.shift_id', '=', 's.shift_id')
        .on('e.about_kind', '=', 'thanks'),
    )
    .select(['e.about_kind as kind', 'e.title', 'e.score', 'e.words', 'e.from_name as byName', 'e.given_at as at'])
    .where('s.community_id', '=', communityId)
    .where('s.resident_id', '=', residentId)
    .where('s.status', 'in', ['checked_in', 'attended'])
    .where('s.role', '=', 'volunteer')
  return db
    .selectFrom('evaluation as e')
    .select(['e.about_kind as kind', 'e.title', 'e.score', 'e.words', 'e.from_name as byName', 'e.given_at as at'])
    .where('e.community_id', '=', communityId)
    .where('e.about_id', '=', residentId)
    .where('e.about_kind', 'in', ['volunteer', 'leader'])
    .unionAll(thanks)
    .orderBy('at', 'desc')
    .limit(mostSaid)
    .execute()
}

/** The last low evaluations of a community. */
export async function lowEvaluations(db: Db, communityId: string) {
  return db
    .selectFrom('evaluation')
    .select(['about_kind as kind', 'title', 'about_name as aboutName', 'score', 'words', 'given_at as at'])
    .where('community_id', '=', communityId)
    .where('low', '=', 1)
    .orderBy('given_at', 'desc')
    .limit(mostSaid)
    .execute()
}

const mostActivities = 50

/** What evaluated activities since a moment come to, latest first: all, or those that somebody leads. One round trip. */
export async function averagesOf(db: Db, communityId: string, ledBy: string | null, since: Date) {
  const contains = (column: string) =>
    sql<boolean>`json_contains(coalesce(${sql.ref(column)}, json_array()), ${JSON.stringify(ledBy)})`
  return db
    .selectFrom('activity as a')
    .innerJoin('volunteer_group as g', (join) =>
      join.onRef('g.community_id', '=', 'a.community_id').onRef('g.id', '=', 'a.group_id'),
    )
    .leftJoin('volunteer as lv', (join) =>
      join.onRef('lv.community_id', '=', 'a.community_id').onRef('lv.resident_id', '=', 'a.leader_id'),
    )
    .innerJoin('evaluation as e', (join) =>
      join
        .onRef('e.community_id', '=', 'a.community_id')
        .onRef('e.activity_id', '=', 'a.id')
        .on('e.about_kind', 'in', ['activity', 'leader']),
    )
    .select(['a.id as activityId', 'a.title', 'a.leader_id', 'a.contact_name', 'g.leader_name'])
    .select('lv.name as own_leader_name')
    .select(sql<number>`cast(sum(if(e.about_kind = 'activity', 1, 0)) as signed)`.as('activityCount'))
    .select(sql<number>`cast(sum(if(e.about_kind = 'leader', 1, 0)) as signed)`.as('leaderCount'))
    .select(sql<string | null>`avg(if(e.about_kind = 'activity', e.score, null))`.as('activityAverage'))
    .select(sql<string | null>`avg(if(e.about_kind = 'leader', e.score, null))`.as('leaderAverage'))
    .where('a.community_id', '=', communityId)
    .where('a.ends_at', '>', since)
    .$if(ledBy !== null, (query) =>
      query.where((eb) => eb.or([eb('a.leader_id', '=', ledBy ?? ''), contains('g.leader_ids')])),
    )
    .groupBy(['a.id', 'a.title', 'a.leader_id', 'a.contact_name', 'a.ends_at', 'g.leader_name', 'lv.name'])
    .orderBy('a.ends_at', 'desc')
    .limit(mostActivities)
    .execute()
    .then((rows) => rows.map((row) => ({ ...row, leaderName: leaderNameOf(row) })))
}
