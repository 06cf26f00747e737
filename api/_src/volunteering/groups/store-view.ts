import { sql, type RawBuilder } from 'kysely'
import type { GroupMemberStatus, GroupStatus } from '../../../../shared/volunteering/groups.ts'
import {
  openActivityStatuses,
  type ActivityStatus,
  type GroupField,
  type GroupKind,
} from '../../../../shared/volunteering/lifecycle.ts'
import { addSeconds } from '../../../../shared/time.ts'
import type { Db } from '../../platform/db/tables.ts'
import type { GroupKey } from './store.ts'
import './tables.ts'
import '../tables.ts'

const mostListed = 200
/** How long a person sees that their proposal was refused. */
const refusedSeconds = 60 * 86_400
/** How long the desk sees what was closed. */
const closedSeconds = 90 * 86_400

/** Groups with the association of each and how somebody stands to it. */
function groupsFor(db: Db, communityId: string, residentId: string) {
  return db
    .selectFrom('volunteer_group as g')
    .leftJoin('volunteer_group as p', (join) =>
      join.onRef('p.community_id', '=', 'g.community_id').onRef('p.id', '=', 'g.parent_id'),
    )
    .leftJoin('group_member as m', (join) =>
      join
        .onRef('m.community_id', '=', 'g.community_id')
        .onRef('m.group_id', '=', 'g.id')
        .on('m.resident_id', '=', residentId),
    )
    .where('g.community_id', '=', communityId)
}

const summaryColumns = [
  'g.id',
  'g.name',
  'g.kind',
  'g.field',
  'g.status',
  'g.leader_ids',
  'g.leader_name',
  'g.meets',
  'g.member_count',
  'g.is_open',
  'g.parent_id',
  'p.name as parent_name',
  'm.status as member_status',
] as const

/** Active groups and what this person proposed, theirs first. One statement. */
export async function listGroups(
  db: Db,
  { communityId, residentId }: { communityId: string; residentId: string },
  filter: { kind?: GroupKind | undefined; search?: string | undefined },
  now: Date,
) {
  const { kind, search = '' } = filter
  const like = `%${search.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`
  return groupsFor(db, communityId, residentId)
    .select([...summaryColumns, 'g.proposed_by'])
    .select(sql<string>`left(g.introduction, 60)`.as('introduction'))
    .where((eb) =>
      eb.or([
        eb('g.status', '=', 'active'),
        eb.and([eb('g.status', '=', 'proposed'), eb('g.proposed_by', '=', residentId)]),
        eb.and([
          eb('g.status', '=', 'refused'),
          eb('g.proposed_by', '=', residentId),
          eb('g.ended_at', '>', addSeconds(now, -refusedSeconds)),
        ]),
      ]),
    )
    .$if(kind !== undefined, (query) => query.where('g.kind', '=', kind ?? 'volunteer_team'))
    .$if(search !== '', (query) =>
      query.where((eb) => eb.or([eb('g.name', 'like', like), eb('g.introduction', 'like', like)])),
    )
    .orderBy((eb) => eb.case().when('m.status', 'in', ['member', 'asked']).then(0).else(1).end())
    .orderBy('g.member_count', 'desc')
    .orderBy('g.id')
    .limit(mostListed)
    .execute()
}

export type ListedGroup = Awaited<ReturnType<typeof listGroups>>[number]

/** A row of one of several kinds, as JSON, so that a page costs one round trip. */
interface Part {
  kind: string
  t: string
}
const part = (kind: string, fields: Readonly<Record<string, string | RawBuilder<unknown>>>) => {
  const pairs = Object.entries(fields).flatMap(([name, value]) => [
    sql.lit(name),
    typeof value === 'string' ? sql.ref(value) : value,
  ])
  return [sql<string>`${sql.lit(kind)}`.as('kind'), sql<string>`json_object(${sql.join(pairs)})`.as('t')] as const
}
const instant = (column: string) => sql`date_format(${sql.ref(column)}, '%Y-%m-%dT%H:%i:%s.000Z')`
/** A JSON value from inside another: text on one database, already read on another. */
const within = <Value>(value: Value | string): Value =>
  typeof value === 'string' ? (JSON.parse(value) as Value) : value

