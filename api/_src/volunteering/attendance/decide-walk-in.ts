import type { Refusal } from '../../../../shared/result.ts'
import { attendanceWindow } from '../../../../shared/volunteering/attendance.ts'
import type { ShiftRole, SignupStatus } from '../../../../shared/volunteering/lifecycle.ts'
import type { VolunteerStatus } from '../../../../shared/volunteers/lifecycle.ts'
import type { ShiftTimes } from './decide.ts'

export interface WalkInFacts {
  /** How many residents are meant by the words. */
  found: number
  shift: ShiftTimes
  shiftRole: ShiftRole
  hasRoom: boolean
  /** Null for who is no volunteer. */
  volunteerStatus: VolunteerStatus | null
  own: { status: SignupStatus; history: readonly { step: string; commandId?: string }[] } | undefined
}

export type WalkInRefusal =
  | 'name_unclear'
  | 'not_a_volunteer'
  | 'already_checked_in'
  | 'check_in_early'
  | 'check_in_over'
  | 'conflict'
  | 'no_room_here'

export type WalkInDecision =
  { kind: 'refuse'; refusal: Refusal<WalkInRefusal> } | { kind: 'answer' } | { kind: 'let in' }

const refused = (code: WalkInRefusal): WalkInDecision => ({ kind: 'refuse', refusal: { ok: false, code } })

/** Whether somebody who came without a place may stay. Who has a place is on the roll already: a leader taps there. */
export function decideWalkIn(
  facts: WalkInFacts,
  { id, role }: { id: string; role: ShiftRole },
  now: Date,
): WalkInDecision {
  const { opensAt, closesAt } = attendanceWindow(facts.shift)
  if (facts.found !== 1) return refused('name_unclear')
  const { own } = facts
  if (own?.history.some((step) => step.commandId === id && step.step === 'walked_in')) return { kind: 'answer' }
  if (own?.status === 'checked_in' || own?.status === 'attended') return refused('already_checked_in')
  if (own?.status === 'confirmed' || own?.status === 'missed') return refused('conflict')
  if (facts.shift.isCancelled || now.getTime() > closesAt) return refused('check_in_over')
  if (now.getTime() < opensAt) return refused('check_in_early')
  const mayServe = facts.shiftRole === 'volunteer' && facts.volunteerStatus === 'active'
  if (role === 'volunteer' && !mayServe) return refused('not_a_volunteer')
  return facts.hasRoom ? { kind: 'let in' } : refused('no_room_here')
}
