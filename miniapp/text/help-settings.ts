import type { Intent, Level } from '../../shared/help/lifecycle.ts'
import type { HelpSettings, PlanRule } from '../../shared/help/settings.ts'

/** Who is rung at a level. */
export const rungWords: Readonly<Record<Level, string>> = {
  grid: '网格员',
  community: '值守台',
  street: '街道',
  district: '区中心',
}

export const intentNames: Readonly<Record<Intent, string>> = {
  emergency: '紧急求助',
  unwell: '身体不适',
  daily_help: '生活帮助',
  question: '咨询',
  call_family: '找家人',
}

/** `45 秒`, `2 分钟`, `1 分 30 秒`. */
export function durationWords(seconds: number): string {
  const minutes = Math.floor(seconds / 60)
  const rest = seconds % 60
  if (minutes === 0) return `${rest} 秒`
  return rest === 0 ? `${minutes} 分钟` : `${minutes} 分 ${rest} 秒`
}

/** `全天`, `6 点到 22 点`, `22 点到第二天 6 点`. */
export function hoursWords({ fromHour, toHour }: Pick<PlanRule, 'fromHour' | 'toHour'>): string {
  if (fromHour === toHour) return '全天'
  return fromHour < toHour ? `${fromHour} 点到 ${toHour} 点` : `${fromHour} 点到第二天 ${toHour} 点`
}

export function intentsWords(intents: readonly Intent[]): string {
  return intents.map((intent) => intentNames[intent]).join('、')
}

/** Who rings together, and how long that lasts until more are rung. */
export interface Stage {
  who: string
  seconds: number
}

/** The ladder as people hear it: whoever rings from the start is one stage, each later level another. */
export function stagesOf(levels: PlanRule['levels']): Stage[] {
  const [first] = levels
  if (first === undefined) return []
  const started = levels.filter((rung) => rung === first || rung.fromStart)
  const stages = [{ who: started.map(({ level }) => rungWords[level]).join('和'), seconds: first.seconds }]
  for (const rung of levels.slice(1)) {
    const last = stages[stages.length - 1]
    // It rings already: those who ring have longer.
    if (rung.fromStart && last !== undefined) last.seconds += rung.seconds
    else stages.push({ who: rungWords[rung.level], seconds: rung.seconds })
  }
  return stages
}

/** The same, a line each: `网格员和值守台响 2 分钟`, `没人接，街道响 1 分钟`, …, `还没人接，从头再来`. */
export function stageWords(levels: PlanRule['levels']): string[] {
  const stages = stagesOf(levels).map(({ who, seconds }, index) => {
    const since = index === 0 ? '' : index === 1 ? '没人接，' : '再没人接，'
    return `${since}${who}响 ${durationWords(seconds)}`
  })
  return [...stages, '还没人接，从头再来']
}

/** `网格员和值守台 2 分钟 → 街道 60 秒 → 区中心 60 秒，从头再来；同时叫家人和邻居`. */
export function chainWords(rule: Pick<PlanRule, 'levels' | 'ringsFamily' | 'ringsNeighbours'>): string {
  const chain = stagesOf(rule.levels).map(({ who, seconds }) => `${who} ${durationWords(seconds)}`)
  const beside = besideWords(rule)
  return `${chain.join(' → ')}，从头再来${beside === '' ? '' : `；同时叫${beside}`}`
}

/** `家人和邻居`; empty when nobody is told beside the desks. */
export function besideWords({
  ringsFamily,
  ringsNeighbours,
}: Pick<PlanRule, 'ringsFamily' | 'ringsNeighbours'>): string {
  return [ringsFamily ? '家人' : '', ringsNeighbours ? '邻居' : ''].filter((who) => who !== '').join('和')
}

/** One rule as a sentence: `全天，紧急求助、身体不适：网格员和值守台 2 分钟 → …`. */
export function ruleWords(rule: PlanRule): string {
  return `${hoursWords(rule)}，${intentsWords(rule.intents)}：${chainWords(rule)}`
}

/** The times beside the ladder: what each means, and what may be chosen. */
export const timeRows = [
  { field: 'acknowledged', title: '接了以后，多久要出发', choices: [120, 180, 300, 600, 900] },
  { field: 'en_route', title: '出发以后，多久要到', choices: [600, 900, 1200, 1800, 2700] },
  { field: 'on_site', title: '在老人家里，多久报一次平安', choices: [300, 600, 900, 1200, 1800] },
  { field: 'takeOverGraceSeconds', title: '有人要接手，原来的人有多久可以说不', choices: [15, 20, 30, 60] },
  { field: 'handOverSeconds', title: '转给同事，多久没回音就算没接', choices: [30, 45, 60, 90, 120] },
  { field: 'heartbeatSeconds', title: '值守台多久没动静，就当没人在', choices: [15, 30, 45, 60, 120] },
  { field: 'reviewAfterSeconds', title: '多久才接的，要写说明', choices: [60, 120, 180, 300] },
] as const
export type TimeField = (typeof timeRows)[number]['field']

export function timeOfField(settings: HelpSettings, field: TimeField): number {
  if (field === 'acknowledged' || field === 'en_route' || field === 'on_site') return settings.secondsToProgress[field]
  return settings[field]
}

/** Every sentence that would change, as it will be; those are read before saving. */
export function changedWords(before: HelpSettings, after: HelpSettings): string[] {
  const old = before.rules.map(ruleWords)
  const rules = after.rules.map(ruleWords)
  const gone = old.filter((words) => !rules.includes(words))
  const fresh = rules.filter((words) => !old.includes(words))
  const times = timeRows.filter(({ field }) => timeOfField(before, field) !== timeOfField(after, field))
  return [
    ...fresh,
    ...(gone.length > fresh.length ? gone.slice(0, gone.length - fresh.length).map((words) => `不再用：${words}`) : []),
    ...times.map(({ field, title }) => `${title}：${durationWords(timeOfField(after, field))}`),
    ...(before.callBackBy === after.callBackBy ? [] : [`第二天 ${after.callBackBy} 以前回访`]),
  ]
}
