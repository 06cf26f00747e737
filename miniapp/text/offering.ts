import type { ResourceKind, ServiceChannel, PriceKind, LimitPeriod } from '../../shared/booking/lifecycle.ts'
import type { OfferedException } from '../../shared/booking/offering-schemas.ts'
import type { OpeningHours, Plan } from '../../shared/booking/plan.ts'
import type { ResidentGroup } from '../../shared/homecare/groups.ts'
import { dayWord, weekdayOf, type Day } from '../../shared/time.ts'
import { daySpan } from './days.ts'

/** The week as it is said in China: Monday first. */
export const weekOrder = [1, 2, 3, 4, 5, 6, 0] as const
const weekdayNames = ['日', '一', '二', '三', '四', '五', '六'] as const

export const weekdayShort = (weekday: number): string => `周${weekdayNames[weekday] ?? ''}`

/** `每天`, `周一至周五`, `周二、周四、周六`. */
export function weekdaysWords(weekdays: readonly number[]): string {
  const inOrder = weekOrder.filter((weekday) => weekdays.indexOf(weekday) !== -1)
  if (inOrder.length === 7) return '每天'
  const places = inOrder.map((weekday) => weekOrder.indexOf(weekday))
  const first = places[0] ?? 0
  const isRun = inOrder.length > 2 && places.every((place, index) => place === first + index)
  if (!isRun) return inOrder.map(weekdayShort).join('、')
  return `${weekdayShort(inOrder[0] ?? 1)}至${weekdayShort(inOrder[inOrder.length - 1] ?? 1)}`
}

/** `8:30`, as it is said. */
export const spokenTime = (time: string): string => time.replace(/^0/, '')
export const stretchWords = ({ from, to }: { from: string; to: string }): string =>
  `${spokenTime(from)}–${spokenTime(to)}`

interface Stretch {
  weekdays: readonly number[]
  from: string
  to: string
}

/** Stretches of the same weekdays together: `周一至周五 8:30–11:30、13:30–17:00`. */
function weekWords(stretches: readonly Stretch[]): string {
  const lines: { days: string; times: string[] }[] = []
  stretches.forEach((stretch) => {
    const days = weekdaysWords(stretch.weekdays)
    const line = lines.filter((one) => one.days === days)[0]
    if (line) line.times.push(stretchWords(stretch))
    else lines.push({ days, times: [stretchWords(stretch)] })
  })
  return lines.map(({ days, times }) => `${days} ${times.join('、')}`).join('；')
}

/** `周一至周五 8:30–11:30、13:30–17:00`; `还没填` where nothing is. */
export function hoursWords(hours: OpeningHours): string {
  return hours.weekly.length === 0 ? '还没填' : weekWords(hours.weekly)
}

interface Planned {
  plan: Plan
  durationMinutes: number
  capacityKind: 'pooled' | 'exclusive'
  capacity: number
}

const minuteOf = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
const lengthOf = (from: string, to: string) => minuteOf(to) - minuteOf(from)
const lengthWords = (minutes: number) =>
  minutes % 60 === 0
    ? `${minutes / 60} 小时`
    : minutes > 120
      ? `${Math.floor(minutes / 60)} 小时 ${minutes % 60} 分钟`
      : `${minutes} 分钟`

/** `周一至周五 8:30–11:30，每 30 分钟一位`; `周二、周四 7:30–9:30，每 1 小时一场，一场 10 位`. */
export function planWords({ plan, durationMinutes, capacityKind, capacity }: Planned): string {
  if (plan.rules.length === 0) return '没有固定的时间'
  const isOnce = plan.rules.every(({ from, to }) => lengthOf(from, to) < 2 * durationMinutes + plan.gapMinutes)
  const every = isOnce ? `一次 ${lengthWords(durationMinutes)}` : `每 ${lengthWords(durationMinutes + plan.gapMinutes)}`
  const rhythm =
    capacityKind === 'exclusive'
      ? `${every}${isOnce ? '' : '一位'}`
      : `${every}${isOnce ? '' : '一场'}，${isOnce ? '' : '一场 '}${capacity} 位`
  return `${weekWords(plan.rules)}，${rhythm}`
}

/** A time as somebody types it, `8:30`, as the plan keeps it, `08:30`; undefined when it is none. */
export function timeTyped(text: string): string | undefined {
  const parts = /^\s*(\d{1,2})[:：.]?(\d{2})\s*$/.exec(text)
  if (!parts) return undefined
  const [hour, minute] = [Number(parts[1]), Number(parts[2])]
  if (minute > 59 || minute % 5 !== 0 || hour > 24 || (hour === 24 && minute > 0)) return undefined
  return `${hour < 10 ? '0' : ''}${hour}:${minute < 10 ? '0' : ''}${minute}`
}

/** `11 月 28 日 13:30–17:00，卫生站不开`. */
export function exceptionWords(exception: OfferedException, whose: string): string {
  const { fromDay, toDay, fromTime, toTime, kind, resourceId } = exception
  const times = fromTime === null || toTime === null ? '' : ` ${stretchWords({ from: fromTime, to: toTime })}`
  const what = kind === 'open' ? '加开' : resourceId === null ? '不开' : '不在'
  return `${daySpan(fromDay, toDay)}${times}，${whose}${what}`
}

export const resourceKindWords: readonly { kind: ResourceKind; text: string; icon: string }[] = [
  { kind: 'window', text: '窗口', icon: 'stamp' },
  { kind: 'room', text: '房间', icon: 'door-open' },
  { kind: 'vehicle', text: '车', icon: 'car' },
  { kind: 'wheelchair', text: '轮椅', icon: 'accessibility' },
  { kind: 'worker', text: '人员', icon: 'user-round' },
]

export function resourceIcon(kind: ResourceKind): string {
  return resourceKindWords.filter((one) => one.kind === kind)[0]?.icon ?? 'square'
}

export const channelWords: readonly { value: ServiceChannel; text: string }[] = [
  { value: 'hall', text: '到店办' },
  { value: 'home', text: '上门' },
  { value: 'phone', text: '打电话办' },
]

export const priceKindWords: readonly { value: PriceKind; text: string }[] = [
  { value: 'free', text: '无偿' },
  { value: 'low_price', text: '低偿' },
  { value: 'full_price', text: '按价' },
]

export const groupWords: Readonly<Record<ResidentGroup, string>> = {
  living_alone: '独居老人',
  hardship: '困难老人',
  disabled: '残疾老人',
  advanced_age: '80 岁以上',
  special_contribution: '有特殊贡献',
}

export const periodWords: readonly { value: LimitPeriod; text: string }[] = [
  { value: 'day', text: '每天' },
  { value: 'week', text: '每周' },
  { value: 'month', text: '每月' },
]

/** `11 月 26 日 周四`. */
export function dayHeading(day: Day): string {
  return `${dayWord(day)} ${weekdayShort(weekdayOf(day))}`
}
