import type { Refusal } from '../../../../../shared/result.ts'
import { isOpenActivity, isOpenForSignup } from '../../../../../shared/volunteering/lifecycle.ts'
import { agreesTo } from '../../../../../shared/volunteers/consents.ts'
import { hindranceOf, type Candidate, type ShiftTerms } from '../decide.ts'

/** More than these nobody calls for one shift: the nearest to free come first. */
export const mostCalled = 500

/** A volunteer who might be called. */
export interface Callable extends Candidate {
  residentId: string
  consents: readonly { purpose: string; agreed: boolean }[] | null
}

/**
 * Whom to call for a shift: who agreed to be called, may take part and is free then, without those called before. Who has
 * the least to do around that time comes first.
 */
export function whomToCall(
  shift: ShiftTerms,
  volunteers: readonly Callable[],
  called: readonly string[],
  now: Date,
): string[] {
  const before = new Set(called)
  return volunteers
    .filter((who) => !before.has(who.residentId) && agreesTo(who.consents, 'calls') && !hindranceOf(shift, who, now))
    .toSorted((one, other) => one.others.length - other.others.length || (one.residentId < other.residentId ? -1 : 1))
    .slice(0, mostCalled)
    .map(({ residentId }) => residentId)
}

/** Whether somebody may be called for this shift now: volunteers only, while it is open and a place is free. */
export function decideCall(
  shift: ShiftTerms & { placesLeft: number },
  now: Date,
): Refusal<'not_allowed' | 'shift_past' | 'shift_closed' | 'shift_full'> | undefined {
  if (shift.role !== 'volunteer') return { ok: false, code: 'not_allowed' }
  if (now.getTime() >= shift.startsAt.getTime()) return { ok: false, code: 'shift_past' }
  if (!isOpenActivity(shift.activityStatus) || !isOpenForSignup(shift, now)) return { ok: false, code: 'shift_closed' }
  return shift.placesLeft > 0 ? undefined : { ok: false, code: 'shift_full' }
}
