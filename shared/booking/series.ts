import { addDays, weekdayOf, type Day, type TimeOfDay } from '../time.ts'

/** A series is looked at and chosen for at most so many days at once: eight weeks. */
export const mostSeriesDays = 56

/** The days of a weekly pattern, both ends included, in order. */
export function daysOfPattern(weekdays: readonly number[], fromDay: Day, toDay: Day): Day[] {
  const days: Day[] = []
  for (let day = fromDay; day <= toDay; day = addDays(day, 1)) if (weekdays.includes(weekdayOf(day))) days.push(day)
  return days
}

const letters = ['日', '一', '二', '三', '四', '五', '六'] as const

/** `每天 11:30`, `每周一到周五 11:30`, `每周二、周四 14:00`. */
export function patternWords(weekdays: readonly number[], time: TimeOfDay): string {
  const fromMonday = (weekday: number) => (weekday + 6) % 7
  const days = [...new Set(weekdays)]
  days.sort((one, other) => fromMonday(one) - fromMonday(other))
  const spoken = time.replace(/^0/, '')
  if (days.length === 7) return `每天 ${spoken}`
  const word = (weekday: number | undefined) => `周${letters[weekday ?? 0] ?? ''}`
  const [first, last] = [days[0], days[days.length - 1]]
  const isRun = days.every((day, index) => fromMonday(day) === fromMonday(first ?? 0) + index)
  if (isRun && days.length > 2) return `每${word(first)}到${word(last)} ${spoken}`
  return `每${days.map(word).join('、')} ${spoken}`
}
