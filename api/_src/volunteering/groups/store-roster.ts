import type { GroupMemberStatus } from '../../../../shared/volunteering/groups.ts'
import type { Db } from '../../platform/db/tables.ts'
import { residentPhones, volunteerNumbers } from './known-people.ts'
import type { GroupKey } from './store.ts'
import './tables.ts'
import '../tables.ts'

export interface RosterRow {
  version: number
  leaderIds: string[] | null
  residentId: string | null
  name: string | null
  status: GroupMemberStatus | null
  words: string | null
  askedAt: Date | null
  joinedAt: Date | null
  memberVersion: number | null
  phone: string | null
  volunteerNumber: string | null
}

const shown: readonly GroupMemberStatus[] = ['member', 'asked']

/** Who is in a group and who asks to be; one row without a member where there is nobody. One statement. */
export async function rosterOf(db: Db, { communityId, groupId }: GroupKey): Promise<RosterRow[]> {
  return db
    .selectFrom('volunteer_group as g')
    .leftJoin('group_member as m', (join) =>
      join
        .onRef('m.community_id', '=', 'g.community_id')
        .onRef('m.group_id', '=', 'g.id')
        .on('m.status', 'in', [...shown]),
    )
    .leftJoin(residentPhones(communityId), 'ring.id', 'm.resident_id')
    .leftJoin(volunteerNumbers(communityId), 'known.id', 'm.resident_id')
    .select(['g.version', 'g.leader_ids as leaderIds', 'm.resident_id as residentId', 'm.name', 'm.status', 'm.words'])
    .select(['m.asked_at as askedAt', 'm.joined_at as joinedAt', 'm.version as memberVersion'])
    .select(['ring.ringPhone as phone', 'known.volunteerNumber'])
    .where('g.community_id', '=', communityId)
    .where('g.id', '=', groupId)
    .orderBy('m.asked_at')
    .orderBy('m.resident_id')
    .execute()
}