export interface GroupRow {
  name: string
  kind: GroupKind
  field: GroupField
  status: GroupStatus
  introduction: string
  meets: string
  foundedOn: string | null
  version: number
  leaderIds: string[]
  leaderName: string
  memberCount: number
  isOpen: number
  parentId: string | null
  parentName: string | null
  proposedBy: string | null
  proposedByName: string
  offeredTo: string | null
  offeredToName: string
  memberStatus: GroupMemberStatus | null
  words: string | null
  answer: string | null
  askedAt: string | null
  seenAt: string | null
  asksOpen: number
  activitiesThisYear: number
}
export interface NoticeRow {
  noticeId: string
  title: string
  words: string
  byName: string
  writtenAt: string
  seenBy: number
}
export interface CameActivity {
  activityId: string
  title: string
  icon: string
  place: string
  status: ActivityStatus
  startsAt: string
  endsAt: string
}
export interface BranchRow {
  groupId: string
  name: string
  memberCount: number
  leaderName: string
}

export interface WholeGroup {
  group: GroupRow
  deputies: { residentId: string; name: string }[]
  branches: BranchRow[]
  activities: CameActivity[]
  notices: NoticeRow[]
}

const mostShown = 20

/** The activities of a group and its branches that were or will be. */
const activitiesOf = (db: Db, { communityId, groupId }: GroupKey) =>
  db
    .selectFrom('activity as a')
    .innerJoin('volunteer_group as b', (join) =>
      join.onRef('b.community_id', '=', 'a.community_id').onRef('b.id', '=', 'a.group_id'),
    )
    .where('a.community_id', '=', communityId)
    .where((eb) => eb.or([eb('b.id', '=', groupId), eb('b.parent_id', '=', groupId)]))

/** A group with everything on its page, in one statement. */
export async function wholeGroup(
  db: Db,
  key: GroupKey,
  residentId: string,
  { yearFrom, now }: { yearFrom: Date; now: Date },
): Promise<WholeGroup | undefined> {
  const { communityId, groupId } = key
  const asks = db
    .selectFrom('group_member as q')
    .where('q.community_id', '=', communityId)
    .where('q.group_id', '=', groupId)
    .where('q.status', '=', 'asked')
    .select((eb) => eb.fn.countAll<number>().as('n'))
  const thisYear = activitiesOf(db, key)
    .where('a.status', 'in', [...openActivityStatuses, 'closed'])
    .where('a.starts_at', '>=', yearFrom)
    .where('a.starts_at', '<=', now)
    .select((eb) => eb.fn.countAll<number>().as('n'))
  const deputies = db
    .selectFrom('volunteer_group as d')
    .innerJoin('group_member as e', (join) =>
      join.onRef('e.community_id', '=', 'd.community_id').onRef('e.group_id', '=', 'd.id'),
    )
    .where('d.community_id', '=', communityId)
    .where('d.id', '=', groupId)
    .where('e.status', '=', 'member')
    .where(sql<boolean>`json_contains(d.leader_ids, json_quote(e.resident_id))`)
    .select(part('deputy', { residentId: 'e.resident_id', name: 'e.name' }))
  const branches = db
    .selectFrom('volunteer_group as b')
    .where('b.community_id', '=', communityId)
    .where('b.parent_id', '=', groupId)
    .where('b.status', '=', 'active')
    .select(
      part('branch', { groupId: 'b.id', name: 'b.name', memberCount: 'b.member_count', leaderName: 'b.leader_name' }),
    )
  const coming = activitiesOf(db, key)
    .where('a.status', 'in', [...openActivityStatuses])
    .where('a.ends_at', '>', now)
    .select(['a.id', 'a.title', 'a.icon', 'a.place', 'a.status', 'a.starts_at', 'a.ends_at'])
    .orderBy('a.starts_at')
    .limit(mostShown)
    .as('c')
  const activities = db.selectFrom(coming).select(
    part('activity', {
      activityId: 'c.id',
      title: 'c.title',
      icon: 'c.icon',
      place: 'c.place',
      status: 'c.status',
      startsAt: instant('c.starts_at'),
      endsAt: instant('c.ends_at'),
    }),
  )
  const latest = db
    .selectFrom('group_notice as n')
    .where('n.community_id', '=', communityId)
    .where('n.group_id', '=', groupId)
    .select(['n.id', 'n.title', 'n.words', 'n.written_by_name', 'n.written_at'])
    .select((eb) =>
      eb
        .selectFrom('group_member as s')
        .where('s.community_id', '=', communityId)
        .where('s.group_id', '=', groupId)
        .where('s.status', '=', 'member')
        .whereRef('s.notices_seen_at', '>=', 'n.written_at')
        .select((count) => count.fn.countAll<number>().as('seen'))
        .as('seen'),
    )
    .orderBy('n.written_at', 'desc')
    .limit(mostShown)
    .as('l')
  const notices = db.selectFrom(latest).select(
    part('notice', {
      noticeId: 'l.id',
      title: 'l.title',
      words: 'l.words',
      byName: 'l.written_by_name',
      writtenAt: instant('l.written_at'),
      seenBy: 'l.seen',
    }),
  )
  const rows: Part[] = await groupsFor(db, communityId, residentId)
    .where('g.id', '=', groupId)
    .select(
      part('group', {
        name: 'g.name',
        kind: 'g.kind',
        field: 'g.field',
        status: 'g.status',
        introduction: 'g.introduction',
        meets: 'g.meets',
        foundedOn: sql`date_format(g.founded_on, '%Y-%m-%d')`,
        version: 'g.version',
        leaderIds: 'g.leader_ids',
        leaderName: 'g.leader_name',
        memberCount: 'g.member_count',
        isOpen: 'g.is_open',
        parentId: 'g.parent_id',
        parentName: 'p.name',
        proposedBy: 'g.proposed_by',
        proposedByName: 'g.proposed_by_name',
        offeredTo: 'g.offered_to',
        offeredToName: 'g.offered_to_name',
        memberStatus: 'm.status',
        words: 'm.words',
        answer: 'm.answer',
        askedAt: instant('m.asked_at'),
        seenAt: instant('m.notices_seen_at'),
        asksOpen: sql`(${asks})`,
        activitiesThisYear: sql`(${thisYear})`,
      }),
    )
    .unionAll(deputies as never)
    .unionAll(branches as never)
    .unionAll(activities as never)
    .unionAll(notices as never)
    .execute()
  const of = <Row>(kind: string) => rows.filter((row) => row.kind === kind).map((row) => within<Row>(row.t as Row))
  const [group] = of<GroupRow>('group')
  if (!group) return undefined
  return {
    group: { ...group, leaderIds: within<string[] | null>(group.leaderIds) ?? [] },
    deputies: of('deputy'),
    branches: of('branch'),
    activities: of<CameActivity>('activity').toSorted((one, other) => (one.startsAt < other.startsAt ? -1 : 1)),
    notices: of<NoticeRow>('notice').toSorted((one, other) => (one.writtenAt > other.writtenAt ? -1 : 1)),
  }
}

