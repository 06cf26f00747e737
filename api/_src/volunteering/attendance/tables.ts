import type { Generated } from 'kysely'
import type { Day } from '../../../../shared/time.ts'
import '../tables.ts'

/** What a shift's rotating codes are made from. It never leaves the server. */
export interface AttendanceSecretTable {
  community_id: string
  shift_id: string
  /** 32 bytes in hexadecimal. */
  secret: string
  made_at: Date
}

/** A shift that is over with somebody unsettled: version 1 = the leader was asked, 2 = reminded, 3 = it is overdue. */
export interface AttendanceDueTable {
  community_id: string
  /** The shift's. */
  id: string
  due_day: Day
  next_at: Date | null
  version: number
  notified_version: number
  untold: Generated<number | null>
}

declare module '../tables.ts' {
  interface SignupTable {
    /** Wrong and right numbers typed since that moment, to make guessing useless. */
    number_tries: Generated<number>
    number_tries_since: Date | null
    /** A leader's word can be taken back until then; null = at once. */
    record_from: Date | null
  }
}

declare module '../../platform/db/tables.ts' {
  interface Tables {
    attendance_secret: AttendanceSecretTable
    attendance_due: AttendanceDueTable
  }
}
