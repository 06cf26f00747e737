import type { Db } from '../../../api/_src/platform/db/tables.ts'
import '../../../api/_src/help/care/tables.ts'
import '../../../api/_src/help/tasks/tables.ts'
import '../../../api/_src/help/wellness/tables.ts'
import { expectedAfter, resumesAt } from '../../../api/_src/help/wellness/decide.ts'
import { openTasks, type NewTask } from '../../../api/_src/help/tasks/open.ts'
import { watchPeople } from '../../../api/_src/help/wellness/store.ts'
import { inserted } from '../../../api/_src/platform/db/upsert.ts'
import { json } from '../../../api/_src/platform/db/values.ts'
import {
  defaultWellness,
  usualTimes,
  type NeedKind,
  type Rhythm,
  type SignKind,
} from '../../../shared/help/wellness.ts'
import { addDays, addSeconds, instantOf } from '../../../shared/time.ts'
import { idOf } from './ids.ts'
import type { DemoResident, World } from './world.ts'

const hour = 3600
const day = 24 * hour

/** How plans stand: hours since the last sign, and what it was. */
const signs: readonly (readonly [hoursAgo: number, kind: SignKind])[] = [
  [2, 'said_well'],
  [3, 'app_opened'],
  [5, 'talked'],
  [1, 'said_well'],
  [4, 'family_saw'],
  [6, 'app_opened'],
  [2, 'visited'],
]

/** Plans of elders who live alone, what the desks have to do today, and a round because of the cold. */
export async function loadCare(db: Db, world: World, now: Date): Promise<void> {
  const wang = world.character('wangXiuying')
  const zhang = world.character('zhangDefu')
  const liu = world.character('liuGuilan')
  const others = world.residents.filter((one) => one.livingAlone && one.age >= 75 && ![wang, zhang, liu].includes(one))
  const planned = [wang, zhang, liu, ...others.slice(0, 15)]
  await db
    .insertInto('wellness_plan')
    .values(planned.map((one, index) => planRow(world, one, index, now)))
    .onDuplicateKeyUpdate({ id: inserted('id') })
    .execute()
  const records = planned.slice(0, 6).map((one, index) => recordRow(world, one, index, now))
  await db
    .insertInto('care_record')
    .values(records)
    .onDuplicateKeyUpdate({ id: inserted('id') })
    .execute()
  await openTasks(db, tasksOf(world, [zhang, liu, ...others], now), now)
  await db
    .updateTable('help_task')
    .set({ notified_version: 1, untold: 0 })
    .where(
      'community_id',
      'in',
      world.communities.map(({ communityId }) => communityId),
    )
    .execute()
  await loadRound(db, world, wang.gridCode, now)
}

function planRow(world: World, one: DemoResident, index: number, now: Date) {
  // Nobody in the demo breaks a silence: most are asked after once a week, and 刘桂兰 is in hospital.
  const rhythm: Rhythm = index === 1 ? 'daily' : index === 2 ? 'high_risk' : 'weekly'
  const pausedUntil = index === 2 ? addDays(world.today, 6) : null
  const [hoursAgo, kind] = signs[index % signs.length] ?? [2, 'said_well' as const]
  const sign = addSeconds(now, -hoursAgo * hour - index * 173)
  const times = usualTimes[rhythm]
  const expected =
    pausedUntil === null ? expectedAfter({ rhythm, times }, sign, defaultWellness) : resumesAt(pausedUntil)
  const worker = workerOf(world, one)
  const since = addSeconds(now, -60 * day)
  return {
    community_id: one.communityId,
    resident_id: one.residentId,
    id: idOf(`demo plan ${one.residentId}`),
    resident_name: one.name,
    grid_code: one.gridCode,
    address: one.address,
    status: 'active' as const,
    rhythm,
    times: json([...times]),
    set_by_name: worker.name,
    set_by_role: 'staff' as const,
    set_at: since,
    consent: 'spoken' as const,
    consent_at: since,
    paused_until: pausedUntil,
    watched_until: null,
    counts_from: since,
    last_sign_at: sign,
    last_sign_kind: kind,
    step: 'waiting' as const,
    expected_at: expected,
    next_due_at: expected,
    version: 1,
    notified_version: 1,
    untold: 0,
    history: json([]),
  }
}

function recordRow(world: World, one: DemoResident, index: number, now: Date) {
  const worker = workerOf(world, one)
  const notes = [
    '血压稳，女儿周末来',
    '腿疼，贴了膏药',
    '说晚上睡不踏实',
    '刚从菜场回来',
    '在听戏，精神好',
    '眼睛看东西模糊',
  ]
  return {
    community_id: one.communityId,
    id: idOf(`demo care ${one.residentId}`),
    resident_id: one.residentId,
    grid_code: one.gridCode,
    way: 'call' as const,
    reached: 1,
    mood: index % 3 === 2 ? ('fair' as const) : ('good' as const),
    needs: json<NeedKind[]>(index === 1 ? ['medicine'] : []),
    note: notes[index] ?? '',
    task_id: null,
    round_id: null,
    by_account_id: worker.accountId,
    by_name: worker.name,
    at: addSeconds(now, -(index + 3) * day),
  }
}

