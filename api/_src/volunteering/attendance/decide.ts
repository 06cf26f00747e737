import type { Refusal } from '../../../../shared/result.ts'
import {
  attendanceWindow,
  numberTries,
  takeBackMinutes,
  type AttendanceStepKind,
  type RollMark,
} from '../../../../shared/volunteering/attendance.ts'
import type { CheckWay, SignupStatus } from '../../../../shared/volunteering/lifecycle.ts'
import type { Judgement } from './code.ts'

const minute = 60_000

/** One person's place, as one look shows it. */
export interface Attendee {
  status: SignupStatus
  version: number
  checkedInAt: Date | null
  checkedInWay: CheckWay | null
  checkedOutAt: Date | null
  checkedOutWay: CheckWay | null
  recordedAt: Date | null
  recordFrom: Date | null
  lastStep: string | undefined
  /** Of the commands that moved it. */
  commandIds: readonly string[]
}

export interface ShiftTimes {
  startsAt: Date
  endsAt: Date
  isCancelled: boolean
}

/** How often somebody typed a number since `since`. */
export interface Tries {
  count: number
  since: Date | null
}

export type CheckRefusal =
  'not_in_shift' | 'check_in_early' | 'check_in_over' | 'code_old' | 'code_other' | 'code_wrong' | 'code_too_often'

export type CheckDecision<Own extends string = never> =
  | { kind: 'refuse'; refusal: Refusal<CheckRefusal | Own> }
  /** Heard before, or so already. */
  | { kind: 'answer' }
  /** A wrong number: counted, then refused. */
  | { kind: 'count' }
  | { kind: 'check'; at: Date; way: 'code' | 'number' }

const refused = <Code extends string>(code: Code) => ({
  kind: 'refuse' as const,
  refusal: { ok: false as const, code },
})

interface Asked {
  commandId: string
  judgement: Judgement
  tries: Tries
}

/** Whether somebody may check in. What they have already is looked at before the clock, the clock before the code. */
export function decideCheckIn(
  own: Attendee | undefined,
  shift: ShiftTimes,
  asked: Asked,
  now: Date,
): CheckDecision<'already_checked_in'> {
  if (!own || own.status === 'waiting' || own.status === 'withdrawn') return refused('not_in_shift')
  if (own.commandIds.includes(asked.commandId)) return { kind: 'answer' }
  if (own.status === 'checked_in' || own.status === 'attended') return refused('already_checked_in')
  return outsideHours(shift, now) ?? byProof(asked, now)
}

/** Whether somebody may check out. */
export function decideCheckOut(
  own: Attendee | undefined,
  shift: ShiftTimes,
  asked: Asked,
  now: Date,
): CheckDecision<'not_checked_in'> {
  if (!own || own.status === 'waiting' || own.status === 'withdrawn') return refused('not_in_shift')
  if (own.commandIds.includes(asked.commandId) || own.status === 'attended') return { kind: 'answer' }
  if (own.status !== 'checked_in') return refused('not_checked_in')
  const decision = outsideHours(shift, now) ?? byProof(asked, now)
  // A code that was shown before somebody came proves nothing about when they left.
  if (decision.kind === 'check' && own.checkedInAt && decision.at < own.checkedInAt) {
    return { ...decision, at: own.checkedInAt }
  }
  return decision
}

function outsideHours(shift: ShiftTimes, now: Date): CheckDecision | undefined {
  const { opensAt, closesAt } = attendanceWindow(shift)
  if (shift.isCancelled || now.getTime() > closesAt) return refused('check_in_over')
  return now.getTime() < opensAt ? refused('check_in_early') : undefined
}

function byProof({ judgement, tries }: Asked, now: Date): CheckDecision {
  switch (judgement.kind) {
    case 'wrong_code':
      return refused('code_wrong')
    case 'other':
      return refused('code_other')
    case 'old':
      return refused('code_old')
    case 'wrong_number':
      return mayTry(tries, now) ? { kind: 'count' } : refused('code_too_often')
    case 'right':
      if (judgement.way === 'number' && !mayTry(tries, now)) return refused('code_too_often')
      return { kind: 'check', at: judgement.at, way: judgement.way }
  }
}

/** Tries that began before this moment are forgotten. */
export function triesForgottenBefore(now: Date): Date {
  return new Date(now.getTime() - numberTries.withinMinutes * minute)
}

