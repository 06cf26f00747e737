import { sql, type ExpressionBuilder } from 'kysely'
import type { GroupMemberStatus, GroupStatus } from '../../../../shared/volunteering/groups.ts'
import { openActivityStatuses, type GroupField, type GroupKind } from '../../../../shared/volunteering/lifecycle.ts'
import { isDuplicate } from '../../platform/db/errors.ts'
import { beginHistory } from '../../platform/db/history.ts'
import type { Db, Tables } from '../../platform/db/tables.ts'
import { json } from '../../platform/db/values.ts'
import type { GroupFacts } from './decide.ts'
import type { GroupStep } from './tables.ts'
import './tables.ts'
import '../tables.ts'

export interface GroupKey {
  communityId: string
  groupId: string
}

/** What a group says of itself. */
export interface GroupFields {
  name: string
  kind: GroupKind
  field: GroupField
  parentId: string | null
  introduction: string
  meets: string
  isOpen: boolean
}

/** A group with how one resident stands to it, as commands need it. */
export interface GroupView extends GroupFacts {
  communityId: string
  groupId: string
  version: number
  name: string
  parentId: string | null
  proposedBy: string | null
  memberCount: number
  member: {
    residentId: string
    id: string
    name: string
    commandId: string
    status: GroupMemberStatus
    version: number
  } | null
}

/** The group, and the membership of `residentId` there where there is one. */
export async function viewGroup(
  db: Db,
  { communityId, groupId }: GroupKey,
  residentId: string | null,
): Promise<GroupView | undefined> {
  const row = await db
    .selectFrom('volunteer_group as g')
    .leftJoin('group_member as m', (join) =>
      join
        .onRef('m.community_id', '=', 'g.community_id')
        .onRef('m.group_id', '=', 'g.id')
        .on('m.resident_id', '=', residentId ?? ''),
    )
    .select(['g.name', 'g.status', 'g.version', 'g.parent_id', 'g.leader_ids', 'g.is_open', 'g.offered_to'])
    .select(['g.proposed_by', 'g.member_count'])
    .select(['m.id as member_id', 'm.name as member_name', 'm.command_id', 'm.status as member_status'])
    .select('m.version as member_version')
    .where('g.community_id', '=', communityId)
    .where('g.id', '=', groupId)
    .executeTakeFirst()
  if (!row) return undefined
  const {
    member_id: id,
    member_name: name,
    command_id: commandId,
    member_status: status,
    member_version: version,
  } = row
  const isKnown = id !== null && name !== null && commandId !== null && status !== null && version !== null
  return {
    communityId,
    groupId,
    version: row.version,
    name: row.name,
    status: row.status,
    parentId: row.parent_id,
    leaderIds: row.leader_ids ?? [],
    isOpen: row.is_open === 1,
    offeredTo: row.offered_to,
    proposedBy: row.proposed_by,
    memberCount: row.member_count,
    member: isKnown && residentId !== null ? { residentId, id, name, commandId, status, version } : null,
  }
}

/** What stands around a group: the association it may hang under, its branches, and what it still plans. */
export async function aroundGroup(
  db: Db,
  { communityId, groupId }: GroupKey,
  { parentId, proposer, now }: { parentId: string | null; proposer?: string; now: Date },
): Promise<{
  parent: { status: GroupStatus; parentId: string | null } | undefined
  branches: number
  activities: number
  proposals: number
}> {
  const groups = db.selectFrom('volunteer_group as o').where('o.community_id', '=', communityId)
  const rows = await groups
    .where('o.id', '=', parentId ?? '')
    .select((eb) => [
      eb.val<string>('parent').as('kind'),
      eb.ref('o.status').$castTo<string>().as('s'),
      'o.parent_id as p',
      eb.val(0).as('n'),
    ])
    .unionAll(
      groups
        .where('o.parent_id', '=', groupId)
        .where('o.status', '=', 'active')
        .select((eb) => [eb.val('branches').as('kind'), eb.val('').as('s'), sql<null>`null`.as('p')])
        .select((eb) => eb.fn.countAll<number>().as('n')),
    )
    .unionAll(
      groups
        .where('o.proposed_by', '=', proposer ?? '')
        .where('o.id', '<>', groupId)
        .where('o.status', '=', 'proposed')
        .select((eb) => [eb.val('proposals').as('kind'), eb.val('').as('s'), sql<null>`null`.as('p')])
        .select((eb) => eb.fn.countAll<number>().as('n')),
    )
    .unionAll(
      comingActivities(db, communityId)
        .where('a.group_id', '=', groupId)
        .where('a.ends_at', '>', now)
        .select((eb) => [eb.val('activities').as('kind'), eb.val('').as('s'), sql<null>`null`.as('p')])
        .select((eb) => eb.fn.countAll<number>().as('n')),
    )
    .execute()
  const countOf = (kind: string) => rows.find((row) => row.kind === kind)?.n ?? 0
  const parent = rows.find(({ kind }) => kind === 'parent')
  return {
    parent: parent && { status: parent.s as GroupStatus, parentId: parent.p },
    branches: countOf('branches'),
    activities: countOf('activities'),
    proposals: countOf('proposals'),
  }
}