/** A few things for the grids' desks, all of today: none is overdue when the demo is loaded. */
function tasksOf(world: World, people: readonly DemoResident[], now: Date): NewTask[] {
  const [zhang, liu, ...others] = people
  const evening = instantOf(world.today, '20:00')
  const dueAt = (hours: number) => {
    const at = addSeconds(now, hours * hour)
    return at < evening ? at : instantOf(addDays(world.today, 1), '11:00')
  }
  const about = (one: DemoResident, key: string, hours: number) => ({
    communityId: one.communityId,
    id: idOf(`demo task ${key} ${one.residentId}`),
    dedupeKey: `demo:${key}:${one.residentId}`,
    person: { residentId: one.residentId, residentName: one.name, address: one.address },
    gridCode: one.gridCode,
    dueAt: dueAt(hours),
  })
  const ofLi = others.filter(({ gridCode }) => gridCode === world.member('李敏').areaCode)
  const needs = (one: DemoResident | undefined, key: string, need: readonly string[], title: string, note: string) =>
    one
      ? [
          {
            ...about(one, key, 6),
            kind: 'need' as const,
            title: `${one.name}要：${title}`,
            details: { needs: need, note },
          },
        ]
      : []
  return [
    ...needs(zhang, 'meals', ['meals'], '送餐', '牙不好，要软一点的'),
    ...needs(liu, 'repair', ['repair'], '修东西', '卫生间扶手松了'),
    ...needs(ofLi[0], 'doctor', ['doctor'], '看医生', '血压计说偏高，想请医生看看'),
    ...needs(ofLi[1], 'medicine', ['medicine', 'shopping'], '买药取药、买东西', '降压药还够三天'),
    ...[ofLi[2], others[0]].flatMap((one) =>
      one
        ? [
            {
              ...about(one, 'call', 3),
              kind: 'wellness_call' as const,
              title: `给${one.name}打个电话，午饭没来取`,
              details: { why: 'welfare' },
            },
          ]
        : [],
    ),
  ]
}

async function loadRound(db: Db, world: World, gridCode: string, now: Date): Promise<void> {
  const worker = world.member('李敏')
  const people = world.residents
    .filter((one) => one.gridCode === gridCode && (one.livingAlone || one.age >= 80) && one.age >= 60)
    .slice(0, 18)
  const [first] = people
  if (!first) return
  const roundId = idOf('demo round cold')
  const startedAt = addSeconds(now, -2 * hour)
  const dueAt = addSeconds(now, 5 * hour)
  await watchPeople(
    db,
    people.map((one) => ({ ...one, id: idOf(`demo plan ${one.residentId}`) })),
    dueAt,
    startedAt,
  )
  await db
    .insertInto('care_round_line')
    .values(
      people.map((one, position) => {
        const state =
          position % 3 === 0
            ? ('reached' as const)
            : position === 4
              ? ('needs_help' as const)
              : position === 7
                ? ('not_reached' as const)
                : ('waiting' as const)
        const isMarked = state !== 'waiting'
        return {
          community_id: one.communityId,
          round_id: roundId,
          resident_id: one.residentId,
          position,
          resident_name: one.name,
          grid_code: one.gridCode,
          address: one.address,
          birth_date: one.birthDate,
          state,
          by_account_id: isMarked ? worker.accountId : null,
          by_name: isMarked ? worker.name : null,
          at: isMarked ? addSeconds(startedAt, 600 + position * 240) : null,
          note: state === 'needs_help' ? '暖气片不热，明天请人来看' : '',
        }
      }),
    )
    .onDuplicateKeyUpdate({ position: inserted('position') })
    .execute()
  await db
    .insertInto('care_round')
    .values({
      community_id: first.communityId,
      id: roundId,
      area_code: gridCode,
      reason: 'cold',
      filter: json({ groups: ['living_alone', 'over_80'] as ('living_alone' | 'over_80')[] }),
      started_by: worker.accountId,
      started_by_name: worker.name,
      started_at: startedAt,
      due_at: dueAt,
      ended_at: null,
      total: people.length,
    })
    .onDuplicateKeyUpdate({ id: inserted('id') })
    .execute()
}

function workerOf(world: World, one: DemoResident) {
  const worker = world.staff.find(({ role, areaCode }) => role === 'grid_worker' && areaCode === one.gridCode)
  return worker ?? world.member('李敏')
}
