import type { Call, Doer, Step } from '../../../api/_src/help/call.ts'
import { afterStep } from '../../../api/_src/help/decide-step.ts'
import { acknowledge, arrive, calledBack, cancel, close, setOut } from '../../../api/_src/help/decide.ts'
import { firstRing, openCall, rise, type Reach } from '../../../api/_src/help/decide-ladder.ts'
import { rowOf } from '../../../api/_src/help/row.ts'
import type { Db } from '../../../api/_src/platform/db/tables.ts'
import { inserted } from '../../../api/_src/platform/db/upsert.ts'
import { areaOfLevel, type Outcome } from '../../../shared/help/lifecycle.ts'
import { defaultSettings } from '../../../shared/help/settings.ts'
import { addDays, addSeconds, instantOf } from '../../../shared/time.ts'
import { Dice } from './dice.ts'
import { idOf } from './ids.ts'
import { meiyuan } from './places.ts'
import type { DemoStaff } from './staff.ts'
import type { DemoResident, World } from './world.ts'

interface Ending {
  outcome: Outcome
  note: string
}

const endings: readonly Ending[] = [
  { outcome: 'helped_on_site', note: '起床时头晕，坐下缓过来了。量了血压，没有大碍。' },
  { outcome: 'helped_on_site', note: '钥匙忘在屋里，请人开了门。' },
  { outcome: 'helped_by_phone', note: '问晚饭几点送，电话里说好了。' },
  { outcome: 'helped_on_site', note: '燃气报警器响了，关了阀门，开窗通了风。' },
  { outcome: 'family_took_over', note: '儿子赶到了，陪着去配药。' },
  { outcome: 'helped_on_site', note: '厨房滑了一下，没摔着，扶起来坐了一会儿。' },
  { outcome: 'pressed_by_mistake', note: '擦桌子碰到了，人好好的。' },
  { outcome: 'helped_by_phone', note: '停水了来问，说好下午三点来水。' },
]

const heardNextDay = [
  '睡得好，早饭吃了。',
  '今天好多了，谢谢大家。',
  '没事了，下楼走了一圈。',
  '女儿在家陪着，放心。',
] as const

/** Days ago and time of day of the neighbours' calls; none is younger than two days, and none is open. */
function momentsOf(dice: Dice): readonly (readonly [number, string])[] {
  const early = ['05:51', '06:18', '07:15', '08:33']
  const late = ['19:42', '21:30', '22:07', '23:40']
  const noon = ['10:05', '11:26', '14:12', '16:40', '18:02']
  return Array.from({ length: 34 }, (_, index) => {
    const times = [early, noon, noon, late][index % 4] ?? noon
    return [3 + Math.floor(index * 2.5), dice.pick(times)] as const
  })
}

/** Help calls of the past weeks, all of them over: 王秀英's two, and a dozen of other old people who live alone. */
export async function loadHelp(db: Db, world: World, _now: Date): Promise<void> {
  const dice = new Dice(320_500)
  const elders = dice.shuffle(world.residents.filter(({ age, livingAlone }) => livingAlone && age >= 75))
  const wang = world.character('wangXiuying')
  const limin = world.member('李敏')
  const others = elders.filter((one) => one !== wang && one.communityId === meiyuan)
  const calls = momentsOf(dice).flatMap(([daysAgo, time], index) => {
    const elder = others[index % others.length]
    const ending = endings[index % endings.length]
    const worker = elder && gridWorkerOf(world, elder)
    return elder && ending && worker
      ? [answered(world, elder, worker, at(world, daysAgo, time), answerSeconds(index, dice), ending, dice)]
      : []
  })
  calls.push(
    answered(
      world,
      wang,
      limin,
      at(world, 82, '05:40'),
      19,
      { outcome: 'taken_to_hospital', note: '家里摔倒，腿不能动，叫了 120，女儿一起去的。' },
      dice,
    ),
    mistaken(world, wang, limin, at(world, 26, '15:20')),
  )
  await db
    .insertInto('help_call')
    // Their presses are long forgotten, and everybody has been told.
    .values(calls.map((call) => ({ ...rowOf({ ...call, dueAt: null }), notified_version: call.version, untold: 0 })))
    .onDuplicateKeyUpdate({ receipts: inserted('receipts') })
    .execute()
}

