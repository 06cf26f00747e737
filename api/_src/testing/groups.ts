import type { GroupMemberStatus, GroupStatus } from '../../../shared/volunteering/groups.ts'
import type { Db } from '../platform/db/tables.ts'
import { json } from '../platform/db/values.ts'
import { newId } from '../platform/ids.ts'
import type { TestResident } from './actors.ts'
import type { TestDatabase } from './database.ts'

type Somebody = Pick<TestResident, 'name' | 'person'>

export interface GroupOptions {
  /** Null: a group from before groups had leaders. */
  leader: Somebody | null
  deputies?: readonly Somebody[]
  members?: readonly Somebody[]
  asking?: readonly Somebody[]
  communityId?: string
  name?: string
  isOpen?: boolean
  parentId?: string | null
  status?: GroupStatus
  now: Date
}

/** A group with its people, of whom nobody must be told any more. Answers with its id. */
export async function openGroup(db: Db, options: GroupOptions): Promise<string> {
  const { leader, deputies = [], members = [], asking = [], now, status = 'active' } = options
  const communityId = options.communityId ?? leader?.person.communityId ?? members[0]?.person.communityId ?? ''
  const groupId = newId()
  const leaders = [...(leader ? [leader] : []), ...deputies]
  await db
    .insertInto('volunteer_group')
    .values({
      community_id: communityId,
      id: groupId,
      name: options.name ?? '银发互助队',
      kind: 'volunteer_team',
      field: 'mutual_aid',
      parent_id: options.parentId ?? null,
      introduction: '陪老邻居说话、买菜、看病。',
      meets: '每周三下午，活动中心',
      is_open: options.isOpen === true ? 1 : 0,
      leader_ids: leader ? json(leaders.map(({ person }) => person.residentId)) : null,
      leader_name: leader?.name ?? '',
      member_count: leaders.length + members.length,
      status,
      made_at: now,
      history: json([]),
    })
    .execute()
  const rows = [
    ...[...leaders, ...members].map((who) => ({ who, is: 'member' as const })),
    ...asking.map((who) => ({ who, is: 'asked' as const })),
  ]
  if (rows.length > 0) {
    await db
      .insertInto('group_member')
      .values(rows.map(({ who, is }) => memberRow({ communityId, groupId }, who, is, now)))
      .execute()
  }
  return groupId
}

function memberRow(
  { communityId, groupId }: { communityId: string; groupId: string },
  { name, person }: Somebody,
  status: GroupMemberStatus,
  now: Date,
) {
  const id = newId()
  return {
    community_id: communityId,
    group_id: groupId,
    resident_id: person.residentId,
    id,
    command_id: id,
    name,
    status,
    words: '',
    answer: '',
    asked_at: now,
    joined_at: status === 'member' ? now : null,
    ended_at: null,
    decided_by_name: '',
    notices_seen_at: null,
    version: 1,
    notified_version: 1,
    history: json([]),
  }
}

/** What a storm must leave as it is: the number of members and the members, and a leader among them. */
export async function groupTally({ raw }: Pick<TestDatabase, 'raw'>, groupId: string) {
  const [row] = await raw(
    `select member_count, version, leader_name, json_unquote(json_extract(leader_ids, '$[0]')) as leader,
      (select count(*) from group_member m where m.group_id = g.id and m.status = 'member') as members,
      (select count(*) from group_member m where m.group_id = g.id and m.status = 'asked') as asks,
      (select m.name from group_member m where m.group_id = g.id and m.status = 'member'
        and m.resident_id = json_unquote(json_extract(g.leader_ids, '$[0]'))) as leader_among_members
     from volunteer_group g where g.id = ?`,
    [groupId],
  )
  return {
    memberCount: Number(row?.['member_count']),
    members: Number(row?.['members']),
    asks: Number(row?.['asks']),
    version: Number(row?.['version']),
    leaderName: row?.['leader_name'] as string,
    leader: row?.['leader'] as string | null,
    leaderAmongMembers: row?.['leader_among_members'] as string | null,
  }
}
