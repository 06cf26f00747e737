import { addDays, dayOf, dayPhrase, dayWord, timeOf, type Day } from '../../shared/time.ts'
import type { OpenList, RollPerson, RollSheet } from '../../shared/volunteering/attendance-contract.ts'
import type { CheckWay } from '../../shared/volunteering/lifecycle.ts'

/** `8:27`: hours as they are said. */
export function hourAt(instant: string): string {
  return timeOf(new Date(instant)).replace(/^0/, '')
}

export function hoursBetween({ startsAt, endsAt }: { startsAt: string; endsAt: string }): string {
  return `${hourAt(startsAt)}–${hourAt(endsAt)}`
}

/** `今天 8:30–10:30`. */
export function whenWords(shift: { startsAt: string; endsAt: string }, today: Day): string {
  const day = dayOf(new Date(shift.startsAt))
  if (day === addDays(today, -1)) return `昨天 ${hoursBetween(shift)}`
  return `${dayPhrase(day, today)} ${hoursBetween(shift)}`
}

/** `1 小时 58 分`. */
export function spanWords(from: string, to: string): string {
  const minutes = Math.max(0, Math.round((Date.parse(to) - Date.parse(from)) / 60_000))
  const hours = Math.floor(minutes / 60)
  const rest = minutes % 60
  if (hours === 0) return `${rest} 分钟`
  return rest === 0 ? `${hours} 小时` : `${hours} 小时 ${rest} 分`
}

const wayWords: Readonly<Record<CheckWay, string>> = {
  code: '扫码',
  number: '报数字',
  roll_call: '点名',
  shift_end: '忘了签退',
}

/** How somebody stands on the roll, as a leader says it. */
export function rollWords(person: RollPerson): string {
  const { status, checkedInAt, checkedInWay, checkedOutAt, checkedOutWay } = person
  if (status === 'missed') return '没来'
  if (checkedInAt === null) return '还没到'
  const came = `${hourAt(checkedInAt)} 到`
  if (status === 'checked_in') return checkedInWay === null ? came : `${came}，${wayWords[checkedInWay]}`
  if (checkedOutAt === null) return came
  const forgot = checkedOutWay === 'shift_end' ? `，${wayWords.shift_end}` : ''
  return `${came}，${hourAt(checkedOutAt)} 走${forgot}`
}

/** How many of how many. */
export function countWords({ people }: Pick<RollSheet, 'people'>): string {
  const came = people.filter(({ status }) => status === 'checked_in' || status === 'attended').length
  return `${came} / ${people.length}`
}

/** By when a list must be settled. */
export function dueWords({ dueDay, isOverdue }: Pick<OpenList, 'dueDay' | 'isOverdue'>, today: Day): string {
  if (dueDay === null) return ''
  if (isOverdue) return `${dayWord(dueDay)}前就该点完`
  if (dueDay === today) return '今天是最后一天'
  return `${dayWord(dueDay)}前点完`
}

/** `12 3456`, in two halves: easier to read out. */
export function halves(number: string): [string, string] {
  return [number.slice(0, 3), number.slice(3)]
}

const warmLines = [
  '多一双手，少一件难事。',
  '您来了，邻居心里就有底。',
  '顺手帮一把，楼里暖一天。',
  '今天谢谢各位，走廊里的灯又亮了一盏。',
  '不用很会，来了就好。',
  '邻居好，日子就好。',
  '有空就来坐坐，少一个人都惦记。',
] as const

/** A line for the wall, another one each day. */
export function warmLine(day: Day): string {
  return warmLines[Math.floor(Date.parse(`${day}T00:00:00.000Z`) / 86_400_000) % warmLines.length] ?? warmLines[0]
}
