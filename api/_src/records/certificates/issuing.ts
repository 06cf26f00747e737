import { settingsOf, volunteersBy } from '../../volunteers/index.ts'
import type { Db } from '../../platform/db/tables.ts'
import { entriesBetween } from '../hours/store.ts'
import { factsOf, lastSeq, linesOf, sumsOf, type CertificateLine } from './decide.ts'
import { digestOf } from './digest.ts'
import { areaName, issueCertificate, moveCertificate, replaceCertificate, type CertificateRow } from './store.ts'
import type { CertificateStep, CertificateStepKind } from './tables.ts'

export interface By {
  id: string
  name: string
}
/** Whom the history names where nobody pressed anything. */
export const theClock: By = { id: '', name: '' }

export const stepAfter = (
  { version }: Pick<CertificateRow, 'version'>,
  kind: CertificateStepKind,
  by: By,
  at: Date,
  words = '',
): CertificateStep => ({ version: version + 1, kind, at: at.toISOString(), by: by.id, byName: by.name, words })

/** What stands in the ledger about the days of a certificate. One round trip. */
export const entriesOf = (db: Db, row: Pick<CertificateRow, 'community_id' | 'resident_id' | 'from_day' | 'to_day'>) =>
  entriesBetween(db, row.community_id, row.resident_id, { fromDay: row.from_day, toDay: row.to_day })

/** The lines of an issued certificate as the ledger gives them today, and whether they are what was issued. */
export function linesToday(
  row: Pick<CertificateRow, 'asked_seq' | 'issued_seq' | 'digest'>,
  entries: Awaited<ReturnType<typeof entriesOf>>,
): { lines: CertificateLine[]; isUnchanged: boolean } {
  const lines = linesOf(entries, { askedSeq: row.asked_seq, untilSeq: Number.MAX_SAFE_INTEGER })
  return { lines, isUnchanged: digestOf(lines) === row.digest }
}

/** What issuing reads, where the caller has not read it already. Three round trips. */
async function readFor(db: Db, row: CertificateRow) {
  const [entries, settings, [volunteer]] = await Promise.all([
    entriesOf(db, row),
    settingsOf(db, row.community_id),
    volunteersBy(db, row.community_id, [row.resident_id]),
  ])
  return { entries, settings, volunteer }
}

/**
 * Issues a certificate whose days on the list are over, with what the ledger says of it now: what was put right in the
 * meantime is in it. Where nothing is left the request ends with words. Three round trips at most, and those of reading.
 */
export async function issueNow(
  db: Db,
  row: CertificateRow,
  by: By,
  now: Date,
  known?: Awaited<ReturnType<typeof readFor>>,
): Promise<'issued' | 'refused' | 'conflict'> {
  const { entries, settings, volunteer } = known ?? (await readFor(db, row))
  const untilSeq = lastSeq(entries)
  const lines = linesOf(entries, { askedSeq: row.asked_seq, untilSeq })
  const sums = sumsOf(lines)
  const hasLeft = volunteer === undefined || volunteer.name === null
  if (hasLeft || sums.automaticMinutes + sums.addedMinutes <= 0) {
    const words = hasLeft ? '志愿者登记已经注销，没有出具。' : '更正以后，这段时间没有时长了。'
    const change = { status: 'refused' as const, live_of: null, due_at: null, words, ended_at: now }
    return (await moveCertificate(db, row, change, stepAfter(row, 'refused', by, now, words))) ? 'refused' : 'conflict'
  }
  const unit = settings.unitName === '' ? await areaName(db, row.community_id) : ''
  const issue = {
    facts: factsOf(settings, { idNumberShown: volunteer.idNumberShown ?? '', areaName: unit }),
    services: sums.services,
    automatic_minutes: sums.automaticMinutes,
    added_minutes: sums.addedMinutes,
    issued_seq: untilSeq,
    digest: digestOf(lines),
    issued_at: now,
  }
  // The old one first: cut off in between, it is ended too early and the next tick issues the new one, and never do two
  // papers hold for the same time. Its step stands under no version: the new one is what people are told of.
  if (row.replaces_id !== null) {
    await replaceCertificate(db, row.community_id, row.replaces_id, {
      ...stepAfter(row, 'replaced', by, now),
      version: 0,
    })
  }
  return (await issueCertificate(db, row, issue, stepAfter(row, 'issued', by, now))) ? 'issued' : 'conflict'
}
