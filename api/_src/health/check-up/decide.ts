import type { CheckUpFilter } from '../../../../shared/health/check-up-contract.ts'
import { mostInvited, ringFirstFrom, type FocusGroup } from '../../../../shared/health/lifecycle.ts'
import { ok, refuse, type Result } from '../../../../shared/result.ts'
import { addDays, ageOn, dayOf, instantOf, type Day } from '../../../../shared/time.ts'

/** What of a person a list looks at. */
export interface Listable {
  birthDate: Day | null
  livingAlone: boolean
  gridCode: string
}

/** True when everything that was asked for holds. Whose age nobody knows is on no list by age. */
export function belongs(person: Listable, filter: CheckUpFilter, today: Day): boolean {
  if (person.birthDate === null) return false
  const age = ageOn(person.birthDate, today)
  if (age < filter.ageFrom || age > filter.ageTo) return false
  if (filter.livingAlone && !person.livingAlone) return false
  return filter.gridCode === null || person.gridCode === filter.gridCode
}

/** Whoever is of this age was born before this day; some who are not were, too, in leap years. */
export function bornBefore(ageFrom: number, today: Day): Day {
  const tomorrow = addDays(today, 1)
  return `${Number(tomorrow.slice(0, 4)) - ageFrom}${tomorrow.slice(4).replace('-02-29', '-03-01')}`
}

export function isOld(birthDate: Day | null, today: Day): boolean {
  return birthDate !== null && ageOn(birthDate, today) >= ringFirstFrom
}

export function checkList(people: number): Result<'list', 'nobody_on_list' | 'too_many_invited'> {
  if (people === 0) return refuse('nobody_on_list')
  return people > mostInvited ? refuse('too_many_invited', { most: mostInvited }) : ok('list')
}

/** When those who have not answered are rung: in the morning, so many days after they were asked. */
export function ringAt(invitedAt: Date, afterDays: number): Date {
  return instantOf(addDays(dayOf(invitedAt), afterDays), '09:00')
}

export interface LineState {
  status: 'listed' | 'dropped' | 'invited'
  answer: string | null
  ringAt: Date | null
}

/** Who must be rung: asked, no answer, and the time has come (at once for the old without an account). */
export function mustRing(line: LineState, now: Date): boolean {
  return line.status === 'invited' && line.answer === null && line.ringAt !== null && line.ringAt <= now
}

export function isOver(lastDay: Day, now: Date): boolean {
  return dayOf(now) > lastDay
}

/** An answer counts until the last day is over, for those who were asked. Saying no needs no agreement. */
export function mayAnswer(
  line: { status: LineState['status']; lastDay: Day; agreed: boolean },
  said: { answer: string; agrees: boolean },
  now: Date,
): Result<'answer' | 'agree_and_answer', 'not_found' | 'check_up_over' | 'health_agreement_needed'> {
  if (line.status !== 'invited') return refuse('not_found')
  if (isOver(line.lastDay, now)) return refuse('check_up_over')
  return withAgreement(said.answer !== 'not_coming', line.agreed, said.agrees) ?? ok('answer')
}

/** What a mark of staff needs before it may be kept. */
export function mayMark(
  line: { status: LineState['status']; agreed: boolean },
  mark: { kind: 'listed' | 'rung' | 'attended' | 'collected'; on?: boolean; result?: string },
  agrees: boolean,
): Result<'mark' | 'agree_and_mark', 'conflict' | 'health_agreement_needed'> {
  const isAsked = line.status === 'invited'
  if ((mark.kind === 'listed') === isAsked) return refuse('conflict')
  const keeps =
    mark.kind === 'rung'
      ? mark.result === 'coming' || mark.result === 'fetch'
      : mark.kind !== 'listed' && mark.on === true
  if (!keeps || line.agreed) return ok('mark')
  return agrees ? ok('agree_and_mark') : refuse('health_agreement_needed')
}

function withAgreement(keeps: boolean, agreed: boolean, agrees: boolean) {
  if (!keeps || agreed) return undefined
  return agrees ? ok('agree_and_answer') : refuse('health_agreement_needed')
}

/** Only a doctor asks by what ails people. */
export function mayPlan(isDoctor: boolean, focus: FocusGroup | null): boolean {
  return focus === null || isDoctor
}

/** A list made by what ails people is open to the doctor who made it; every other to the staff of the community. */
export function mayOpen(checkUp: { byFocus: boolean; madeBy: string }, accountId: string): boolean {
  return !checkUp.byFocus || checkUp.madeBy === accountId
}
