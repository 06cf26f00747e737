/** The last time the deadlines of a community's open calls were looked at, and what was found. One row per community. */
export interface HelpAuditTable {
  community_id: string
  /** The auditor's last success. */
  checked_at: Date
  open_calls: number
  /** Open calls that nothing moves: their deadline passed long ago, or they have none. */
  late_calls: number
  /** Since when there are as many; a further late call begins a new count, and is told anew. NULL while all is well. */
  late_since: Date | null
  /** 1 once the desks were told. */
  told: number
}

declare module '../../platform/db/tables.ts' {
  interface Tables {
    help_audit: HelpAuditTable
  }
}
