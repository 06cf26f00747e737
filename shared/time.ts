/**
 * Calendar arithmetic for communities in China. No `Intl`: old WeChat engines lack its zones, and China has kept one
 * zone without daylight saving since 1992, so the offset is a constant.
 */
const offsetMilliseconds = 8 * 3_600_000
const dayMilliseconds = 86_400_000

/** A local calendar day, `YYYY-MM-DD`. */
export type Day = string
/** A local time of day, `HH:MM`. */
export type TimeOfDay = string

const weekdayWords = ['星期日', '星期一', '星期二', '星期三', '星期四', '星期五', '星期六'] as const

const two = (n: number) => String(n).padStart(2, '0')
const shifted = (at: Date) => new Date(at.getTime() + offsetMilliseconds)

/** The local day on which an instant falls. */
export function dayOf(at: Date): Day {
  return shifted(at).toISOString().slice(0, 10)
}

/** The local time of day of an instant, `HH:MM`. */
export function timeOf(at: Date): TimeOfDay {
  return shifted(at).toISOString().slice(11, 16)
}

/** The local time with seconds, `H:MM:SS`, as the timelines show it. */
export function clockOf(at: Date): string {
  const local = shifted(at)
  return `${local.getUTCHours()}:${two(local.getUTCMinutes())}:${two(local.getUTCSeconds())}`
}

/** The instant of a local day and time of day. */
export function instantOf(day: Day, time: TimeOfDay = '00:00'): Date {
  return new Date(Date.parse(`${day}T${time}:00.000Z`) - offsetMilliseconds)
}

/** The day `count` days after `day`; negative counts go back. */
export function addDays(day: Day, count: number): Day {
  return new Date(Date.parse(`${day}T00:00:00.000Z`) + count * dayMilliseconds).toISOString().slice(0, 10)
}

/** 0 = Sunday … 6 = Saturday. */
export function weekdayOf(day: Day): number {
  return new Date(`${day}T00:00:00.000Z`).getUTCDay()
}

/** 星期一 … 星期日. */
export function weekdayWord(day: Day): string {
  return weekdayWords[weekdayOf(day)] ?? ''
}

/** `11 月 24 日`. */
export function dayWord(day: Day): string {
  return `${Number(day.slice(5, 7))} 月 ${Number(day.slice(8, 10))} 日`
}

/** 今天, 明天, 后天, else `11 月 24 日 星期二`. */
export function dayPhrase(day: Day, today: Day): string {
  if (day === today) return '今天'
  if (day === addDays(today, 1)) return '明天'
  if (day === addDays(today, 2)) return '后天'
  return `${dayWord(day)} ${weekdayWord(day)}`
}

/** Completed years of life on `today`, by calendar days (a birthday counts from its own day on). */
export function ageOn(birthDay: Day, today: Day): number {
  const years = Number(today.slice(0, 4)) - Number(birthDay.slice(0, 4))
  return today.slice(5) < birthDay.slice(5) ? years - 1 : years
}

/** The instant `seconds` after `at`. */
export function addSeconds(at: Date, seconds: number): Date {
  return new Date(at.getTime() + seconds * 1000)
}
