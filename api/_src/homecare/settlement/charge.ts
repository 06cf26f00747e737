import type { PriceKind } from '../../../../shared/booking/lifecycle.ts'
import type { CareCategory } from '../../../../shared/homecare/categories.ts'
import type { ResidentGroup } from '../../../../shared/homecare/groups.ts'
import type { Day } from '../../../../shared/time.ts'
import type { Db } from '../../platform/db/tables.ts'
import './tables.ts'

/** What a visit that is over costs. `fullCents` is what the resident pays and the subsidy together. */
export interface VisitCharge {
  communityId: string
  visitId: string
  providerId: string
  providerName: string
  residentId: string
  residentName: string
  category: CareCategory
  day: Day
  minutes: number
  paidCents: number
  subsidyCents: number
  subsidyGroup: ResidentGroup | null
  priceKind: PriceKind
}

/** Puts a visit on its provider's sheet, in one statement. Charged again it stays as it was. */
export async function chargeVisit(db: Db, charge: VisitCharge, now: Date): Promise<void> {
  await db
    .insertInto('visit_charge')
    .values({
      community_id: charge.communityId,
      id: charge.visitId,
      provider_id: charge.providerId,
      provider_name: charge.providerName,
      resident_id: charge.residentId,
      resident_name: charge.residentName,
      category: charge.category,
      day: charge.day,
      minutes: charge.minutes,
      full_cents: charge.paidCents + charge.subsidyCents,
      paid_cents: charge.paidCents,
      subsidy_cents: charge.subsidyCents,
      subsidy_group: charge.subsidyGroup,
      price_kind: charge.priceKind,
      status: 'open',
      sheet_id: null,
      counter_of: null,
      words: '',
      noted_by_name: null,
      noted_at: now,
    })
    .onDuplicateKeyUpdate((eb) => ({ id: eb.ref('visit_charge.id') }))
    .execute()
}
