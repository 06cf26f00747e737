import type { StaffRole } from '../../../shared/contract.ts'
import type { PersonRef } from '../../../shared/schemas.ts'
import { residentCard } from '../people/index.ts'
import { actsFor, holdsRoleOver, type Actor, type Identity } from '../platform/actor.ts'
import type { Db } from '../platform/db/tables.ts'

/** Posts whose holders book for people of their area: somebody without a phone asked them on theirs. */
const bookingRoles: readonly StaffRole[] = ['grid_worker', 'community_staff', 'admin']

/**
 * The person this account may book for: its own resident, somebody who delegated it, or somebody who lives in the area
 * of its post. Only the last costs a statement.
 */
export async function booksFor(db: Db, actor: Actor, person: PersonRef): Promise<Identity | undefined> {
  const identity = actsFor(actor, person, 'book')
  if (identity) return identity
  const mayHold = actor.staff.some(
    ({ role, communityIds }) => bookingRoles.includes(role) && communityIds.includes(person.communityId),
  )
  if (!mayHold) return undefined
  const card = await residentCard(db, person)
  if (!card || !holdsRoleOver(actor, bookingRoles, card.gridCode)) return undefined
  const { name: residentName, gridCode, address, birthDate, livingAlone } = card
  return { ...person, residentName, relation: 'volunteer', scopes: [], gridCode, address, birthDate, livingAlone }
}

/** Under which name somebody books for another; null when they book for themselves. */
export function bookerName(actor: Actor, identity: Identity): string | null {
  if (identity.relation === 'self') return null
  const isOwn = actor.identities.some((own) => own === identity)
  if (isOwn) return actor.identities.find((own) => own.relation === 'self')?.residentName ?? actor.displayName
  const post = actor.staff.find(({ areaCode }) => identity.gridCode.startsWith(areaCode))
  return post === undefined ? actor.displayName : `${actor.displayName}（${post.postName}）`
}
