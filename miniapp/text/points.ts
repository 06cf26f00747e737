import type { RankingPeriod, TransferKind } from '../../shared/records/points.ts'
import { dayOf } from '../../shared/time.ts'

/** What a movement of points was. */
export const transferWords: Readonly<Record<TransferKind, string>> = {
  earned: '服务',
  corrected: '时长更正',
  gift: '换礼物',
  gift_back: '退回礼物',
}

export const periodWords: Readonly<Record<RankingPeriod, string>> = {
  month: '这个月',
  year: '今年',
  all: '一直以来',
}

/** `+12`, `−40`. */
export function signedPoints(points: number): string {
  return points < 0 ? `−${-points}` : `+${points}`
}

/** `11 月 20 日`. */
export function monthDay(at: string): string {
  const day = dayOf(new Date(at))
  return `${Number(day.slice(5, 7))} 月 ${Number(day.slice(8))} 日`
}

/** `123 456`, as it is read out. */
export function spacedNumber(number: string): string {
  return `${number.slice(0, 3)} ${number.slice(3)}`
}
