import { lowestGoodRating, oneCheckedOf } from '../../../../shared/homecare/visits.ts'
import { ok, refuse, type Result } from '../../../../shared/result.ts'
import { addDays, addSeconds, instantOf, type Day } from '../../../../shared/time.ts'
import type { VisitComplaintTable, VisitTable } from './tables.ts'

/** A number that looks like chance and is always the same for the same words (FNV-1a). */
function luckOf(words: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < words.length; at += 1) hash = Math.imul(hash ^ words.charCodeAt(at), 0x01000193) >>> 0
  return hash
}

type Done = Pick<VisitTable, 'id' | 'stars'>

/**
 * Whom to ring about the visits of one week: every one that was rated badly, and one in ten of the others, at least
 * one. The same week gives the same list on every phone; nobody can choose who is on it.
 */
export function spotChecks<Visit extends Done>(
  week: Day,
  visits: readonly Visit[],
): { visit: Visit; why: 'low_rating' | 'sample' }[] {
  const low = visits.filter(({ stars }) => isLow(stars))
  const others = visits
    .filter(({ stars }) => !isLow(stars))
    .map((visit) => ({ visit, luck: luckOf(`${week} ${visit.id}`) }))
    .toSorted((one, other) => one.luck - other.luck || (one.visit.id < other.visit.id ? -1 : 1))
  const sample = others.slice(0, Math.ceil(others.length / oneCheckedOf))
  return [
    ...low.map((visit) => ({ visit, why: 'low_rating' as const })),
    ...sample.map(({ visit }) => ({ visit, why: 'sample' as const })),
  ]
}

/** One and two stars are a complaint. */
export function isLow(stars: number | null): boolean {
  return stars !== null && stars < lowestGoodRating
}

export type ComplaintState = Omit<VisitComplaintTable, 'untold'>

/** The end of the day by which a complaint is answered. */
export function complaintDueAt(dueDay: Day): Date {
  return instantOf(addDays(dueDay, 1))
}

const lastStep = 2
const dayOfSeconds = 86_400

/** A complaint nobody has answered in time goes to the level above, and a day later to the one above that. */
export function riseComplaint(complaint: ComplaintState, now: Date): { step: number; dueAt: Date | null } | undefined {
  if (complaint.status !== 'open' || complaint.due_at === null || complaint.due_at > now) return undefined
  const step = complaint.step + 1
  return { step, dueAt: step >= lastStep ? null : addSeconds(now, dayOfSeconds) }
}

export function answerComplaint(
  complaint: ComplaintState,
  version: number,
  answer: string,
): Result<'answer' | 'repeat', 'conflict'> {
  if (complaint.status === 'answered') {
    return complaint.answer === answer ? ok('repeat') : refuse('conflict', { byName: complaint.answered_by_name })
  }
  return complaint.version === version ? ok('answer') : refuse('conflict', { byName: null })
}

/** Open, and the day by which it should have been answered is over. */
export function isLate(complaint: ComplaintState, now: Date): boolean {
  return complaint.status === 'open' && now >= complaintDueAt(complaint.due_day)
}
