import { hoursText } from '../../shared/records/hours.ts'
import type { HoursEntry, HoursFinding, Objection } from '../../shared/records/hours-contract.ts'
import type { HoursProblem, ObjectionStatus } from '../../shared/records/lifecycle.ts'
import { starWord } from '../../shared/records/stars.ts'
import { dayWord, timeOf, type Day } from '../../shared/time.ts'

/** `11 月`; with the year when it is not this one. */
export function monthHeading(day: Day, today: Day): string {
  const month = `${Number(day.slice(5, 7))} 月`
  return day.slice(0, 4) === today.slice(0, 4) ? month : `${day.slice(0, 4)} 年 ${month}`
}

/** `7:28`, as one says it. */
export function hourOf(instant: string): string {
  return timeOf(new Date(instant)).replace(/^0/, '')
}

export function lineTitle({ kind, serviceDay, title }: Pick<HoursEntry, 'kind' | 'serviceDay' | 'title'>): string {
  return kind === 'correction' ? `更正 ${dayWord(serviceDay)}` : title
}

/** When, and how it came about: `21 日，签到 7:28，签退 10:31`, `3 日，赵雨桐补录，李敏核对`, `8 日，多记了半小时`. */
export function lineNote(entry: HoursEntry): string {
  return `${Number(entry.shownOn.slice(8))} 日，${waysOf(entry)}`
}

/** The same without the day. */
export function waysOf(entry: HoursEntry): string {
  const { kind, reason, checkedInAt, checkedOutAt, checkOutWasForgotten, enteredByName, confirmedByName } = entry
  if (kind === 'correction') return reason
  if (checkedInAt !== null && checkedOutAt !== null) {
    const out = checkOutWasForgotten ? `没签退，算到 ${hourOf(checkedOutAt)}` : `签退 ${hourOf(checkedOutAt)}`
    return `签到 ${hourOf(checkedInAt)}，${out}`
  }
  return `${enteredByName}补录，${confirmedByName}核对`
}

/** `一星志愿者`. */
export function starTitle(star: number): string {
  return star === 0 ? '还没有星' : `${starWord(star)}志愿者`
}

/** `还差 173.5 小时`; rounded up, so that a star is never said to be reached before it is. */
export function missingWords(missingMinutes: number): string {
  return `还差 ${hoursText(Math.ceil(missingMinutes / 6) * 6)} 小时`
}

export const objectionWords: Record<ObjectionStatus, { text: string; kind: 'ok' | 'warn' | 'info'; icon: string }> = {
  open: { text: '等答复', kind: 'info', icon: 'hourglass' },
  upheld: { text: '说得对，正在改', kind: 'info', icon: 'pencil-line' },
  rejected: { text: '答复了', kind: 'warn', icon: 'message-circle' },
  settled: { text: '改好了', kind: 'ok', icon: 'check' },
}

/** What an objection is about: `11 月 21 日 送晚饭，记了 1.5 小时`. */
export function aboutWords({ serviceDay, title, minutes }: Objection): string {
  const recorded = minutes === null ? '没有记上' : `记了 ${hoursText(minutes)} 小时`
  return `${dayWord(serviceDay)} ${title}，${recorded}`
}

const problemWords: Record<HoursProblem, string> = {
  changed: '被改过，和当初写的不一样',
  unlinked: '接不上前一笔，有人重写过',
  missing: '不见了',
  account: '总数和每一笔加起来不一样',
}

/** `第 3 笔被改过，和当初写的不一样`. */
export function findingWords({ problem, seq }: HoursFinding): string {
  return seq === null ? problemWords[problem] : `第 ${seq} 笔${problemWords[problem]}`
}

/**
 * The day that somebody wrote, `11 月 3 日`, `11-3`, `2025.11.3`: without a year the last one that has been. Undefined
 * where it is none, or lies ahead.
 */
export function dayIn(words: string, today: Day): Day | undefined {
  const numbers = words.match(/\d+/g) ?? []
  if (numbers.length !== 2 && numbers.length !== 3) return undefined
  const [month = '', date = ''] = numbers.slice(-2)
  const two = (number: string) => (number.length === 1 ? `0${number}` : number)
  const given = numbers.length === 3 ? numbers[0] : undefined
  const inYear = (year: string) => `${year}-${two(month)}-${two(date)}`
  const thisYear = inYear(given ?? today.slice(0, 4))
  const day = given === undefined && thisYear > today ? inYear(String(Number(today.slice(0, 4)) - 1)) : thisYear
  const at = new Date(`${day}T00:00:00.000Z`)
  const isDay = /^\d{4}-\d\d-\d\d$/.test(day) && !Number.isNaN(at.getTime()) && at.toISOString().slice(0, 10) === day
  return isDay && day <= today ? day : undefined
}

/** The minutes of what somebody wrote as hours, `2.5`; undefined where it is no number of hours up to `most` minutes. */
export function minutesIn(words: string, most: number): number | undefined {
  if (!/^\d{1,2}([.．]\d{1,2})?$/.test(words.trim())) return undefined
  const minutes = Math.round(Number(words.trim().replace('．', '.')) * 60)
  return minutes <= most ? minutes : undefined
}
