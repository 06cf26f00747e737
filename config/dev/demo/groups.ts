import type { InsertObject } from 'kysely'
import type { Db, Tables } from '../../../api/_src/platform/db/tables.ts'
import { inserted } from '../../../api/_src/platform/db/upsert.ts'
import { json } from '../../../api/_src/platform/db/values.ts'
import type { GroupStep, MemberStep } from '../../../api/_src/volunteering/groups/tables.ts'
import '../../../api/_src/volunteering/tables.ts'
import type { GroupMemberStatus } from '../../../shared/volunteering/groups.ts'
import { addSeconds, dayOf } from '../../../shared/time.ts'
import { Dice } from './dice.ts'
import { demoAsks, demoGroups, demoNotices, demoProposal, type DemoGroup } from './group-list.ts'
import { idOf } from './ids.ts'
import { inPieces } from './pieces.ts'
import { meiyuan } from './places.ts'
import type { DemoResident, World } from './world.ts'

type Row<Table extends keyof Tables> = InsertObject<Tables, Table>

const groupIdOf = (name: string) => idOf(`demo group ${name}`)
const aDay = 86_400

/** Groups of 梅园 with leaders, members, notices, somebody who asks and a proposal. Groups with leaders stay as they are. */
export async function loadGroups(db: Db, world: World, now: Date): Promise<void> {
  const volunteers = await volunteersOf(db, world)
  const dice = new Dice(250_909)
  const peopleOf = new Map(demoGroups.map((group) => [group, peopleIn(group, world, volunteers, dice)]))

  const members = [...peopleOf].flatMap(([group, people]) =>
    people.map((resident, place) =>
      memberRow(group.name, resident, 'member', addSeconds(now, -aDay * (400 - group.name.length * 7 - place * 5)), ''),
    ),
  )
  const asking = demoAsks.map(({ group, character, words, daysAgo }) =>
    memberRow(group, world.character(character), 'asked', addSeconds(now, -aDay * daysAgo), words),
  )
  const proposer = world.character(demoProposal.character)
  const founder = memberRow(demoProposal.name, proposer, 'asked', addSeconds(now, -aDay), '')
  await inPieces([...members, ...asking, founder], (piece) =>
    db
      .insertInto('group_member')
      .values(piece)
      .onDuplicateKeyUpdate({ id: inserted('id') })
      .execute(),
  )
  await db
    .insertInto('volunteer_group')
    .values([...peopleOf].map(([group, people]) => groupRow(group, people, now)))
    .onDuplicateKeyUpdate({ id: inserted('id') })
    .execute()
  // those that the activities brought have no leader yet
  for (const [group, people] of peopleOf) {
    const { community_id: communityId, id, name: _, ...columns } = groupRow(group, people, now)
    await db
      .updateTable('volunteer_group')
      .set(columns as never)
      .where('community_id', '=', communityId)
      .where('id', '=', id)
      .where('leader_ids', 'is', null)
      .execute()
  }
  await propose(db, proposer, now)
  await db
    .insertInto('group_notice')
    .values(
      demoNotices.map((notice) => ({
        community_id: meiyuan,
        id: idOf(`demo group notice ${notice.title}`),
        group_id: groupIdOf(notice.group),
        title: notice.title,
        words: notice.words,
        written_by: world.character(notice.by).residentId,
        written_by_name: world.character(notice.by).name,
        written_at: addSeconds(now, -aDay * notice.daysAgo),
        version: 1,
        notified_version: 1,
      })),
    )
    .onDuplicateKeyUpdate({ id: inserted('id') })
    .execute()
}

/** Volunteers with WeChat, always in the same order. */
async function volunteersOf(db: Db, world: World): Promise<DemoResident[]> {
  const rows = await db
    .selectFrom('volunteer')
    .select('resident_id')
    .where('community_id', '=', meiyuan)
    .where('status', '=', 'active')
    .orderBy('resident_id')
    .execute()
  const known = new Set(rows.map((row) => row.resident_id))
  return world.residents.filter(({ residentId, account }) => account !== null && known.has(residentId))
}

