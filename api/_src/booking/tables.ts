import type { ColumnType } from 'kysely'
import type { Limit, Material, Subsidy } from '../../../shared/booking/schemas.ts'
import type {
  AccessFact,
  BookingChannel,
  BookingStatus,
  BookingStepKind,
  PriceKind,
  ProviderKind,
  ResourceKind,
  ServiceCategory,
  ServiceChannel,
} from '../../../shared/booking/lifecycle.ts'
import type { OpeningHours, Plan } from '../../../shared/booking/plan.ts'
import type { ResidentGroup } from '../../../shared/homecare/groups.ts'
import type { Day, TimeOfDay } from '../../../shared/time.ts'

export interface ProviderTable {
  community_id: string
  id: string
  kind: ProviderKind
  position: number
  name: string
  phone: string
  address: string
  introduction: string
  access: readonly AccessFact[]
  opening_hours: OpeningHours
  /** No longer here; services and bookings keep pointing at it. */
  withdrawn_at: Date | null
  version: number
}

export interface ServiceTable {
  community_id: string
  id: string
  provider_id: string
  category: ServiceCategory
  /** Order within the category. */
  position: number
  name: string
  line: string
  description: string
  icon: string
  channel: ServiceChannel
  /** `家里` for services that come to the home: the booking adds the address. */
  place: string
  price_kind: PriceKind
  price_cents: number
  subsidies: readonly Subsidy[]
  minimum_age: number | null
  living_alone_only: number
  eligible_groups: readonly ResidentGroup[]
  eligibility_words: string
  materials: readonly Material[]
  duration_minutes: number
  plan: Plan
  capacity_kind: 'pooled' | 'exclusive'
  /** Pooled: places in one slot, unless the plan's rule says otherwise. Exclusive: 1, its needs decide. */
  capacity: number
  reserved_places: number
  /** How many days ahead one may book. */
  days_ahead: number
  /** Booking ends so long before the start. */
  close_minutes: number
  cancel_cutoff_minutes: number
  open_limit: number
  limits: readonly Limit[]
  series_allowed: number
  /** No longer offered; bookings keep pointing at it. */
  withdrawn_at: Date | null
  version: number
}

/** A window, a room, a nurse, a car: `units` alike ones, each serving one booking at a time. */
export interface ResourceTable {
  community_id: string
  id: string
  kind: ResourceKind
  name: string
  units: number
  account_id: string | null
  skills: readonly string[]
  dialects: readonly string[]
  gender: 'female' | 'male' | null
  building: string
  withdrawn_at: Date | null
  version: number
}

export interface ServiceNeedTable {
  community_id: string
  service_id: string
  position: number
  resource_id: string
}

export interface ScheduleExceptionTable {
  community_id: string
  id: string
  kind: 'closed' | 'open'
  provider_id: string | null
  service_id: string | null
  resource_id: string | null
  from_day: Day
  to_day: Day
  from_time: TimeOfDay | null
  to_time: TimeOfDay | null
  reason: string
  made_by: string
  made_at: Date
}

export interface HolidayOverrideTable {
  community_id: string
  day: Day
  kind: 'holiday' | 'workday'
  name: string
}

/** One thing given once: a place, a unit of a resource for five minutes, a turn of a limit. See `claims.ts`. */
export interface BookingClaimTable {
  community_id: string
  claim_key: string
  cell: number
  unit: number
  booking_id: string
  need: number
  /** When the sweep must look whether the booking was written; null once it has. */
  due_at: Date | null
}

/** One step of a booking, as its messages need it. */
export interface BookingStep {
  version: number
  kind: BookingStepKind
  at: string
  /** The account that did it; empty when time did. */
  by: string
  /** Set when it was somebody else than the person: how to call them. */
  delegateName: string | null
  /** The start before it was moved. */
  from?: string
  /** Of `time_asked`: the time that was offered, when one was. It is only a question: the old time stands. */
  to?: string
  reason?: string
}

export interface BookingTable {
  community_id: string
  id: string
  service_id: string
  /** Empty in the one kind of row nobody owns: see `burnId` in `store-sweep.ts`. */
  resident_id: string
  resident_name: string
  home_address: string
  /** 70 or more, or disabled: the kept places and the front of a tie are theirs. */
  has_priority: number
  booked_by: string
  delegate_name: string | null
  channel: BookingChannel
  note: string
  day: Day
  starts_at: Date
  ends_at: Date
  cancel_until: Date
  resource_ids: readonly string[]
  resource_name: string | null
  price_cents: number
  price_group: ResidentGroup | null
  spoken_number: string
  basket_id: string | null
  series_id: string | null
  status: BookingStatus
  version: number
  notified_version: number
  history: readonly BookingStep[]
  booked_at: Date
  waiting_since: Date | null
  /** Until when a held place is kept or an offer stands. */
  kept_until: Date | null
  /** When the next reminder is due. */
  remind_at: Date | null
  reminded_at: Date | null
  reply: 'coming' | 'call_wanted' | null
  /** When the person or a delegate last looked at it. */
  opened_at: Date | null
  checked_in_at: Date | null
  ended_at: Date | null
  cancel_reason: string | null
  /** When the sweep must look at this row again. */
  due_at: Date | null
  /** 1 while somebody must still be told, else null. Made by the database. */
  untold: ColumnType<number | null, never, never>
  /** The end, while it is open whether somebody came, else null. Made by the database. */
  settles_at: ColumnType<Date | null, never, never>
}

/** A step of a series, as its messages need it. */
export interface SeriesStep {
  version: number
  kind: 'started' | 'skipped' | 'ended'
  at: string
  /** The account that did it; empty when time did. */
  by: string
  delegateName: string | null
  /** Days booked and days that could not be. */
  booked: readonly Day[]
  skipped: readonly SkippedDay[]
}

export interface SkippedDay {
  day: Day
  reason: string
}

/** Of the days up to `through` only these are booked, each at its own time; later ones as the pattern says. */
export interface WantedDays {
  through: Day
  days: readonly { day: Day; startsAt: string }[]
}

/** A standing wish: lunch from Monday to Friday, a bath every Tuesday. Its days are bookings of their own. */
export interface BookingSeriesTable {
  community_id: string
  id: string
  service_id: string
  resident_id: string
  resident_name: string
  booked_by: string
  delegate_name: string | null
  channel: BookingChannel
  note: string
  weekdays: readonly number[]
  time: TimeOfDay
  from_day: Day
  /** `openEnd` when it goes on until it is ended. */
  to_day: Day
  wanted: WantedDays
  /** The last day that was booked or skipped. */
  booked_through: Day | null
  /** Days that could not be booked, those that are over left out by and by. */
  skipped: readonly SkippedDay[]
  status: 'running' | 'ended'
  version: number
  notified_version: number
  history: readonly SeriesStep[]
  made_at: Date
  /** When the next day may be booked, or what broke off must be brought to its end. */
  due_at: Date | null
  /** 1 while somebody must still be told, else null. Made by the database. */
  untold: ColumnType<number | null, never, never>
}

declare module '../platform/db/tables.ts' {
  interface Tables {
    provider: ProviderTable
    service: ServiceTable
    resource: ResourceTable
    service_need: ServiceNeedTable
    schedule_exception: ScheduleExceptionTable
    holiday_override: HolidayOverrideTable
    booking_claim: BookingClaimTable
    booking: BookingTable
    booking_series: BookingSeriesTable
  }
}
