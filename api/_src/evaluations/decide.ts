import { addDays, instantOf, type Day } from '../../../shared/time.ts'
import { qualities, type Quality } from '../../../shared/evaluations/evaluations.ts'

/** What somebody is to a shift: decides what they may say about it. */
export interface ShiftFacts {
  endsAt: Date
  activityId: string
  /** Who leads it on the day, and the leaders of its group; the first is the one who is evaluated. */
  leaderIds: readonly string[]
  /** Residents who were there, by what they came as. */
  attended: readonly { residentId: string; role: 'volunteer' | 'participant' }[]
  /** The resident whose request the shift answers. */
  requestedBy: string | null
}

/** Whether it is evaluated now: from the end of the shift to the end of the last day. */
export function isOpenForEvaluation(endsAt: Date, untilDay: Day, now: Date): boolean {
  return now >= endsAt && now < instantOf(addDays(untilDay, 1))
}

/** Was there, and does not lead it: evaluates the activity and the leader. */
export function mayEvaluate(shift: ShiftFacts, residentId: string): boolean {
  return shift.attended.some((one) => one.residentId === residentId) && !shift.leaderIds.includes(residentId)
}

/** Was served by it: took part without serving, or asked for it. */
export function mayThank(shift: ShiftFacts, residentId: string): boolean {
  return (
    shift.requestedBy === residentId ||
    shift.attended.some((one) => one.residentId === residentId && one.role === 'participant')
  )
}

/** Who served in it, but for whoever asks: nobody evaluates themselves. */
export function evaluatedVolunteers(shift: ShiftFacts, by: string): ReadonlySet<string> {
  const served = shift.attended.filter(({ role, residentId }) => role === 'volunteer' && residentId !== by)
  return new Set(served.map(({ residentId }) => residentId))
}

const bestScore = 5

export function scoreOf(quality: Quality): number {
  return bestScore - qualities.indexOf(quality)
}

export function qualityOf(score: number): Quality {
  return qualities[Math.min(qualities.length - 1, Math.max(0, bestScore - score))] ?? 'good'
}

/** How long back a shift can be and still be open: ten working days never span more, holidays included. */
export const longestDays = 35

/** `4.6` of what the database gives for an average. */
export function averageOf(count: number, average: string | null): { count: number; average: number | null } {
  return { count, average: average === null ? null : Math.round(Number(average) * 10) / 10 }
}
