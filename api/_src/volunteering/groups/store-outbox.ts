import type { GroupMemberStatus, GroupStatus } from '../../../../shared/volunteering/groups.ts'
import type { Db } from '../../platform/db/tables.ts'
import type { GroupStep, MemberStep } from './tables.ts'
import './tables.ts'
import '../tables.ts'

interface Scope {
  communityIds: readonly string[]
  rowId?: string
}
interface Told {
  communityId: string
  id: string
  version: number
}

export interface UntoldGroup extends Told {
  name: string
  status: GroupStatus
  proposedBy: string | null
  offeredTo: string | null
  notifiedVersion: number
  history: GroupStep[]
}

export async function untoldGroups(db: Db, { communityIds, rowId }: Scope, limit: number): Promise<UntoldGroup[]> {
  const rows = await db
    .selectFrom('volunteer_group')
    .select(['community_id as communityId', 'id', 'version', 'name', 'status', 'proposed_by as proposedBy'])
    .select(['offered_to as offeredTo', 'notified_version as notifiedVersion', 'history'])
    .where('community_id', 'in', [...communityIds])
    .where('untold', '=', 1)
    .$if(rowId !== undefined, (query) => query.where('id', '=', rowId ?? ''))
    .orderBy('id')
    .limit(limit)
    .execute()
  return rows.map((row) => ({ ...row, history: row.history ?? [] }))
}

export interface UntoldMember extends Told {
  groupId: string
  groupName: string
  leaderIds: string[] | null
  residentId: string
  name: string
  status: GroupMemberStatus
  joinedAt: Date | null
  notifiedVersion: number
  history: MemberStep[]
}

export async function untoldMembers(db: Db, { communityIds, rowId }: Scope, limit: number): Promise<UntoldMember[]> {
  return db
    .selectFrom('group_member as m')
    .innerJoin('volunteer_group as g', (join) =>
      join.onRef('g.community_id', '=', 'm.community_id').onRef('g.id', '=', 'm.group_id'),
    )
    .select(['m.community_id as communityId', 'm.id', 'm.version', 'm.group_id as groupId', 'g.name as groupName'])
    .select(['g.leader_ids as leaderIds', 'm.resident_id as residentId', 'm.name', 'm.status'])
    .select(['m.joined_at as joinedAt', 'm.notified_version as notifiedVersion', 'm.history'])
    .where('m.community_id', 'in', [...communityIds])
    .where('m.untold', '=', 1)
    .$if(rowId !== undefined, (query) => query.where('m.id', '=', rowId ?? ''))
    .orderBy('m.asked_at')
    .limit(limit)
    .execute()
}

export async function untoldNotices(db: Db, { communityIds, rowId }: Scope, limit: number) {
  return db
    .selectFrom('group_notice as n')
    .innerJoin('volunteer_group as g', (join) =>
      join.onRef('g.community_id', '=', 'n.community_id').onRef('g.id', '=', 'n.group_id'),
    )
    .select(['n.community_id as communityId', 'n.id', 'n.version', 'n.group_id as groupId', 'g.name as groupName'])
    .select(['n.title', 'n.words', 'n.written_by as writtenBy', 'n.written_at as writtenAt'])
    .where('n.community_id', 'in', [...communityIds])
    .where('n.untold', '=', 1)
    .$if(rowId !== undefined, (query) => query.where('n.id', '=', rowId ?? ''))
    .orderBy('n.written_at')
    .limit(limit)
    .execute()
}

/** Who is in these groups: those who are told what concerns everybody. */
export async function membersOf(
  db: Db,
  groups: readonly { communityId: string; id: string }[],
): Promise<{ groupId: string; residentId: string }[]> {
  if (groups.length === 0) return []
  return db
    .selectFrom('group_member')
    .select(['group_id as groupId', 'resident_id as residentId'])
    .where('community_id', 'in', [...new Set(groups.map(({ communityId }) => communityId))])
    .where('group_id', 'in', [...new Set(groups.map(({ id }) => id))])
    .where('status', '=', 'member')
    .execute()
}

const marking = (table: 'volunteer_group' | 'group_member' | 'group_notice') => async (db: Db, row: Told) => {
  await db
    .updateTable(table)
    .set({ notified_version: row.version })
    .where('community_id', '=', row.communityId)
    .where('id', '=', row.id)
    .where('notified_version', '<', row.version)
    .execute()
}

/** Everybody has been told up to `version`; never goes back. */
export const markGroupTold = marking('volunteer_group')
export const markMemberTold = marking('group_member')
export const markNoticeTold = marking('group_notice')
