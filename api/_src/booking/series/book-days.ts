import { addDays, dayOf, instantOf, type Day } from '../../../../shared/time.ts'
import type { Db } from '../../platform/db/tables.ts'
import { livesAt } from '../visits.ts'
import type { SeriesStep, SkippedDay } from '../tables.ts'
import { toClear } from '../taking/decide-claims.ts'
import { Facts } from '../taking/facts.ts'
import { freed } from '../taking/freed.ts'
import type { Order, PlannedBooking } from '../taking/plan-order.ts'
import { insertBookings, readBookings } from '../taking/store-booking.ts'
import { endClaims, endRunOut, insertClaims } from '../taking/store-claim.ts'
import { readPieces, type Look } from '../taking/store-facts.ts'
import { takePlaces } from '../taking/take-places.ts'
import {
  bookingIdOf,
  brokenOff,
  daysToBook,
  horizonOf,
  nextDayOf,
  planDays,
  stateOf,
  type PlannedDay,
  type WantedDay,
} from './plan-days.ts'
import { cancelDays, changeSeries, readSeries, type SeriesColumns, type SeriesRow } from './store-series.ts'

/** What must be read to decide days of a series. */
export function lookAtDates(
  of: { communityId: string; serviceId: string; residentId: string; seriesId: string },
  days: readonly WantedDay[],
  now: Date,
): Look {
  const sorted = days.flatMap(({ day, startsAt }) => [day, dayOf(startsAt)]).toSorted()
  const fromDay = sorted[0] ?? dayOf(now)
  const toDay = sorted[sorted.length - 1] ?? fromDay
  return {
    communityId: of.communityId,
    serviceIds: [of.serviceId],
    residentIds: [of.residentId],
    bookingIds: days.map(({ day }) => bookingIdOf(of.seriesId, day)),
    starts: { from: instantOf(fromDay), to: instantOf(addDays(toDay, 1)) },
    fromDay,
    toDay,
    now,
  }
}

/** How the days of a series are ordered: told by the series, and always for the person as the register knows them. */
export function orderOf(series: SeriesColumns): Omit<Order, 'places'> {
  const { community_id: communityId, delegate_name: byName, channel } = series
  return {
    communityId,
    as: 'confirmed',
    basketId: null,
    seriesId: series.id,
    quiet: true,
    note: series.note,
    bookedBy: series.booked_by,
    channel,
    booker: (_, home) => (home ? livesAt(home, { byName, channel }) : undefined),
  }
}

/**
 * Books what a series must book now and writes down what became of it: each day is a booking with its claims, or is
 * skipped with its reason, or comes later. Safe to repeat, to run twice at once, and to lose after each statement: a day's
 * booking always has the same id, and the row is due until it says that all is done. `known` = what was read already.
 */
export async function bookDays(
  db: Db,
  series: SeriesColumns & { days_ahead: number },
  now: Date,
  known?: Facts,
): Promise<void> {
  const { community_id: communityId, id: seriesId, service_id: serviceId, resident_id: residentId } = series
  const wanted = daysToBook(series, horizonOf(series.days_ahead, now), now)
  const look = lookAtDates({ communityId, serviceId, residentId, seriesId }, wanted, now)
  const facts = known ?? new Facts(await readPieces(db, look), now)
  const service = facts.services.get(serviceId)
  const order = orderOf(series)
  if (!service || service.withdrawn !== 0 || !facts.homes.has(residentId)) {
    // nobody to book for, or nothing to book: it ends by itself, and its days are for the desk to talk about
    await changeSeries(db, series, stepOf(series, 'ended', '', now), { status: 'ended', due_at: null })
    return
  }
  const plan = planDays(order, facts, wanted, { service, seriesId, residentId }, now)
  const planned = plan.flatMap((one) => one.planned ?? [])
  const failed = await takeDays(db, order, planned, facts, now)
  const done = plan.map((one) => (failed.has(one.day) ? { ...one, ...failed.get(one.day) } : one))
  await writeDown(db, series, done, now)
}

