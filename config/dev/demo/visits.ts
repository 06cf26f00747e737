import { idFrom } from '../../../api/_src/platform/ids.ts'
import type { Db } from '../../../api/_src/platform/db/tables.ts'
import { json } from '../../../api/_src/platform/db/values.ts'
import { moveHomeBooking } from '../../../api/_src/booking/index.ts'
import { openComplaint } from '../../../api/_src/homecare/visits/complaints.ts'
import {
  afterMove,
  arrive,
  finish,
  rate,
  setOut,
  type Decision,
  type VisitState,
} from '../../../api/_src/homecare/visits/decide-visit.ts'
import { carryOut } from '../../../api/_src/homecare/visits/planning.ts'
import { findAgreement, findPlan, insertPlan, listAgreements } from '../../../api/_src/homecare/visits/store-plan.ts'
import {
  findVisit,
  insertVisit,
  listBetween,
  writeMove,
  type NewVisit,
} from '../../../api/_src/homecare/visits/store.ts'
import type { CareCategory } from '../../../shared/homecare/categories.ts'
import { addDays, addSeconds, instantOf, timeOf, weekdayOf } from '../../../shared/time.ts'
import { idOf } from './ids.ts'
import type { DemoResident, World } from './world.ts'

const signature = 'M30 90L60 40 75 95 110 45M130 60L160 58 150 100 175 70M200 50L205 95M190 70L235 66 228 98'
const tasksOf: Partial<Record<CareCategory, readonly string[]>> = {
  meals: ['做饭', '洗碗', '看着吃药'],
  bath: ['擦身', '洗头', '换衣服'],
  comfort: ['陪着聊天', '读报'],
  rehab: ['活动手脚', '按摩'],
}

/** Who goes to people's homes; 何雨晴 does it with the mini-program. */
const carers = [
  { key: 'heYuqing', name: '何雨晴', gender: 'female', building: '3', dialects: ['南京话'] },
  { key: '', name: '孙红', gender: 'female', building: '6', dialects: ['南京话', '安徽话'] },
  { key: '', name: '王强', gender: 'male', building: '9', dialects: ['普通话'] },
] as const

/**
 * Visits of 梅园社区: plans for a fortnight, today's visits as far as they would be by now, and last week's with what
 * people said of them.
 */
export async function loadVisits(db: Db, world: World, now: Date): Promise<void> {
  const { communityId } = world.character('wangXiuying')
  const serviceId = idOf(`demo visits ${communityId} service`)
  await loadService(db, world, serviceId)
  const midnight = instantOf(world.today)
  const wanted = await served(db, world)
  const weekday = weekdayOf(world.today)
  for (const [index, { id }] of wanted.entries()) {
    const agreement = await findAgreement(db, communityId, id)
    const resident = world.residents.find(({ residentId }) => residentId === agreement?.residentId)
    const category = agreement?.terms.categories.find((one) => tasksOf[one] !== undefined)
    if (!agreement || !resident || category === undefined) continue
    const planId = idOf(`demo visit plan ${id}`)
    const isElder = resident === world.character('wangXiuying')
    await insertPlan(db, {
      community_id: communityId,
      id: planId,
      agreement_id: id,
      resident_id: resident.residentId,
      resident_name: resident.name,
      address: resident.address,
      grid_code: resident.gridCode,
      building: resident.building,
      provider_id: agreement.terms.providerId,
      provider_name: agreement.providerName,
      service_id: serviceId,
      service_name: '居家护理',
      minutes: 60,
      category,
      weekdays: [weekday, (weekday + 3) % 7],
      time: isElder ? nextHour(now) : (['08:00', '09:00', '10:00', '14:00', '15:00'][index] ?? '16:00'),
      weeks_ahead: 2,
      tasks: tasksOf[category] ?? [],
      wished_worker_id: isElder ? carerId(world, 0) : null,
      wished_gender: index === 2 ? 'female' : null,
      dialect: isElder ? '南京话' : '',
      from_day: world.today,
      to_day: agreement.endDay,
      made_by: world.member('赵雨桐').accountId,
      due_at: null,
    })
    const plan = await findPlan(db, communityId, planId)
    if (plan) await carryOut(db, plan, midnight)
  }
  await bringToday(db, world, now)
  await loadLastWeek(db, world, serviceId)
}

/** Four of those whose agreement runs, 王秀英 first. */
async function served(db: Db, world: World): Promise<{ id: string }[]> {
  const { communityId, name } = world.character('wangXiuying')
  const all = await listAgreements(db, communityId, 20)
  const isHers = (one: { resident_name: string }) => one.resident_name === name
  return [...all.filter(isHers), ...all.filter((one) => !isHers(one))].slice(0, 4)
}

/** The next full hour between eight and five: so that her visit is about to begin whenever the demo is opened. */
function nextHour(now: Date): string {
  const hour = Number(timeOf(now).slice(0, 2)) + 1
  return `${String(Math.min(17, Math.max(8, hour))).padStart(2, '0')}:00`
}

