import { createHash } from 'node:crypto'
import type { HoursEntryTable } from './tables.ts'

/** A line of the ledger as it stands; `shown_on` follows from its other columns. */
export type LedgerEntry = Omit<HoursEntryTable, 'shown_on'>
/** A line before its place in the chain is known. */
export type EntryDraft = Omit<LedgerEntry, 'seq' | 'previous_hash' | 'hash'>

/** Every column but the hash itself, in the order of the hash: a new column is a type error here. */
const hashed: Record<keyof Omit<LedgerEntry, 'hash'>, true> = {
  community_id: true,
  resident_id: true,
  seq: true,
  id: true,
  kind: true,
  basis: true,
  minutes: true,
  corrects_seq: true,
  signup_id: true,
  activity_id: true,
  service_day: true,
  title: true,
  content: true,
  place: true,
  organiser_name: true,
  person_in_charge: true,
  checked_in_at: true,
  checked_out_at: true,
  check_out_was_forgotten: true,
  reason: true,
  entered_by: true,
  entered_by_name: true,
  confirmed_by: true,
  confirmed_by_name: true,
  entered_at: true,
  previous_hash: true,
}
export const hashedColumns = Object.keys(hashed) as readonly (keyof typeof hashed)[]

/** What the first line of a chain carries as the hash before it. */
export const chainStart = '0'.repeat(64)

/**
 * SHA-256, in hex, over all columns by name and value (JSON, instants in UTC), the hash of the line before among them: a
 * change anywhere in a chain gives another hash from there on. The form must never change; a second form would need a
 * name of its own in front.
 */
export function entryHash(entry: Omit<LedgerEntry, 'hash'>): string {
  const values = hashedColumns.map((column) => {
    const value = entry[column]
    return [column, value instanceof Date ? value.toISOString() : value]
  })
  return createHash('sha256')
    .update(`linlitong-hours-1\n${JSON.stringify(values)}`)
    .digest('hex')
}
