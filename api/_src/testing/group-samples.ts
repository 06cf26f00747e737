import type { Input } from '../../../shared/contract.ts'
import type { groupsContract } from '../../../shared/volunteering/groups-contract.ts'
import type { Db } from '../platform/db/tables.ts'
import { newId } from '../platform/ids.ts'
import type { Cast } from './actors.ts'
import { openGroup } from './groups.ts'

/** The elder is in a group that her daughter leads. */
export async function makeElderGroup(db: Db, { elder, daughter }: Cast, now: Date): Promise<string> {
  return openGroup(db, { leader: daughter, members: [elder], now })
}

/** For every endpoint of groups an input that aims at the elder's membership. */
export function groupSamples(
  { elder, communityStaff }: Cast,
  groupId: string,
): {
  [Name in keyof typeof groupsContract]: Input<(typeof groupsContract)[Name]>
} {
  const { communityId, residentId } = elder.person
  const ref = { communityId, groupId }
  const member = { ...ref, residentId }
  const fields = {
    name: '骗人的队伍',
    kind: 'interest_club',
    field: 'health',
    parentId: null,
    introduction: '卖保健品',
    meets: '',
    isOpen: true,
  } as const
  return {
    'volunteering.groups': {},
    'volunteering.group': ref,
    'volunteering.groupRoster': ref,
    'volunteering.deskGroups': { communityId },
    'volunteering.venues': {
      communityId,
      times: [{ startsAt: '2026-11-26T06:00:00.000Z', endsAt: '2026-11-26T08:00:00.000Z' }],
    },
    'volunteering.venueCalendar': { communityId },
    'volunteering.proposeGroup': { id: newId(), ...fields },
    'volunteering.makeGroup': { id: newId(), communityId, leaderId: residentId, ...fields },
    'volunteering.judgeGroup': { ...ref, version: 1, accept: false, words: '' },
    'volunteering.changeGroup': { ...ref, version: 1, ...fields },
    'volunteering.closeGroup': { ...ref, version: 1, words: '不办了' },
    'volunteering.askToJoin': { id: newId(), groupId, words: '' },
    'volunteering.leaveGroup': { groupId, words: '' },
    'volunteering.answerAsk': { ...member, accept: false, words: '' },
    'volunteering.removeMember': { ...member, words: '不要了' },
    'volunteering.setDeputy': { ...member, deputy: true },
    'volunteering.offerGroup': member,
    'volunteering.takeGroup': { ...ref, accept: true },
    'volunteering.appointLeader': { ...ref, residentId: communityStaff.accountId, words: '换人' },
    'volunteering.writeNotice': { ...ref, id: newId(), title: '买保健品', words: '今天打折' },
    'volunteering.seeNotices': { groupId },
  }
}
