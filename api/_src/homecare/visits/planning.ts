import {
  communityDays,
  bookingStates,
  bookVisit,
  freeResources,
  homeServices,
  quietBookings,
  type FreeResource,
  type HomeService,
} from '../../booking/index.ts'
import { rhythmWords, type GapReason } from '../../../../shared/homecare/visits.ts'
import { refuse, type Result } from '../../../../shared/result.ts'
import { addDays, addSeconds, dayOf, instantOf, type Day } from '../../../../shared/time.ts'
import type { Db } from '../../platform/db/tables.ts'
import { idFrom } from '../../platform/ids.ts'
import { bookingCancelled } from './bookings.ts'
import { planHorizon, wantedDates, withGaps, type Wanted } from './decide-plan.ts'
import { recommend, type Candidate } from './decide-recommend.ts'
import { afterMove, cancel, nextLook, time } from './decide-visit.ts'
import { listAway, listDuePlans, listOutdated, notePlanned, type PlanRow } from './store-plan.ts'
import { insertVisit, listBetween, writeMove, type VisitRow } from './store.ts'
import type { Gap } from './tables.ts'

const perPass = 20
/** How far from the wished start another time is looked for, in minutes; then the same time of the next days. */
const minutesAround = [30, -30, 60, -60, 90, -90, 120, -120, 180, -180]
const daysAfter = [1, 2]
/** Whom the calendar may refuse because somebody was faster. */
const mostTried = 3

/** Plans that reach a new day or were changed make their visits. One indexed query when none is due. */
export async function advancePlans(db: Db, communityIds: readonly string[], now: Date): Promise<void> {
  if (communityIds.length === 0) return
  for (;;) {
    const due = await listDuePlans(db, communityIds, now, perPass)
    for (const plan of due) await carryOut(db, plan, now)
    if (due.length < perPass) return
  }
}

/**
 * Makes the visits a plan wants from now to its horizon, and takes off those of its earlier versions. May be broken off
 * and run again, also twice at once: a date's visit has an id that follows from plan, version and day.
 */
export async function carryOut(db: Db, plan: PlanRow, now: Date): Promise<void> {
  const today = dayOf(now)
  for (const visit of await listOutdated(db, plan, today)) await takeOff(db, visit, now)
  const tomorrow = instantOf(addDays(today, 1))
  const horizon = planHorizon(plan, today)
  if (plan.status === 'ended') return notePlanned(db, plan, { through: plan.planned_through, gaps: [], dueAt: null })
  const { kindOf, wordsOf } = await communityDays(db, plan.community_id, today)
  const wanted = wantedDates(plan, today, { kindOf, nameOf: (day) => (wordsOf(day) === '' ? null : wordsOf(day)) })
  const scene = wanted.length === 0 ? undefined : await lookAround(db, plan, today, horizon)
  const gaps: Gap[] = []
  for (const date of wanted) {
    if ('leftOut' in date) gaps.push({ day: date.day, reason: date.leftOut, words: date.words, nearest: null })
    else if (scene && date.startsAt > now) {
      const gap = await makeVisit(db, plan, scene, date, now)
      if (gap) gaps.push(gap)
    }
  }
  const isOver = plan.to_day <= today
  const through = plan.planned_through !== null && plan.planned_through > horizon ? plan.planned_through : horizon
  await notePlanned(db, plan, { through, gaps: withGaps(plan.gaps, gaps, today), dueAt: isOver ? null : tomorrow })
}

async function takeOff(db: Db, visit: VisitRow, now: Date): Promise<void> {
  const decision = cancel(visit, time, '上门的计划改了')
  if (!decision.ok || decision.data === 'repeat') return
  if (await writeMove(db, visit, decision.data, now)) {
    await bookingCancelled(db, afterMove(visit, decision.data, now), visit.assigned_by, now)
  }
}

/** What the days of a plan look like: who has how much to do, who is away, who came the last time. */
export interface Scene {
  service: HomeService | undefined
  visits: VisitRow[]
  away: ReadonlySet<string>
}

const awayKey = (resourceId: string, day: Day) => `${resourceId} ${day}`
const daysRemembered = 60

export async function lookAround(db: Db, plan: PlanRow, from: Day, to: Day): Promise<Scene> {
  const { community_id: communityId } = plan
  const [service] = await homeServices(db, communityId, plan.service_id)
  const visits = await listBetween(db, communityId, addDays(from, -daysRemembered), to)
  const away = await listAway(db, communityId, from, to)
  return { service, visits, away: new Set(away.map((one) => awayKey(one.resource_id, one.day))) }
}

/** Who could go then, as the rule of sending looks at them. */
export function candidatesFor(
  free: readonly FreeResource[],
  { visits, away }: Pick<Scene, 'visits' | 'away'>,
  { residentId, day, visitId }: { residentId: string; day: Day; visitId: string },
): Candidate[] {
  const others = visits.filter((visit) => visit.status !== 'cancelled' && visit.id !== visitId)
  const last = others.filter((visit) => visit.resident_id === residentId && visit.day < day).at(-1)
  return free
    .filter(({ kind }) => kind === 'worker')
    .map((one) => ({
      resourceId: one.resourceId,
      name: one.name,
      skills: one.skills,
      dialects: one.dialects,
      gender: one.gender,
      building: one.building,
      isFree: one.free,
      isAway: away.has(awayKey(one.resourceId, day)),
      wasLast: last?.resource_id === one.resourceId,
      visitsThatDay: others.filter((visit) => visit.resource_id === one.resourceId && visit.day === day).length,
    }))
}

type Wished = Extract<Wanted, { startsAt: Date }>

