import type { callsContract } from '../../../shared/help/calls-contract.ts'
import { isOpen } from '../../../shared/help/lifecycle.ts'
import { ok, refuse } from '../../../shared/result.ts'
import type { Actor } from '../platform/actor.ts'
import type { Handlers, RequestContext } from '../platform/slice.ts'
import { moveOn } from './advance.ts'
import type { Call, Doer } from './call.ts'
import { cancel } from './decide.ts'
import { rate, reopen } from './decide-after.ts'
import type { Decision } from './decide-entry.ts'
import { moveAfterOffer } from './decide-offers.ts'
import { doerAs, familyOf } from './doer.ts'
import { makeMove } from './move.ts'
import { listByPress } from './store.ts'
import { helpCall } from './view.ts'

/** What the person in need and the family do with a call. */
export const familyHandlers: Pick<Handlers<typeof callsContract>, 'help.cancel' | 'help.rate' | 'help.reopen'> = {
  'help.cancel': (input, context) => moveAsFamily(input, context, (call, by) => cancel(call, by, context.now)),

  'help.rate': (input, context) =>
    moveAsFamily(input, context, (call, by) => rate(call, by, input.rating, context.now)),

  async 'help.reopen'(input, context) {
    let asked: Call | undefined
    const moved = await moveAsFamily(input, context, (call, by) => reopen((asked = call), by, context.now))
    if (moved.ok || moved.code !== 'call_closed' || !asked) return moved
    // It gave up the resident's key: to a newer call, which then is the one to follow.
    const calls = await listByPress(context.db, asked.communityId, asked.residentId, asked.id)
    const newer = calls.find(({ id, status }) => id !== asked?.id && isOpen(status))
    return newer ? refuse('conflict', { callId: newer.id }) : moved
  },
}

/** One move by the person or the family; for everybody else the call does not exist. */
async function moveAsFamily<Code extends string>(
  ref: { communityId: string; callId: string },
  context: RequestContext<Actor>,
  decide: (call: Call, by: Doer) => Decision<Code>,
) {
  const { actor, db, now, announce } = context
  const may = (call: Call) => familyOf(actor, call) !== undefined
  const moved = await makeMove(db, ref, may, (call) =>
    moveAfterOffer(call, now, (current): Decision<Code | 'not_found'> => {
      const identity = familyOf(actor, current)
      return identity ? decide(current, doerAs(actor, identity)) : refuse('not_found')
    }),
  )
  if (!moved.ok) return moved
  // Opened again: the first bells ring.
  announce(moved.data, () => moveOn(context, moved.data))
  return ok(helpCall(moved.data, actor, now))
}
