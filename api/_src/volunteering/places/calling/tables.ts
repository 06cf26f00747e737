import type { CallStatus } from '../../../../../shared/volunteering/lifecycle.ts'

/** The last-minute call of one shift. Its own outbox: the first `told` of its people have been told. */
export interface ShiftCallTable {
  community_id: string
  shift_id: string
  id: string
  /** Of the latest call; the first one made the row. */
  command_id: string
  status: CallStatus
  words: string
  /** An account: staff need not live here. */
  called_by: string
  called_by_name: string
  first_called_at: Date
  called_at: Date
  /** Residents in the order in which they are told. Only added to, so that nobody is called twice for one shift. */
  people: string[]
  told: number
  ended_at: Date | null
  version: number
}

declare module '../../../platform/db/tables.ts' {
  interface Tables {
    shift_call: ShiftCallTable
  }
}
