import type { HoursBasis } from '../../../../../shared/records/lifecycle.ts'
import type { Day } from '../../../../../shared/time.ts'

/** `2026 年 11 月 23 日`. */
export function longDay(day: Day): string {
  return `${Number(day.slice(0, 4))} 年 ${Number(day.slice(5, 7))} 月 ${Number(day.slice(8, 10))} 日`
}

export const basisWords: Readonly<Record<HoursBasis, string>> = { automatic: '签到', added: '补录' }

export const titleOf = (isProof: boolean) => (isProof ? '志愿服务证明' : '平台服务记录')

/** What is told in small type at the end: by which rules, for how much, and what the paper is not. */
export function notesOf(isProof: boolean): string[] {
  const rules = '《志愿服务记录与证明出具办法（试行）》（民政部令第 67 号）'
  const free = '本件免费出具，不收取任何费用，不得用于营利。'
  return isProof
    ? [`本证明依据${rules}出具，内容取自志愿服务记录，出具前已经公示。`, free]
    : [`本件是邻里通平台的服务记录，出具前已经公示；它不是${rules}所称的志愿服务记录证明。`, free]
}
