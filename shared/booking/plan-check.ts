import { minuteOf, minutesPerDay, type PlanException } from './opening.ts'
import type { Plan, PlanRule } from './plan.ts'

const step = 5
const longestGap = 240

/**
 * What is wrong with a plan, in words for the person who writes it; empty when all is well. A plan without rules is
 * no mistake: a service may live on open exceptions alone. Nor are rules that overlap: `slotsOn` orders them.
 */
export function checkPlan(plan: Plan, durationMinutes: number): string[] {
  const mistakes: string[] = []
  if (!isWhole(durationMinutes, step, minutesPerDay)) mistakes.push('每次服务至少 5 分钟，最多一天')
  // resources are taken in cells of so many minutes, whoever shares them
  else if (durationMinutes % step !== 0) mistakes.push('每次服务要按 5 分钟一格填')
  if (!isWhole(plan.gapMinutes, 0, longestGap)) mistakes.push('两次之间的间隔要在 0 到 240 分钟之间')
  else if (plan.gapMinutes % step !== 0) mistakes.push('两次之间的间隔要按 5 分钟一格填')
  plan.rules.forEach((rule, index) => {
    for (const words of mistakesOfRule(rule, durationMinutes)) mistakes.push(`第 ${index + 1} 段${words}`)
  })
  return mistakes
}

/** What is wrong with an exception, in words for the person who writes it; empty when all is well. */
export function checkException(exception: Omit<PlanException, 'exceptionId'>): string[] {
  const { kind, fromDay, toDay, fromTime, toTime, resourceId } = exception
  const mistakes: string[] = []
  if (fromDay > toDay) mistakes.push('开始日期不能晚于结束日期')
  if ((fromTime === null) !== (toTime === null)) mistakes.push('开始和结束时间要一起填，或者都不填')
  if (fromTime !== null && toTime !== null) mistakes.push(...mistakesOfTimes(fromTime, toTime))
  if (kind === 'open' && resourceId !== null) mistakes.push('只有停用才能选某个人员或场地，加开请选整个服务')
  return mistakes
}

function mistakesOfRule({ weekdays, from, to, capacity }: PlanRule, durationMinutes: number): string[] {
  const mistakes: string[] = []
  if (weekdays.length === 0) mistakes.push('没有选星期几')
  if (weekdays.some((weekday, index) => !isWhole(weekday, 0, 6) || weekdays.indexOf(weekday) !== index)) {
    mistakes.push('的星期几不对')
  }
  const wrongTimes = mistakesOfTimes(from, to)
  for (const words of wrongTimes) mistakes.push(`的${words}`)
  if (wrongTimes.length === 0 && minuteOf(to) - minuteOf(from) < durationMinutes) {
    mistakes.push(`不够一次服务的 ${durationMinutes} 分钟`)
  }
  if (capacity !== null && !isWhole(capacity, 1, 100_000)) mistakes.push('的名额至少是 1')
  return mistakes
}

function mistakesOfTimes(from: string, to: string): string[] {
  if (!isTime(from, minutesPerDay - step) || !isTime(to, minutesPerDay)) return ['时间要按 5 分钟一格填，比如 08:30']
  return minuteOf(from) < minuteOf(to) ? [] : ['开始时间要早于结束时间']
}

/** `08:60` is the minute of 09:00 and yet no time. */
function isTime(time: string, latest: number): boolean {
  return Number(time.slice(3)) < 60 && minuteOf(time) % step === 0 && minuteOf(time) <= latest
}

function isWhole(value: number, least: number, most: number): boolean {
  return Number.isInteger(value) && value >= least && value <= most
}
