import type { StaffRole } from '../../../../shared/contract.ts'
import { holdsRoleOver, type Actor } from '../../platform/actor.ts'

const preparing: readonly StaffRole[] = ['community_staff', 'grid_worker', 'admin']
export const decidingRoles: readonly StaffRole[] = ['community_staff', 'admin']

/** The areas in this community whose volunteers the caller may enter and propose for; empty: none. */
export function preparingAreas(actor: Actor, communityId: string): readonly string[] {
  const grants = actor.staff.filter(
    ({ role, communityIds }) => preparing.includes(role) && communityIds.includes(communityId),
  )
  return grants.map(({ areaCode }) => areaCode)
}

/** May enter and propose for somebody of this grid. */
export function mayPrepareFor(actor: Actor, gridCode: string): boolean {
  return holdsRoleOver(actor, preparing, gridCode)
}

/** May decide in this community: confirm, refuse, answer. */
export function mayDecide(actor: Actor, communityId: string): boolean {
  return holdsRoleOver(actor, decidingRoles, communityId)
}

/** True when one of these residents is the caller: nobody works on their own hours. */
export function isAboutSelf(actor: Actor, communityId: string, residentIds: readonly string[]): boolean {
  return actor.identities.some(
    (identity) =>
      identity.relation === 'self' && identity.communityId === communityId && residentIds.includes(identity.residentId),
  )
}
