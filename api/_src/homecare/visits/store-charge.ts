import type { Terms } from '../../../../shared/homecare/agreement-contract.ts'
import type { Db } from '../../platform/db/tables.ts'
import type { Day } from '../../../../shared/time.ts'
import '../agreement/tables.ts'
import type { Used } from './decide-charge.ts'
import './tables.ts'

/** What was agreed on for this visit. */
export async function termsOf(db: Db, communityId: string, agreementId: string): Promise<Terms | undefined> {
  const row = await db
    .selectFrom('homecare_agreement')
    .select('terms')
    .where('community_id', '=', communityId)
    .where('id', '=', agreementId)
    .executeTakeFirst()
  return row?.terms
}

/** What the charged visits of this agreement took of a month, without this one. */
export async function usedInMonth(
  db: Db,
  visit: { community_id: string; id: string; resident_id: string; agreement_id: string },
  first: Day,
  last: Day,
): Promise<Used> {
  const rows = await db
    .selectFrom('visit')
    .select(['starts_at', 'ends_at', 'subsidy_cents'])
    .where('community_id', '=', visit.community_id)
    .where('resident_id', '=', visit.resident_id)
    .where('day', '>=', first)
    .where('day', '<=', last)
    .where('agreement_id', '=', visit.agreement_id)
    .where('charged_at', 'is not', null)
    .where('id', '!=', visit.id)
    .execute()
  return {
    minutes: rows.reduce((sum, row) => sum + (row.ends_at.getTime() - row.starts_at.getTime()) / 60_000, 0),
    subsidyCents: rows.reduce((sum, row) => sum + row.subsidy_cents, 0),
  }
}
