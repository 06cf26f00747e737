import type { Generated } from 'kysely'
import type { ActivityCategory, FreeTime, SignupStatus, Skill } from '../../../shared/volunteering/lifecycle.ts'
import type { SignupStep } from './decide.ts'

/** One saved state of a volunteer's profile, with the consent it was saved under. */
export interface VolunteerStep {
  at: string
  consentVersion: string
  skills: readonly Skill[]
  freeTimes: readonly FreeTime[]
}

export interface VolunteerTable {
  community_id: string
  resident_id: string
  volunteer_number: string
  skills: Skill[]
  free_times: FreeTime[]
  introduction: string
  /** The text agreed to last, and when. Earlier ones stand in the history. */
  consent_version: string
  consented_at: Date
  joined_at: Date
  version: number
  history: VolunteerStep[]
}

export interface VolunteerGroupTable {
  community_id: string
  id: string
  name: string
}

export interface ActivityTable {
  community_id: string
  id: string
  group_id: string
  category: ActivityCategory
  title: string
  line: string
  icon: string
  place: string
  description: string
  risk_notice: string
  insured: number
  contact_name: string
  contact_phone: string
}

export interface ShiftTable {
  community_id: string
  id: string
  activity_id: string
  starts_at: Date
  ends_at: Date
  place: string
  task: string
  needed_skill: Skill | null
  capacity: number
  /** How many sign-ups of this shift are confirmed, attended or missed. Changes only in the statement that changes the sign-up. */
  taken: number
  closed_at: Date | null
}

export interface SignupTable {
  community_id: string
  shift_id: string
  resident_id: string
  /** Made by the phone with the first sign-up and kept; `command_id` is that of the latest one. */
  id: string
  command_id: string
  activity_id: string
  /** Copies of the shift's times, so that an overlap is found without a join. */
  starts_at: Date
  ends_at: Date
  status: SignupStatus
  /** Order in the line of the shift: sortable, never twice the same, made anew when somebody comes back. */
  seq: string
  /** Counts the sign-ups of one person, so that two decided on the same view meet on a unique key. */
  turn: number
  version: number
  notified_version: number
  /** 1 while somebody must still be told; computed by the database. */
  untold: Generated<number>
  signed_up_at: Date
  confirmed_at: Date | null
  withdrawn_at: Date | null
  history: SignupStep[]
}

declare module '../platform/db/tables.ts' {
  interface Tables {
    volunteer: VolunteerTable
    volunteer_group: VolunteerGroupTable
    activity: ActivityTable
    shift: ShiftTable
    signup: SignupTable
  }
}