/** Claims all in one insert and writes all in one; where something clashes, halves do, down to single days. */
async function takeDays(
  db: Db,
  order: Omit<Order, 'places'>,
  planned: readonly PlannedBooking[],
  facts: Facts,
  now: Date,
): Promise<Map<Day, Pick<PlannedDay, 'state' | 'words'>>> {
  const [first] = planned
  if (!first) return new Map()
  if (planned.length === 1) return takeDay(db, order, first, facts, now)
  const claims = planned.flatMap((one) => one.claims)
  const isPlain = planned.every(({ adopts }) => adopts === undefined)
  if (isPlain) await endRunOut(db, order.communityId, toClear(claims, facts.occupied), now)
  if (isPlain && (await insertClaims(db, order.communityId, claims)) === 'done') {
    const rows = planned.map(({ row }) => row)
    if ((await insertBookings(db, rows)).outcome === 'done') return new Map()
  }
  const middle = Math.ceil(planned.length / 2)
  const before = await takeDays(db, order, planned.slice(0, middle), facts, now)
  const after = await takeDays(db, order, planned.slice(middle), facts, now)
  return new Map([...before, ...after])
}

/** A single day, by the way every booking goes: looks again until it has a place or is refused. */
async function takeDay(
  db: Db,
  order: Omit<Order, 'places'>,
  { row, service }: PlannedBooking,
  facts: Facts,
  now: Date,
) {
  const { id: bookingId, resident_id: residentId, service_id: serviceId, starts_at: startsAt } = row
  const taken = await takePlaces(db, { ...order, places: [{ bookingId, residentId, serviceId, startsAt }] }, now)
  if (taken.ok) return new Map<Day, Pick<PlannedDay, 'state' | 'words'>>()
  if (taken.code === 'id_taken') {
    // of this id there is one already: the day, perhaps moved since, or nobody's
    const [present] = await readBookings(db, order.communityId, [bookingId])
    return new Map(present ? [] : [[row.day, { state: 'closed' as const, words: brokenOff }]])
  }
  return new Map([[row.day, stateOf(taken, service, facts, startsAt, now)]])
}

function stepOf(series: SeriesColumns, kind: SeriesStep['kind'], by: string, now: Date): SeriesStep {
  return { version: series.version + 1, kind, at: now.toISOString(), by, delegateName: null, booked: [], skipped: [] }
}

const unfinished = ['later'] as const satisfies PlannedDay['state'][]

async function writeDown(
  db: Db,
  series: SeriesColumns & { days_ahead: number },
  done: readonly PlannedDay[],
  now: Date,
): Promise<void> {
  const today = dayOf(now)
  const horizon = horizonOf(series.days_ahead, now)
  const stopped = done.find(({ state, day }) => unfinished.some((one) => one === state) && day <= horizon)
  const last = series.to_day < horizon ? series.to_day : horizon
  const through = stopped ? addDays(stopped.day, -1) : last
  const booked = done.filter(({ state }) => state === 'free' || state === 'booked').map(({ day }) => day)
  const fresh: SkippedDay[] = done
    .filter(({ day, state }) => day <= through && ['full', 'closed', 'limit', 'mine'].includes(state))
    .map(({ day, words: reason }) => ({ day, reason }))
  const isFirst = series.version === 0
  const step: SeriesStep = {
    ...stepOf(series, isFirst ? 'started' : 'skipped', isFirst ? series.booked_by : '', now),
    delegateName: isFirst ? series.delegate_name : null,
    booked,
    skipped: fresh,
  }
  const next = nextDayOf({ ...series, booked_through: through })
  const isWritten = await changeSeries(db, series, isFirst || fresh.length > 0 ? step : undefined, {
    booked_through: through,
    skipped: [...series.skipped.filter(({ day }) => day >= today), ...fresh],
    due_at: next === null ? null : instantOf(stopped ? addDays(today, 1) : addDays(next, -series.days_ahead)),
  })
  if (isWritten) return
  const present = await readSeries(db, series.community_id, series.id, now)
  // it was ended while its days were being booked
  if (present?.status === 'ended') await giveDaysBack(db, present, '', now)
}

const endReason = '每周的停了'

/** Gives back the days of a series that may still be; who waits for them is next. Answers with how many. */
export async function giveDaysBack(db: Db, series: SeriesRow, by: string, now: Date): Promise<number> {
  const { community_id: communityId } = series
  const mayBe = series.coming.filter(
    ({ status, cancelUntil }) => status !== 'checked_in' && (status !== 'confirmed' || cancelUntil >= now),
  )
  const ids = mayBe.map(({ bookingId }) => bookingId)
  const cancelled = await cancelDays(db, communityId, ids, { by, reason: endReason }, now)
  await endClaims(db, communityId, ids, now)
  return cancelled
}

/** Whoever waits for one of these days is offered it. */
export async function handDaysOn(db: Db, series: SeriesRow, now: Date): Promise<void> {
  const { community_id: communityId, service_id: serviceId } = series
  for (const { startsAt } of series.coming) await freed(db, { communityId, serviceId, startsAt }, now)
}
