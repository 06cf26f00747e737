import type { peopleContract } from '../../../shared/people/contract.ts'
import { ok, refuse } from '../../../shared/result.ts'
import { addDays, dayOf, instantOf } from '../../../shared/time.ts'
import type { Handlers } from '../platform/slice.ts'
import { showCode } from './one-time-code.ts'
import { delegationsOf, takeBack } from './store-identity.ts'

type DelegationEndpoints = 'people.delegate' | 'people.delegations' | 'people.revokeDelegation'

export const delegationHandlers: Pick<Handlers<typeof peopleContract>, DelegationEndpoints> = {
  'people.delegate': async ({ id, relation, scopes, endsOn }, { db, actor, now }) => {
    if (endsOn !== undefined && endsOn < dayOf(now)) return refuse('invalid_input', { fields: ['endsOn'] })
    const { communityId, residentId } = actor.identity
    // To the end of the day, as people mean it.
    const endsAt = endsOn === undefined ? null : instantOf(addDays(endsOn, 1))
    const request = { id, communityId, residentId, relation, scopes, endsAt } as const
    return ok(await showCode(db, { ...request, purpose: 'delegate', issuedBy: actor.accountId }, now))
  },

  'people.delegations': async (_, { db, actor, now }) => {
    const { communityId, residentId } = actor.identity
    const rows = await delegationsOf(db, { communityId, residentId }, now)
    return ok({
      delegations: rows.map((row) => ({
        residentId,
        communityId,
        accountId: row.account_id,
        delegateName: row.display_name,
        relation: row.relation,
        scopes: row.scopes,
        since: row.since.toISOString(),
        endsAt: row.ends_at?.toISOString() ?? null,
      })),
    })
  },

  'people.revokeDelegation': async ({ accountId }, { db, actor, now }) => {
    const { communityId, residentId } = actor.identity
    const done = await takeBack(db, { communityId, residentId }, accountId, now)
    return done ? ok({}) : refuse('not_found')
  },
}
