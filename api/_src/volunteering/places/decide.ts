import type { Refusal } from '../../../../shared/result.ts'
import { ageOn, dayOf, type Day } from '../../../../shared/time.ts'
import type { AttendanceStepKind } from '../../../../shared/volunteering/attendance.ts'
import type { Skill, VolunteerStatus } from '../../../../shared/volunteers/lifecycle.ts'
import {
  isOpenActivity,
  isOpenForSignup,
  placedStatuses,
  type ActivityStatus,
  type ShiftRole,
  type SignupStatus,
} from '../../../../shared/volunteering/lifecycle.ts'
import { placesFor, type PlaceCounts } from './decide-classes.ts'
import { cutsRest, fillsDay, overlapping, type OtherShift, type TimeLimits } from './decide-times.ts'

/** One step of a sign-up. The entry at index `version - 1` of the history says how the row came to that version. */
export interface SignupStep {
  at: string
  step: 'waiting' | 'confirmed' | 'promoted' | 'withdrawn' | 'cancelled' | 'moved' | AttendanceStepKind
  /** The command that asked for it; missing where somebody else's command moved the row. */
  commandId?: string
  reason?: string
  /** Whose word it was, where a leader spoke. */
  byName?: string
}

/** The caller's own row in a shift. */
export interface OwnSignup {
  id: string
  status: SignupStatus
  version: number
  /** Order on the waiting list: sortable, never twice the same, made anew when somebody comes back. */
  seq: string
  isFirstTimer: boolean
  /** 1 = next in line, exact to 99; null when not waiting. */
  position: number | null
  history: readonly SignupStep[]
}

/** What is asked of who comes, and when. */
export interface ShiftTerms {
  role: ShiftRole
  startsAt: Date
  endsAt: Date
  closedAt: Date | null
  /** Of its activity: only while that is open may anybody sign up. */
  activityStatus: ActivityStatus
  leastAge: number | null
  neededSkill: Skill | null
}

/** What is known of a person who looks at a shift. */
export interface Candidate {
  /** Undefined when the person never registered as a volunteer. */
  volunteer: { status: VolunteerStatus; hasName: boolean; skills: readonly Skill[] } | undefined
  birthDate: Day | null
  /** The person's other shifts around that time, with a place or waiting for one. */
  others: readonly OtherShift[]
  limits: TimeLimits
}

/** What one look at a shift shows to one person. */
export interface ShiftFacts extends ShiftTerms, PlaceCounts, Candidate {
  own: OwnSignup | undefined
  /** Has never had a place in a shift of this role in this community. */
  isFirstTimer: boolean
}

/** Why somebody cannot take part in a shift. */
export type Hindrance =
  | 'not_a_volunteer'
  | 'guardian_needed'
  | 'volunteer_paused'
  | 'profile_incomplete'
  | 'shift_past'
  | 'shift_closed'
  | 'not_eligible'
  | 'skill_needed'
  | 'shift_overlaps'
  | 'day_full'
  | 'rest_needed'

export type SignUpRefusal = Hindrance | 'not_found' | 'already_signed_up'

export type SignUpDecision =
  | { kind: 'refuse'; refusal: Refusal<SignUpRefusal> }
  /** This very command was heard before. */
  | { kind: 'repeat' }
  /** Stand in line; `expectsPlace` when a place looked free, so that it is worth trying to take it at once. */
  | { kind: 'stand'; expectsPlace: boolean }

const refusal = <Code extends SignUpRefusal>(code: Code, details?: unknown): Refusal<Code> =>
  details === undefined ? { ok: false, code } : { ok: false, code, details }
const refused = (of: Refusal<SignUpRefusal>): SignUpDecision => ({ kind: 'refuse', refusal: of })

const heard = (own: OwnSignup | undefined, commandId: string) =>
  own?.history.some((step) => step.commandId === commandId) ?? false

/** Only a volunteer who is active, by the real name, serves (民政部令67号 Art. 5); whoever takes part needs nothing. */
function standing({ volunteer }: Candidate): Refusal<Hindrance> | undefined {
  if (!volunteer || volunteer.status === 'left') return refusal('not_a_volunteer')
  if (volunteer.status === 'awaiting_guardian') return refusal('guardian_needed')
  if (volunteer.status === 'paused') return refusal('volunteer_paused')
  return volunteer.hasName ? undefined : refusal('profile_incomplete')
}

