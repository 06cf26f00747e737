import type { Generated } from 'kysely'
import type { Day } from '../../../shared/time.ts'
import type {
  ActivityKind,
  ActivityStatus,
  CheckWay,
  GroupField,
  GroupKind,
  ShiftRole,
  SignupStatus,
} from '../../../shared/volunteering/lifecycle.ts'
import type { GroupStatus } from '../../../shared/volunteering/groups.ts'
import type { ServiceKind, Skill } from '../../../shared/volunteers/lifecycle.ts'
import type { GroupStep } from './groups/tables.ts'
import type { SignupStep } from './places/decide.ts'

/** A move of an activity, and whose it was. */
export interface ActivityStep {
  at: string
  step: string
  byName: string
  /** What the reviewer wrote, why it was cancelled, or the day of a shift that was added. */
  words?: string
}

/** What is made anew every week: shifts like those of the first day. */
export interface ActivityRepeats {
  weekdays: readonly number[]
  untilDay: Day
}

export interface VolunteerGroupTable {
  community_id: string
  id: string
  name: string
  kind: Generated<GroupKind>
  field: Generated<GroupField>
  /** The association this group is a branch of. */
  parent_id: string | null
  introduction: Generated<string>
  /** Residents; the first is the leader, the others are deputies. Null in rows from before groups had leaders. */
  leader_ids: string[] | null
  leader_name: Generated<string>
  /** Changes only in the statement that changes a membership. */
  member_count: Generated<number>
  status: Generated<GroupStatus>
  version: Generated<number>
  founded_on: Day | null
  /** When it meets and where: `每周三下午，活动中心三楼`. */
  meets: Generated<string>
  /** Then whoever asks is in at once. */
  is_open: Generated<number>
  /** The resident who proposed it; null where staff made it. */
  proposed_by: string | null
  proposed_by_name: Generated<string>
  /** The member who was asked to lead it from now on. */
  offered_to: string | null
  offered_to_name: Generated<string>
  made_at: Date | null
  /** Closed or refused. */
  ended_at: Date | null
  notified_version: Generated<number>
  history: GroupStep[] | null
  /** 1 while somebody must still be told, else null. Made by the database. */
  untold: Generated<number | null>
}

export interface ActivityTable {
  community_id: string
  id: string
  group_id: string
  category: ServiceKind
  title: string
  line: string
  icon: string
  place: string
  description: string
  risk_notice: string
  insured: number
  contact_name: string
  contact_phone: string
  kind: Generated<ActivityKind>
  status: Generated<ActivityStatus>
  /** The resident who leads it on the day, beside the leaders of its group. */
  leader_id: string | null
  /** The unit that answers for it, as it stands in the record; empty = the group. */
  organiser_name: Generated<string>
  least_age: number | null
  /** Then it cannot be published uninsured (条例 §17). */
  is_risky: Generated<number>
  repeats: ActivityRepeats | null
  /** The resident's request it answers (菜单服务). */
  request_id: string | null
  /** Of its first and last shift; null without shifts. */
  starts_at: Date | null
  ends_at: Date | null
  made_by: string | null
  made_by_name: Generated<string>
  published_at: Date | null
  closed_at: Date | null
  version: Generated<number>
  notified_version: Generated<number>
  untold: Generated<number | null>
  history: ActivityStep[] | null
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
  role: Generated<ShiftRole>
  /** Places kept for who never served before, until that moment; then they are everybody's. */
  first_timer_places: Generated<number>
  first_timers_until: Date | null
  /** How many of `taken` are held by first-timers. */
  first_timers_taken: Generated<number>
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
  role: Generated<ShiftRole>
  is_first_timer: Generated<number>
  /** While waiting the class, 1 for first-timers, and `seq`; computed by the database. */
  class_line: Generated<string | null>
  checked_in_at: Date | null
  checked_in_way: CheckWay | null
  checked_out_at: Date | null
  checked_out_way: CheckWay | null
  /** When its hours were written into the ledger, or found not to count. */
  recorded_at: Date | null
}

declare module '../platform/db/tables.ts' {
  interface Tables {
    volunteer_group: VolunteerGroupTable
    activity: ActivityTable
    shift: ShiftTable
    signup: SignupTable
  }
}
