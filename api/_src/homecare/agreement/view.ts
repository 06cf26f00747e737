import type { Agreement } from '../../../../shared/homecare/agreement-contract.ts'
import { stepsOf } from '../entry.ts'
import type { Way } from '../person.ts'
import { mayDo } from './decide.ts'
import type { AgreementRow } from './store.ts'

export function signingOf(row: AgreementRow) {
  const signed = { resident: row.resident_signed_at !== null, provider: row.provider_signed_at !== null }
  return { status: row.status, textHash: row.text_hash, signed }
}

/** The agreement as somebody of this capacity sees it. */
export function agreementView(row: AgreementRow, way: Way): Agreement {
  const { resident_signed_by: resident, resident_signed_at: residentAt } = row
  const { provider_signed_by: provider, provider_signed_at: providerAt } = row
  return {
    agreementId: row.id,
    status: row.status,
    providerName: row.provider_name,
    beginDay: row.begin_day,
    endDay: row.end_day,
    residentSigned: residentAt !== null,
    providerSigned: providerAt !== null,
    applicationId: row.application_id,
    person: { communityId: row.community_id, residentId: row.resident_id, name: row.resident_name },
    address: row.address,
    terms: row.terms,
    paragraphs: [...row.paragraphs],
    textHash: row.text_hash,
    version: row.version,
    resident: resident === null || residentAt === null ? null : { name: resident, at: residentAt.toISOString() },
    provider: provider === null || providerAt === null ? null : { name: provider, at: providerAt.toISOString() },
    stopReason: row.stop_reason,
    steps: stepsOf(row.history),
    may: mayDo(signingOf(row), way),
  }
}
