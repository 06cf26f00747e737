import { dayPhrase, dayWord, weekdayWord, type Day } from '../../shared/time.ts'

/** 周四. */
export function weekday(day: Day): string {
  return weekdayWord(day).replace('星期', '周')
}

/** `11 月 28 日 周六`; 今天 and 明天 where it is. */
export function dayHeading(day: Day, today: Day): string {
  const phrase = dayPhrase(day, today)
  return phrase.includes(' ') ? `${dayWord(day)} ${weekday(day)}` : phrase
}

/** `11 月 23 日到 29 日`; over the end of a month both are named. */
export function daySpan(from: Day, to: Day): string {
  if (from === to) return dayWord(from)
  return `${dayWord(from)}到 ${from.slice(0, 7) === to.slice(0, 7) ? `${Number(to.slice(8))} 日` : dayWord(to)}`
}

/** `1986 年 5 月 12 日`. */
export function dayInFull(day: Day): string {
  return `${day.slice(0, 4)} 年 ${dayWord(day)}`
}
