import { actsFor, type Actor, type Identity } from '../platform/actor.ts'
import type { Call, Doer } from './call.ts'
import { postFor } from './duty.ts'

/** The person in need, or family that may press or see. Whoever may follow a call may also say that all is well. */
export function familyOf(actor: Actor, call: Call): Identity | undefined {
  return actsFor(actor, call, 'help')
}

/** Somebody of the person's own, as the history remembers them: what they are to the person in need. */
export function doerAs(actor: Actor, { relation }: Identity): Doer {
  const doer = { accountId: actor.accountId, name: actor.displayName }
  return relation === 'self' ? doer : { ...doer, relation }
}

/** Somebody of the desk, with the post that is nearest to the person in need. */
export function staffAs(actor: Actor, call: Call): Doer {
  return {
    accountId: actor.accountId,
    name: actor.displayName,
    post: postFor(actor, call.gridCode)?.postName ?? '',
  }
}