function at(world: World, daysAgo: number, time: string): Date {
  return instantOf(addDays(world.today, -daysAgo), time)
}

function gridWorkerOf(world: World, { gridCode }: DemoResident): DemoStaff | undefined {
  return world.staff.find(({ role, areaCode }) => role === 'grid_worker' && areaCode === gridCode)
}

/** In the demo's past everybody could be reached. */
function reachOf(world: World, gridCode: string): Reach {
  return (level) => {
    const code = areaOfLevel(gridCode, level)
    const staff = world.staff.filter(({ role, areaCode }) => areaCode === code && role !== 'doctor' && role !== 'admin')
    const people = staff.map(({ accountId, name, postName }) => ({ accountId, name, post: postName }))
    return { people, isReachable: people.length > 0 }
  }
}

/** Pressed, and the first bells rung. */
function pressed(world: World, elder: DemoResident, raisedAt: Date): Call {
  const id = idOf(`demo help ${elder.residentId} ${raisedAt.toISOString()}`)
  const doer = { accountId: elder.account?.accountId ?? elder.residentId, name: elder.name }
  const { communityId, residentId, gridCode, address, birthDate, livingAlone } = elder
  const call = openCall(
    id,
    { communityId, residentId, residentName: elder.name, gridCode, address, birthDate, livingAlone },
    { intent: 'emergency', source: 'app', doer },
    raisedAt,
  )
  return afterStep(call, firstRing(call, defaultSettings, reachOf(world, gridCode), raisedAt))
}

const doerOf = (worker: DemoStaff): Doer & { phone: string | null } => ({
  accountId: worker.accountId,
  name: worker.name,
  post: worker.postName,
  phone: worker.phone,
})

/** Seconds until somebody answers: mostly at once, now and then after a rise, one far too late. */
function answerSeconds(index: number, dice: Dice): number {
  if (index === 11) return 214
  return index % 6 === 5 ? dice.between(40, 75) : dice.between(4, 22)
}

/** Answered after `waited` seconds; seen at home unless a word on the telephone was enough. */
function answered(
  world: World,
  elder: DemoResident,
  worker: DemoStaff,
  raisedAt: Date,
  waited: number,
  ending: Ending,
  dice: Dice,
): Call {
  const by = doerOf(worker)
  let now = addSeconds(raisedAt, waited)
  let call = pressed(world, elder, raisedAt)
  while (call.dueAt !== null && call.dueAt <= now) {
    const risen = rise(call, call.dueAt, reachOf(world, elder.gridCode))
    if (!risen) break
    call = afterStep(call, risen)
  }
  const later = (seconds: number) => (now = addSeconds(now, seconds))
  const move = (decision: { ok: boolean; step?: Step | undefined }) => {
    if (!decision.ok || !decision.step) throw new Error('the demo makes a move that nobody may make')
    call = afterStep(call, decision.step)
  }
  move(acknowledge(call, by, now))
  if (ending.outcome !== 'helped_by_phone' && ending.outcome !== 'pressed_by_mistake') {
    move(setOut(call, by, 5, later(dice.between(15, 50))))
    move(arrive(call, by, later(dice.between(150, 420))))
  }
  move(close(call, by, ending, later(dice.between(240, 840))))
  // Somebody asked the next day how it went; of a mistake nobody asks.
  if (call.callBackDueAt !== null) {
    move(calledBack(call, by, addSeconds(call.callBackDueAt, -60 * dice.between(20, 170)), dice.pick(heardNextDay)))
  }
  return call
}

function mistaken(world: World, elder: DemoResident, worker: DemoStaff, raisedAt: Date): Call {
  let call = pressed(world, elder, raisedAt)
  const elderDoer = { accountId: elder.account?.accountId ?? elder.residentId, name: elder.name }
  const cancelled = cancel(call, elderDoer, addSeconds(raisedAt, 12))
  if (cancelled.ok && cancelled.step) call = afterStep(call, cancelled.step)
  const rung = calledBack(call, doerOf(worker), addSeconds(raisedAt, 190))
  return rung.ok && rung.step ? afterStep(call, rung.step) : call
}
