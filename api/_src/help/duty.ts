import type { StaffRole } from '../../../shared/contract.ts'
import { areaOfLevel, isOpen, levels, type Level } from '../../../shared/help/lifecycle.ts'
import { actsFor, holdsRoleOver, type Actor, type Identity, type StaffGrant } from '../platform/actor.ts'
import { addSeconds } from '../../../shared/time.ts'
import type { LadderArea, PostHolder, StaffedArea } from '../people/index.ts'
import type { Call } from './call.ts'
import type { Taker } from './decide-offers.ts'
import { planOf, ringsFor, type Reach } from './decide-ladder.ts'

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

/** Somebody with a desk over this grid, by account: the post nearest to it. */
export function colleague(areas: readonly StaffedArea[], gridCode: string, accountId: string): Taker | undefined {
  const posts = areas.flatMap(({ code, staff }) => (gridCode.startsWith(code) ? staff : []))
  const [nearest] = posts
    .filter((post) => post.accountId === accountId && isDeskRole(post.role))
    .toSorted((one, other) => other.areaCode.length - one.areaCode.length)
  return nearest && { accountId, name: nearest.name, post: nearest.postName, phone: nearest.phone }
}

/**
 * Who is rung at a level for this grid: whoever is on duty, and whoever sits at an open desk all the same. They are
 * reached when one of them has a desk open or can still be sent a message.
 */
export function reachOf(areas: readonly LadderArea[], gridCode: string, now: Date): Reach {
  return (level, heartbeatSeconds) => {
    const code = areaOfLevel(gridCode, level)
    const alive = addSeconds(now, -heartbeatSeconds)
    const staff = (areas.find((area) => area.code === code)?.staff ?? [])
      .filter(({ role }) => ringingRoles.includes(role))
      .map((member) => ({ ...member, isLive: member.deskSeenAt !== null && member.deskSeenAt >= alive }))
      .filter(({ onDuty, isLive }) => onDuty || isLive)
    return {
      people: staff.map(({ accountId, name, postName }) => ({ accountId, name, post: postName })),
      isReachable: staff.some(({ isLive, messagesLeft }) => isLive || messagesLeft > 0),
    }
  }
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
  return isOpen(call.status) && call.neighbour === null && comerOf(actor, call) !== undefined
}

/** As whom somebody may go there: family that may press for help, or a neighbour whom this call asks. */
export function comerOf(actor: Actor, call: Call): Identity | undefined {
  const identity = actsFor(actor, call, 'help') ?? neighbourOf(actor, call)
  return identity?.relation === 'self' ? undefined : identity
}

/** A neighbour who agreed to come, or who has a key: of calls for which neighbours are asked. */
export function neighbourOf(actor: Actor, call: Call): Identity | undefined {
  return planOf(call).ringsNeighbours ? (actsFor(actor, call, 'come') ?? actsFor(actor, call, 'key')) : undefined
}
