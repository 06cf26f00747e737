import { addDays, dayOf, dayPhrase, instantOf, timeOf, weekdayOf, type Day, type TimeOfDay } from '../time.ts'

/** What a day is in the calendar of public holidays. `unknown`: its year's notice is not out; its weekday decides. */
export type DayKind = 'workday' | 'weekend' | 'holiday' | 'make_up_workday' | 'unknown'

/** When a provider's door is open, week by week. */
export interface OpeningHours {
  weekly: readonly { weekdays: readonly number[] /* 0 = Sunday */; from: TimeOfDay; to: TimeOfDay }[]
  onHolidays: 'closed' | 'as_usual'
}

/**
 * A departure from the week. On each day from `fromDay` to `toDay` it means the same time of day, so an exception of a
 * week from 13:00 to 17:00 is five afternoons and not one long stretch. Without times it means the whole day: `closed`
 * from midnight to midnight, `open` by the rules of a usual day. Closed always wins over open.
 */
export interface PlanException {
  exceptionId: string
  kind: 'closed' | 'open'
  fromDay: Day
  toDay: Day
  fromTime: TimeOfDay | null
  toTime: TimeOfDay | null
  /** Only this resource is away; the slots stay, and `resourceAway` tells who is missing. */
  resourceId: string | null
  reason: string
}

/** Minutes of one local day, the end left out: 0 ≤ from < to ≤ 1440. */
export interface Stretch {
  from: number
  to: number
}

export const minutesPerDay = 1440
/** A provider that opens not once in this time has no next opening worth telling. */
const daysToLookAhead = 60

/** The minute of the day; `24:00`, the end of the day, is 1440. Not a number when it is no time. */
export function minuteOf(time: TimeOfDay): number {
  return /^\d\d:\d\d$/.test(time) ? Number(time.slice(0, 2)) * 60 + Number(time.slice(3)) : Number.NaN
}

/** The instant of a minute of a local day; minute 1440 is the next midnight. */
export function instantAt(day: Day, minute: number): Date {
  return new Date(instantOf(day).getTime() + minute * 60_000)
}

/** What lies inside the day; undefined when nothing does. */
export function stretchOf(from: TimeOfDay, to: TimeOfDay): Stretch | undefined {
  const stretch = { from: minuteOf(from), to: Math.min(minuteOf(to), minutesPerDay) }
  return stretch.from < stretch.to ? stretch : undefined
}

/** The part of the day an exception means; an open one without times means none of its own. */
export function stretchOfException({ fromTime, toTime }: PlanException): Stretch | undefined {
  return stretchOf(fromTime ?? '00:00', toTime ?? '24:00')
}

export function isWholeDay({ fromTime, toTime }: PlanException): boolean {
  return fromTime === null && toTime === null
}

export function overlap(one: Stretch, other: Stretch): boolean {
  return one.from < other.to && other.from < one.to
}

/** The exceptions of one kind that hold for everybody on this day, oldest first. */
export function exceptionsOn(
  day: Day,
  kind: PlanException['kind'],
  exceptions: readonly PlanException[],
): PlanException[] {
  const found = exceptions.filter(
    (one) => one.kind === kind && one.resourceId === null && one.fromDay <= day && day <= one.toDay,
  )
  found.sort((one, other) => (one.exceptionId < other.exceptionId ? -1 : 1))
  return found
}

/**
 * The weekday whose rules a make-up workday follows: the working day beside it. The notices say only that the day is
 * worked, not as which weekday; so a Saturday goes on like the Friday before it, and a Sunday begins like the Monday
 * after it. Every other day stands for itself.
 */
export function standInWeekday(day: Day): number {
  const weekday = weekdayOf(day)
  if (weekday === 6) return 5
  return weekday === 0 ? 1 : weekday
}

/** The entries of a day's own weekday; where it has none, those of the working day beside it. */
export function entriesOfUsualDay<Entry extends { weekdays: readonly number[] }>(
  day: Day,
  entries: readonly Entry[],
): Entry[] {
  const own = entries.filter(({ weekdays }) => weekdays.includes(weekdayOf(day)))
  return own.length > 0 ? own : entries.filter(({ weekdays }) => weekdays.includes(standInWeekday(day)))
}

/**
 * The open parts of a day by the week alone, in order and joined where they touch. A place that rests at the weekend
 * works on a make-up workday like on the working day beside it; one that is open at the weekend keeps those hours.
 */
