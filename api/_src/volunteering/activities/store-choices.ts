import { sql, type SqlBool } from 'kysely'
import type { ActivityPlan } from '../../../../shared/volunteering/plan-schemas.ts'
import type { Db } from '../../platform/db/tables.ts'
import '../groups/tables.ts'
import '../tables.ts'

/** The group a plan is for: who leads it, and whether the one named for the day belongs to it. */
export async function groupForPlan(
  db: Db,
  communityId: string,
  { groupId, leaderId }: Pick<ActivityPlan, 'groupId' | 'leaderId'>,
): Promise<{ leaderIds: readonly string[]; knowsLeader: boolean } | undefined> {
  const row = await db
    .selectFrom('volunteer_group as g')
    .leftJoin('group_member as m', (join) =>
      join
        .on('m.community_id', '=', communityId)
        .onRef('m.group_id', '=', 'g.id')
        .on('m.resident_id', '=', leaderId ?? '')
        .on('m.status', '=', 'member'),
    )
    .select(['g.leader_ids as leaderIds', 'm.resident_id as member'])
    .where('g.community_id', '=', communityId)
    .where('g.id', '=', groupId)
    .where('g.status', '=', 'active')
    .executeTakeFirst()
  if (!row) return undefined
  const leaderIds = row.leaderIds ?? []
  return { leaderIds, knowsLeader: row.member !== null || (leaderId !== null && leaderIds.includes(leaderId)) }
}

export interface GroupChoice {
  groupId: string
  name: string
  people: { residentId: string; name: string }[]
}

const mostPeople = 2_000

/** The groups of a community with their people; with `ledBy` only those that this resident leads. */
export async function groupChoices(db: Db, communityId: string, ledBy: string | undefined): Promise<GroupChoice[]> {
  const rows = await db
    .selectFrom('volunteer_group as g')
    .leftJoin('group_member as m', (join) =>
      join.on('m.community_id', '=', communityId).onRef('m.group_id', '=', 'g.id').on('m.status', '=', 'member'),
    )
    .select(['g.id as groupId', 'g.name', 'm.resident_id as residentId', 'm.name as memberName'])
    .where('g.community_id', '=', communityId)
    .where('g.status', '=', 'active')
    .$if(ledBy !== undefined, (query) =>
      query.where(sql<SqlBool>`json_contains(coalesce(g.leader_ids, json_array()), ${JSON.stringify(ledBy)})`),
    )
    .orderBy('g.name')
    .orderBy('g.id')
    .orderBy('m.name')
    .limit(mostPeople)
    .execute()
  const groups = new Map<string, GroupChoice>()
  for (const { groupId, name, residentId, memberName } of rows) {
    const group = groups.get(groupId) ?? { groupId, name, people: [] }
    groups.set(groupId, group)
    if (residentId !== null && memberName !== null) group.people.push({ residentId, name: memberName })
  }
  return [...groups.values()]
}
