import { holdsRoleOver, type Actor } from '../../platform/actor.ts'
import { steeringRoles } from '../rights.ts'
import type { Doer } from './decide.ts'

/** Who somebody is to the groups of a community, and how they are called there. */
export interface KnownDoer extends Doer {
  byName: string
}

export function doerIn(actor: Actor, communityId: string): KnownDoer {
  const { identity } = actor
  const own = identity?.communityId === communityId ? identity : undefined
  const isStaff = holdsRoleOver(actor, steeringRoles, communityId)
  return {
    residentId: own?.residentId ?? null,
    isStaff,
    byName: own?.residentName ?? (isStaff ? actor.displayName : ''),
  }
}

/** False for those to whom this community's groups are none of their business. */
export const belongsHere = ({ residentId, isStaff }: Doer): boolean => residentId !== null || isStaff
