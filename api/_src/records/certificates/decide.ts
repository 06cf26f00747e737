import type { CertificateMove, CertificateState, CertificateStatus } from '../../../../shared/records/certificates.ts'
import type { HoursBasis, HoursKind } from '../../../../shared/records/lifecycle.ts'
import { ok, refuse, type Result } from '../../../../shared/result.ts'
import { addDays, instantOf, type Day } from '../../../../shared/time.ts'
import type { VolunteerSettings } from '../../../../shared/volunteers/settings.ts'
import type { CertificateFacts, CertificateStepKind } from './tables.ts'

/** What of a line of the ledger counts here. */
export interface LedgerLine {
  seq: number
  kind: HoursKind
  basis: HoursBasis
  minutes: number
  corrects_seq: number | null
  service_day: Day
  title: string
  content: string
}

/** One service with what was put right of it. */
export interface CertificateLine {
  seq: number
  day: Day
  title: string
  content: string
  basis: HoursBasis
  minutes: number
  isCorrected: boolean
}

/**
 * The services that stood in the ledger when the certificate was asked for, each with the corrections made to it up to
 * `untilSeq`. A service recorded later does not belong to the paper, so that it does not change it; a correction of one
 * that does belong to it does.
 */
export function linesOf(
  entries: readonly LedgerLine[],
  { askedSeq, untilSeq }: { askedSeq: number; untilSeq: number },
): CertificateLine[] {
  const lines = new Map<number, CertificateLine>()
  for (const entry of entries.toSorted((one, other) => one.seq - other.seq)) {
    const { seq, minutes, basis, title, content, service_day: day } = entry
    if (entry.kind === 'service') {
      if (seq <= askedSeq) lines.set(seq, { seq, day, title, content, basis, minutes, isCorrected: false })
      continue
    }
    const corrected = lines.get(entry.corrects_seq ?? 0)
    if (!corrected || seq > untilSeq) continue
    corrected.minutes += minutes
    corrected.isCorrected = true
    // A correction may be put right too: it leads to the same service.
    lines.set(seq, corrected)
  }
  return [...new Set(lines.values())]
    .filter((line) => line.minutes !== 0)
    .toSorted((one, other) => (one.day === other.day ? one.seq - other.seq : one.day < other.day ? -1 : 1))
}

export interface Sums {
  services: number
  automaticMinutes: number
  addedMinutes: number
}

export function sumsOf(lines: readonly CertificateLine[]): Sums {
  const minutesOf = (wanted: HoursBasis) =>
    lines.reduce((sum, { basis, minutes }) => sum + (basis === wanted ? minutes : 0), 0)
  return { services: lines.length, automaticMinutes: minutesOf('automatic'), addedMinutes: minutesOf('added') }
}

export const lastSeq = (entries: readonly { seq: number }[]) =>
  entries.reduce((last, { seq }) => Math.max(last, seq), 0)

/** Which days a request is about: nothing before the first service, nothing after today. */
export function periodOf(
  { from, to }: { from: Day | null; to: Day | null },
  entries: readonly { service_day: Day }[],
  today: Day,
): Result<{ from: Day; to: Day }, 'days_reversed' | 'nothing_recorded'> {
  const [first] = entries.map(({ service_day: day }) => day).toSorted()
  const begin = from ?? first
  const end = to === null || to > today ? today : to
  if (begin === undefined) return refuse('nothing_recorded')
  return begin > end ? refuse('days_reversed') : ok({ from: begin, to: end })
}

/** When the days on the list are over: the first moment after the last of them. */
export const publicityEnd = (publicUntil: Day) => instantOf(addDays(publicUntil, 1))

/** Only a recording unit that says who answers for it gives a 证明 (民政部令67号 Art. 14-17). */
export function givesProof(settings: VolunteerSettings): boolean {
  const { isRecordingUnit, unitName, personInCharge, handler, contactPhone } = settings
  return isRecordingUnit && [unitName, personInCharge, handler, contactPhone].every((text) => text !== '')
}

export function factsOf(
  settings: VolunteerSettings,
  of: { idNumberShown: string; areaName: string },
): CertificateFacts {
  const { personInCharge, handler, contactPhone } = settings
  const unitName = settings.unitName === '' ? of.areaName : settings.unitName
  return {
    isProof: givesProof(settings),
    idNumberShown: of.idNumberShown,
    unitName,
    personInCharge,
    handler,
    contactPhone,
  }
}

/** What a move leaves in the history. */
export const stepOf: Readonly<Record<CertificateMove, CertificateStepKind>> = {
  hold: 'held',
  release: 'released',
  refuse: 'refused',
  issue: 'issued',
  revoke: 'revoked',
}

/** Where a move of staff leads. */
export function afterMove(
  move: CertificateMove,
  { status, publicUntil }: { status: CertificateStatus; publicUntil: Day },
  today: Day,
): Result<CertificateStatus, 'conflict' | 'publicity_running'> {
  if (move === 'hold' && status === 'published') return ok('held')
  if (move === 'release' && status === 'held') return ok('published')
  if (move === 'refuse' && status === 'held') return ok('refused')
  if (move === 'revoke' && status === 'issued') return ok('revoked')
  if (move === 'issue' && status === 'published')
    return today > publicUntil ? ok('issued') : refuse('publicity_running')
  return refuse('conflict')
}

/** What a number is told to be, by the row and by what the ledger says today. */
export function stateOf(status: CertificateStatus | undefined, isUnchanged: boolean): CertificateState {
  if (status === 'published' || status === 'held') return 'not_yet'
  if (status === 'revoked' || status === 'replaced') return status
  if (status === 'issued') return isUnchanged ? 'valid' : 'changed'
  return 'unknown'
}
