import type { VolunteerSettings } from '../../../shared/volunteers/settings.ts'
import { starsRise } from '../../../shared/volunteers/stars-rise.ts'

/** The numbers a community sets: what each means, and between which ends it makes sense. */
export const numberFields = [
  {
    key: 'leastAttendedPercent',
    label: '到场多少才算，百分之',
    note: '迟到早退太多的不算。一般是 60。',
    least: 0,
    most: 100,
    scale: 1,
  },
  {
    key: 'mostMinutesPerDay',
    label: '一天最多做几小时',
    note: '报名时就拦住，别累着。一般是 8。',
    least: 1,
    most: 24,
    scale: 60,
  },
  {
    key: 'restMinutes',
    label: '头天和第二天之间歇几小时',
    note: '晚班接早班要隔开。一般是 8，0 是不管。',
    least: 0,
    most: 24,
    scale: 60,
  },
  {
    key: 'firstTimerHours',
    label: '头几个小时给新人留位子',
    note: '活动刚发布时给没做过的人留几个位子，过了再放开。0 是不留。',
    least: 0,
    most: 168,
    scale: 1,
  },
  {
    key: 'leastAge',
    label: '满几岁可以登记',
    note: '没满 18 岁的，都要家长点头。一般是 14。',
    least: 8,
    most: 18,
    scale: 1,
  },
  {
    key: 'pointsPerHour',
    label: '一小时换几个积分',
    note: '积分可以换小礼物。0 是不用积分。',
    least: 0,
    most: 100,
    scale: 1,
  },
  {
    key: 'publicityDays',
    label: '证明先公示几天',
    note: '规定至少 7 天，公示完才算数。',
    least: 7,
    most: 60,
    scale: 1,
  },
] as const
export type NumberKey = (typeof numberFields)[number]['key']

/** The form as it is typed: numbers as words, hours where the settings hold minutes. */
export interface Typed {
  numbers: Record<NumberKey, string>
  stars: readonly string[]
  hasRanking: boolean
  isRecordingUnit: boolean
  unitName: string
  personInCharge: string
  handler: string
  contactPhone: string
}

export function typedOf(settings: VolunteerSettings): Typed {
  const numbers = {} as Record<NumberKey, string>
  for (const { key, scale } of numberFields) numbers[key] = String(Math.round((settings[key] / scale) * 10) / 10)
  const { starHours, hasRanking, isRecordingUnit, unitName, personInCharge, handler, contactPhone } = settings
  return {
    numbers,
    stars: starHours.map(String),
    ...{ hasRanking, isRecordingUnit, unitName, personInCharge, handler, contactPhone },
  }
}

/** What is wrong, by field; empty when it can be saved. */
export function wrongIn(typed: Typed): Readonly<Record<string, string>> {
  const wrong: Record<string, string> = {}
  for (const { key, least, most, scale } of numberFields) {
    const value = numberIn(typed.numbers[key])
    if (!(value >= least && value <= most) || (scale === 1 && !Number.isInteger(value))) {
      wrong[key] = `填 ${least} 到 ${most}${scale === 1 ? '的整数' : ''}。`
    }
  }
  const hours = typed.stars.map(numberIn)
  if (hours.some((one) => !Number.isInteger(one) || one < 1 || one > 20_000)) {
    wrong['stars'] = '每颗星填 1 到 20000 的整数小时。'
  } else if (!starsRise(hours)) wrong['stars'] = '后一颗星要比前一颗多。'
  if (typed.isRecordingUnit && typed.unitName.trim() === '') wrong['unitName'] = '要开证明，就得写上单位的全名。'
  return wrong
}

/** NaN, which fits no range, for what is no number. */
const numberIn = (words: string) => (/^\d+(\.\d)?$/.test(words.trim()) ? Number(words) : Number.NaN)

/** Only for what nothing is wrong in. */
export function settingsFrom(typed: Typed): VolunteerSettings {
  const minutes = (key: NumberKey) => Math.round(Number(typed.numbers[key]) * 60)
  const whole = (key: NumberKey) => Number(typed.numbers[key])
  const { hasRanking, isRecordingUnit } = typed
  return {
    starHours: typed.stars.map(Number),
    leastAttendedPercent: whole('leastAttendedPercent'),
    mostMinutesPerDay: minutes('mostMinutesPerDay'),
    restMinutes: minutes('restMinutes'),
    firstTimerHours: whole('firstTimerHours'),
    leastAge: whole('leastAge'),
    pointsPerHour: whole('pointsPerHour'),
    publicityDays: whole('publicityDays'),
    hasRanking,
    isRecordingUnit,
    unitName: typed.unitName.trim(),
    personInCharge: typed.personInCharge.trim(),
    handler: typed.handler.trim(),
    contactPhone: typed.contactPhone.trim(),
  }
}
