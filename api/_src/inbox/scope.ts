import type { Actor } from '../platform/actor.ts'
import type { InboxScope } from '../platform/deliver/inbox-store.ts'

/**
 * Whose messages an account may read: its own, those of the residents it is, and those of residents who let it see
 * their affairs; in the communities of these residents and of its posts in force.
 */
export function inboxScopeOf(actor: Actor): InboxScope {
  const seen = actor.identities.filter(({ relation, scopes }) => relation === 'self' || scopes.includes('see'))
  const communities = [
    ...seen.map(({ communityId }) => communityId),
    ...actor.staff.flatMap((post) => post.communityIds),
  ]
  return {
    communityIds: [...new Set(communities)],
    recipientIds: [actor.accountId, ...new Set(seen.map(({ residentId }) => residentId))],
  }
}
