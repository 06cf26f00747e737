import { shiftPatterns, type Hours, type RosterPart, type RosterProblem } from '../../shared/people/roster.ts'
import type { RosterShift } from '../../shared/people/roster-contract.ts'
import { addDays, dayPhrase, type Day } from '../../shared/time.ts'
import { daySpan } from './days.ts'

const withoutZero = (time: string) => time.replace(/^0/, '')

/** `8:00–16:00`. */
export function hoursWords({ from, to }: Hours): string {
  return `${withoutZero(from)}–${withoutZero(to)}`
}

/** `早班 8:00–16:00`; hours that are no pattern have no name. */
export function shiftWords({ from, to }: Hours): string {
  const name = shiftPatterns.find((pattern) => pattern.from === from && pattern.to === to)?.name
  return name === undefined ? hoursWords({ from, to }) : `${name} ${hoursWords({ from, to })}`
}

/** `11 月 23 日到 29 日`: from Monday to Sunday. */
export function weekWords(week: Day): string {
  return daySpan(week, addDays(week, 6))
}

export const partWords: Readonly<Record<RosterPart, string>> = { A: 'A 岗', B: 'B 岗' }

/** `明天 8:00–16:00 没有 A 岗`. */
export function problemWords({ kind, day, ...hours }: RosterProblem, today: Day): string {
  const when = `${dayPhrase(day, today)} ${hoursWords(hours)} `
  return when + { gap: '没有 A 岗', same_person: '一个人又是 A 又是 B', overlap: '排重了' }[kind]
}

/** What became of a shift, in a word; undefined before its time. */
export function stateOf(
  shift: Pick<RosterShift, 'startedAt' | 'endedAt' | 'startsAt' | 'endsAt'>,
  now: number,
): { text: string; kind?: 'ok' | 'warn' } | undefined {
  if (shift.endedAt !== null) return { text: '交过班了' }
  if (shift.startedAt !== null) return { text: '在班上', kind: 'ok' }
  if (now < Date.parse(shift.startsAt)) return undefined
  return now < Date.parse(shift.endsAt) ? { text: '还没上班', kind: 'warn' } : { text: '没有记到' }
}

export const unreadyWords = { no_post: '已经不在这个岗位', no_channel: '求助提醒用完了，值守台也没开' } as const
