import type { Output } from '../../shared/contract.ts'
import type { Endpoints } from '../../shared/endpoints.ts'

type OnDuty = Output<Endpoints['help.onDuty']>

/** What the help card says about who answers and how fast. Only what is known: no name and no time is invented. */
export function dutyLines(duty: OnDuty | undefined): readonly [string, string] {
  const name = duty?.people[0]?.name
  const who = name === undefined ? '按一下，社区马上知道' : `${name}在值班`
  const seconds = duty?.medianAnswerSeconds ?? null
  return [who, seconds === null ? '没人应，接着往上找' : `一般 ${waitWords(seconds)}就有人接`]
}

/** Under the word 求助 on the elder's block. */
export function dutyPromise(duty: OnDuty | undefined): string {
  const name = duty?.people[0]?.name
  return name === undefined ? '按一下，社区马上知道' : `按一下，${name}马上接`
}

/** `20 秒`, from a minute and a half on `2 分钟`. Never less than the second it takes. */
export function waitWords(seconds: number): string {
  return seconds < 90 ? `${Math.max(1, seconds)} 秒` : `${Math.round(seconds / 60)} 分钟`
}
