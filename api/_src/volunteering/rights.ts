import { holdsRoleOver, type Actor } from '../platform/actor.ts'

/** Who looks after what volunteers of a whole community do. */
export const steeringRoles = ['community_staff', 'admin'] as const
/** Who looks after what people of an area ask for: a grid worker for those of the grid. */
export const areaRoles = ['community_staff', 'grid_worker', 'admin'] as const
/** Who decides: reviews activities and groups, never their own. */
export const reviewingRoles = ['community_staff', 'admin'] as const

/**
 * True for the leaders of a group or activity, by their own identity, and for the staff who look after the community.
 * `leaderIds` are residents: those of the group, and the one who leads the activity.
 */
export function maySteer(actor: Actor, of: { communityId: string; leaderIds: readonly string[] }): boolean {
  const { identity } = actor
  const isLeader = identity?.communityId === of.communityId && of.leaderIds.includes(identity.residentId)
  return isLeader || holdsRoleOver(actor, steeringRoles, of.communityId)
}

/** True for staff who may decide in this community. */
export function mayReview(actor: Actor, communityId: string): boolean {
  return holdsRoleOver(actor, reviewingRoles, communityId)
}
