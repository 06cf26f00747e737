import type { StaffRole } from '../../../shared/contract.ts'
import type { DelegationScope, Relation } from '../../../shared/people/contract.ts'
import type { PersonRef } from '../../../shared/schemas.ts'
import type { Day } from '../../../shared/time.ts'

/**
 * A resident this account may act for: itself (`relation` self) or somebody who delegated. The facts about the resident
 * are copies, refreshed when the resident's row changes, so that no request needs a second look-up for them.
 */
export interface Identity {
  communityId: string
  residentId: string
  residentName: string
  relation: Relation
  scopes: readonly DelegationScope[]
  /** 15 digits: community code + 3. */
  gridCode: string
  /** `3 栋 2 单元 501`. */
  address: string
  birthDate: Day | null
  livingAlone: boolean
}

/** One staff role in force. `communityIds` are the communities at, below or around `areaCode` (a grid's own one). */
export interface StaffGrant {
  role: StaffRole
  areaCode: string
  /** `三网格网格员`. */
  postName: string
  communityIds: readonly string[]
}

/** Who is calling: looked up from the token on every request, so that a revoked role or delegation ends at once. */
export interface Actor {
  accountId: string
  displayName: string
  /** The account's own telephone number: what a person who is being helped may ring. */
  phone: string | null
  sessionId: string
  /** The own identity in use; undefined before the account is bound to a resident. */
  identity: Identity | undefined
  /** Own and delegated ones, all in force. */
  identities: readonly Identity[]
  staff: readonly StaffGrant[]
}

export type ResidentActor = Actor & { identity: Identity }

/** The identity by which this account may do `scope` for this person, or undefined when it may not. */
export function actsFor(actor: Actor, person: PersonRef, scope: DelegationScope): Identity | undefined {
  return actor.identities.find(
    (identity) =>
      identity.communityId === person.communityId &&
      identity.residentId === person.residentId &&
      (identity.relation === 'self' || identity.scopes.includes(scope)),
  )
}

/** True when one of these roles is held over `areaCode` (the role's area is the same or lies above it). */
export function holdsRoleOver(actor: Actor, roles: readonly StaffRole[], areaCode: string): boolean {
  return actor.staff.some((grant) => roles.includes(grant.role) && areaCode.startsWith(grant.areaCode))
}
