import { addDays, dayOf, type Day, type TimeOfDay } from '../../../shared/time.ts'

/** A day as people type it: `12-5`, `12.5`, `12月5日`, `2026-12-05`; without a year the next such day. */
export function dayTyped(text: string, today: Day): Day | undefined {
  const parts = /^\s*(?:(\d{4})[-./年])?(\d{1,2})[-./月](\d{1,2})日?\s*$/.exec(text)
  if (!parts) return undefined
  const [, year, month = '', date = ''] = parts
  const rest = `-${`0${month}`.slice(-2)}-${`0${date}`.slice(-2)}`
  const asked = `${year ?? today.slice(0, 4)}${rest}`
  const day = year === undefined && asked < today ? `${Number(today.slice(0, 4)) + 1}${rest}` : asked
  return isDay(day) ? day : undefined
}

function isDay(day: string): boolean {
  const at = Date.parse(`${day}T00:00:00.000Z`)
  return !Number.isNaN(at) && new Date(at).toISOString().slice(0, 10) === day
}

/** How a day stands in its field, empty while there is none: `12-5`, with the year where it is not the one that comes next. */
export function dayShown(day: Day, today: Day): string {
  if (day === '') return ''
  const short = `${Number(day.slice(5, 7))}-${Number(day.slice(8, 10))}`
  return dayTyped(short, today) === day ? short : day
}

/** A time as people type it: `9:30`, `9：30`, `930`, `9点半`, `9`. */
export function timeTyped(text: string): TimeOfDay | undefined {
  const plain = text.trim().replace('：', ':').replace('点半', ':30').replace('点', ':00').replace('.', ':')
  const parts = /^(\d{1,2})(?::?(\d{2}))?$/.exec(plain.replace(/:00(\d{2})$/, ':$1'))
  if (!parts) return undefined
  const [hour, minute] = [Number(parts[1]), Number(parts[2] ?? '0')]
  if (hour > 23 || minute > 59) return undefined
  return `${`0${hour}`.slice(-2)}:${`0${minute}`.slice(-2)}`
}

/** The same weekdays again, the first of them from tomorrow on: what is copied from the past is planned anew. */
export function movedOn<Shift extends { day: Day; repeats: { untilDay: Day } | null }>(
  shifts: readonly Shift[],
  today: Day,
): Shift[] {
  const days = shifts.map(({ day }) => day).filter((day) => day !== '')
  days.sort()
  const [first = ''] = days
  if (first === '') return shifts.slice()
  let weeks = 0
  while (addDays(first, weeks * 7) <= today) weeks += 1
  const later = (day: Day) => (day === '' ? '' : addDays(day, weeks * 7))
  return shifts.map((shift) => ({
    ...shift,
    day: later(shift.day),
    repeats: shift.repeats && { ...shift.repeats, untilDay: later(shift.repeats.untilDay) },
  }))
}

/** Today, where the reader is. */
export function localToday(): Day {
  return dayOf(new Date())
}
