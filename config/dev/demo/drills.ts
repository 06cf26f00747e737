import '../../../api/_src/help/drills/tables.ts'
import { afterDrillStep, climb, confirm, newDrill, nextDrillAt } from '../../../api/_src/help/drills/decide.ts'
import type { Drill, Reachable } from '../../../api/_src/help/drills/decide.ts'
import { afterTestStep, answerTest, newTest, type Test } from '../../../api/_src/help/drills/decide-button.ts'
import { insertDrill, writePlan } from '../../../api/_src/help/drills/store.ts'
import { insertTest } from '../../../api/_src/help/drills/store-button.ts'
import { isDuplicate } from '../../../api/_src/platform/db/errors.ts'
import type { Db } from '../../../api/_src/platform/db/tables.ts'
import { levels, type Level } from '../../../shared/help/lifecycle.ts'
import { addDays, addSeconds, instantOf } from '../../../shared/time.ts'
import { idOf } from './ids.ts'
import { meiyuan } from './places.ts'
import type { DemoResident, World } from './world.ts'

const plan = { dayOfMonth: 3, hour: 10 }

/** A monthly drill of 梅园社区: the one before last passed, last month nobody of the street tapped; and tested buttons. */
export async function loadDrills(db: Db, world: World, now: Date): Promise<void> {
  const keeper = world.member('赵雨桐').accountId
  const next = nextDrillAt(plan, now)
  const last = monthsBefore(next, 1)
  await writePlan(db, { communityId: meiyuan, ...plan, nextAt: next }, keeper, instantOf(addDays(world.today, -90)))
  await once(() =>
    insertDrill(
      db,
      drillOn(world, monthsBefore(next, 2), () => true),
    ),
  )
  await once(() =>
    insertDrill(
      db,
      drillOn(world, last, (level) => level !== 'street'),
    ),
  )
  for (const test of tests(world, now)) await once(() => insertTest(db, test))
}

async function once(insert: () => Promise<void>): Promise<void> {
  try {
    await insert()
  } catch (error) {
    if (!isDuplicate(error)) throw error
  }
}

/** The drill of the plan so many months before another one. */
function monthsBefore(at: Date, months: number): Date {
  let found = at
  for (let month = 0; month < months; month += 1) found = nextDrillAt(plan, addSeconds(found, -32 * 86_400))
  return found
}

/** A drill from beginning to end, by the rules of drills; `answers` says whether a level taps. */
function drillOn(world: World, startedAt: Date, answers: (level: Level) => boolean): Drill {
  const areas = world.areas.flatMap(({ code, name, level }) => {
    const isOfLadder = code.startsWith(meiyuan) || meiyuan.startsWith(code)
    const found = levels.find((one) => one === level)
    return isOfLadder && found ? [{ code, name, level: found }] : []
  })
  const reachable = new Map<string, readonly Reachable[]>(
    areas.map(({ code, level }) => [code, peopleAt(world, code, level)]),
  )
  let drill = newDrill(
    idOf(`demo drill ${startedAt.toISOString()}`),
    { communityId: meiyuan },
    areas,
    undefined,
    startedAt,
  )
  for (let now = startedAt; drill.status === 'running'; now = drill.dueAt ?? now) {
    const step = climb(drill, now, reachable, new Map())
    if (!step) throw new Error('the demo drills at a moment when nothing is due')
    drill = afterDrillStep(drill, step)
    for (const [index, leg] of drill.legs.entries()) {
      const [person] = leg.people
      if (leg.result !== 'running' || person === undefined || !answers(leg.level)) continue
      const heard = confirm(drill, person, addSeconds(now, 9 + index * 7))
      if (heard.ok && heard.step) drill = afterDrillStep(drill, heard.step)
    }
  }
  // Everybody has been told, and what failed was looked into.
  return { ...drill, dueAt: null }
}

function peopleAt(world: World, code: string, level: Level): Reachable[] {
  return world.staff
    .filter(({ areaCode, role }) => areaCode === code && role !== 'doctor' && role !== 'admin')
    .map(({ accountId, name, postName }) => ({
      accountId,
      name,
      post: postName,
      deskAlive: level !== 'grid',
    }))
}

/** 王秀英 tested twice and was heard; 周建国 pressed twenty minutes ago and waits for a word. */
function tests(world: World, now: Date): Test[] {
  const wang = world.character('wangXiuying')
  const heard = [
    [wang, instantOf(addDays(world.today, -33), '09:12'), 1400],
    [wang, instantOf(addDays(world.today, -2), '09:05'), 2600],
  ] as const
  return [
    ...heard.map(([person, at, waited], index) => {
      const test = answered(world, pressed(person, at, waited))
      return index === heard.length - 1 ? test : { ...test, dueAt: null }
    }),
    pressed(world.character('zhouJianguo'), addSeconds(now, -1200), 1900),
  ]
}

function pressed(person: DemoResident, at: Date, waitedMilliseconds: number): Test {
  const { communityId, residentId, name, gridCode, address } = person
  const id = idOf(`demo test ${residentId} ${at.toISOString()}`)
  return newTest(id, { communityId, residentId, residentName: name, gridCode, address }, waitedMilliseconds, name, at)
}

function answered(world: World, test: Test): Test {
  const { accountId, name } = world.member('李敏')
  const decision = answerTest(test, { accountId, name }, addSeconds(test.pressedAt, 340))
  return decision.ok && decision.step ? afterTestStep(test, decision.step) : test
}
