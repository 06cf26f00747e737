import { daysOfPattern } from '../../../../shared/booking/series.ts'
import { exceptionsOn, instantAt, stretchOfException } from '../../../../shared/booking/opening.ts'
import type { SeriesDay } from '../../../../shared/booking/series-contract.ts'
import type { Refusal } from '../../../../shared/result.ts'
import { addDays, dayOf, instantOf, timeOf, type Day, type TimeOfDay } from '../../../../shared/time.ts'
import { idFrom } from '../../platform/ids.ts'
import { minuteOf, openKey, slotKey, takenUnits, type Occupied } from '../taking/decide-claims.ts'
import { freePlaces, isClosed, slotsOfDays, type Looker } from '../taking/decide-slots.ts'
import type { Facts, ServiceFacts } from '../taking/facts.ts'
import { planOrder, slotIn, type Order, type PlannedBooking } from '../taking/plan-order.ts'
import type { WantedDays } from '../tables.ts'

/** What a series without an end has as its last day. */
export const openEnd: Day = '9999-12-31'

/** A day of a pattern and the start chosen for it. */
export interface WantedDay {
  day: Day
  startsAt: Date
}

/** The booking of a day of a series: always the same id, so that no day is booked twice, whoever does it. */
export const bookingIdOf = (seriesId: string, day: Day) => idFrom(`${seriesId} ${day}`)

/** The last day that can be booked today. */
export const horizonOf = (daysAhead: number, now: Date): Day => addDays(dayOf(now), daysAhead)

interface Pattern {
  weekdays: readonly number[]
  time: TimeOfDay
  from_day: Day
  to_day: Day
}

const max = (one: Day, other: Day) => (one > other ? one : other)
const min = (one: Day, other: Day) => (one < other ? one : other)

/** The days that a series must book now, those that are over left out. */
export function daysToBook(
  series: Pattern & { wanted: WantedDays; booked_through: Day | null },
  horizon: Day,
  now: Date,
): WantedDay[] {
  const { wanted, booked_through: through } = series
  const next = through === null ? series.from_day : addDays(through, 1)
  const days = daysOfPattern(series.weekdays, max(next, dayOf(now)), min(series.to_day, horizon))
  return days.flatMap((day) => {
    const chosen = wanted.days.find((one) => one.day === day)
    if (chosen) return [{ day, startsAt: new Date(chosen.startsAt) }]
    return day > wanted.through ? [{ day, startsAt: instantOf(day, series.time) }] : []
  })
}

/** The next day a series books by itself; null when none is left. */
export function nextDayOf(series: Pattern & { booked_through: Day | null }): Day | null {
  const from = series.booked_through === null ? series.from_day : addDays(series.booked_through, 1)
  // one week holds every weekday of a pattern
  return daysOfPattern(series.weekdays, from, min(series.to_day, addDays(from, 6)))[0] ?? null
}

/** Why a day was skipped that could not be brought to its end. */
export const brokenOff = '没约成'

/** What becomes of a day. `later` and what follows it is looked at again another day. */
export interface PlannedDay extends WantedDay {
  state: SeriesDay['state'] | 'booked'
  words: string
  planned?: PlannedBooking
}

/** Decides the days one after the other: each that is chosen counts as taken for the next, limits and all. */
export function planDays(order: Omit<Order, 'places'>, facts: Facts, days: readonly WantedDay[], who: Who, now: Date) {
  const { service, seriesId, residentId } = who
  const horizon = horizonOf(service.days_ahead, now)
  const isLater = new Set<Day>()
  return days.map((wanted): PlannedDay => {
    const { day, startsAt } = wanted
    const bookingId = bookingIdOf(seriesId, day)
    const earlier = facts.earlier.get(bookingId)
    // a row without a service belongs to nobody: the sweep took the id after a booking broke off
    if (earlier?.serviceId === '') return { ...wanted, state: 'closed', words: brokenOff }
    if (earlier) return { ...wanted, state: 'booked', words: '' }
    const reached = takenUnits(facts.occupied, openKey(residentId, service.id), 0).length >= service.open_limit
    if (day > horizon || reached || isLater.size > 0) {
      isLater.add(day)
      return { ...wanted, state: 'later', words: reached ? '前面的去过了再约' : '到时候自动约' }
    }
    const place = { bookingId, residentId, serviceId: service.id, startsAt }
    const plan = planOrder({ ...order, places: [place] }, facts, now)
    if (!plan.ok) return { ...wanted, ...stateOf(plan, service, facts, startsAt, now) }
    const [planned] = plan.data === 'repeat' ? [] : plan.data
    for (const claim of planned?.claims ?? []) facts.occupied.add(claim, 'live')
    return { ...wanted, state: 'free', words: '', ...(planned ? { planned } : {}) }
  })
}

