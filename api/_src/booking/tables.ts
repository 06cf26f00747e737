import type { ColumnType } from 'kysely'
import type { BookingStatus, ServiceCategory } from '../../../shared/booking/lifecycle.ts'
import type { Day } from '../../../shared/time.ts'

export interface ServiceTable {
  community_id: string
  id: string
  category: ServiceCategory
  /** Order within the category. */
  position: number
  name: string
  line: string
  description: string
  icon: string
  price_cents: number
  bring: readonly string[]
  /** `家里` for services that come to the home: the booking adds the address. */
  place: string
  at_home: number
  provider_name: string
  provider_phone: string
  duration_minutes: number
  capacity_kind: 'pooled' | 'exclusive'
  minimum_age: number | null
  living_alone_only: number
  eligibility_words: string
  cancel_cutoff_minutes: number
  open_limit: number
  /** No longer offered; bookings keep pointing at it. */
  withdrawn_at: Date | null
}

/** A window, a room, a nurse: `units` alike ones, each serving one booking at a time. */
export interface ResourceTable {
  community_id: string
  id: string
  name: string
  units: number
}

export interface ServiceSlotTable {
  community_id: string
  id: string
  service_id: string
  starts_at: Date
  ends_at: Date
  /** Booking ends here: the service's own time before the start. */
  closes_at: Date
  /** Closed by hand. */
  closed_at: Date | null
  capacity: number
  /** Pooled: always the number of confirmed bookings. Null for exclusive slots, which are counted by their claims. */
  taken: number | null
  resource_id: string | null
}

/** One unit of a resource, taken for one cell of ten minutes. The primary key is the guard against selling it twice. */
export interface ResourceClaimTable {
  community_id: string
  resource_id: string
  starts_at: Date
  unit: number
  booking_id: string
  slot_id: string
  /** When the sweep must look whether the booking was confirmed; null once it has. */
  due_at: Date | null
}

/** One step of a booking, as its messages need it. */
export interface BookingStep {
  version: number
  status: 'confirmed' | 'cancelled'
  at: string
  /** The account that did it. */
  by: string
  /** Set when it was somebody else than the person: how to call them. */
  delegateName: string | null
}

export interface BookingTable {
  community_id: string
  id: string
  slot_id: string
  service_id: string
  resource_id: string | null
  /** Empty in the one kind of row nobody owns: see `burnId` in `store-sweep.ts`. */
  resident_id: string
  resident_name: string
  home_address: string
  booked_by: string
  delegate_name: string | null
  note: string
  day: Day
  starts_at: Date
  ends_at: Date
  cancel_until: Date
  spoken_number: string
  status: BookingStatus
  version: number
  notified_version: number
  history: readonly BookingStep[]
  /** The resident while confirmed, else null: unique with the slot, so that one person has a slot once. */
  live_resident_id: string | null
  /** 1 … open limit while confirmed and not over, else null: unique per person and service, so that the limit holds. */
  open_place: number | null
  cancel_reason: string | null
  booked_at: Date
  cancelled_at: Date | null
  /** When the sweep must look at this row again. */
  due_at: Date | null
  /** 1 while somebody must still be told, else null. Made by the database. */
  untold: ColumnType<number | null, never, never>
}

declare module '../platform/db/tables.ts' {
  interface Tables {
    service: ServiceTable
    resource: ResourceTable
    service_slot: ServiceSlotTable
    resource_claim: ResourceClaimTable
    booking: BookingTable
  }
}
