import { dayOf, dayWord, timeOf } from '../../shared/time.ts'
import type { ActivityLine, PlanView } from '../../shared/volunteering/activities-contract.ts'
import type { ActivityKind, ActivityStatus, ShiftRole } from '../../shared/volunteering/lifecycle.ts'
import type { PlanProblemCode } from '../../shared/volunteering/plan.ts'
import type { ServiceKind } from '../../shared/volunteers/lifecycle.ts'
import { daySpan, weekday } from './days.ts'

interface Said {
  text: string
  kind?: 'ok' | 'warn' | 'info'
  icon?: string
}

export const activityKindWords: Readonly<Record<ActivityKind, string>> = {
  volunteering: '志愿服务',
  culture: '文化活动',
  lecture: '讲座',
  festival: '邻里节',
  donation: '捐书捐物',
}

export const serviceKindWords: Readonly<Record<ServiceKind, string>> = {
  elder_care: '帮老人',
  environment: '管环境',
  culture: '文体',
  safety: '平安',
  children: '带孩子',
  health: '健康',
}

export const roleWords: Readonly<Record<ShiftRole, string>> = { volunteer: '要志愿者', participant: '谁都能来' }

export const activityStatusWords: Readonly<Record<ActivityStatus, Said>> = {
  draft: { text: '草稿', icon: 'pencil-line' },
  in_review: { text: '等人审', kind: 'warn', icon: 'hourglass' },
  published: { text: '在报名', kind: 'ok', icon: 'check' },
  running: { text: '正在办', kind: 'ok', icon: 'play' },
  closed: { text: '办完了' },
  cancelled: { text: '取消了', icon: 'x' },
}

const steps: Readonly<Record<string, string>> = {
  drafted: '写了草稿',
  submitted: '送审了',
  taken_back: '拿回来改',
  published: '审过，发布了',
  sent_back: '退回来改',
  running: '第一班开始了',
  closed: '办完了',
  cancelled: '取消了',
  shift_added: '加了一班',
  shifts_moved: '改了时间或地点',
  shifts_changed: '改了班次',
  shifts_cancelled: '取消了班次',
  corrected: '改了说明',
}

/** In the other order: what came last on top. */
export function newestFirst<Item>(items: readonly Item[]): Item[] {
  const turned = items.slice()
  turned.reverse()
  return turned
}

/** One step of an activity's story: `11 月 24 日 8:20`, 赵雨桐退回来改. */
export function storyWords({ at, step, byName, words }: PlanView['story'][number]): { when: string; what: string } {
  const moment = new Date(at)
  const said = words === '' ? '' : `：${words}`
  return { when: `${dayWord(dayOf(moment))} ${timeOf(moment)}`, what: `${byName}${steps[step] ?? ''}${said}` }
}

/** What a plan still lacks, as the page says it beside the place where it is written. */
export const problemWords: Readonly<Record<PlanProblemCode, string>> = {
  title: '活动叫什么',
  line: '一句话说说',
  place: '在哪儿办',
  description: '做什么',
  contact_name: '找谁问',
  contact_phone: '电话，写全',
  risk_notice: '有什么要当心',
  insurance: '有危险的活动要先上保险',
  no_shifts: '还没有班次',
  task: '这一班做什么',
  day: '哪一天',
  time: '几点到几点',
  order: '结束要晚于开始，也别过半夜',
  past: '有一班已经过了',
  capacity: '要几个人',
  first_timers: '留给新人的不能多过总数',
  weekdays: '每周哪几天',
  until: '到哪天为止',
  too_long: '最多排 26 周',
  no_days: '这样排不出一班',
  too_many: '最多 150 班',
}

/** `12 月 5 日 周六`. */
export function dayAndWeekday(instant: string): string {
  const day = dayOf(new Date(instant))
  return `${dayWord(day)} ${weekday(day)}`
}

/** `9:00–11:00`. */
export function timesOf({ startsAt, endsAt }: { startsAt: string; endsAt: string }): string {
  const hour = (instant: string) => timeOf(new Date(instant)).replace(/^0/, '')
  return `${hour(startsAt)}–${hour(endsAt)}`
}

/** When an activity is, in one line of a list. */
export function whenWords({ startsAt, endsAt }: Pick<ActivityLine, 'startsAt' | 'endsAt'>): string {
  if (startsAt === null || endsAt === null) return '还没定哪天'
  const [first, last] = [dayOf(new Date(startsAt)), dayOf(new Date(endsAt))]
  if (first === last) return `${dayAndWeekday(startsAt)} ${timesOf({ startsAt, endsAt })}`
  return daySpan(first, last)
}

/** `报了 3 人，共 8 位`. */
export function filledWords({ capacity, taken, shiftCount }: Pick<ActivityLine, 'capacity' | 'taken' | 'shiftCount'>) {
  return shiftCount === 0 ? '没有班次了' : `报了 ${taken} 人，共 ${capacity} 位`
}
