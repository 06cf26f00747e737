import type { PersonRef } from '../../../../shared/schemas.ts'
import { holdsRoleOver, type Actor } from '../../platform/actor.ts'

/** Who does something with a registration: the person, or the desk for somebody who stands there. */
export type Doer = { kind: 'self' } | { kind: 'staff'; name: string }

export function isDesk(actor: Actor, communityId: string): boolean {
  return holdsRoleOver(actor, ['community_staff', 'admin'], communityId)
}

/** Undefined for everybody else: a consent of one's own is lent to nobody. */
export function doerOf(actor: Actor, { communityId, residentId }: PersonRef): Doer | undefined {
  const isSelf = actor.identities.some(
    (one) => one.relation === 'self' && one.communityId === communityId && one.residentId === residentId,
  )
  if (isSelf) return { kind: 'self' }
  return isDesk(actor, communityId) ? { kind: 'staff', name: actor.displayName } : undefined
}
