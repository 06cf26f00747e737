import { healthAgreementVersion, remindDaysBefore, type HealthPurpose } from '../../../../shared/health/lifecycle.ts'
import { ok, refuse, type Result } from '../../../../shared/result.ts'
import { addDays, dayOf, instantOf, type Day } from '../../../../shared/time.ts'
import type { AgreementWord, FileEntry } from './tables.ts'

/** What of a file the rules look at. */
export interface FileState {
  doctorAgreed: boolean
  agreements: readonly Pick<AgreementWord, 'id' | 'purpose' | 'version' | 'agreed'>[]
  doctorId: string | null
  endsOn: Day | null
  application: { id: string; doctorId: string } | null
  history: readonly Pick<FileEntry, 'kind' | 'applicationId' | 'byId' | 'doctorId'>[]
  dueAt: Date | null
}

/** The last word about a purpose; undefined before the first. */
export function lastWord<Word extends Pick<AgreementWord, 'purpose'>>(
  words: readonly Word[],
  purpose: HealthPurpose,
): Word | undefined {
  return words.findLast((word) => word.purpose === purpose)
}

/**
 * What a word about an agreement does. `none`: it was said before, so a command that arrives once more never turns a
 * later word round.
 */
export function hearWord(
  words: FileState['agreements'],
  word: { id: string; purpose: HealthPurpose; agreed: boolean },
): 'write' | 'none' {
  if (words.some(({ id }) => id === word.id)) return 'none'
  const last = lastWord(words, word.purpose)
  if ((last?.agreed ?? false) !== word.agreed) return 'write'
  return word.agreed && last?.version !== healthAgreementVersion ? 'write' : 'none'
}

/** Asking for a doctor. `repeat`: this very application was written, or even decided, before. */
export function applyFor(
  file: FileState | undefined,
  application: { id: string },
): Result<'apply' | 'repeat', 'health_agreement_needed' | 'already_applied'> {
  if (file === undefined || !file.doctorAgreed) return refuse('health_agreement_needed')
  if (file.history.some(({ applicationId }) => applicationId === application.id)) return ok('repeat')
  if (file.application !== null) return refuse('already_applied')
  return ok('apply')
}

/** A doctor's word on an application; the first word stands. */
export function decideOn(
  file: FileState | undefined,
  word: { applicationId: string; accept: boolean; byId: string },
): Result<'decide' | 'repeat', 'not_found' | 'conflict'> {
  if (file === undefined) return refuse('not_found')
  if (file.application?.id === word.applicationId) return ok('decide')
  const kind = word.accept ? 'accepted' : 'declined'
  const own = file.history.some(
    (entry) => entry.applicationId === word.applicationId && entry.kind === kind && entry.byId === word.byId,
  )
  return own ? ok('repeat') : refuse('conflict')
}

/** The same day a year later; 29 February ends on the 28th. */
export function yearAfter(day: Day): Day {
  const next = `${Number(day.slice(0, 4)) + 1}${day.slice(4)}`
  return next.endsWith('-02-29') ? next.replace('-29', '-28') : next
}

/** Until when the doctor who was accepted has the person: another year with the same one begins when the old one ends. */
export function termOf(file: FileState, doctorId: string, now: Date): { endsOn: Day; dueAt: Date } {
  const today = dayOf(now)
  const from = file.doctorId === doctorId && file.endsOn !== null && file.endsOn > today ? file.endsOn : today
  const endsOn = yearAfter(from)
  return { endsOn, dueAt: reminderAt(endsOn) }
}

function reminderAt(endsOn: Day): Date {
  return instantOf(addDays(endsOn, -remindDaysBefore), '09:00')
}

/** True from the day of the reminder on. */
export function endsSoon(endsOn: Day, today: Day): boolean {
  return today >= addDays(endsOn, -remindDaysBefore)
}

/** What the clock does to a doctor's year: it reminds, and at the end of the last day it ends. */
export function turnYear(
  file: Pick<FileState, 'doctorId' | 'endsOn' | 'dueAt'>,
  now: Date,
): { kind: 'reminded'; dueAt: Date } | { kind: 'expired' } | undefined {
  if (file.doctorId === null || file.endsOn === null || file.dueAt === null || file.dueAt > now) return undefined
  const end = instantOf(addDays(file.endsOn, 1))
  return now >= end ? { kind: 'expired' } : { kind: 'reminded', dueAt: end }
}
