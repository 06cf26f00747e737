import type { StaffRole } from '../../../shared/contract.ts'

/** Which resident of which community an account acts as. Copied fields are refreshed when the resident's row changes. */
export interface Identity {
  communityId: string
  residentId: string
  residentName: string
  /** 15 digits: community code + 3. */
  gridCode: string
}

/** One staff role in force. `communityIds` are the communities at or below `areaCode`. */
export interface StaffGrant {
  role: StaffRole
  areaCode: string
  communityIds: readonly string[]
}

/** Who is calling: looked up from the token on every request, so that a revoked role ends at once. */
export interface Actor {
  accountId: string
  sessionId: string
  identity: Identity | undefined
  staff: readonly StaffGrant[]
}

export type ResidentActor = Actor & { identity: Identity }