function carerId(world: World, index: number): string {
  return idOf(`demo visits ${world.character('wangXiuying').communityId} carer ${index}`)
}

async function loadService(db: Db, world: World, serviceId: string): Promise<void> {
  const { communityId } = world.character('wangXiuying')
  await db
    .insertInto('service')
    .values({
      community_id: communityId,
      id: serviceId,
      provider_id: idOf(`demo booking ${communityId} provider care`),
      category: 'home_care',
      position: 90,
      name: '居家护理',
      line: '护理员上门，一个小时',
      description: '签了居家养老协议的，护理员按计划上门：助餐、助浴、陪着说说话。',
      icon: 'house-heart',
      channel: 'home',
      place: '家里',
      price_kind: 'low_price',
      price_cents: 4000,
      subsidies: json([
        { group: 'hardship' as const, priceCents: 0 },
        { group: 'living_alone' as const, priceCents: 1000 },
        { group: 'advanced_age' as const, priceCents: 1500 },
      ]),
      minimum_age: 60,
      living_alone_only: 0,
      eligible_groups: json([]),
      eligibility_words: '60 岁以上，签了居家养老协议',
      materials: json([]),
      duration_minutes: 60,
      plan: json({
        rules: [{ weekdays: [0, 1, 2, 3, 4, 5, 6], from: '08:00', to: '18:00', capacity: null }],
        gapMinutes: 0,
        onHolidays: 'as_usual' as const,
        onMakeUpDays: 'as_weekday_off' as const,
      }),
      capacity_kind: 'exclusive',
      capacity: 1,
      reserved_places: 0,
      days_ahead: 40,
      close_minutes: 0,
      cancel_cutoff_minutes: 60,
      open_limit: 60,
      limits: json([]),
      series_allowed: 0,
      withdrawn_at: null,
      version: 1,
    })
    .onDuplicateKeyUpdate((eb) => ({ id: eb.ref('service.id') }))
    .execute()
  for (const [index, { key, name, gender, building, dialects }] of carers.entries()) {
    const account = key === '' ? null : world.character(key).account
    await db
      .insertInto('resource')
      .values({
        community_id: communityId,
        id: carerId(world, index),
        kind: 'worker',
        name,
        units: 1,
        account_id: account?.accountId ?? null,
        skills: json(index === 2 ? ['助餐', '康复护理'] : ['助餐', '助浴', '精神慰藉', '康复护理']),
        dialects: json([...dialects]),
        gender,
        building,
        withdrawn_at: null,
        version: 1,
      })
      .onDuplicateKeyUpdate((eb) => ({ id: eb.ref('resource.id') }))
      .execute()
  }
  await db
    .insertInto('service_need')
    .values(
      carers.map((_, index) => ({
        community_id: communityId,
        service_id: serviceId,
        position: 0,
        resource_id: carerId(world, index),
      })),
    )
    .onDuplicateKeyUpdate((eb) => ({ position: eb.ref('service_need.position') }))
    .execute()
}

/** Today's visits as far as they would be by now: done, there, on the way; one that nobody has come to yet. */
async function bringToday(db: Db, world: World, now: Date): Promise<void> {
  const { communityId } = world.character('wangXiuying')
  const today = await listBetween(db, communityId, world.today, world.today)
  for (const [index, visit] of today.entries()) {
    const worker = { accountId: visit.worker_account_id ?? '', name: visit.worker_name }
    const hour = 3_600_000
    const sinceStart = now.getTime() - visit.starts_at.getTime()
    if (index === 1 && sinceStart > 0) continue
    const steps: ((state: VisitState) => [Decision<string>, Date])[] = []
    const at = (minutes: number) => new Date(Math.min(now.getTime(), visit.starts_at.getTime() + minutes * 60_000))
    if (sinceStart > -hour) steps.push((state) => [setOut(state, worker, at(-25)), at(-25)])
    if (sinceStart > 0) steps.push((state) => [arrive(state, worker, 'door', at(-2)), at(-2)])
    if (sinceStart > hour) {
      const tasks = visit.tasks.map(({ name }, place) => ({
        name,
        done: place < 2,
        reason: place < 2 ? '' : '老人不要',
      }))
      const left = { tasks, signed: { strokes: signature }, note: '精神挺好，爱说话。' }
      steps.push((state) => [finish(state, worker, left, at(55)), at(55)])
    }
    await play(db, visit, steps)
    if (sinceStart > 0) {
      const status = sinceStart > hour ? ('completed' as const) : ('checked_in' as const)
      await moveHomeBooking(db, { communityId, bookingId: visit.id }, { status, by: worker.accountId }, now)
    }
  }
}

async function play(
  db: Db,
  visit: VisitState,
  steps: readonly ((state: VisitState) => [Decision<string>, Date])[],
): Promise<VisitState> {
  let state = visit
  for (const step of steps) {
    const [decision, moment] = step(state)
    if (!decision.ok || decision.data === 'repeat') continue
    if (await writeMove(db, state, decision.data, moment)) state = afterMove(state, decision.data, moment)
  }
  return state
}

