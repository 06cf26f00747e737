import type { Actor } from '../../platform/actor.ts'
import { maySteer, mayReview } from '../rights.ts'
import type { Asker } from './decide.ts'

/** Who asks, seen from an activity of these leaders. */
export function askerOf(actor: Actor, of: { communityId: string; leaderIds: readonly string[] }): Asker {
  const { identity } = actor
  return {
    accountId: actor.accountId,
    steers: maySteer(actor, of),
    leads: identity?.communityId === of.communityId && of.leaderIds.includes(identity.residentId),
    reviews: mayReview(actor, of.communityId),
  }
}

/** The leaders of an activity: those of its group, and the one who leads it on the day. */
export function leadersOf(row: { groupLeaderIds: string[] | null; leaderId: string | null }): string[] {
  return [...(row.groupLeaderIds ?? []), ...(row.leaderId === null ? [] : [row.leaderId])]
}

/** How their steps are signed: staff by the name of their account, leaders by their own. */
export function nameOf({ displayName, identity }: Actor): string {
  return displayName === '' ? (identity?.residentName ?? '') : displayName
}
