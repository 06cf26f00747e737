import type { Certificate } from '../../../../shared/records/certificates-contract.ts'
import { dayOf } from '../../../../shared/time.ts'
import type { CertificateLine } from './decide.ts'
import type { PaperContent } from './paper/content.ts'
import type { CertificateRow } from './store.ts'

/** `isUnchanged` is null where the ledger was not looked at. */
export function certificateView(row: CertificateRow, isUnchanged: boolean | null = null): Certificate {
  return {
    communityId: row.community_id,
    certificateId: row.id,
    residentId: row.resident_id,
    number: row.number,
    name: row.name,
    volunteerNumber: row.volunteer_number,
    from: row.from_day,
    to: row.to_day,
    services: row.services,
    automaticMinutes: row.automatic_minutes,
    addedMinutes: row.added_minutes,
    status: row.status,
    isUnchanged: row.status === 'issued' ? isUnchanged : null,
    isProof: row.facts?.isProof ?? null,
    showsName: row.shows_name === 1,
    askedOn: dayOf(row.asked_at),
    publicUntil: row.public_until,
    issuedOn: row.issued_at && dayOf(row.issued_at),
    endedOn: row.ended_at && dayOf(row.ended_at),
    words: row.words,
    replacesId: row.replaces_id,
    version: row.version,
  }
}

/** What the paper says; undefined for one that was never issued. */
export function paperOf(
  row: CertificateRow,
  lines: readonly CertificateLine[],
  siteUrl: string | undefined,
): PaperContent | undefined {
  const { facts, issued_at: issuedAt, number } = row
  if (facts === null || issuedAt === null) return undefined
  return {
    number,
    ...facts,
    name: row.name,
    volunteerNumber: row.volunteer_number,
    from: row.from_day,
    to: row.to_day,
    automaticMinutes: row.automatic_minutes,
    addedMinutes: row.added_minutes,
    lines,
    issuedOn: dayOf(issuedAt),
    checkAddress: siteUrl === undefined ? undefined : `${siteUrl}/records/certificate/index?number=${number}`,
  }
}
