import type { AgreementStatus, ApplicationStatus } from '../../../../shared/homecare/lifecycle.ts'
import { ok, refuse, type Result } from '../../../../shared/result.ts'
import { addDays, instantOf, type Day } from '../../../../shared/time.ts'
import type { Way } from '../person.ts'
import type { AgreementEntry } from './tables.ts'

interface Span {
  beginDay: Day
  endDay: Day
}

export interface KeptAgreement extends Span {
  id: string
  status: AgreementStatus
  version: number
  textHash: string
}

/** Writing the text: a new one, or the next version of one that is not in force. `nothing` = this text stands already. */
export function writeAgreement(
  application: { status: ApplicationStatus; agreements: readonly KeptAgreement[] },
  command: Span & { id: string; version: number; textHash: string },
): Result<'insert' | 'update' | 'nothing', 'not_approved' | 'days_reversed' | 'agreement_overlaps' | 'conflict'> {
  if (application.status !== 'approved') return refuse('not_approved')
  if (command.endDay < command.beginDay) return refuse('days_reversed')
  const kept = application.agreements.find(({ id }) => id === command.id)
  if (kept?.textHash === command.textHash) return ok('nothing')
  const others = application.agreements.filter(({ id, status }) => id !== command.id && status !== 'proposed')
  const clash = others.find((one) => one.beginDay <= command.endDay && one.endDay >= command.beginDay)
  if (clash) return refuse('agreement_overlaps', { endDay: clash.endDay })
  if (kept === undefined) return command.version === 0 ? ok('insert') : refuse('conflict')
  return kept.status === 'proposed' && kept.version === command.version ? ok('update') : refuse('conflict')
}

export type Side = 'resident' | 'provider'

interface Signing {
  status: AgreementStatus
  textHash: string
  signed: Readonly<Record<Side, boolean>>
}

/**
 * Confirming: the person or who applies for them for themselves, staff for the provider, and staff for the person where
 * the name stands on the printed page.
 */
export function confirm(
  agreement: Signing,
  command: { side: Side; textHash: string; way: Way; paperName: string },
): Result<'sign' | 'repeat', 'text_changed' | 'conflict' | 'name_needed' | 'not_found'> {
  if (command.side === 'provider' && command.way !== 'staff') return refuse('not_found')
  if (command.textHash !== agreement.textHash) return refuse('text_changed')
  if (agreement.signed[command.side]) return ok('repeat')
  if (agreement.status !== 'proposed') return refuse('conflict', { status: agreement.status })
  if (command.side === 'resident' && command.way === 'staff' && command.paperName === '') return refuse('name_needed')
  return ok('sign')
}

/** What somebody may do with an agreement now. */
export function mayDo(agreement: Signing, way: Way): { sign: Side[]; stop: boolean; change: boolean } {
  const sides: readonly Side[] = way === 'staff' ? ['resident', 'provider'] : ['resident']
  const isProposed = agreement.status === 'proposed'
  return {
    sign: isProposed ? sides.filter((side) => !agreement.signed[side]) : [],
    stop: agreement.status !== 'stopped' && (way === 'staff' || agreement.status !== 'ended'),
    change: isProposed && way === 'staff',
  }
}

/** Ending it before its last day, or saying that it will not be renewed. */
export function stop(
  agreement: { status: AgreementStatus; version: number; endDay: Day; lastBy: string },
  command: { version: number; lastDay: Day; accountId: string },
): Result<{ isRepeat: boolean; endDay: Day }, 'conflict'> {
  const { status, version } = agreement
  const endDay = command.lastDay < agreement.endDay ? command.lastDay : agreement.endDay
  if (status === 'stopped' && version === command.version + 1 && agreement.lastBy === command.accountId) {
    return ok({ isRepeat: true, endDay })
  }
  if (status === 'stopped' || version !== command.version) return refuse('conflict', { status })
  return ok({ isRepeat: false, endDay })
}

/** The moment after the last day. */
export function endOf(endDay: Day): Date {
  return instantOf(addDays(endDay, 1))
}

/** When the clock must look at an agreement that comes into force: in the morning of the reminder, else at its end. */
export function firstDue(endDay: Day, remindDays: number, now: Date): Date {
  const remindAt = instantOf(addDays(endDay, -remindDays), '09:00')
  return remindAt > now ? remindAt : endOf(endDay)
}

/** What the clock does to a running agreement whose time has come. */
export function clockMove(
  agreement: { status: AgreementStatus; endDay: Day; dueAt: Date | null },
  now: Date,
): { kind: 'ends_soon' | 'ended'; status: AgreementStatus; dueAt: Date | null } | undefined {
  const { status, endDay, dueAt } = agreement
  if (status !== 'in_force' || dueAt === null || dueAt > now) return undefined
  const end = endOf(endDay)
  return end <= now ? { kind: 'ended', status: 'ended', dueAt: null } : { kind: 'ends_soon', status, dueAt: end }
}

/** True when the step made it come into force: both sides have confirmed the text as it was then. */
export function isSecondSigning(history: readonly AgreementEntry[], entry: AgreementEntry): boolean {
  const before = history.filter(({ version }) => version <= entry.version)
  const written = before.findLast(({ kind }) => kind === 'written' || kind === 'rewritten')
  const signed = before.filter(({ version, kind }) => version > (written?.version ?? 0) && kind.endsWith('_signed'))
  return entry.kind.endsWith('_signed') && signed.length === 2
}
