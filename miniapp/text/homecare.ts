import type { CareCategory } from '../../shared/homecare/categories.ts'
import type { AbilityLevel, AgreementStatus, ApplicationStatus } from '../../shared/homecare/lifecycle.ts'
import type { AgreementSummary, ApplicationSummary } from '../../shared/homecare/schemas.ts'
import type { LineKind } from '../../shared/homecare/settlement.ts'
import type { Carer, SurveyAnswer, SurveyQuestion } from '../../shared/homecare/survey.ts'
import { yuanOf } from '../../shared/homecare/words.ts'
import { addDays, dayPhrase, dayWord, type Day } from '../../shared/time.ts'
import { dayInFull } from './days.ts'

interface Said {
  text: string
  kind?: 'ok' | 'warn' | 'info'
  icon?: string
}

const byOneself = { well: '自己行', helped: '要人帮', not: '做不了' } as const
const senses = { well: '好好的', helped: '差一些', not: '很差' } as const

/** The three answers of a question, as people say them. */
export function answerWords(code: SurveyQuestion): Readonly<Record<SurveyAnswer, string>> {
  return code === 'memory' || code === 'sight' || code === 'hearing' ? senses : byOneself
}

export const carerWords: Readonly<Record<Carer, string>> = {
  nobody: '没有人',
  spouse: '老伴',
  child: '儿女',
  relative: '亲戚',
  paid: '保姆',
  other: '别人',
}

export const levelLines: Readonly<Record<AbilityLevel, string>> = {
  able: '能自理，六样事都自己行',
  partly: '半自理，有一到三样要人帮',
  unable: '不能自理，有四样以上要人帮',
}

export const categoryIcons: Readonly<Record<CareCategory, string>> = {
  meals: 'soup',
  bath: 'droplets',
  cleaning: 'brush',
  medical: 'stethoscope',
  urgent: 'wrench',
  escort: 'accessibility',
  rehab: 'heart-pulse',
  comfort: 'message-circle',
}

export const applicationWords: Readonly<Record<ApplicationStatus, Said>> = {
  applied: { text: '等上门看', kind: 'info', icon: 'hourglass' },
  assessed: { text: '等答复', kind: 'info', icon: 'hourglass' },
  approved: { text: '批了', kind: 'ok', icon: 'check' },
  refused: { text: '没批', kind: 'warn', icon: 'triangle-alert' },
  withdrawn: { text: '撤回了' },
}

export const agreementWords: Readonly<Record<AgreementStatus, Said>> = {
  proposed: { text: '等确认', kind: 'info', icon: 'hourglass' },
  in_force: { text: '在服务', kind: 'ok', icon: 'check' },
  stopped: { text: '停了' },
  ended: { text: '到期了', kind: 'warn', icon: 'triangle-alert' },
}

/** What a timeline says of a step of an application or an agreement. */
export const stepWords: Readonly<Record<string, string>> = {
  applied: '申请了',
  withdrawn: '撤回了申请',
  assessed: '上门看过，记下了情况',
  approved: '批了',
  refused: '没批',
  written: '写好了协议',
  rewritten: '改了协议，要再确认',
  resident_signed: '同意了协议',
  provider_signed: '替提供方确认了',
  ends_soon: '快到期，提醒了大家',
  ended: '到期了',
  stopped: '停了协议',
}

export const lineKindWords: Readonly<Record<LineKind, string>> = {
  free: '无偿',
  low_price: '低偿',
  subsidised: '有补助',
  own: '自费',
}

/** How far an application has come: 0 … 3. */
export function applicationStep({ status }: ApplicationSummary, agreements: readonly AgreementSummary[]): number {
  if (status === 'applied') return 0
  if (status === 'assessed') return 1
  return agreements.some((one) => one.status === 'in_force') ? 3 : 2
}

/** `12 月 8 日前答复`; overdue: `答复晚了`. */
export function dueLine({ status, dueDay }: ApplicationSummary, today: Day): string {
  if (status !== 'applied' && status !== 'assessed') return ''
  return dueDay < today ? `说好 ${dayWord(dueDay)}答复，晚了` : `${dayPhrase(dueDay, today)}前答复`
}

/** `梅园养老服务站，到 2027 年 11 月 30 日`. */
export function agreementLine({ providerName, endDay }: AgreementSummary): string {
  return `${providerName}，到 ${dayInFull(endDay)}`
}

export function monthWord(month: string): string {
  return `${month.slice(0, 4)} 年 ${Number(month.slice(5))} 月`
}

export function yuanWords(cents: number): string {
  return `${yuanOf(cents)} 元`
}

/** The last day of so many months that begin on a day. */
export function endAfter(beginDay: Day, months: number): Day {
  const [year = 0, month = 1, day = 1] = beginDay.split('-').map(Number)
  const index = month - 1 + months
  const [nextYear, nextMonth] = [year + Math.floor(index / 12), (index % 12) + 1]
  const first = `${nextYear}-${String(nextMonth).padStart(2, '0')}-01`
  return addDays(first, day - 2)
}
