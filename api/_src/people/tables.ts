import type { ColumnType } from 'kysely'
import type { StaffRole } from '../../../shared/contract.ts'
import type { AccessPurpose } from '../../../shared/people/access.ts'
import type { DelegationScope, Relation } from '../../../shared/people/contract.ts'
import type { Day } from '../../../shared/time.ts'

/** Written as a boolean, read back as 1 or 0. */
type Flag = ColumnType<number, boolean, boolean>
export type AreaLevel = 'city' | 'district' | 'street' | 'community' | 'grid'

export interface AreaTable {
  code: string
  level: AreaLevel
  name: string
  parent_code: string | null
  /** Only communities, streets and districts answer a telephone. */
  hotline: string | null
}

export interface AccountTable {
  id: string
  open_id: string
  display_name: string
  phone: string | null
  phone_code_hash: string | null
  phone_verified_at: Date | null
  /** The version agreed to; null before the first agreement and after a withdrawal. */
  consent_version: string | null
  consent_at: Date | null
  code_tries: ColumnType<number, number | undefined, number>
  code_tries_since: Date | null
  created_at: Date
  signed_in_at: Date
}

export interface SessionTable {
  token_hash: string
  id: string
  account_id: string
  created_at: Date
  last_seen_at: Date
  ended_at: Date | null
  active_community_id: string | null
  active_resident_id: string | null
}

export interface IdentityTable {
  account_id: string
  community_id: string
  resident_id: string
  relation: Relation
  scopes: DelegationScope[]
  resident_name: string
  grid_code: string
  address: string
  birth_date: Day | null
  living_alone: Flag
  since: Date
  ends_at: Date | null
  revoked_at: Date | null
  version: number
}

export interface StaffRoleTable {
  account_id: string
  area_code: string
  role: StaffRole
  post_name: string
  since: Date
  revoked_at: Date | null
}

export interface ConsentTable {
  account_id: string
  id: string
  version: string
  agreed: Flag
  at: Date
}

export interface ResidentTable {
  community_id: string
  id: string
  household_id: string
  name: string
  sex: 'female' | 'male'
  birth_date: Day | null
  phone: string | null
  grid_code: string
  building: string
  /** Empty where a building has one entrance. */
  unit: string
  room: string
  floor: number | null
  has_lift: Flag
  access_note: string
  living_alone: Flag
  tags: string[]
  version: number
  created_at: Date
  updated_at: Date
}

export interface ContactTable {
  community_id: string
  resident_id: string
  id: string
  position: number
  name: string
  relation: Relation
  phone: string
  address: string
}

export interface OneTimeCodeTable {
  community_id: string
  code_hash: string
  command_hash: string
  purpose: 'bind' | 'delegate'
  resident_id: string
  relation: Relation
  scopes: DelegationScope[]
  /** End of the delegation it makes. */
  ends_at: Date | null
  issued_by: string
  issued_at: Date
  expires_at: Date
  used_at: Date | null
  used_by: string | null
}

export interface AccessLogTable {
  community_id: string
  id: string
  resident_id: string
  account_id: string
  purpose: AccessPurpose
  at: Date
}

/** Until when a desk was seen open, by account: the heartbeat of the ladder. Global: a district's desk has no community. */
export interface PresenceTable {
  account_id: string
  desk_seen_at: Date
}

declare module '../platform/db/tables.ts' {
  interface Tables {
    area: AreaTable
    account: AccountTable
    session: SessionTable
    identity: IdentityTable
    staff_role: StaffRoleTable
    consent: ConsentTable
    resident: ResidentTable
    contact: ContactTable
    one_time_code: OneTimeCodeTable
    access_log: AccessLogTable
    presence: PresenceTable
  }
}
