import type { WellnessSettings } from '../../shared/help/wellness.ts'

const hour = 60
const day = 24 * hour

/** `45 分钟`, `1 小时`, `1 小时 30 分钟`, `6 天`. */
export function spanWords(minutes: number): string {
  if (minutes >= 2 * day && minutes % day === 0) return `${minutes / day} 天`
  const hours = Math.floor(minutes / hour)
  const rest = minutes % hour
  if (hours === 0) return `${rest} 分钟`
  return rest === 0 ? `${hours} 小时` : `${hours} 小时 ${rest} 分钟`
}

/** How silence rises, a line each, as it is now. */
export function silenceWords(settings: WellnessSettings): string[] {
  return [
    '到点没报平安，先发消息问老人',
    `${spanWords(settings.minutesToCall)}没回音，打电话，告诉家里人`,
    `再过 ${spanWords(settings.minutesToKnock)}没联系上，上门看看`,
    `再过 ${spanWords(settings.minutesToEscalate)}还没动静，转成求助`,
  ]
}

/** The times of silence: what each means, and what may be chosen. All in minutes. */
export const silenceRows = [
  { field: 'minutesToCall', title: '问了没回音，多久打电话', choices: [10, 15, 30, 45, 60, 120] },
  { field: 'minutesToKnock', title: '电话没联系上，多久上门', choices: [15, 30, 60, 90, 120, 180] },
  { field: 'minutesToEscalate', title: '上门也没动静，多久转成求助', choices: [15, 30, 60, 90, 120, 180] },
  { field: 'daily', title: '每天一次的，有过动静管多久', choices: [6, 8, 10, 12, 16, 20].map(hoursLong) },
  { field: 'high_risk', title: '早晚各一次的，有过动静管多久', choices: [3, 4, 5, 6, 7, 8].map(hoursLong) },
  { field: 'weekly', title: '一星期一次的，有过动静管多久', choices: [3, 4, 5, 6].map((days) => days * day) },
  { field: 'welfareCheckMinutes', title: '饭没来取，多久要打电话问到', choices: [10, 15, 30, 45, 60, 120] },
] as const
export type SilenceField = (typeof silenceRows)[number]['field']

function hoursLong(hours: number): number {
  return hours * hour
}

/** The time that stands there, in minutes. */
export function minutesOf(settings: WellnessSettings, field: SilenceField): number {
  if (field === 'daily' || field === 'weekly' || field === 'high_risk') return settings.graceHours[field] * hour
  return settings[field]
}

export function withMinutes(settings: WellnessSettings, field: SilenceField, minutes: number): WellnessSettings {
  if (field === 'daily' || field === 'weekly' || field === 'high_risk') {
    return { ...settings, graceHours: { ...settings.graceHours, [field]: minutes / hour } }
  }
  return { ...settings, [field]: minutes }
}

/** What may be chosen, with what stands there now among it. */
export function choicesOf(settings: WellnessSettings, field: SilenceField): number[] {
  const row = silenceRows.find((one) => one.field === field)
  const now = minutesOf(settings, field)
  const choices = [...new Set([...(row?.choices ?? []), now])]
  choices.sort((one, other) => one - other)
  return choices
}
