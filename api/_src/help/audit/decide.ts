import { addSeconds, clockOf } from '../../../../shared/time.ts'

/** The clock looks once a minute and every desk every two seconds: what is later than this, nothing moves any more. */
const secondsOfGrace = 60
/** Three missed passes of the clock. */
const secondsUntilStopped = 180
const namesTold = 3

/** An open call whose deadline lies before this moment is late. */
export function lateBefore(now: Date): Date {
  return addSeconds(now, -secondsOfGrace)
}

export function isLate({ dueAt }: { dueAt: Date | null }, now: Date): boolean {
  return dueAt === null || dueAt < lateBefore(now)
}

/** What the desk says of the auditor: `checkedAt` is its last success, null when it never ran. */
export function hasStopped(checkedAt: Date | null, now: Date): boolean {
  return checkedAt === null || checkedAt < addSeconds(now, -secondsUntilStopped)
}

export interface LateCall {
  residentName: string
  address: string
  raisedAt: Date
  dueAt: Date | null
}

/** What the desks are told of late calls, in words: `没有往上转：王秀英，晚了 3 分钟`. */
export function alarmText(calls: readonly LateCall[], now: Date): { title: string; body: string } {
  const first = calls.slice(0, namesTold).map((call) => `${call.residentName}，晚了 ${minutesLate(call, now)} 分钟`)
  const more = calls.length > namesTold ? `，一共 ${calls.length} 个` : ''
  const where = calls
    .slice(0, namesTold)
    .map(({ residentName, address, raisedAt }) => `${residentName}，${address}，${clockOf(raisedAt)} 按的。`)
    .join('')
  return {
    title: `求助没人管：${first.join('；')}${more}`,
    body: `${where}系统没有往上转。现在打电话过去，再打开值守台接警。`,
  }
}

function minutesLate({ dueAt, raisedAt }: LateCall, now: Date): number {
  return Math.max(1, Math.floor((now.getTime() - (dueAt ?? raisedAt).getTime()) / 60_000))
}
