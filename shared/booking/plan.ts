import { addDays, dayOf, weekdayOf, type Day, type TimeOfDay } from '../time.ts'
import {
  entriesOfUsualDay,
  exceptionsOn,
  instantAt,
  isWholeDay,
  overlap,
  standInWeekday,
  stretchOf,
  stretchOfException,
  weeklyStretches,
  type DayKind,
  type OpeningHours,
  type PlanException,
  type Stretch,
} from './opening.ts'

export { isOpenAt, openWords, standInWeekday } from './opening.ts'
export type { DayKind, OpeningHours, OpenState, PlanException } from './opening.ts'
export { checkException, checkPlan } from './plan-check.ts'

/** On these weekdays, slots one after the other from `from`, the last one over by `to`. Times in 5-minute steps. */
export interface PlanRule {
  /** 0 = Sunday … 6 = Saturday. */
  weekdays: readonly number[]
  from: TimeOfDay
  /** `24:00` is the end of the day. */
  to: TimeOfDay
  /** Places of each slot where they are other than the service's; only for `pooled` services. */
  capacity: number | null
}

/** The week of a service, from which its slots derive; only bookings are stored. */
export interface Plan {
  rules: readonly PlanRule[]
  /** The pause between two slots of one rule. */
  gapMinutes: number
  onHolidays: 'closed' | 'as_usual'
  /** A worked Saturday or Sunday: its own rules as at any weekend, or those of the working day beside it. */
  onMakeUpDays: 'as_weekday_off' | 'works'
}

export interface PlannedService {
  plan: Plan
  durationMinutes: number
}

export interface DerivedSlot {
  startsAt: Date
  endsAt: Date
  day: Day
  /** Null: the service's own. */
  capacity: number | null
}

interface Cell extends Stretch {
  capacity: number | null
}

/**
 * The slots of one local day, in order.
 *
 * The rules come first; where two of them overlap, a slot that would begin before an earlier one is over is left out.
 * What does not lie wholly inside the opening hours goes. Then each open exception adds its slots, oldest first,
 * wherever there is still room: it is meant as it was entered, so it asks neither holidays nor opening hours. Last,
 * every slot that a closed exception touches is gone. In this order closing only ever takes slots away, opening only
 * ever adds some, and no slot moves because of either: what people booked stays a slot of the plan.
 */
export function slotsOn(
  day: Day,
  service: PlannedService,
  exceptions: readonly PlanException[],
  dayKind: DayKind,
  openingHours: OpeningHours | null,
): DerivedSlot[] {
  const { plan } = service
  let cells: Cell[] = []
  addCells(cells, cellsOf(rulesOn(day, plan, dayKind), service))
  if (openingHours) {
    const open = weeklyStretches(day, openingHours, dayKind)
    cells = cells.filter((cell) => open.some(({ from, to }) => from <= cell.from && cell.to <= to))
  }
  for (const exception of exceptionsOn(day, 'open', exceptions)) {
    const { fromTime, toTime } = exception
    const opened = isWholeDay(exception)
      ? entriesOfUsualDay(day, plan.rules)
      : [{ from: fromTime ?? '00:00', to: toTime ?? '24:00', capacity: null }]
    addCells(cells, cellsOf(opened, service))
  }
  for (const exception of exceptionsOn(day, 'closed', exceptions)) {
    const closed = stretchOfException(exception)
    if (closed) cells = cells.filter((cell) => !overlap(cell, closed))
  }
  cells.sort((one, other) => one.from - other.from)
  return cells.map(({ from, to, capacity }) => ({
    startsAt: instantAt(day, from),
    endsAt: instantAt(day, to),
    day,
    capacity,
  }))
}

/** The slots of `days` local days from `fromDay` on, in order. */
export function slotsBetween(
  fromDay: Day,
  days: number,
  service: PlannedService,
  exceptions: readonly PlanException[],
  dayKindOf: (day: Day) => DayKind,
  openingHours: OpeningHours | null,
): DerivedSlot[] {
  const slots: DerivedSlot[] = []
  for (let count = 0; count < days; count += 1) {
    const day = addDays(fromDay, count)
    slots.push(...slotsOn(day, service, exceptions, dayKindOf(day), openingHours))
  }
  return slots
}

/** The slot of the plan that begins exactly then; undefined when there is none. */
export function slotAt(
  startsAt: Date,
  service: PlannedService,
  exceptions: readonly PlanException[],
  dayKindOf: (day: Day) => DayKind,
  openingHours: OpeningHours | null,
): DerivedSlot | undefined {
  const day = dayOf(startsAt)
  return slotsOn(day, service, exceptions, dayKindOf(day), openingHours).filter(
    (slot) => slot.startsAt.getTime() === startsAt.getTime(),
  )[0]
}

/** Whether a window, a room, a vehicle or a worker is away for any part of a slot. */
export function resourceAway(
  exceptions: readonly PlanException[],
  resourceId: string,
  slot: Pick<DerivedSlot, 'startsAt' | 'endsAt'>,
): boolean {
  const day = dayOf(slot.startsAt)
  return exceptions.some((exception) => {
    if (exception.kind !== 'closed' || exception.resourceId !== resourceId) return false
    if (day < exception.fromDay || exception.toDay < day) return false
    const away = stretchOfException(exception)
    return away !== undefined && slot.startsAt < instantAt(day, away.to) && instantAt(day, away.from) < slot.endsAt
  })
}

function rulesOn(day: Day, plan: Plan, dayKind: DayKind): PlanRule[] {
  if (dayKind === 'holiday' && plan.onHolidays === 'closed') return []
  const works = dayKind === 'make_up_workday' && plan.onMakeUpDays === 'works'
  const weekday = works ? standInWeekday(day) : weekdayOf(day)
  return plan.rules.filter(({ weekdays }) => weekdays.includes(weekday))
}

/** What the rules offer, by start; of two that start together, that of the first rule comes first. */
function cellsOf(rules: readonly Pick<PlanRule, 'from' | 'to' | 'capacity'>[], service: PlannedService): Cell[] {
  const { durationMinutes, plan } = service
  // A plan that cannot be walked offers nothing; `checkPlan` says so to whoever writes it.
  if (!(durationMinutes > 0 && plan.gapMinutes >= 0)) return []
  const cells: (Cell & { rule: number })[] = []
  rules.forEach(({ from, to, capacity }, rule) => {
    const window = stretchOf(from, to)
    if (!window) return
    for (let start = window.from; start + durationMinutes <= window.to; start += durationMinutes + plan.gapMinutes) {
      cells.push({ from: start, to: start + durationMinutes, capacity, rule })
    }
  })
  cells.sort((one, other) => one.from - other.from || one.rule - other.rule)
  return cells
}

function addCells(cells: Cell[], more: readonly Cell[]): void {
  for (const cell of more) if (!cells.some((other) => overlap(cell, other))) cells.push(cell)
}
