import type { ReferralMove } from '../../../../shared/health/referral-contract.ts'
import type { ReferralStatus, ReferralStep } from '../../../../shared/health/lifecycle.ts'
import { ok, refuse, type Result } from '../../../../shared/result.ts'
import { addDays, dayOf, instantOf, type Day } from '../../../../shared/time.ts'

/** From where each move may be made. */
const from: Readonly<Record<Exclude<ReferralStep, 'written' | 'follow_up_due' | 'erased'>, readonly ReferralStatus[]>> =
  {
    given: ['written'],
    refused: ['written'],
    cancelled: ['written', 'given'],
    accepted: ['given'],
    turned_down: ['given'],
    // A hospital that writes back has taken the person, whether or not somebody noted it.
    answered: ['given', 'accepted'],
    done: ['answered'],
  }

/** The next status; `repeat` when the row is there already. */
export function moveTo(
  status: ReferralStatus,
  kind: ReferralMove['kind'] | 'refused',
): Result<'move' | 'repeat', 'conflict'> {
  if (status === kind) return ok('repeat')
  return from[kind].includes(status) ? ok('move') : refuse('conflict', { status })
}

/** When the doctor asks after somebody who came back on `backOn`. */
export function followUp(backOn: Day, days: number): { followUpOn: Day; dueAt: Date } {
  const followUpOn = addDays(backOn, days)
  return { followUpOn, dueAt: instantOf(followUpOn, '09:00') }
}

/** True from the morning of the day on until there is a record. */
export function isOverdue(status: ReferralStatus, followUpOn: Day | null, now: Date): boolean {
  return status === 'answered' && followUpOn !== null && dayOf(now) >= followUpOn
}

/** The number of the n-th try: the day, and four digits that follow from the letter's id. */
export function numberOf(day: Day, id: string, tries: number): string {
  let sum = 0
  for (const letter of id) sum = (sum * 33 + letter.charCodeAt(0)) % 10_000
  return `${day.replaceAll('-', '')}-${String((sum + tries) % 10_000).padStart(4, '0')}`
}

/** Open ones before closed ones, overdue first of all, then the newest. */
export function byUrgency<Line extends { overdue: boolean; status: ReferralStatus; writtenAt: string }>(
  lines: readonly Line[],
): Line[] {
  const place = ({ overdue, status }: Line) => (overdue ? 0 : open.includes(status) ? 1 : 2)
  return lines.toSorted((one, other) => place(one) - place(other) || other.writtenAt.localeCompare(one.writtenAt))
}

const open: readonly ReferralStatus[] = ['written', 'given', 'accepted', 'answered']