export function weeklyStretches(day: Day, hours: OpeningHours, dayKind: DayKind): Stretch[] {
  if (dayKind === 'holiday' && hours.onHolidays === 'closed') return []
  return joined(
    dayKind === 'make_up_workday'
      ? stretchesOf(entriesOfUsualDay(day, hours.weekly))
      : stretchesOf(hours.weekly.filter(({ weekdays }) => weekdays.includes(weekdayOf(day)))),
  )
}

function stretchesOf(entries: readonly { from: TimeOfDay; to: TimeOfDay }[]): Stretch[] {
  const found: Stretch[] = []
  for (const { from, to } of entries) {
    const stretch = stretchOf(from, to)
    if (stretch) found.push(stretch)
  }
  return found
}

function joined(stretches: readonly Stretch[]): Stretch[] {
  const result: Stretch[] = []
  const byStart = stretches.slice()
  byStart.sort((one, other) => one.from - other.from)
  for (const { from, to } of byStart) {
    const last = result[result.length - 1]
    if (last && from <= last.to) last.to = Math.max(last.to, to)
    else result.push({ from, to })
  }
  return result
}

function without(stretches: readonly Stretch[], hole: Stretch): Stretch[] {
  const result: Stretch[] = []
  for (const { from, to } of stretches) {
    if (from < Math.min(to, hole.from)) result.push({ from, to: Math.min(to, hole.from) })
    if (Math.max(from, hole.to) < to) result.push({ from: Math.max(from, hole.to), to })
  }
  return result
}

/** The open parts of a day with its exceptions, in order. */
export function openStretches(
  day: Day,
  hours: OpeningHours,
  exceptions: readonly PlanException[],
  dayKind: DayKind,
): Stretch[] {
  const open = weeklyStretches(day, hours, dayKind)
  for (const exception of exceptionsOn(day, 'open', exceptions)) {
    open.push(
      ...stretchesOf(
        isWholeDay(exception)
          ? entriesOfUsualDay(day, hours.weekly)
          : [{ from: exception.fromTime ?? '00:00', to: exception.toTime ?? '24:00' }],
      ),
    )
  }
  let left = joined(open)
  for (const exception of exceptionsOn(day, 'closed', exceptions)) {
    const hole = stretchOfException(exception)
    if (hole) left = without(left, hole)
  }
  return left
}

export interface OpenState {
  open: boolean
  /** When the door closes today, `24:00` for midnight; null when it is closed, or stays open past midnight. */
  until: TimeOfDay | null
  /** When a closed door opens next; null when it is open, or opens not once in two months. */
  nextOpensAt: Date | null
}

/** Whether the door is open at an instant, until when, and if not, when it opens next. */
export function isOpenAt(
  hours: OpeningHours,
  exceptions: readonly PlanException[],
  dayKindOf: (day: Day) => DayKind,
  at: Date,
): OpenState {
  const today = dayOf(at)
  const on = (day: Day) => openStretches(day, hours, exceptions, dayKindOf(day))
  const minute = (at.getTime() - instantOf(today).getTime()) / 60_000
  const now = on(today).filter(({ from, to }) => from <= minute && minute < to)[0]
  if (now) {
    const [first] = now.to === minutesPerDay ? on(addDays(today, 1)) : []
    const until = now.to === minutesPerDay ? '24:00' : timeOf(instantAt(today, now.to))
    return { open: true, until: first && first.from === 0 ? null : until, nextOpensAt: null }
  }
  for (let ahead = 0; ahead <= daysToLookAhead; ahead += 1) {
    const day = addDays(today, ahead)
    const next = on(day).filter(({ from }) => ahead > 0 || from > minute)[0]
    if (next) return { open: false, until: null, nextOpensAt: instantAt(day, next.from) }
  }
  return { open: false, until: null, nextOpensAt: null }
}

/** `营业中，到 17:00`, `休息中，明天 8:30 开`. */
export function openWords({ open, until, nextOpensAt }: OpenState, at: Date): string {
  if (open) return until === null ? '营业中' : `营业中，到 ${spoken(until)}`
  if (nextOpensAt === null) return '休息中'
  const [day, today] = [dayOf(nextOpensAt), dayOf(at)]
  return `休息中，${day === today ? '' : `${dayPhrase(day, today)} `}${spoken(timeOf(nextOpensAt))} 开`
}

const spoken = (time: TimeOfDay) => time.replace(/^0/, '')