/** What keeps this person from this shift, the plainest reason first; undefined when nothing does but a full house. */
export function hindranceOf(terms: ShiftTerms, who: Candidate, now: Date): Refusal<Hindrance> | undefined {
  const serves = terms.role === 'volunteer'
  const bar = serves ? standing(who) : undefined
  if (bar) return bar
  if (now.getTime() >= terms.startsAt.getTime()) return refusal('shift_past')
  if (!isOpenActivity(terms.activityStatus) || !isOpenForSignup(terms, now)) return refusal('shift_closed')
  const { leastAge, neededSkill } = terms
  if (leastAge !== null && (who.birthDate === null || ageOn(who.birthDate, dayOf(terms.startsAt)) < leastAge)) {
    return refusal('not_eligible', { leastAge })
  }
  if (serves && neededSkill !== null && !(who.volunteer?.skills.includes(neededSkill) ?? false)) {
    return refusal('skill_needed', { skill: neededSkill })
  }
  const overlaps = overlapping(terms, who.others)
  if (overlaps.length > 0) return refusal('shift_overlaps', { shiftIds: overlaps })
  if (serves && fillsDay(terms, who.others, who.limits)) {
    return refusal('day_full', { mostMinutes: who.limits.mostMinutesPerDay })
  }
  if (serves && cutsRest(terms, who.others, who.limits)) {
    return refusal('rest_needed', { restMinutes: who.limits.restMinutes })
  }
  return undefined
}

/** Whether this person may stand in line for this shift. What a person already has is looked at before what is full. */
export function decideSignUp(facts: ShiftFacts | undefined, commandId: string, now: Date): SignUpDecision {
  if (!facts || !isPublic(facts.activityStatus)) return refused(refusal('not_found'))
  if (heard(facts.own, commandId)) return { kind: 'repeat' }
  if (facts.own && facts.own.status !== 'withdrawn') return refused(refusal('already_signed_up'))
  const hindrance = hindranceOf(facts, facts, now)
  if (hindrance) return refused(hindrance)
  return { kind: 'stand', expectsPlace: placesFor(facts, facts.isFirstTimer, now) > 0 }
}

/** What is being written or looked over is nobody's but the writers'. */
export const isPublic = (status: ActivityStatus): boolean => status !== 'draft' && status !== 'in_review'

/** Whether somebody who stands in line should try for a place: one became free, or the first try was cut off. */
export function shouldTakePlace(facts: ShiftFacts, now: Date): boolean {
  const { own } = facts
  if (own?.status !== 'waiting' || now.getTime() >= facts.startsAt.getTime()) return false
  return isOpenActivity(facts.activityStatus) && placesFor(facts, own.isFirstTimer, now) > 0
}

export type WithdrawDecision =
  { kind: 'refuse'; refusal: Refusal<'not_found' | 'shift_past'> } | { kind: 'answer' } | { kind: 'leave' }

/** Whether this person may leave the shift: until it starts (条例 §22: who cannot come must say so in time). */
export function decideWithdraw(facts: ShiftFacts | undefined, commandId: string, now: Date): WithdrawDecision {
  if (!facts?.own) return { kind: 'refuse', refusal: { ok: false, code: 'not_found' } }
  const { own } = facts
  if (heard(own, commandId) || own.status === 'withdrawn') return { kind: 'answer' }
  if (now.getTime() >= facts.startsAt.getTime()) return { kind: 'refuse', refusal: { ok: false, code: 'shift_past' } }
  if (own.status === 'waiting' || own.status === 'confirmed') return { kind: 'leave' }
  return { kind: 'refuse', refusal: { ok: false, code: 'shift_past' } }
}

/** A place counts before a place in the line; without either, the best of what happened. */
export function bestStatus(statuses: readonly SignupStatus[]): SignupStatus | null {
  const order: readonly SignupStatus[] = ['checked_in', 'confirmed', 'waiting', 'attended', 'missed']
  return order.find((status) => statuses.includes(status)) ?? null
}

/** Stands in the shift now or did: everything but having left. */
export const standingStatuses = ['waiting', ...placedStatuses] as const satisfies readonly SignupStatus[]

/** The skill all these shifts ask for, null when there is none in common. */
export function commonSkill(shifts: readonly { neededSkill: Skill | null }[]): Skill | null {
  const [first, ...rest] = shifts
  if (!first?.neededSkill) return null
  return rest.every((shift) => shift.neededSkill === first.neededSkill) ? first.neededSkill : null
}
