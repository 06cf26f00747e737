import type { Generated } from 'kysely'
import type { ActivityPlan } from '../../../../shared/volunteering/plan-schemas.ts'

/** A shift that a plan was found to make, with the id it will have: publishing twice makes it once. */
export interface MadeShift {
  shiftId: string
  lineId: string
  startsAt: string
  endsAt: string
}

export interface StoredPlan extends ActivityPlan {
  /** Set when it is handed in; what is reviewed is what is published. */
  made?: readonly MadeShift[]
}

declare module '../tables.ts' {
  interface ActivityStep {
    commandId?: string
  }
  interface ActivityTable {
    /** As its makers wrote it; null in rows from before there were drafts. */
    plan: StoredPlan | null
    /** Accounts that wrote it, the latest last: none of them may review it. */
    writer_ids: string[] | null
    submitted_at: Date | null
    /** When it next moves by itself; null when it never does. */
    due_at: Date | null
    /** 1 from publishing until its shifts are rows. */
    shifts_pending: Generated<number>
  }
  interface ShiftTable {
    /** The planned line it was repeated from. */
    series_id: string | null
    cancelled_at: Date | null
  }
}
