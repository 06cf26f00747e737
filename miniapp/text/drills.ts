import type { ButtonTest, Drill, DrillLeg } from '../../shared/help/drills-contract.ts'
import { isFailed, type DrillDelivery, type LegResult } from '../../shared/help/drills.ts'
import { dayOf, dayWord, timeOf } from '../../shared/time.ts'

export const resultWords: Readonly<Record<LegResult, string>> = {
  waiting: '还没轮到',
  running: '正在问',
  passed: '收到了',
  no_staff: '没有人值守',
  nobody_reachable: '一个人也叫不到',
  no_desk: '没有开着的值守台',
  not_confirmed: '没有人点收到',
}

/** What to do about it, in one line. */
export const mendWords: Readonly<Record<LegResult, string>> = {
  waiting: '',
  running: '',
  passed: '',
  no_staff: '先派一个人到这个岗位。',
  nobody_reachable: '让他们打开值守台，再点一次“下一条发到微信”。',
  no_desk: '消息发出去了，值守台没开着。问问是不是忘了开。',
  not_confirmed: '值守台开着，人不在台前。问问当时谁在班上。',
}

const deliveryWords: Readonly<Record<DrillDelivery, string>> = {
  sent: '微信发到了',
  no_quota: '微信没有可发的条数',
  no_account: '没有微信',
  failed: '微信没发出去',
  pending: '微信还没发',
}

/** `李敏，值守台开着，微信发到了`. */
export function personLine({ name, deskAlive, delivery, confirmed }: DrillLeg['people'][number]): string {
  return [name, confirmed ? '点了收到' : '', deskAlive ? '值守台开着' : '值守台没开', deliveryWords[delivery]]
    .filter((part) => part !== '')
    .join('，')
}

export interface DrillRow {
  key: string
  title: string
  note: string
  result: LegResult
}

/** The result of a drill, one row an area, in the order in which it climbed. */
export function drillRows({ legs }: Pick<Drill, 'legs'>): DrillRow[] {
  return legs.map((leg) => ({ key: leg.areaCode, title: leg.areaName, note: legLine(leg), result: leg.result }))
}

function legLine({ result, confirmedBy, seconds, people }: DrillLeg): string {
  if (result === 'passed') return `${confirmedBy ?? ''}，${seconds ?? 0} 秒点了收到`
  if (isFailed(result)) return mendWords[result]
  return people.map(({ name }) => name).join('、')
}

export function drillTitle({ status, legs }: Pick<Drill, 'status' | 'legs'>): string {
  const failed = legs.filter(({ result }) => isFailed(result)).length
  if (status === 'running') return '正在演练'
  return status === 'passed' ? '每一级都收到了' : `${failed} 处没通过`
}

/** `11 月 3 日 10:00`. */
export function momentWords(at: string): string {
  return `${dayWord(dayOf(new Date(at)))} ${timeOf(new Date(at))}`
}

export function planWords({ dayOfMonth, hour }: { dayOfMonth: number; hour: number }): string {
  return `每月 ${dayOfMonth} 日 ${hour} 点`
}

/** `11 月 22 日测过，3 秒送到`. */
export function testTitle({ pressedAt, seconds }: ButtonTest): string {
  return `${dayWord(dayOf(new Date(pressedAt)))}测过，${seconds} 秒送到`
}

/** What came of a test, as its owner reads it. */
export function testLine({ status, answeredBy }: ButtonTest): string {
  if (status === 'answered') return `${answeredBy ?? ''}：听到了，按钮是好的`
  return status === 'waiting' ? '送到了，等社区回一声' : '送到了，没有人回，社区会去查'
}
