import type { Task } from '../../shared/help/tasks-contract.ts'
import type { TaskKind } from '../../shared/help/tasks.ts'
import type { WellnessPlan } from '../../shared/help/wellness-contract.ts'
import type {
  LineState,
  Mood,
  NeedKind,
  Rhythm,
  RoundGroup,
  RoundReason,
  SignKind,
} from '../../shared/help/wellness.ts'
import { addDays, dayOf, dayPhrase, timeOf, type Day } from '../../shared/time.ts'

export const taskWords: Readonly<Record<TaskKind, { text: string; icon: string }>> = {
  wellness_visit: { text: '上门看看', icon: 'door-open' },
  wellness_call: { text: '打电话问问', icon: 'phone-call' },
  need: { text: '老人要办的事', icon: 'hand-heart' },
  device_silent: { text: '呼叫器没声音', icon: 'bell' },
  device_battery: { text: '呼叫器没电', icon: 'bell' },
  drill_failed: { text: '演练没通过', icon: 'triangle-alert' },
  review: { text: '写一写为什么慢', icon: 'pencil-line' },
}

export const rhythmWords: Readonly<Record<Rhythm, { text: string; note: string }>> = {
  daily: { text: '每天一次', note: '一个人住的老人，一般选这个' },
  high_risk: { text: '早晚各一次', note: '刚出院、身体弱，选这个' },
  weekly: { text: '一星期一次', note: '身体硬朗，常出门' },
}

export const signWords: Readonly<Record<SignKind, string>> = {
  said_well: '报了平安',
  app_opened: '开过小程序',
  family_saw: '家里人看到了',
  talked: '打通过电话',
  visited: '上门见到了',
  help_answered: '求助有人接了',
  meal_picked_up: '取了餐',
  came_by: '来社区办过事',
  visit_done: '上门服务做完了',
}

export const moodWords: Readonly<Record<Mood, string>> = { good: '挺好', fair: '一般', bad: '不好' }

/** What somebody may need, and where it can be booked; null where somebody has to see to it. */
export const needWords: Readonly<Record<NeedKind, { text: string; category: string | null }>> = {
  meals: { text: '送餐', category: 'meals' },
  medicine: { text: '买药取药', category: null },
  doctor: { text: '看医生', category: 'health' },
  repair: { text: '修东西', category: null },
  shopping: { text: '买东西', category: null },
  company: { text: '有人陪', category: null },
  cleaning: { text: '打扫', category: null },
  paperwork: { text: '办手续', category: null },
  other: { text: '别的事', category: null },
}

export const reasonWords: Readonly<Record<RoundReason, { text: string; ask: string }>> = {
  heat: { text: '天热', ask: '空调风扇开了没有，水够不够喝，头晕不晕。' },
  cold: { text: '天冷', ask: '屋里暖不暖和，电热毯、煤气关好没有，路滑少出门。' },
  holiday: { text: '过节', ask: '家里人回来没有，饭怎么吃，药够不够过节。' },
  typhoon: { text: '台风', ask: '门窗关好没有，花盆收了没有，有没有备水备灯。' },
  water_cut: { text: '停水', ask: '存水了没有，够不够用，要不要送水。' },
}

export const groupWords: Readonly<Record<RoundGroup, { text: string; note: string }>> = {
  living_alone: { text: '一个人住的', note: '登记了独居' },
  over_80: { text: '80 岁以上', note: '按生日算' },
  needs_care: { text: '要人照顾的', note: '半自理、不能自理、走路要人扶' },
  disabled: { text: '残疾人', note: '登记了残疾' },
  independent: { text: '能自理的老人', note: '60 岁以上' },
  everybody: { text: '所有人', note: '停水这样的事选它' },
}

export const lineWords: Readonly<Record<LineState, { text: string; kind?: 'ok' | 'warn' | 'info' }>> = {
  waiting: { text: '还没问' },
  reached: { text: '好着呢', kind: 'ok' },
  not_reached: { text: '没联系上', kind: 'warn' },
  needs_help: { text: '要帮忙', kind: 'warn' },
}

/** `昨天 20:10`, `今天 8:02`, `11 月 3 日 星期二 9:00`. */
export function momentWords(at: string, today: Day): string {
  const moment = new Date(at)
  const day = dayOf(moment)
  const word = day === addDays(today, -1) ? '昨天' : dayPhrase(day, today)
  return `${word} ${timeOf(moment).replace(/^0/, '')}`
}

/** `昨天 20:10 开过小程序`. */
export function lastSignWords({ lastSign }: Pick<WellnessPlan, 'lastSign'>, today: Day): string {
  return lastSign === null ? '还没有过动静' : `${momentWords(lastSign.at, today)} ${signWords[lastSign.kind]}`
}

/** How a plan stands for the desk: `等他同意`, `10:00 前`, `问过了，没回`. */
export function planStateWords(plan: WellnessPlan, today: Day): { text: string; kind?: 'ok' | 'warn' | 'info' } {
  if (plan.status === 'proposed') return { text: '等本人同意', kind: 'info' }
  if (plan.pausedUntil !== null) return { text: '停几天' }
  switch (plan.step) {
    case 'asked':
      return { text: '问了，没回', kind: 'warn' }
    case 'call':
      return { text: '该打电话', kind: 'warn' }
    case 'knock':
      return { text: '该上门', kind: 'warn' }
    case 'escalated':
      return { text: '转了求助', kind: 'warn' }
    case 'waiting':
      return { text: plan.expectedAt === null ? '没开始' : byWords(plan.expectedAt, today), kind: 'ok' }
  }
}

/** `今天 10:00 前`, `明天 10:00 前`, `6 天内`. */
function byWords(at: string, today: Day): string {
  const days = Math.round((Date.parse(dayOf(new Date(at))) - Date.parse(today)) / 86_400_000)
  return days <= 1 ? `${momentWords(at, today)} 前` : `${days} 天内`
}

/** The second line of a task: when, and where. */
export function taskLine(task: Task, now: string): string {
  const today = dayOf(new Date(now))
  const late = Math.round((Date.parse(now) - Date.parse(task.dueAt)) / 60_000)
  const when = task.overdue ? `过了 ${lateWords(late)}` : `${momentWords(task.dueAt, today)} 前`
  return task.person === null ? when : `${when}，${task.person.address}`
}

function lateWords(minutes: number): string {
  if (minutes < 60) return `${Math.max(1, minutes)} 分钟`
  return minutes < 48 * 60 ? `${Math.round(minutes / 60)} 小时` : `${Math.round(minutes / 1440)} 天`
}

/** What is said and listened for on the telephone (爱心电话). */
export function callScript(
  name: string,
  staffName: string,
): {
  greeting: string
  ask: readonly string[]
  watch: readonly string[]
} {
  return {
    greeting: `您好，我是社区的${staffName === '' ? '工作人员' : staffName}。${name}，今天怎么样，吃过饭了吗？`,
    ask: [
      '昨晚睡得好不好，哪里不舒服？',
      '药按时吃了吗，还够几天？',
      '一个人在家，还是有人陪？',
      '有什么要买、要修、要办的？',
    ],
    watch: [
      '说话含糊、嘴歪、一边没力气：马上打 120',
      '胸口闷、喘不上气、出冷汗：马上打 120',
      '摔过、站不起来：别挂电话，叫人上门',
      '说不想活、没意思：多陪一会儿，告诉家人和社区医生',
    ],
  }
}
