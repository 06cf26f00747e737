import type { Generated } from 'kysely'
import type { HoursBasis, HoursKind } from '../../../../shared/records/lifecycle.ts'
import type { Day } from '../../../../shared/time.ts'

/** The head of one volunteer's chain and its sums: always what the entries give, checked every night. */
export interface HoursAccountTable {
  community_id: string
  resident_id: string
  entries: number
  automatic_minutes: number
  added_minutes: number
  last_hash: string
  /** How many of the entries points were given for; `unpointed` is 1 while some are left, computed by the database. */
  points_entries: Generated<number>
  unpointed: Generated<number | null>
}

/** One line of the ledger. Written once and never changed; a mistake is put right by a line with the difference. */
export interface HoursEntryTable {
  community_id: string
  resident_id: string
  /** 1, 2, 3 … of this volunteer: two who write at once meet on the primary key. */
  seq: number
  id: string
  kind: HoursKind
  basis: HoursBasis
  /** Below zero only in a correction. */
  minutes: number
  /** The entry this one puts right. */
  corrects_seq: number | null
  signup_id: string | null
  activity_id: string | null
  /** The day of the service; a correction carries the day of the entry it puts right, so that sums by day are right. */
  service_day: Day
  title: string
  content: string
  place: string
  organiser_name: string
  person_in_charge: string
  checked_in_at: Date | null
  checked_out_at: Date | null
  check_out_was_forgotten: number
  reason: string
  /** Accounts; null where the machine wrote it. */
  entered_by: string | null
  entered_by_name: string
  confirmed_by: string | null
  confirmed_by_name: string
  entered_at: Date
  previous_hash: string
  /** Over every column before it, `previous_hash` too. */
  hash: string
  /** The day a line stands under in a list: that of the service, or on which the correction was made. By the database. */
  shown_on: Generated<Day>
}

declare module '../../platform/db/tables.ts' {
  interface Tables {
    hours_account: HoursAccountTable
    hours_entry: HoursEntryTable
  }
}
