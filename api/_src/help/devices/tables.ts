import '../../platform/db/tables.ts'

/** A help device (爱心呼叫器) of one resident. Its key is nowhere: it follows from the server's secret. */
export interface DeviceTable {
  community_id: string
  id: string
  resident_id: string
  label: string
  status: 'active' | 'retired'
  /** Counts the keys it has had; a message signed with an earlier one is refused. */
  key_version: number
  /** Of the last message that was taken. */
  last_counter: number
  last_content: string
  heard_at: Date | null
  battery: number | null
  low_battery: number
  /** The message whose press the next ones of a stuck button count as. */
  press_counter: number
  pressed_at: Date | null
  press_streak: number
  silent_after_hours: number
  /** When somebody must look at it again: it will have been silent for too long, or its tasks are not right. */
  check_at: Date | null
  /** Since when there is a task because it is silent, or its battery is low. */
  silent_since: Date | null
  low_since: Date | null
  registered_at: Date
  registered_by: string
  registered_name: string
  rotated_by: string | null
  retired_at: Date | null
}

declare module '../../platform/db/tables.ts' {
  interface Tables {
    device: DeviceTable
  }
}
