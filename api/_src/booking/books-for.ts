import type { StaffRole } from '../../../shared/contract.ts'
import type { PersonRef } from '../../../shared/schemas.ts'
import type { Day } from '../../../shared/time.ts'
import { addressOf } from '../people/index.ts'
import { actsFor, holdsRoleOver, type Actor, type Identity } from '../platform/actor.ts'

/** What the statements of this slice join, so that a post costs no statement of its own. */
export { residentGroups } from '../homecare/index.ts'
export { homeColumns, residentHomes, residentPhones, residentWithLastFour } from '../people/index.ts'

/** Posts whose holders book for people of their area: somebody without a phone asked them on theirs. */
const bookingRoles: readonly StaffRole[] = ['grid_worker', 'community_staff', 'admin']

/** Where somebody lives, as `residentHomes` joins it. */
export interface HomeRow {
  homeName: string | null
  homeBirthDate: Day | null
  homeGrid: string | null
  homeAlone: number | null
  homeBuilding: string | null
  homeUnit: string | null
  homeRoom: string | null
}

/** False where this account books for nobody here like that, wherever they live: known before anything is read. */
export function mayBookFor(actor: Actor, person: PersonRef): boolean {
  if (actsFor(actor, person, 'book')) return true
  return actor.staff.some(
    ({ role, communityIds }) => bookingRoles.includes(role) && communityIds.includes(person.communityId),
  )
}

/**
 * The person this account may book for: its own resident, somebody who delegated it, or somebody who lives in the area
 * of its post.
 */
export function booksFor(actor: Actor, person: PersonRef, home: HomeRow): Identity | undefined {
  const identity = actsFor(actor, person, 'book')
  if (identity) return identity
  const { homeName: residentName, homeGrid: gridCode } = home
  if (residentName === null || gridCode === null || !holdsRoleOver(actor, bookingRoles, gridCode)) return undefined
  const { communityId, residentId } = person
  const address = addressOf({
    building: home.homeBuilding ?? '',
    unit: home.homeUnit ?? '',
    room: home.homeRoom ?? '',
  })
  return {
    communityId,
    residentId,
    residentName,
    relation: 'volunteer',
    scopes: [],
    gridCode,
    address,
    birthDate: home.homeBirthDate,
    livingAlone: home.homeAlone === 1,
  }
}

/** Under which name somebody books for another; null when they book for themselves. */
export function bookerName(actor: Actor, identity: Identity): string | null {
  if (identity.relation === 'self') return null
  const isOwn = actor.identities.some((own) => own === identity)
  if (isOwn) return actor.identities.find((own) => own.relation === 'self')?.residentName ?? actor.displayName
  const post = actor.staff.find(({ areaCode }) => identity.gridCode.startsWith(areaCode))
  return post === undefined ? actor.displayName : `${actor.displayName}（${post.postName}）`
}