/** The leader first, then the deputies, then the others. */
function peopleIn(group: DemoGroup, world: World, volunteers: readonly DemoResident[], dice: Dice): DemoResident[] {
  const named = [group.leader, ...(group.deputies ?? []), ...(group.members ?? [])]
  const people = named.flatMap((key) => (key === null ? [] : [world.character(key)]))
  const characters = ['chenJing', 'zhouJianguo', 'fangAiping', 'wangXiuying', 'fangWenbo', 'heYuqing'].map((key) =>
    world.character(key),
  )
  const others = dice
    .shuffle(volunteers)
    .filter((resident) => !people.includes(resident) && !characters.includes(resident))
  const rest = others.slice(0, Math.max(0, group.size - people.length))
  return group.leader === null ? [...rest.slice(0, 1), ...people, ...rest.slice(1)] : [...people, ...rest]
}

function groupRow(group: DemoGroup, people: readonly DemoResident[], now: Date) {
  const madeAt = addSeconds(now, -aDay * 420)
  const leaders = people.slice(0, 1 + (group.deputies?.length ?? 0))
  const step: GroupStep = {
    version: 1,
    kind: 'confirmed',
    at: madeAt.toISOString(),
    by: null,
    byName: '赵雨桐',
    words: '',
  }
  return {
    community_id: meiyuan,
    id: groupIdOf(group.name),
    name: group.name,
    kind: group.kind,
    field: group.field,
    parent_id: group.branchOf === undefined ? null : groupIdOf(group.branchOf),
    introduction: group.introduction,
    meets: group.meets,
    is_open: group.isOpen === true ? 1 : 0,
    leader_ids: json(leaders.map(({ residentId }) => residentId)),
    leader_name: leaders[0]?.name ?? '',
    member_count: people.length,
    status: 'active' as const,
    founded_on: dayOf(madeAt),
    made_at: madeAt,
    history: json([step]),
  }
}

function memberRow(
  group: string,
  { residentId, name }: DemoResident,
  status: GroupMemberStatus,
  at: Date,
  words: string,
): Row<'group_member'> {
  const id = idOf(`demo group member ${group} ${residentId}`)
  const said = { at: at.toISOString(), byName: name, words }
  const asked: MemberStep = { version: 1, kind: 'asked', ...said }
  const joined: MemberStep = { version: 2, kind: 'joined', ...said, words: '' }
  const isMember = status === 'member'
  const version = isMember ? 2 : 1
  return {
    community_id: meiyuan,
    group_id: groupIdOf(group),
    resident_id: residentId,
    id,
    command_id: id,
    name,
    status,
    words,
    answer: '',
    asked_at: at,
    joined_at: isMember ? at : null,
    ended_at: null,
    decided_by_name: '',
    notices_seen_at: isMember && residentId < '01G' ? addSeconds(at, 300 * aDay) : null,
    version,
    notified_version: version,
    history: json(isMember ? [asked, joined] : [asked]),
  }
}

async function propose(db: Db, proposer: DemoResident, now: Date): Promise<void> {
  const { name, kind, field, introduction, meets } = demoProposal
  const at = addSeconds(now, -aDay)
  const step: GroupStep = {
    version: 1,
    kind: 'proposed',
    at: at.toISOString(),
    by: proposer.residentId,
    byName: proposer.name,
    words: '',
  }
  await db
    .insertInto('volunteer_group')
    .values({
      ...{ community_id: meiyuan, id: groupIdOf(name), name, kind, field, introduction, meets, is_open: 1 },
      leader_ids: json([]),
      leader_name: proposer.name,
      status: 'proposed',
      proposed_by: proposer.residentId,
      proposed_by_name: proposer.name,
      made_at: at,
      history: json([step]),
    })
    .onDuplicateKeyUpdate({ id: inserted('id') })
    .execute()
}
