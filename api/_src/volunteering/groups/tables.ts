import type { Generated } from 'kysely'
import type { GroupMemberStatus } from '../../../../shared/volunteering/groups.ts'

/** A move of a group, and whose it was. */
export interface GroupStep {
  version: number
  kind:
    'proposed' | 'confirmed' | 'refused' | 'changed' | 'deputies' | 'offered' | 'declined' | 'handed_over' | 'closed'
  at: string
  /** The resident who did it; null for staff. */
  by: string | null
  byName: string
  /** What was said with it. */
  words: string
  /** Whom it concerns: who was asked to lead, who leads from now on. */
  to?: string
  toName?: string
}

/** A move of a membership. */
export interface MemberStep {
  version: number
  kind: 'asked' | 'joined' | 'refused' | 'left' | 'removed'
  at: string
  byName: string
  words: string
}

/** Somebody in a group, or who asked to be, or was. */
export interface GroupMemberTable {
  community_id: string
  group_id: string
  resident_id: string
  /** Made by the phone with the first ask and kept; `command_id` is that of the latest one. */
  id: string
  command_id: string
  name: string
  status: GroupMemberStatus
  /** What they wrote when they asked, and what they were answered. */
  words: string
  answer: string
  asked_at: Date
  joined_at: Date | null
  ended_at: Date | null
  decided_by_name: string
  /** Notices up to then were on this person's screen. */
  notices_seen_at: Date | null
  version: number
  notified_version: number
  history: MemberStep[]
  /** 1 while somebody must still be told, else null. Made by the database. */
  untold: Generated<number | null>
}

/** What a leader tells the members. */
export interface GroupNoticeTable {
  community_id: string
  id: string
  group_id: string
  title: string
  words: string
  written_by: string
  written_by_name: string
  written_at: Date
  version: number
  notified_version: number
  untold: Generated<number | null>
}

declare module '../../platform/db/tables.ts' {
  interface Tables {
    group_member: GroupMemberTable
    group_notice: GroupNoticeTable
  }
}
