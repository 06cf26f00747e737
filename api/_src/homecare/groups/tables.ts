import type { ResidentGroup } from '../../../../shared/homecare/groups.ts'
import type { Day } from '../../../../shared/time.ts'

/** A group a resident belongs to because staff saw a proof; living alone and age follow from the resident's row. */
export interface ResidentGroupTable {
  community_id: string
  resident_id: string
  group_code: ResidentGroup
  since: Day
  /** The last day; null while no end is known. */
  until: Day | null
  /** What was seen: `低保证 苏A-0231`. */
  proof: string
  noted_by: string
  noted_by_name: string
  noted_at: Date
}

declare module '../../platform/db/tables.ts' {
  interface Tables {
    resident_group: ResidentGroupTable
  }
}
