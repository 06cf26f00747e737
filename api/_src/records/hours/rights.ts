import type { StaffRole } from '../../../../shared/contract.ts'
import { holdsRoleOver, type Actor } from '../../platform/actor.ts'

const preparing: readonly StaffRole[] = ['community_staff', 'grid_worker', 'admin']
export const decidingRoles: readonly StaffRole[] = ['community_staff', 'admin']

/** May enter and propose in this community; a grid's worker in the community of the grid. */
export function mayPrepare(actor: Actor, communityId: string): boolean {
  return actor.staff.some(({ role, communityIds }) => preparing.includes(role) && communityIds.includes(communityId))
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
