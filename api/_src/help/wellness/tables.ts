import type {
  Consent,
  PlanStatus,
  Rhythm,
  SignKind,
  SilenceStep,
  WellnessSettings,
} from '../../../../shared/help/wellness.ts'
import type { Day, TimeOfDay } from '../../../../shared/time.ts'

/** What must be told about a plan; `version` is the one the row had after it. Only since the last sign of life. */
export interface PlanEntry {
  version: number
  at: string
  kind: 'proposed' | 'set' | 'agreed' | 'ended' | 'paused' | 'asked' | 'call' | 'knock' | 'escalated' | 'sign'
  /** Of `sign`. */
  sign?: SignKind
  /** Of `sign`: how far silence had risen. */
  after?: SilenceStep
}

/** One row per person whose last sign of life is kept. Its own outbox, like a call. */
export interface WellnessPlanTable {
  community_id: string
  resident_id: string
  /** For messages, tasks and pages: never the resident's own id. */
  id: string
  /** Copies, refreshed whenever silence rises. */
  resident_name: string
  grid_code: string
  address: string
  status: PlanStatus
  rhythm: Rhythm
  times: TimeOfDay[]
  set_by_name: string
  set_by_role: 'self' | 'family' | 'staff'
  set_at: Date
  consent: Consent
  consent_at: Date | null
  paused_until: Day | null
  /** While somebody asks after this person on a round: the button is shown until then. */
  watched_until: Date | null
  /** Silence is counted from the later of this and the last sign. */
  counts_from: Date
  last_sign_at: Date | null
  last_sign_kind: SignKind | null
  step: SilenceStep
  /** The moment by which a sign was expected (silent) or is expected (waiting). */
  expected_at: Date | null
  /** When the clock looks at it again; NULL while the plan does not run. A sign may have come since: then nothing rises. */
  next_due_at: Date | null
  version: number
  notified_version: number
  untold: number
  history: PlanEntry[]
}

export interface CareSettingsTable {
  community_id: string
  settings: Partial<WellnessSettings>
  changed_by: string
  changed_at: Date
}

declare module '../../platform/db/tables.ts' {
  interface Tables {
    wellness_plan: WellnessPlanTable
    care_settings: CareSettingsTable
  }
}