/** Whose series it is, and of what. */
export interface Who {
  service: ServiceFacts
  residentId: string
  seriesId: string
}

/** A refusal of one day as people read it. */
export function stateOf(
  refused: Refusal<string>,
  service: ServiceFacts,
  facts: Facts,
  startsAt: Date,
  now: Date,
): { state: SeriesDay['state']; words: string } {
  const because = (refused.details as { because?: string } | undefined)?.because
  switch (refused.code) {
    case 'already_booked':
      return { state: 'mine', words: '已经约了' }
    case 'slot_full':
      return { state: 'full', words: '约满了' }
    case 'limit_reached':
      return { state: 'limit', words: because ?? '约满次数了' }
    case 'slot_past':
      return { state: 'closed', words: '已经过了' }
    default:
      return { state: 'closed', words: because ?? closedWords(service, facts, startsAt, now) }
  }
}

/** Why there is no such slot: a closing with its reason, a holiday by its name, or just not in the plan. */
function closedWords(service: ServiceFacts, facts: Facts, startsAt: Date, now: Date): string {
  const slot = slotIn(service, facts, startsAt)
  if (slot) return isClosed(service, slot, now) ? '停止预约了' : '约不了'
  const day = dayOf(startsAt)
  const closing = exceptionsOn(day, 'closed', service.exceptions).find((exception) => {
    const stretch = stretchOfException(exception)
    return stretch && instantAt(day, stretch.from) <= startsAt && startsAt < instantAt(day, stretch.to)
  })
  if (closing) return closing.reason === '' ? '停一天' : closing.reason
  const closesOnHolidays = service.plan.onHolidays === 'closed' || service.opening_hours.onHolidays === 'closed'
  if (facts.calendar.kindOf(day) === 'holiday' && closesOnHolidays) return facts.calendar.wordsOf(day) || '节假日'
  return `没有 ${timeOf(startsAt).replace(/^0/, '')} 这个时间`
}

const mostInstead = 3
/** How many days before and after a day are near it. */
export const nearDays = 3

/** Every free start of these days, each with its day. */
export function freeStarts(
  service: ServiceFacts,
  facts: Facts,
  residentId: string,
  occupied: Occupied,
  range: { fromDay: Day; days: number },
  who: Looker,
): WantedDay[] {
  return slotsOfDays(service, range.fromDay, range.days, facts.calendar.kindOf).flatMap((slot) => {
    const { startsAt, day } = slot
    const cell = minuteOf(startsAt)
    if (isClosed(service, slot, who.now) || facts.mine(slotKey(residentId, service.id), cell)) return []
    const queue = facts.waiting(service.id, cell)
    return freePlaces(service, slot, occupied, queue, who) > 0 ? [{ day, startsAt }] : []
  })
}

/** The nearest free starts instead of one: of the same day first, then of days near it that are not in the pattern. */
export function startsInstead(wanted: WantedDay, free: readonly WantedDay[], weekdays: readonly number[]): string[] {
  const daysOff = ({ day }: WantedDay) => Math.abs(Date.parse(day) - Date.parse(wanted.day)) / 86_400_000
  const sameDay = ({ day, startsAt }: WantedDay) => startsAt.getTime() - Date.parse(day)
  const timeOff = (one: WantedDay) => Math.abs(sameDay(one) - sameDay(wanted))
  const isInPattern = ({ day }: WantedDay) => daysOfPattern(weekdays, day, day).length > 0
  return free
    .filter((one) => one.day === wanted.day || (daysOff(one) <= nearDays && !isInPattern(one)))
    .toSorted((one, other) => daysOff(one) - daysOff(other) || timeOff(one) - timeOff(other))
    .slice(0, mostInstead)
    .map(({ startsAt }) => startsAt.toISOString())
}