/** Books one date with the worker who suits best. A gap when nobody can; undefined when the visit is there. */
async function makeVisit(db: Db, plan: PlanRow, scene: Scene, date: Wished, now: Date): Promise<Gap | undefined> {
  const made = await bookDate(db, plan, scene, date, now)
  if (made.ok) return undefined
  return { day: date.day, reason: made.code, words: '', nearest: await nearestFree(db, plan, scene, date, now) }
}

/** Takes the calendar of the best free worker, and writes the visit. */
export async function bookDate(
  db: Db,
  plan: PlanRow,
  scene: Scene,
  date: Wished,
  now: Date,
): Promise<Result<VisitRow['id'], GapReason>> {
  const { community_id: communityId, service_id: serviceId, resident_id: residentId } = plan
  const visitId = idFrom(`visit ${plan.id} ${plan.version} ${date.day}`)
  const { startsAt } = date
  const free = await freeResources(db, { communityId, serviceId, startsAt }, now)
  const [state] = await bookingStates(db, communityId, [visitId])
  if (state) {
    // Broken off between the two: the place is taken, only the visit is missing.
    const worker = free.find(({ resourceId }) => state.resourceIds.includes(resourceId))
    await write(
      db,
      plan,
      scene,
      { ...date, startsAt: state.startsAt, endsAt: state.endsAt },
      visitId,
      state.spokenNumber,
      worker,
      now,
    )
    return { ok: true, data: visitId }
  }
  if (free.length === 0) return refuse('closed')
  const ranked = recommend(wishOf(plan), candidatesFor(free, scene, { residentId, day: date.day, visitId })).filter(
    ({ isFree, fits }) => isFree && fits,
  )
  for (const { resourceId } of ranked.slice(0, mostTried)) {
    const wish = { communityId, bookingId: visitId, residentId, serviceId, startsAt, resourceId }
    const booked = await bookVisit(
      db,
      { ...wish, bookedBy: plan.made_by, byName: null, channel: 'counter', seriesId: plan.id },
      now,
    )
    if (booked.ok) {
      const worker = free.find((one) => one.resourceId === resourceId)
      await write(db, plan, scene, date, visitId, booked.data.spokenNumber, worker, now)
      return { ok: true, data: visitId }
    }
    if (booked.code !== 'slot_full') return refuse(gapOf(booked.code))
  }
  return refuse('taken')
}

function gapOf(code: string): GapReason {
  if (code === 'slot_closed' || code === 'slot_past' || code === 'not_found') return 'closed'
  return code === 'limit_reached' || code === 'already_booked' ? 'limit' : 'closed'
}

export function wishOf(plan: PlanRow) {
  return {
    category: plan.category,
    building: plan.building,
    wishedWorkerId: plan.wished_worker_id,
    wishedGender: plan.wished_gender,
    dialect: plan.dialect,
  }
}

async function write(
  db: Db,
  plan: PlanRow,
  scene: Scene,
  { startsAt, endsAt }: { startsAt: Date; endsAt: Date },
  id: string,
  spokenNumber: string,
  worker: FreeResource | undefined,
  now: Date,
): Promise<void> {
  const { service } = scene
  // The first of a plan says for all of them that somebody comes, and when.
  const isFirst = !scene.visits.some((one) => one.plan_id === plan.id && one.plan_version === plan.version)
  const planned = { version: 1, at: now.toISOString(), kind: 'planned', by: plan.made_by, byName: '' } as const
  const entry = isFirst ? { ...planned, words: rhythmWords(plan.weekdays, plan.time) } : planned
  const visit = {
    community_id: plan.community_id,
    id,
    plan_id: plan.id,
    plan_version: plan.version,
    agreement_id: plan.agreement_id,
    provider_id: plan.provider_id,
    provider_name: plan.provider_name,
    service_id: plan.service_id,
    service_name: plan.service_name,
    category: plan.category,
    resident_id: plan.resident_id,
    resident_name: plan.resident_name,
    address: plan.address,
    grid_code: plan.grid_code,
    building: plan.building,
    day: dayOf(startsAt),
    starts_at: startsAt,
    ends_at: endsAt,
    spoken_number: spokenNumber,
    price: {
      priceKind: service?.priceKind ?? 'free',
      priceCents: service?.priceCents ?? 0,
      subsidies: service?.subsidies ?? [],
    },
    resource_id: worker?.resourceId ?? null,
    worker_name: worker?.name ?? '',
    worker_account_id: worker?.accountId ?? null,
    assigned_by: plan.made_by,
    status: 'planned' as const,
    tasks: plan.tasks.map((name) => ({ name, done: null, reason: '' })),
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
    due_at: nextLook(startsAt, now),
    history: [entry],
  }
  if (await insertVisit(db, visit, isFirst)) {
    // The next dates of this plan see it: whose day it fills, and who came the last time.
    scene.visits.push({ ...visit, version: 1, notified_version: 1, untold: 0 })
    await quietBookings(db, plan.community_id, [id])
  }
}

/** The nearest time at which somebody could come instead. */
async function nearestFree(db: Db, plan: PlanRow, scene: Scene, date: Wished, now: Date): Promise<string | null> {
  const { community_id: communityId, service_id: serviceId, resident_id: residentId } = plan
  const starts = [
    ...minutesAround.map((minutes) => addSeconds(date.startsAt, minutes * 60)),
    ...daysAfter.map((days) => addSeconds(date.startsAt, days * 86_400)),
  ].filter((startsAt) => startsAt > now)
  for (const startsAt of starts) {
    const free = await freeResources(db, { communityId, serviceId, startsAt }, now)
    const candidates = candidatesFor(free, scene, { residentId, day: dayOf(startsAt), visitId: '' })
    if (recommend(wishOf(plan), candidates).some(({ isFree, fits }) => isFree && fits)) {
      return startsAt.toISOString()
    }
  }
  return null
}
