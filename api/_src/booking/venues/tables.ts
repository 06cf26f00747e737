import type { Day } from '../../../../shared/time.ts'

/** A stretch of time for which a room is kept for something else than a booking: an activity of a group. */
export interface VenueUseTable {
  community_id: string
  user_id: string
  starts_at: Date
  ends_at: Date
  day: Day
  service_id: string
  resource_id: string
  resource_name: string
  title: string
  by_name: string
  /** When it must be looked at whether it is still wanted; null once it is over. */
  due_at: Date | null
}

declare module '../../platform/db/tables.ts' {
  interface Tables {
    venue_use: VenueUseTable
  }
}
