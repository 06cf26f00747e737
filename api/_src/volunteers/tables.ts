import type { Generated } from 'kysely'
import type { Day } from '../../../shared/time.ts'
import type { ConsentPurpose } from '../../../shared/volunteers/consents.ts'
import type {
  FreeTime,
  GuardianRelation,
  ServiceKind,
  Skill,
  VolunteerMove,
  VolunteerStatus,
} from '../../../shared/volunteers/lifecycle.ts'
import type { VolunteerSettings } from '../../../shared/volunteers/settings.ts'

/** One purpose a volunteer said yes or no to, and when. The last one of a purpose counts. */
export interface VolunteerConsent {
  purpose: ConsentPurpose
  agreed: boolean
  version: string
  at: string
}

/** Who agreed for a volunteer under 18. */
export interface Guardian {
  name: string
  phone: string
  relation: GuardianRelation
  /** The account that agreed, or the one of the staff who saw the signed paper; null until then. */
  agreedBy: string | null
  agreedAt: string | null
  /** The name of the staff who saw the paper; null where the guardian agreed on a phone. */
  paperSeenBy: string | null
}

/** One thing that happened to a registration. Never what was typed: only which fields changed, and who did it. */
export interface VolunteerStep {
  at: string
  /** Missing in rows from before: the first step registered, the later ones changed. */
  what?: VolunteerMove
  /** The name of the staff who did it for the person. */
  by?: string
  fields?: readonly string[]
  /**
   * Somebody is told of it, under this number: guardians that they are waited for, the child what they said. As long as
   * the same agreement is waited for the number stays, so that nobody is asked twice.
   */
  tells?: number
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
  status: Generated<VolunteerStatus>
  /** From here to `phone` null in rows from before registration was by law: such a volunteer completes them first. */
  name: string | null
  sex: 'female' | 'male' | null
  birth_date: Day | null
  /** Sealed with the key of the deployment (`id-seal.ts`); nothing here opens it. */
  id_number_sealed: string | null
  /** A keyed hash: the same number gives the same mark in one deployment. */
  id_number_mark: string | null
  /** `3****************2`. */
  id_number_shown: string | null
  living_area: string | null
  phone: string | null
  service_kinds: ServiceKind[] | null
  consents: VolunteerConsent[] | null
  guardian: Guardian | null
  ranking_hidden: Generated<number>
  paused_until: Day | null
  left_at: Date | null
  /** The last version of which somebody is told; 0 when none ever was. */
  news_version: Generated<number>
  notified_version: Generated<number>
  /** 1 while somebody must still be told; follows from the two above. */
  untold: Generated<number | null>
}

export interface VolunteerSettingTable {
  community_id: string
  settings: VolunteerSettings
  version: number
  changed_by_name: string
  changed_at: Date
}

declare module '../platform/db/tables.ts' {
  interface Tables {
    volunteer: VolunteerTable
    volunteer_setting: VolunteerSettingTable
  }
}