export function mayTry({ count, since }: Tries, now: Date): boolean {
  return since === null || since < triesForgottenBefore(now) || count < numberTries.most
}

/** What a leader's word does to a place. */
export interface RollMove {
  status: 'confirmed' | 'checked_in' | 'attended' | 'missed'
  step: AttendanceStepKind
  checkedIn: 'as it is' | { at: Date; way: CheckWay } | null
  checkedOut: { at: Date; way: CheckWay } | null
  /** Only then is there something to tell the person. */
  isNews: boolean
}

interface Word {
  mark: RollMark
  fromStart: boolean
}

/** Which statuses a word is for; others are left as they are. */
const meantFor: Readonly<Record<RollMark, readonly SignupStatus[]>> = {
  came: ['confirmed', 'missed'],
  left: ['checked_in'],
  missed: ['confirmed'],
  not_there: ['checked_in'],
  take_back: ['checked_in', 'attended', 'missed'],
}

/** What each word leaves somebody in; taking back has no one such. */
const leadsTo: Readonly<Record<RollMark, readonly SignupStatus[]>> = {
  came: ['checked_in', 'attended'],
  left: ['attended'],
  missed: ['missed'],
  not_there: ['confirmed'],
  take_back: [],
}

/** True when the word changes nothing: it is so already. */
export function isSoAlready(own: Attendee, mark: RollMark): boolean {
  return leadsTo[mark].includes(own.status)
}

/** What becomes of somebody by a leader's word; undefined where it does not fit how they stand. */
export function decideRoll(own: Attendee, shift: ShiftTimes, word: Word, now: Date): RollMove | undefined {
  if (!meantFor[word.mark].includes(own.status)) return undefined
  const nobody = { checkedIn: null, checkedOut: null, isNews: false }
  switch (word.mark) {
    case 'came':
      return cameMove(shift, word.fromStart, now)
    case 'left': {
      // Who stays to tidy up serves no longer than the shift; who came after its end left when they came.
      const at = Math.max(own.checkedInAt?.getTime() ?? 0, Math.min(now.getTime(), shift.endsAt.getTime()))
      return { ...nobody, status: 'attended', step: 'checked_out', checkedIn: 'as it is', checkedOut: byRoll(at) }
    }
    case 'missed':
      return { ...nobody, status: 'missed', step: 'missed' }
    case 'not_there':
      return { ...nobody, status: 'confirmed', step: 'not_there', isNews: true }
    case 'take_back':
      return takeBack(own, now)
  }
}

const byRoll = (at: number) => ({ at: new Date(at), way: 'roll_call' as const })

/** Of a shift that is over a leader can only say that somebody was there, all of it. */
function cameMove(shift: ShiftTimes, fromStart: boolean, now: Date): RollMove {
  const isOver = now >= shift.endsAt
  const at = fromStart || isOver ? Math.min(shift.startsAt.getTime(), now.getTime()) : now.getTime()
  return {
    status: isOver ? 'attended' : 'checked_in',
    step: 'checked_in',
    checkedIn: byRoll(at),
    checkedOut: isOver ? byRoll(shift.endsAt.getTime()) : null,
    isNews: false,
  }
}

function takeBack(own: Attendee, now: Date): RollMove | undefined {
  if (!canTakeBack(own, now)) return undefined
  const back = { step: 'taken_back' as const, checkedOut: null, isNews: false }
  // Who was called there and gone in one word was not there at all when that word is taken back.
  return own.status === 'attended' && own.lastStep === 'checked_out'
    ? { ...back, status: 'checked_in', checkedIn: 'as it is' }
    : { ...back, status: 'confirmed', checkedIn: null }
}

/** Only a leader's own word can be taken back, and once somebody has left only until it goes into the ledger. */
export function canTakeBack(own: Attendee, now: Date): boolean {
  if (own.recordedAt !== null) return false
  if (own.status === 'missed') return true
  if (own.status === 'checked_in') return own.checkedInWay === 'roll_call'
  return (
    own.status === 'attended' && own.checkedOutWay === 'roll_call' && own.recordFrom !== null && now < own.recordFrom
  )
}

/** From when on a leader's word goes into the ledger. */
export function recordFrom(now: Date): Date {
  return new Date(now.getTime() + takeBackMinutes * minute)
}