/** Every group that the desk looks after, with its figures. One statement. */
export async function deskGroups(db: Db, communityId: string, { yearFrom, now }: { yearFrom: Date; now: Date }) {
  return db
    .selectFrom('volunteer_group as g')
    .select(['g.id', 'g.name', 'g.kind', 'g.field', 'g.status', 'g.introduction', 'g.meets', 'g.is_open'])
    .select(['g.parent_id', 'g.leader_ids', 'g.leader_name', 'g.proposed_by_name', 'g.made_at', 'g.member_count'])
    .select('g.version')
    .select((eb) => [
      eb
        .selectFrom('group_member as q')
        .whereRef('q.community_id', '=', 'g.community_id')
        .whereRef('q.group_id', '=', 'g.id')
        .where('q.status', '=', 'asked')
        .select((count) => count.fn.countAll<number>().as('n'))
        .as('asks'),
      eb
        .selectFrom('activity as a')
        .whereRef('a.community_id', '=', 'g.community_id')
        .whereRef('a.group_id', '=', 'g.id')
        .where('a.status', 'in', [...openActivityStatuses, 'closed'])
        .where('a.starts_at', '>=', yearFrom)
        .where('a.starts_at', '<=', now)
        .select((count) => count.fn.countAll<number>().as('n'))
        .as('activities'),
    ])
    .where('g.community_id', '=', communityId)
    .where((eb) =>
      eb.or([
        eb('g.status', 'in', ['proposed', 'active']),
        eb.and([eb('g.status', '=', 'closed'), eb('g.ended_at', '>', addSeconds(now, -closedSeconds))]),
      ]),
    )
    .orderBy('g.member_count', 'desc')
    .orderBy('g.id')
    .execute()
}
