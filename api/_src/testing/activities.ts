import type { ActivityMove } from '../../../shared/volunteering/moves.ts'
import type { ActivityPlan, PlannedShift } from '../../../shared/volunteering/plan-schemas.ts'
import type { Skill } from '../../../shared/volunteers/lifecycle.ts'
import type { App } from '../app.ts'
import type { Db } from '../platform/db/tables.ts'
import { json } from '../platform/db/values.ts'
import { newId } from '../platform/ids.ts'
import { makePlaces, places, TestPeople } from './actors.ts'
import { call, callOk } from './call.ts'
import { joinAll, volunteeringApp, type HeldClock } from './volunteering.ts'

/** A group with these leaders. */
export async function makeGroup(
  db: Db,
  leaders: readonly { person: { residentId: string }; name: string }[],
  communityId: string = places.community,
): Promise<string> {
  const id = newId()
  await db
    .insertInto('volunteer_group')
    .values({
      community_id: communityId,
      id,
      name: '银发互助队',
      leader_ids: json(leaders.map(({ person }) => person.residentId)),
      leader_name: leaders[0]?.name ?? '',
    })
    .execute()
  return id
}

export const plannedShift = (over: Partial<PlannedShift> = {}): PlannedShift => ({
  lineId: newId(),
  task: '量血压',
  role: 'volunteer',
  day: '2026-12-05',
  from: '09:00',
  to: '11:00',
  place: '',
  neededSkill: null,
  capacity: 4,
  firstTimerPlaces: 0,
  repeats: null,
  ...over,
})

/** What a shift says that is added or changed later. */
export const shiftWords = (over: Partial<typeof oneMore> = {}) => ({ ...oneMore, ...over })

const oneMore = {
  day: '2026-12-12',
  from: '09:00',
  to: '11:00',
  place: '社区卫生站门口',
  task: '量血压',
  neededSkill: null as Skill | null,
  capacity: 4,
}

/** A plan that lacks nothing. */
export const wholePlan = (groupId: string, over: Partial<ActivityPlan> = {}): ActivityPlan => ({
  groupId,
  kind: 'volunteering',
  category: 'health',
  title: '周六义诊',
  line: '给老邻居量血压',
  place: '社区卫生站门口',
  description: '给老邻居量血压、测血糖。',
  riskNotice: '站着的时候多。',
  isRisky: false,
  insured: true,
  leastAge: null,
  contactName: '林芳医生',
  contactPhone: '13900000011',
  organiserName: '',
  leaderId: null,
  venue: null,
  shifts: [plannedShift()],
  ...over,
})

interface Signed {
  token: string
}

/** Moves an activity, as its page would. */
export async function moveIt(
  app: App,
  { token }: Signed,
  activityId: string,
  version: number,
  move: ActivityMove,
  words = '下雨了',
) {
  const act = move === 'send_back' || move === 'cancel' ? { move, words } : { move }
  const key = { id: newId(), communityId: places.community, activityId, version }
  return call(app, token, 'volunteering.moveActivity', { ...key, act })
}

/** Writes, hands in and publishes an activity: version 3. Answers with its id and its shifts, soonest first. */
export async function publishActivity(app: App, maker: Signed, reviewer: Signed, plan: ActivityPlan) {
  const activityId = newId()
  const key = { communityId: places.community, activityId }
  await callOk(app, maker.token, 'volunteering.saveDraft', { ...key, version: 0, plan })
  for (const [who, version, move] of [
    [maker, 1, 'submit'],
    [reviewer, 2, 'publish'],
  ] as const) {
    const moved = await moveIt(app, who, activityId, version, move)
    if (!moved.ok) throw new Error(`${move} refused: ${JSON.stringify(moved.error)}`)
  }
  await app.settled()
  const { shifts } = await callOk(app, maker.token, 'volunteering.plan', key)
  return { activityId, shifts }
}

/** A community with a group, its leader and two volunteers, and staff who review. */
export async function activityTown(db: Db, now: Date, options: { tells?: boolean } = {}) {
  const clock: HeldClock = { now }
  const app = volunteeringApp(db, clock, options)
  const people = new TestPeople(now)
  const leader = people.resident({ name: '周建国' })
  const member = people.resident({ name: '陈静' })
  const other = people.resident({ name: '孙强' })
  const staff = people.staff('community_staff', places.community, '赵雨桐')
  const admin = people.staff('admin', places.community, '沈涛')
  const stranger = people.staff('community_staff', places.otherCommunity, '钱伟')
  await makePlaces(db)
  await people.save(db)
  await joinAll(db, [member, other], { now })
  const groupId = await makeGroup(db, [leader])
  return { clock, app, leader, member, other, staff, admin, stranger, groupId }
}
