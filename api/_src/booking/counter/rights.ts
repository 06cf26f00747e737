import type { StaffRole } from '../../../../shared/contract.ts'
import type { ProviderKind } from '../../../../shared/booking/lifecycle.ts'
import { holdsRoleOver, type Actor } from '../../platform/actor.ts'

const everywhere: readonly StaffRole[] = ['community_staff', 'admin']

/** Whether this account receives people at a provider: the community's staff anywhere, a doctor where health is. */
export function receivesAt(actor: Actor, communityId: string, kind: ProviderKind): boolean {
  const roles: readonly StaffRole[] = kind === 'health_station' ? [...everywhere, 'doctor'] : everywhere
  return holdsRoleOver(actor, roles, communityId)
}

/** In which communities this account may receive anybody at all: known before anything is read. */
export function receivingCommunities(actor: Actor): string[] {
  const found = new Set<string>()
  for (const { role, areaCode, communityIds } of actor.staff) {
    if (role !== 'doctor' && !everywhere.includes(role)) continue
    for (const communityId of communityIds) if (communityId.startsWith(areaCode)) found.add(communityId)
  }
  return [...found]
}