const said = [
  { stars: 5, tags: ['careful', 'kind'], words: '擦得干净，还陪我说话' },
  { stars: 4, tags: ['on_time'], words: '' },
  { stars: 2, tags: ['rushed'], words: '头没洗干净就走了' },
  { stars: 5, tags: ['kind'], words: '' },
  { stars: 3, tags: [], words: '来晚了十分钟' },
] as const

/** Last week: done, signed and rated, one of them badly. They had their bookings; those are long over. */
async function loadLastWeek(db: Db, world: World, serviceId: string): Promise<void> {
  const { communityId } = world.character('wangXiuying')
  for (const [index, { id }] of (await served(db, world)).entries()) {
    const agreement = await findAgreement(db, communityId, id)
    const resident = world.residents.find(({ residentId }) => residentId === agreement?.residentId)
    const category = agreement?.terms.categories.find((one) => tasksOf[one] !== undefined)
    if (!agreement || !resident || category === undefined) continue
    for (const daysAgo of [4, 7]) {
      const day = addDays(world.today, -daysAgo)
      const startsAt = instantOf(day, `${String(9 + index).padStart(2, '0')}:00`)
      const visitId = idFrom(`demo visit ${id} ${day}`)
      const carer = index % carers.length
      const account = carers[carer]?.key ? world.character(carers[carer].key).account : null
      const visit: NewVisit = {
        ...blank(resident, carer, world),
        agreement_id: id,
        provider_id: agreement.terms.providerId,
        provider_name: agreement.providerName,
        service_id: serviceId,
        category,
        id: visitId,
        plan_id: idOf(`demo visit plan ${id}`),
        worker_account_id: account?.accountId ?? null,
        day,
        starts_at: startsAt,
        ends_at: addSeconds(startsAt, 3600),
        tasks: (tasksOf[category] ?? []).map((name) => ({ name, done: null, reason: '' })),
      }
      if (!(await insertVisit(db, visit))) continue
      await playLastWeek(db, world, resident, visit, said[(index + daysAgo) % said.length] ?? said[0])
    }
  }
}

async function playLastWeek(
  db: Db,
  world: World,
  resident: DemoResident,
  visit: NewVisit,
  rating: (typeof said)[number],
): Promise<void> {
  const key = { communityId: visit.community_id, visitId: visit.id }
  const at = (minutes: number) => addSeconds(visit.starts_at, minutes * 60)
  const worker = { accountId: '', name: visit.worker_name }
  const family = { accountId: world.character('chenJing').account?.accountId ?? '', name: resident.name }
  const left = {
    tasks: visit.tasks.map(({ name }) => ({ name, done: true, reason: '' })),
    signed: { strokes: signature },
    note: '',
  }
  const state = await findVisit(db, key)
  if (!state) return
  const after = await play(db, state, [
    (one) => [arrive(one, worker, 'door', at(1)), at(1)],
    (one) => [finish(one, worker, left, at(58)), at(58)],
    (one) => [rate(one, family, { id: idFrom(`rating ${visit.id}`), ...rating }, at(180)), at(180)],
  ])
  if (rating.stars > 2) return
  const complaint = { id: idFrom(`complaint ${visit.id}`), words: rating.words, by: family, fromRating: true }
  await openComplaint(db, after, complaint, at(180))
}

/** Everything of a visit that has not happened yet. */
function blank(
  resident: DemoResident,
  carer: number,
  world: World,
): Omit<
  NewVisit,
  | 'agreement_id'
  | 'provider_id'
  | 'provider_name'
  | 'service_id'
  | 'category'
  | 'id'
  | 'plan_id'
  | 'worker_account_id'
  | 'day'
  | 'starts_at'
  | 'ends_at'
  | 'tasks'
> {
  return {
    community_id: resident.communityId,
    plan_version: 1,
    service_name: '居家护理',
    resident_id: resident.residentId,
    resident_name: resident.name,
    address: resident.address,
    grid_code: resident.gridCode,
    building: resident.building,
    spoken_number: '246810',
    price: { priceKind: 'low_price', priceCents: 4000, subsidies: [{ group: 'living_alone', priceCents: 1000 }] },
    resource_id: carerId(world, carer),
    worker_name: carers[carer]?.name ?? '',
    assigned_by: world.member('赵雨桐').accountId,
    status: 'planned',
    set_out_at: null,
    arrived_at: null,
    arrived_by: null,
    left_at: null,
    signed_by: null,
    signature: null,
    note: '',
    stars: null,
    rating: null,
    late_step: 0,
    late_outcome: null,
    cancel_reason: '',
    check_result: null,
    check_note: '',
    checked_by_name: null,
    charged_at: null,
    subsidy_cents: 0,
    due_at: null,
    history: [],
  }
}