const comingActivities = (db: Db, communityId: string) =>
  db
    .selectFrom('activity as a')
    .where('a.community_id', '=', communityId)
    .where('a.status', 'in', [...openActivityStatuses, 'in_review'])

export interface NewGroup extends GroupKey, GroupFields {
  founder: { residentId: string; name: string; memberId: string }
  /** Null: staff made it, so it is there at once. */
  proposedByName: string | null
  step: GroupStep
  now: Date
}

/**
 * Writes who will lead it and then the group, so that no group is ever without. `repeat` = the group is there, from an
 * earlier arrival or from somebody else.
 */
export async function insertGroup(db: Db, group: NewGroup): Promise<'done' | 'repeat'> {
  const { communityId, groupId, founder, proposedByName, step, now } = group
  const isProposal = proposedByName !== null
  try {
    await db
      .insertInto('group_member')
      .values({
        community_id: communityId,
        group_id: groupId,
        resident_id: founder.residentId,
        id: founder.memberId,
        command_id: founder.memberId,
        name: founder.name,
        status: isProposal ? 'asked' : 'member',
        words: '',
        answer: '',
        asked_at: now,
        joined_at: isProposal ? null : now,
        ended_at: null,
        decided_by_name: isProposal ? '' : step.byName,
        notices_seen_at: null,
        version: 1,
        // what there is to say is said of the group
        notified_version: 1,
        history: json([]),
      })
      .execute()
  } catch (error) {
    // left by an arrival that broke off before the group was written
    if (!isDuplicate(error, 'PRIMARY')) throw error
  }
  try {
    await db
      .insertInto('volunteer_group')
      .values({
        community_id: communityId,
        id: groupId,
        ...columnsOf(group),
        leader_ids: isProposal ? json([]) : json([founder.residentId]),
        leader_name: founder.name,
        member_count: isProposal ? 0 : 1,
        status: isProposal ? 'proposed' : 'active',
        proposed_by: isProposal ? founder.residentId : null,
        proposed_by_name: proposedByName ?? '',
        made_at: now,
        version: 1,
        notified_version: 0,
        history: json([step]),
      })
      .execute()
    return 'done'
  } catch (error) {
    if (isDuplicate(error, 'PRIMARY')) return 'repeat'
    throw error
  }
}

function columnsOf({ name, kind, field, parentId, introduction, meets, isOpen }: GroupFields) {
  return { name, kind, field, parent_id: parentId, introduction, meets, is_open: isOpen ? 1 : 0 }
}

/** The next version with one step more; rows from before groups had leaders have no history yet. */
function moved(step: GroupStep) {
  return {
    version: step.version,
    history: beginHistory(step, 'g.history'),
  }
}

const conditional = (db: Db, { communityId, groupId }: GroupKey, step: GroupStep) => {
  const { version, history } = moved(step)
  return db
    .updateTable('volunteer_group as g')
    .set('g.history', history)
    .set('g.version', version)
    .where('g.community_id', '=', communityId)
    .where('g.id', '=', groupId)
    .where('g.version', '=', version - 1)
}

const isDone = ({ numUpdatedRows }: { numUpdatedRows: bigint }) => numUpdatedRows > 0n

export async function changeGroup(db: Db, key: GroupKey, fields: GroupFields, step: GroupStep): Promise<boolean> {
  return isDone(await conditional(db, key, step).set(columnsOf(fields)).executeTakeFirstOrThrow())
}

export async function refuseGroup(db: Db, key: GroupKey, step: GroupStep, now: Date): Promise<boolean> {
  return isDone(
    await conditional(db, key, step)
      .set({ status: 'refused', ended_at: now })
      .where('g.status', '=', 'proposed')
      .executeTakeFirstOrThrow(),
  )
}

