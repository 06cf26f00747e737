import type { Generated } from 'kysely'
import type { GiftIcon, RedemptionStatus, TransferKind } from '../../../../shared/records/points.ts'

/** What one volunteer has: the sum of their lines. */
export interface PointsAccountTable {
  community_id: string
  resident_id: string
  /**
   * Above zero it is the balance; below zero a debt, which only a correction of hours can make after the points were
   * spent: the balance stands at zero, and the next points pay the debt first. A redemption asks for it in its condition.
   */
  worth: number
  /** The last line of the hours ledger that is in here. */
  entries: number
}

/** Half of a transfer: both halves are written by one statement and sum to zero. Never changed, never taken away. */
export interface PointsLineTable {
  community_id: string
  /** The line of the hours ledger, or the redemption. */
  transfer_id: string
  kind: TransferKind
  side: 1 | 2
  /** `issue` is where points come from: below zero by what was given and not taken back. */
  account_kind: 'volunteer' | 'issue' | 'gift'
  account_id: string
  points: number
  /** What an hour gave then: a correction takes back by the same. */
  per_hour: number
  words: string
  booked_at: Date
}

/** Minutes of a month, a year or ever, taken from the ledger: as it stood after `entries` lines. */
export interface VolunteerPeriodTable {
  community_id: string
  period: string
  resident_id: string
  minutes: number
  entries: number
}

export interface GiftTable {
  community_id: string
  id: string
  name: string
  words: string
  icon: GiftIcon
  points: number
  /** Pieces that nobody has put aside. */
  stock: number
  offered: number
  /** Counts what staff changed; redemptions move `stock` alone. */
  version: number
  change_id: string
  changed_by_name: string
  changed_at: Date
}

export interface GiftRedemptionTable {
  community_id: string
  id: string
  resident_id: string
  gift_id: string
  gift_name: string
  points: number
  /** `wished`: written, nothing taken yet; swept when that never comes. */
  status: 'wished' | RedemptionStatus
  number: string
  live_number: string | null
  asked_at: Date
  ended_at: Date | null
  ended_by_name: string
  /** Of the hand-over, so that it can be repeated. */
  command_id: string | null
  /** How far the lines are: the last of `asked` and `cancelled` that was written; empty = nothing. */
  booked: '' | 'asked' | 'cancelled'
  unbooked: Generated<number | null>
}

declare module '../../platform/db/tables.ts' {
  interface Tables {
    points_account: PointsAccountTable
    points_line: PointsLineTable
    volunteer_period: VolunteerPeriodTable
    gift: GiftTable
    gift_redemption: GiftRedemptionTable
  }
}
