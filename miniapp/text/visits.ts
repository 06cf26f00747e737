import type { Visit, VisitStep } from '../../shared/homecare/visit-schemas.ts'
import type {
  ArrivalWay,
  CheckResult,
  GapReason,
  RatingTag,
  VisitStatus,
  VisitStepKind,
} from '../../shared/homecare/visits.ts'
import { careCategories } from '../../shared/homecare/categories.ts'
import { dayOf, dayPhrase, dayWord, timeOf, weekdayWord, type Day } from '../../shared/time.ts'

interface Said {
  text: string
  kind?: 'ok' | 'warn' | 'info'
  icon?: string
}

export const visitWords: Readonly<Record<VisitStatus, Said>> = {
  planned: { text: '排好了' },
  set_out: { text: '在路上', kind: 'info', icon: 'map-pin' },
  arrived: { text: '人到了', kind: 'ok', icon: 'door-open' },
  done: { text: '做完了', kind: 'ok', icon: 'circle-check' },
  cancelled: { text: '取消了' },
}

/** The state of a visit in a word; a late one says so first. */
export function visitState(visit: Pick<Visit, 'status' | 'lateStep' | 'lateOutcome' | 'worker'>): Said {
  const isAhead = visit.status === 'planned' || visit.status === 'set_out'
  if (isAhead && visit.lateStep > 0 && visit.lateOutcome === null)
    return { text: '还没到', kind: 'warn', icon: 'triangle-alert' }
  if (visit.status === 'planned' && visit.worker === null)
    return { text: '还没派人', kind: 'warn', icon: 'triangle-alert' }
  return visitWords[visit.status]
}

/** `9:00`. */
export function hour(at: string): string {
  return timeOf(new Date(at)).replace(/^0/, '')
}

/** `今天 9:00`, `11 月 27 日 星期五 9:00`. */
export function visitMoment(at: string, today: Day): string {
  return `${dayPhrase(dayOf(new Date(at)), today)} ${hour(at)}`
}

/** `助浴，周梅来`. */
export function visitLine(visit: Pick<Visit, 'category' | 'worker'>): string {
  const { name } = careCategories[visit.category]
  return visit.worker === null ? `${name}，还没定谁来` : `${name}，${visit.worker.name}来`
}

const arrivalWords: Readonly<Record<ArrivalWay, string>> = {
  door: '扫了门上的码',
  number: '对了门上的数字',
  resident: '家里说人到了',
}

/** `9:02 到，扫了门上的码`. */
export function arrivalLine(visit: Pick<Visit, 'arrivedAt' | 'arrivedBy'>): string | undefined {
  if (visit.arrivedAt === null) return undefined
  return `${hour(visit.arrivedAt)} 到${visit.arrivedBy === null ? '' : `，${arrivalWords[visit.arrivedBy]}`}`
}

const stepWords: Readonly<Record<VisitStepKind, string>> = {
  planned: '排好了',
  assigned: '派了',
  unassigned: '没有派人',
  moved: '改了时间',
  set_out: '出发了',
  arrived: '到了',
  ticked: '记了做了什么',
  done: '做完走了',
  rated: '评过了',
  late: '过了时间还没到',
  replaced: '换了',
  cancelled: '取消了',
  charged: '记到账上',
  checked: '打电话问过',
}

/** What happened, newest first, without what only the books need. */
export function visitMoments(steps: readonly VisitStep[]): { what: string; why?: string; time: string }[] {
  const moments = steps
    .filter(({ kind }) => kind !== 'ticked' && kind !== 'charged')
    .map(({ kind, at, byName, words }) => {
      const isAboutWho = kind === 'assigned' || kind === 'replaced'
      // The family says that somebody else is there.
      const isSaid = kind === 'arrived' && words !== ''
      const what = isSaid ? '人到了' : `${byName}${stepWords[kind]}${isAboutWho ? words : ''}`
      return { what, ...(words === '' || isAboutWho ? {} : { why: words }), time: hour(at) }
    })
  moments.reverse()
  return moments
}

export const tagWords: Readonly<Record<RatingTag, string>> = {
  on_time: '准时',
  careful: '仔细',
  kind: '和气',
  tidy: '收拾得干净',
  came_late: '来晚了',
  careless: '马虎',
  rushed: '赶时间',
  unkind: '态度不好',
}

/** What is offered to tap for so many stars. */
export function tagsFor(stars: number): RatingTag[] {
  return stars >= 3 ? ['on_time', 'careful', 'kind', 'tidy'] : ['came_late', 'careless', 'rushed', 'unkind']
}

export const starWords = ['', '很不满意', '不满意', '一般', '满意', '很满意'] as const

export const gapWords: Readonly<Record<GapReason, string>> = {
  holiday: '放假',
  away: '师傅请假',
  taken: '那个时间没有人空',
  limit: '这家约满次数了',
  closed: '那个时间不开',
  skipped: '这次不做',
  agreement: '协议到期了',
}

export const checkWords: Readonly<Record<CheckResult, string>> = {
  as_recorded: '和记的一样',
  differs: '和记的不一样',
  no_answer: '没打通',
}

/** `11 月 27 日 周五`. */
export function shortDay(day: Day): string {
  return `${dayWord(day)} ${weekdayWord(day).replace('星期', '周')}`
}

/** What is usually done, as a start for the list of a plan. */
export const usualTasks: Readonly<Record<keyof typeof careCategories, readonly string[]>> = {
  meals: ['做饭', '喂饭', '洗碗'],
  bath: ['擦身', '洗头', '换衣服'],
  cleaning: ['扫地拖地', '擦桌子', '换床单'],
  medical: ['量血压', '看着吃药', '取药'],
  urgent: ['看看哪里坏了', '修好试一试'],
  escort: ['扶着出门', '陪着走一走', '送回家'],
  rehab: ['活动手脚', '按摩', '换药'],
  comfort: ['陪着聊天', '读报', '看看屋里安不安全'],
}