/** Closes it unless something is planned for it by then. */
export async function endGroup(db: Db, key: GroupKey, step: GroupStep, now: Date): Promise<boolean> {
  const { communityId, groupId } = key
  return isDone(
    await conditional(db, key, step)
      .set({ status: 'closed', ended_at: now, offered_to: null, offered_to_name: '' })
      .where('g.status', '=', 'active')
      .where((eb) =>
        eb.not(
          eb.exists(
            eb
              .selectFrom('activity as a')
              .select('a.id')
              .where('a.community_id', '=', communityId)
              .where('a.group_id', '=', groupId)
              .where('a.status', 'in', [...openActivityStatuses, 'in_review'])
              .where('a.ends_at', '>', now),
          ),
        ),
      )
      .executeTakeFirstOrThrow(),
  )
}

type Both = { g: Tables['volunteer_group']; m: Tables['group_member'] }
const sameGroup = (eb: ExpressionBuilder<Both, 'g' | 'm'>) =>
  eb.and([eb('m.community_id', '=', eb.ref('g.community_id')), eb('m.group_id', '=', eb.ref('g.id'))])

/** The group and one of its members in ONE statement: the member must be one at that moment. */
function withMember(db: Db, { communityId, groupId }: GroupKey, residentId: string, step: GroupStep) {
  const { version, history } = moved(step)
  return db
    .updateTable(['volunteer_group as g', 'group_member as m'])
    .set('g.history', history)
    .set('g.version', version)
    .where('g.community_id', '=', communityId)
    .where('g.id', '=', groupId)
    .where('g.version', '=', version - 1)
    .where('m.community_id', '=', communityId)
    .where(sameGroup)
    .where('m.resident_id', '=', residentId)
}

/** The proposer becomes leader and first member with the group, in one statement. */
export async function confirmGroup(
  db: Db,
  { communityId, groupId, proposedBy }: GroupKey & { proposedBy: string },
  step: GroupStep,
  now: Date,
): Promise<boolean> {
  return isDone(
    await withMember(db, { communityId, groupId }, proposedBy, step)
      .set('g.status', 'active')
      .set('g.leader_ids', json([proposedBy]))
      .set('g.leader_name', (eb) => eb.ref('m.name'))
      .set('g.member_count', 1)
      .set('g.made_at', now)
      .set('m.status', 'member')
      .set('m.joined_at', now)
      .set('m.decided_by_name', step.byName)
      .where('g.status', '=', 'proposed')
      .where('m.status', '=', 'asked')
      .executeTakeFirstOrThrow(),
  )
}

/** Deputies come and go. `residentId` is the one whom it concerns. */
export async function setLeaders(
  db: Db,
  key: GroupKey,
  { residentId, leaderIds }: { residentId: string; leaderIds: readonly string[] },
  step: GroupStep,
): Promise<boolean> {
  return isDone(
    await withMember(db, key, residentId, step)
      .set('g.leader_ids', json([...leaderIds]))
      .where('g.status', '=', 'active')
      .where('m.status', '=', 'member')
      .executeTakeFirstOrThrow(),
  )
}

/** Another member leads from now on; whatever was offered is settled. */
export async function handGroupOver(
  db: Db,
  key: GroupKey,
  { residentId, leaderIds }: { residentId: string; leaderIds: readonly string[] },
  step: GroupStep,
): Promise<boolean> {
  return isDone(
    await withMember(db, key, residentId, step)
      .set('g.leader_ids', json([...leaderIds]))
      .set('g.leader_name', (eb) => eb.ref('m.name'))
      .set('g.offered_to', null)
      .set('g.offered_to_name', '')
      .where('g.status', '=', 'active')
      .where('m.status', '=', 'member')
      .executeTakeFirstOrThrow(),
  )
}

export async function offerGroup(db: Db, key: GroupKey, residentId: string, step: GroupStep): Promise<boolean> {
  return isDone(
    await withMember(db, key, residentId, step)
      .set('g.offered_to', residentId)
      .set('g.offered_to_name', (eb) => eb.ref('m.name'))
      .where('g.status', '=', 'active')
      .where('m.status', '=', 'member')
      .executeTakeFirstOrThrow(),
  )
}

export async function endOffer(db: Db, key: GroupKey, step: GroupStep): Promise<boolean> {
  return isDone(
    await conditional(db, key, step).set({ offered_to: null, offered_to_name: '' }).executeTakeFirstOrThrow(),
  )
}
