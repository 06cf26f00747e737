export interface CalendarFeedTable {
  community_id: string
  id: string
  account_id: string
  kind: 'resident' | 'worker'
  /** The resident or the resource it is of. */
  subject_id: string
  name: string
  feed_key: string
  made_at: Date
  revoked_at: Date | null
}

declare module '../platform/db/tables.ts' {
  interface Tables {
    calendar_feed: CalendarFeedTable
  }
}
