import type { StaffRole } from '../../../shared/contract.ts'
import { relationWords } from '../../../shared/people/relation-words.ts'
import type { PersonRef } from '../../../shared/schemas.ts'
import type { Day } from '../../../shared/time.ts'
import { addressOf } from '../people/index.ts'
import { actsFor, holdsRoleOver, type Actor } from '../platform/actor.ts'

/** What the statements of this slice join, so that a post costs no statement of its own. */
export { homeColumns, residentHomes } from '../people/index.ts'

/** Posts that work on home care for the people of their area. */
export const careRoles: readonly StaffRole[] = ['grid_worker', 'community_staff', 'admin']
/** Posts that decide, set what is promised, and settle with providers. */
export const decidingRoles: readonly StaffRole[] = ['community_staff', 'admin']

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

/** In what capacity this account acts for somebody. */
export type Way = 'self' | 'family' | 'staff'

export interface CarePerson extends PersonRef {
  name: string
  gridCode: string
  address: string
  birthDate: Day | null
  livingAlone: boolean
  way: Way
}

/** How this account may act for a person of this grid; undefined when it may not. */
export function wayOf(actor: Actor, person: PersonRef, gridCode: string): Way | undefined {
  const identity = actsFor(actor, person, 'apply')
  if (identity) return identity.relation === 'self' ? 'self' : 'family'
  return holdsRoleOver(actor, careRoles, gridCode) ? 'staff' : undefined
}

/** The person this account may apply for: itself, somebody who delegated it, or somebody of the area of its post. */
export function carePerson(actor: Actor, person: PersonRef, home: HomeRow): CarePerson | undefined {
  const { homeName: name, homeGrid: gridCode } = home
  if (name === null || gridCode === null) return undefined
  const way = wayOf(actor, person, gridCode)
  if (way === undefined) return undefined
  const { homeBuilding, homeUnit, homeRoom } = home
  return {
    communityId: person.communityId,
    residentId: person.residentId,
    name,
    gridCode,
    address: addressOf({ building: homeBuilding ?? '', unit: homeUnit ?? '', room: homeRoom ?? '' }),
    birthDate: home.homeBirthDate,
    livingAlone: home.homeAlone === 1,
    way,
  }
}

/** How a person who did something is called: `王秀英`, `女儿陈静`, `赵雨桐`. */
export function doerName(actor: Actor, person: PersonRef, way: Way): string {
  const own = actor.identities.find(
    ({ communityId, residentId }) => communityId === person.communityId && residentId === person.residentId,
  )
  const name = actor.identities.find(({ relation }) => relation === 'self')?.residentName ?? actor.displayName
  if (way === 'self') return own?.residentName ?? name
  if (way === 'family' && own) return `${relationWords[own.relation]}${name}`
  return actor.displayName
}
