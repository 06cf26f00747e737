import type { PriceKind } from '../../../../shared/booking/lifecycle.ts'
import type { CareCategory } from '../../../../shared/homecare/categories.ts'
import type { ResidentGroup } from '../../../../shared/homecare/groups.ts'
import type { ChargeStatus } from '../../../../shared/homecare/lifecycle.ts'
import type { Day } from '../../../../shared/time.ts'

/** What one visit costs, or (`counter_of`) what puts an earlier line right. Never changed once it is on a sheet. */
export interface VisitChargeTable {
  community_id: string
  /** The visit's own id. */
  id: string
  provider_id: string
  provider_name: string
  resident_id: string
  resident_name: string
  category: CareCategory
  day: Day
  minutes: number
  /** Always what the resident paid and the subsidy together: a check of the table. */
  full_cents: number
  paid_cents: number
  subsidy_cents: number
  subsidy_group: ResidentGroup | null
  price_kind: PriceKind
  status: ChargeStatus
  sheet_id: string | null
  /** The visit whose line this one puts right; unique, so that a line is put right once. */
  counter_of: string | null
  words: string
  noted_by_name: string | null
  noted_at: Date
}

/** The month of a provider, closed. */
export interface SettlementSheetTable {
  community_id: string
  id: string
  provider_id: string
  provider_name: string
  month: string
  status: 'open' | 'closed'
  line_count: number
  full_cents: number
  paid_cents: number
  subsidy_cents: number
  lines_hash: string
  closed_by: string | null
  closed_by_name: string | null
  closed_at: Date | null
}

declare module '../../platform/db/tables.ts' {
  interface Tables {
    visit_charge: VisitChargeTable
    settlement_sheet: SettlementSheetTable
  }
}
