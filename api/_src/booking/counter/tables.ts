import type { TicketLane, TicketStatus } from '../../../../shared/booking/counter.ts'
import type { Day } from '../../../../shared/time.ts'
import type { Line } from './decide-queue.ts'

/** A number of one day at one provider. */
export interface QueueTicketTable {
  community_id: string
  /** Of a booking its id; of a walk-in that of the command. */
  id: string
  provider_id: string
  day: Day
  lane: TicketLane
  number: number
  service_id: string
  service_name: string
  booking_id: string | null
  /** Null: a guest. */
  resident_id: string | null
  name: string
  /** Whose phone or hand took it. */
  taken_by: string
  /** 80 or more, or in a wheelchair. */
  goes_first: number
  line: Line
  turn_at: Date
  starts_at: Date | null
  arrived_at: Date
  /** Only this one may call it; null: any. */
  wanted_window: string | null
  status: TicketStatus
  version: number
  window_name: string | null
  /** Set while somebody stands there. */
  at_window: string | null
  /** The command that called it last. */
  call_id: string | null
  /** Since it stands in the line this time. */
  calls: number
  not_there: number
  first_called_at: Date | null
  called_at: Date | null
  served_by: string | null
  ended_at: Date | null
  due_at: Date | null
}

/** What a provider set for its hall. */
export interface QueueSettingTable {
  community_id: string
  provider_id: string
  windows: readonly string[]
  /** The call-up screen shows masked names, not numbers alone. */
  show_names: number
  /** Eight digits of the picture at the door. */
  door_code: string
  version: number
}

/** Until when somebody who missed several bookings is asked to pause. */
export interface BookingPauseTable {
  community_id: string
  resident_id: string
  since: Date
  until: Date
  booking_id: string
  lifted_at: Date | null
  lifted_by: string | null
}

declare module '../../platform/db/tables.ts' {
  interface Tables {
    queue_ticket: QueueTicketTable
    queue_setting: QueueSettingTable
    booking_pause: BookingPauseTable
  }
}
