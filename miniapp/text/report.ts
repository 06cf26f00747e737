import type { Figures, LateCall } from '../../shared/help/report-contract.ts'
import { answerTargets, arrivalTargets, type ReviewCause } from '../../shared/help/report.ts'
import { addDays, type Day } from '../../shared/time.ts'

export const causeWords: Readonly<Record<ReviewCause, string>> = {
  nobody_on_duty: '没人值班',
  busy_with_another: '正在忙别的求助',
  did_not_hear: '没听见',
  no_network: '手机没网或没电',
  system_fault: '系统出了毛病',
  other: '别的原因',
}

export const periods = ['month', 'lastMonth', 'quarter', 'year'] as const
export type Period = (typeof periods)[number]

export const periodWords: Readonly<Record<Period, string>> = {
  month: '本月',
  lastMonth: '上月',
  quarter: '近 90 天',
  year: '近一年',
}

/** First and last day of a period, both included. */
export function daysOf(period: Period, today: Day): { from: Day; to: Day } {
  const first = `${today.slice(0, 8)}01`
  if (period === 'month') return { from: first, to: today }
  if (period === 'quarter') return { from: addDays(today, -89), to: today }
  if (period === 'year') return { from: addDays(today, -364), to: today }
  const to = addDays(first, -1)
  return { from: `${to.slice(0, 8)}01`, to }
}

/** Those somebody had to answer: taken back before an answer is nobody's delay. */
export const answerable = ({ calls, withdrawn }: Pick<Figures, 'calls' | 'withdrawn'>): number => calls - withdrawn

/** `98.2%`; whole ones without a decimal, nothing counted as a dash. Never rounded up to a target it did not reach. */
export function percent(part: number, whole: number): string {
  if (whole === 0) return '—'
  const tenths = Math.floor((part / whole) * 1000)
  return tenths % 10 === 0 ? `${tenths / 10}%` : `${(tenths / 10).toFixed(1)}%`
}

export interface TargetLine {
  title: string
  share: string
  part: number
  target: string
  /** Null where nothing was counted. */
  isMet: boolean | null
}

const targetLine = (title: string, part: number, whole: number, share: number): TargetLine => ({
  title,
  share: percent(part, whole),
  part: whole === 0 ? 0 : part / whole,
  target: `目标 ${percent(share * 1000, 1000)}`,
  isMet: whole === 0 ? null : part / whole >= share,
})

/** Answered within 15, 60 and 180 s against what the standards ask. */
export function answerLines(figures: Figures): TargetLine[] {
  const parts = { 15: figures.within15Seconds, 60: figures.within60Seconds, 180: figures.within180Seconds }
  return answerTargets.map(({ seconds, share }) =>
    targetLine(`${seconds} 秒内有人接`, parts[seconds], answerable(figures), share),
  )
}

/** At the door within 45 and 60 min, of those to whom somebody went. */
export function arrivalLines(figures: Figures): TargetLine[] {
  const parts = { 45: figures.within45Minutes, 60: figures.within60Minutes }
  return arrivalTargets.map(({ minutes, share }) =>
    targetLine(`${minutes} 分钟内到家门口`, parts[minutes], figures.arrived, share),
  )
}

/** `12 次，60 秒内接的 91.6%`. */
export function figureWords(figures: Figures): string {
  return `${figures.calls} 次，60 秒内接的 ${percent(figures.within60Seconds, answerable(figures))}`
}

/** `等了 3 分 20 秒`. */
export function waitedWords(seconds: number): string {
  const minutes = Math.floor(seconds / 60)
  const rest = seconds % 60
  return `等了 ${minutes} 分${rest === 0 ? '钟' : ` ${rest} 秒`}`
}

export function lateWords({ level, waitedSeconds }: Pick<LateCall, 'level' | 'waitedSeconds'>): string {
  return level === null ? `${waitedWords(waitedSeconds)}，没等到人` : waitedWords(waitedSeconds)
}
