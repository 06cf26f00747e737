import type { SeriesDay } from '../../../shared/booking/series-contract.ts'
import { addDays, type Day } from '../../../shared/time.ts'

/** 周一 to 周日, as the week is read here: 0 = Sunday … 6 = Saturday. */
export const weekdaysInOrder = [1, 2, 3, 4, 5, 6, 0] as const

export type Length = 'month' | 'two_months' | 'open'

export const lengthChoices: readonly { value: Length; text: string }[] = [
  { value: 'month', text: '四个星期' },
  { value: 'two_months', text: '八个星期' },
  { value: 'open', text: '一直约' },
]

/** The last day of a series that begins today; null goes on until it is ended. */
export function lastDay(length: Length, today: Day): Day | null {
  if (length === 'open') return null
  return addDays(today, length === 'month' ? 27 : 55)
}

/** What was decided about single days: another time, or `out`, not at all. */
export type DayChanges = Readonly<Record<Day, string>>

/** How one day will be: at this time, or not booked now and why. */
export function dayPlan(
  day: SeriesDay,
  changes: DayChanges,
): { startsAt: string | undefined; text: string; isChanged: boolean } {
  const change = changes[day.day]
  if (change === 'out') return { startsAt: undefined, text: '这天不约', isChanged: true }
  if (change !== undefined) return { startsAt: change, text: '改了时间', isChanged: true }
  if (day.state === 'free') return { startsAt: day.startsAt, text: '能约', isChanged: false }
  return { startsAt: undefined, text: reasonOf(day), isChanged: false }
}

function reasonOf({ state, words }: SeriesDay): string {
  if (words !== '') return words
  switch (state) {
    case 'mine':
      return '已经约了'
    case 'later':
      return '到时候自己约上'
    case 'limit':
      return '次数到了'
    case 'closed':
      return '不开'
    default:
      return '约满了'
  }
}

/** The days that are booked now, each at its time. */
export function daysToBook(days: readonly SeriesDay[], changes: DayChanges): { day: Day; startsAt: string }[] {
  const booked: { day: Day; startsAt: string }[] = []
  for (const one of days) {
    const { startsAt } = dayPlan(one, changes)
    if (startsAt !== undefined) booked.push({ day: one.day, startsAt })
  }
  return booked
}

/** The decision about one day taken back, or made. */
export function withChange(changes: DayChanges, day: Day, change: string | undefined): DayChanges {
  const { [day]: _, ...others } = changes
  return change === undefined ? others : { ...others, [day]: change }
}
