import type { AgreementStatus } from '../../../../shared/homecare/lifecycle.ts'
import type { AgreementSummary } from '../../../../shared/homecare/schemas.ts'
import type { Day } from '../../../../shared/time.ts'

/** What a list says of an agreement, joined under the name `g`. */
export const agreementSummaryColumns = [
  'g.id as agreement_id',
  'g.status as agreement_status',
  'g.provider_name',
  'g.begin_day',
  'g.end_day',
  'g.resident_signed_at',
  'g.provider_signed_at',
] as const

export interface AgreementSummaryRow {
  agreement_id: string | null
  agreement_status: AgreementStatus | null
  provider_name: string | null
  begin_day: Day | null
  end_day: Day | null
  resident_signed_at: Date | null
  provider_signed_at: Date | null
}

/** The agreements among joined rows; none where the join found none. */
export function agreementSummaries(rows: readonly AgreementSummaryRow[]): AgreementSummary[] {
  return rows.flatMap((row) => {
    const { agreement_id: agreementId, agreement_status: status, begin_day: beginDay, end_day: endDay } = row
    if (agreementId === null || status === null || beginDay === null || endDay === null) return []
    const [residentSigned, providerSigned] = [row.resident_signed_at !== null, row.provider_signed_at !== null]
    const providerName = row.provider_name ?? ''
    return [{ agreementId, status, providerName, beginDay, endDay, residentSigned, providerSigned }]
  })
}
