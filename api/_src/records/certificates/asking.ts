import { numberOf } from '../../../../shared/records/certificates.ts'
import { addDays, dayOf, type Day } from '../../../../shared/time.ts'
import { lastSeq, linesOf, publicityEnd, sumsOf, type LedgerLine } from './decide.ts'
import { digestOf, secretPart } from './digest.ts'
import { stepAfter } from './issuing.ts'
import type { CertificateRow } from './store.ts'

export interface Asked {
  id: string
  communityId: string
  residentId: string
  name: string
  volunteerNumber: string
  accountId: string
  showsName: boolean
  from: Day
  to: Day
  /** What the ledger says about these days. */
  entries: readonly LedgerLine[]
  publicityDays: number
  /** The one that is to be issued again. */
  earlier: CertificateRow | undefined
}

/**
 * The row of a request. The lines that an earlier certificate of the same time showed in public, and that are still the
 * same, need not stand there again: `wasPublic`.
 */
export function requestRow(asked: Asked, now: Date): { row: CertificateRow; wasPublic: boolean } {
  const { communityId, residentId, name, entries, earlier } = asked
  const today = dayOf(now)
  const askedSeq = lastSeq(entries)
  const lines = linesOf(entries, { askedSeq, untilSeq: askedSeq })
  const sums = sumsOf(lines)
  const replaces = earlier?.status === 'issued' ? earlier : undefined
  const wasPublic = replaces !== undefined && replaces.digest === digestOf(lines)
  const publicUntil = wasPublic ? addDays(today, -1) : addDays(today, asked.publicityDays)
  const row: CertificateRow = {
    community_id: communityId,
    id: asked.id,
    resident_id: residentId,
    number: numberOf(Number(today.slice(0, 4)), communityId, secretPart()),
    from_day: asked.from,
    to_day: asked.to,
    volunteer_number: asked.volunteerNumber,
    name,
    shows_name: asked.showsName ? 1 : 0,
    replaces_id: replaces?.id ?? null,
    status: 'published',
    live_of: residentId,
    asked_at: now,
    asked_seq: askedSeq,
    services: sums.services,
    automatic_minutes: sums.automaticMinutes,
    added_minutes: sums.addedMinutes,
    public_until: publicUntil,
    due_at: publicityEnd(publicUntil),
    words: '',
    facts: null,
    issued_seq: null,
    digest: null,
    issued_at: null,
    ended_at: null,
    version: 1,
    // Whoever asks knows it.
    notified_version: 1,
    untold: null,
    history: [stepAfter({ version: 0 }, 'asked', { id: asked.accountId, name }, now)],
  }
  return { row, wasPublic }
}
