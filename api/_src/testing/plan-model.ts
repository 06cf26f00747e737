import type { Day } from '../../../shared/time.ts'
import type { DayKind, OpeningHours, Plan, PlanException } from '../../../shared/booking/plan.ts'

/**
 * What the slots of a plan must be, by another way: walks a day minute by minute and asks the clock on the wall in
 * Shanghai what time it is. It shares nothing with `shared/booking/plan.ts` but the types.
 */

export interface Minute {
  at: number
  clock: string
  weekday: string
}

const weekdayNames = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']
const workingDayBeside: Record<string, string> = { Sat: 'Fri', Sun: 'Mon' }
const wall = new Intl.DateTimeFormat('en-GB', {
  ...{ timeZone: 'Asia/Shanghai', hourCycle: 'h23', weekday: 'short' },
  ...{ hour: '2-digit', minute: '2-digit' },
})
const walked = new Map<Day, Minute[]>()

/** The minutes of a day as a clock in Shanghai shows them. */
function minutesOf(day: Day): Minute[] {
  const known = walked.get(day)
  if (known) return known
  const minutes: Minute[] = []
  for (let at = Date.parse(`${day}T00:00:00+08:00`); at < Date.parse(`${day}T23:59:59+08:00`); at += 60_000) {
    const parts = Object.fromEntries(wall.formatToParts(at).map(({ type, value }) => [type, value]))
    minutes.push({ at, clock: `${parts['hour']}:${parts['minute']}`, weekday: parts['weekday'] ?? '' })
  }
  walked.set(day, minutes)
  return minutes
}

/** A slot of the model: which minutes of the day it takes. */
export interface Block {
  minutes: Minute[]
  capacity: number | null
}

interface Window {
  from: string
  to: string
}

export const within = ({ from, to }: Window, { clock }: Minute) => from <= clock && clock < to
const named = (weekdays: readonly number[], name: string | undefined) =>
  weekdays.some((weekday) => weekdayNames[weekday] === name)
export const windowOf = ({ fromTime, toTime }: PlanException) => ({ from: fromTime ?? '00:00', to: toTime ?? '24:00' })

/** Walks through a window: a slot begins whenever the last one and its pause are over. */
function walk(day: Day, window: Window & { capacity: number | null }, length: number, gap: number): Block[] {
  const inside = minutesOf(day).filter((minute) => within(window, minute))
  const blocks: Block[] = []
  let current: Minute[] = []
  let pause = 0
  for (const minute of inside) {
    if (pause > 0) {
      pause -= 1
      continue
    }
    current.push(minute)
    if (current.length < length) continue
    blocks.push({ minutes: current, capacity: window.capacity })
    current = []
    pause = gap
  }
  return blocks
}

function usual<Entry extends { weekdays: readonly number[] }>(day: Day, entries: readonly Entry[]): Entry[] {
  const name = minutesOf(day)[0]?.weekday ?? ''
  const own = entries.filter(({ weekdays }) => named(weekdays, name))
  return own.length ? own : entries.filter(({ weekdays }) => named(weekdays, workingDayBeside[name] ?? name))
}

function weekOpens(day: Day, hours: OpeningHours, kind: DayKind): (minute: Minute) => boolean {
  if (kind === 'holiday' && hours.onHolidays === 'closed') return () => false
  const entries =
    kind === 'make_up_workday'
      ? usual(day, hours.weekly)
      : hours.weekly.filter(({ weekdays }) => named(weekdays, minutesOf(day)[0]?.weekday))
  return (minute) => entries.some((entry) => within(entry, minute))
}

function forAll(day: Day, kind: PlanException['kind'], exceptions: readonly PlanException[]): PlanException[] {
  return exceptions
    .filter((one) => one.kind === kind && one.resourceId === null && !(one.fromDay > day || one.toDay < day))
    .toSorted((one, other) => one.exceptionId.localeCompare(other.exceptionId))
}

export function modelSlots(
  day: Day,
  { plan, durationMinutes }: { plan: Plan; durationMinutes: number },
  exceptions: readonly PlanException[],
  kind: DayKind,
  hours: OpeningHours | null,
): Block[] {
  const name = minutesOf(day)[0]?.weekday ?? ''
  const worksAs = kind === 'make_up_workday' && plan.onMakeUpDays === 'works' ? (workingDayBeside[name] ?? name) : name
  const rests = kind === 'holiday' && plan.onHolidays === 'closed'
  const rules = rests ? [] : plan.rules.filter(({ weekdays }) => named(weekdays, worksAs))
  const blocksOf = (rule: Window & { capacity: number | null }) => walk(day, rule, durationMinutes, plan.gapMinutes)
  const taken = new Set<number>()
  const take = (blocks: Block[]): Block[] =>
    blocks.filter(({ minutes }) => {
      const free = minutes.every(({ at }) => !taken.has(at))
      if (free) for (const { at } of minutes) taken.add(at)
      return free
    })

  const byRule = rules.map(blocksOf)
  let slots: Block[] = []
  for (const minute of minutesOf(day)) {
    for (const blocks of byRule) slots.push(...take(blocks.filter(({ minutes }) => minutes[0] === minute)))
  }
  if (hours) {
    const open = weekOpens(day, hours, kind)
    slots = slots.filter(({ minutes }) => minutes.every(open))
    taken.clear()
    for (const { minutes } of slots) for (const { at } of minutes) taken.add(at)
  }
  for (const exception of forAll(day, 'open', exceptions)) {
    const wholeDay = exception.fromTime === null && exception.toTime === null
    const windows = wholeDay ? usual(day, plan.rules) : [{ ...windowOf(exception), capacity: null }]
    const offered = windows.map(blocksOf)
    for (const minute of minutesOf(day)) {
      for (const blocks of offered) slots.push(...take(blocks.filter(({ minutes }) => minutes[0] === minute)))
    }
  }
  const closed = forAll(day, 'closed', exceptions).map(windowOf)
  return slots
    .filter(({ minutes }) => !minutes.some((minute) => closed.some((window) => within(window, minute))))
    .toSorted((one, other) => (one.minutes[0]?.at ?? 0) - (other.minutes[0]?.at ?? 0))
}

export function modelOpens(
  day: Day,
  hours: OpeningHours,
  exceptions: readonly PlanException[],
  kind: DayKind,
): boolean[] {
  const byWeek = weekOpens(day, hours, kind)
  const opened = forAll(day, 'open', exceptions).flatMap((one) =>
    one.fromTime === null && one.toTime === null ? usual(day, hours.weekly) : [windowOf(one)],
  )
  const closed = forAll(day, 'closed', exceptions).map(windowOf)
  return minutesOf(day).map(
    (minute) =>
      (byWeek(minute) || opened.some((window) => within(window, minute))) &&
      !closed.some((window) => within(window, minute)),
  )
}
