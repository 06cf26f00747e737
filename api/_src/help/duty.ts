import type { StaffRole } from '../../../shared/contract.ts'
import { areaOfLevel, isOpen, levels, type Level } from '../../../shared/help/lifecycle.ts'
import { actsFor, holdsRoleOver, type Actor, type StaffGrant } from '../platform/actor.ts'
import type { PostHolder, StaffedArea } from '../people/index.ts'
import type { Call } from './call.ts'
import type { Taker } from './decide-offers.ts'
import { ringsFor } from './decide-ladder.ts'

/** Who works at a desk. Calls ring for all of them but the administrators. */
export const deskRoles = ['grid_worker', 'community_staff', 'dispatcher', 'admin'] as const
const ringingRoles: readonly StaffRole[] = ['grid_worker', 'community_staff', 'dispatcher']

const levelByDigits: Readonly<Record<number, Level>> = { 15: 'grid', 12: 'community', 9: 'street', 6: 'district' }

/** The rung of the ladder a post stands on; none for a city's staff. */
export function levelOf(areaCode: string): Level | undefined {
  return levelByDigits[areaCode.length]
}

/** The posts by which somebody works at a desk. */
export function deskGrants(actor: Actor): readonly StaffGrant[] {
  return actor.staff.filter((grant) => isDeskRole(grant.role))
}

/** The call lies in an area of this person's desk. */
export function isInArea(actor: Actor, call: Pick<Call, 'gridCode'>): boolean {
  return holdsRoleOver(actor, deskRoles, call.gridCode)
}

/** The post by which somebody answers this call: the nearest to the person in need. */
export function postFor(actor: Actor, gridCode: string): StaffGrant | undefined {
  return deskGrants(actor)
    .filter((grant) => gridCode.startsWith(grant.areaCode))
    .toSorted((one, other) => other.areaCode.length - one.areaCode.length)[0]
}

export function ringsForPost(call: Call, post: { role: StaffRole; areaCode: string }): boolean {
  const level = levelOf(post.areaCode)
  return (
    level !== undefined &&
    ringingRoles.includes(post.role) &&
    call.gridCode.startsWith(post.areaCode) &&
    ringsFor(call, level)
  )
}

/** Who is rung at a level for this grid. */
export function staffAt(areas: readonly StaffedArea[], gridCode: string, level: Level): readonly PostHolder[] {
  const code = areaOfLevel(gridCode, level)
  const staff = areas.find((area) => area.code === code)?.staff ?? []
  return staff.filter((holder) => ringingRoles.includes(holder.role))
}

/** Somebody with a desk over this grid, by account: the post nearest to it. */
export function colleague(areas: readonly StaffedArea[], gridCode: string, accountId: string): Taker | undefined {
  const posts = areas.flatMap(({ code, staff }) => (gridCode.startsWith(code) ? staff : []))
  const [nearest] = posts
    .filter((post) => post.accountId === accountId && isDeskRole(post.role))
    .toSorted((one, other) => other.areaCode.length - one.areaCode.length)
  return nearest && { accountId, name: nearest.name, post: nearest.postName, phone: nearest.phone }
}

/** Who is rung at a level, or at the next one that has anybody: nobody rings into an empty office. */
export function staffFrom(areas: readonly StaffedArea[], gridCode: string, level: Level): readonly PostHolder[] {
  const from = levels.indexOf(level)
  for (const next of [...levels.slice(from), ...levels.slice(0, from)]) {
    const staff = staffAt(areas, gridCode, next)
    if (staff.length > 0) return staff
  }
  return []
}

export type DutyState = 'free' | 'ringing' | 'en_route' | 'busy'

/** What somebody is doing, as far as the open calls tell. */
export function stateOf(holder: PostHolder, calls: readonly Call[]): DutyState {
  const own = calls.filter((call) => call.responderAccountId === holder.accountId && isOpen(call.status))
  if (own.some((call) => call.status === 'en_route')) return 'en_route'
  if (own.length > 0) return 'busy'
  return calls.some((call) => ringsForPost(call, holder)) ? 'ringing' : 'free'
}

/** The codes of the areas a call can ring, from its grid up to the district. */
export function ladderCodes(gridCode: string): string[] {
  return levels.map((level) => areaOfLevel(gridCode, level))
}

function isDeskRole(role: StaffRole): boolean {
  return deskRoles.some((deskRole) => deskRole === role)
}

/** Family or neighbour who may say "我去": the call is open and nobody of them has said it yet. */
export function mayCome(call: Call, actor: Actor): boolean {
  if (!isOpen(call.status) || call.neighbour !== null) return false
  const identity = actsFor(actor, call, 'come') ?? actsFor(actor, call, 'key')
  return identity !== undefined && identity.relation !== 'self'
}
