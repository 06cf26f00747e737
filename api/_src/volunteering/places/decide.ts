import type { Refusal } from '../../../../shared/result.ts'
import type { Skill } from '../../../../shared/volunteers/lifecycle.ts'
import { isOpenActivity, isOpenForSignup, type ActivityStatus, type SignupStatus } from '../../../../shared/volunteering/lifecycle.ts'

/** One step of a sign-up. The entry at index `version - 1` of the history says how the row came to that version. */
export interface SignupStep {
  at: string
  step: 'waiting' | 'confirmed' | 'promoted' | 'withdrawn'
  /** The command that asked for it; missing where somebody else's command moved the row. */
  commandId?: string
  reason?: string
}

/** The caller's own row in a shift. */
export interface OwnSignup {
  id: string
  status: SignupStatus
  version: number
  /** Order on the waiting list: sortable, never twice the same, made anew when somebody comes back. */
  seq: string
  /** 1 = next in line; null when not waiting. */
  position: number | null
  history: readonly SignupStep[]
}

/** What one look at a shift shows to one person. */
export interface ShiftFacts {
  startsAt: Date
  endsAt: Date
  closedAt: Date | null
  /** Of its activity: only while that is open may anybody sign up. */
  activityStatus: ActivityStatus
  capacity: number
  taken: number
  neededSkill: Skill | null
  own: OwnSignup | undefined
  /** Undefined when the caller is no volunteer. */
  volunteerSkills: readonly Skill[] | undefined
  /** My other shifts at the same time, with a place or waiting for one. */
  overlaps: readonly string[]
}

export type SignUpRefusal =
  | 'not_found'
  | 'not_a_volunteer'
  | 'shift_past'
  | 'shift_closed'
  | 'already_signed_up'
  | 'skill_needed'
  | 'shift_overlaps'

export type SignUpDecision =
  | { kind: 'refuse'; refusal: Refusal<SignUpRefusal> }
  /** This very command was heard before. */
  | { kind: 'repeat' }
  /** Stand in line; `expectsPlace` when a place looked free, so that it is worth trying to take it at once. */
  | { kind: 'stand'; expectsPlace: boolean }

const refused = (code: SignUpRefusal, details?: unknown): SignUpDecision => ({
  kind: 'refuse',
  refusal: details === undefined ? { ok: false, code } : { ok: false, code, details },
})

const heard = (own: OwnSignup | undefined, commandId: string) =>
  own?.history.some((step) => step.commandId === commandId) ?? false

/** Whether this person may stand in line for this shift. What a person already has is looked at before what is full. */
export function decideSignUp(facts: ShiftFacts | undefined, commandId: string, now: Date): SignUpDecision {
  if (!facts) return refused('not_found')
  if (heard(facts.own, commandId)) return { kind: 'repeat' }
  if (!facts.volunteerSkills) return refused('not_a_volunteer')
  if (facts.own && facts.own.status !== 'withdrawn') return refused('already_signed_up')
  if (now.getTime() >= facts.startsAt.getTime()) return refused('shift_past')
  if (!isOpenActivity(facts.activityStatus) || !isOpenForSignup(facts, now)) return refused('shift_closed')
  if (facts.neededSkill !== null && !facts.volunteerSkills.includes(facts.neededSkill)) {
    return refused('skill_needed', { skill: facts.neededSkill })
  }
  if (facts.overlaps.length > 0) return refused('shift_overlaps', { shiftIds: facts.overlaps })
  return { kind: 'stand', expectsPlace: facts.taken < facts.capacity }
}

/** Whether somebody who stands in line should try for a place: one became free, or the first try was cut off. */
export function shouldTakePlace(facts: ShiftFacts, now: Date): boolean {
  const waits = facts.own?.status === 'waiting'
  return waits && now.getTime() < facts.startsAt.getTime() && facts.taken < facts.capacity
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

/** Places nobody has, never below zero: the organisers may have made the shift smaller than its sign-ups. */
export function placesLeft(shift: { capacity: number; taken: number }): number {
  return Math.max(0, shift.capacity - shift.taken)
}

/** A place counts before a place in the line; without either, the best of what happened. */
export function bestStatus(statuses: readonly SignupStatus[]): SignupStatus | null {
  const order: readonly SignupStatus[] = ['confirmed', 'waiting', 'attended', 'missed']
  return order.find((status) => statuses.includes(status)) ?? null
}

/** The skill all these shifts ask for, null when there is none in common. */
export function commonSkill(shifts: readonly { neededSkill: Skill | null }[]): Skill | null {
  const [first, ...rest] = shifts
  if (!first?.neededSkill) return null
  return rest.every((shift) => shift.neededSkill === first.neededSkill) ? first.neededSkill : null
}
