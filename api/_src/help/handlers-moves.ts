import type { Input } from '../../../shared/contract.ts'
import type { helpContract } from '../../../shared/help/contract.ts'
import { ok, refuse, type Refusal } from '../../../shared/result.ts'
import { staffedAreas } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Handlers, RequestContext } from '../platform/slice.ts'
import type { Call, Doer } from './call.ts'
import { acknowledge, arrive, calledBack, cancel, close, setOut } from './decide.ts'
import type { Decision } from './decide-entry.ts'
import { doerAs, familyOf, staffAs } from './doer.ts'
import { isInArea } from './duty.ts'
import { makeMove } from './move.ts'
import { deskCall, helpCall } from './view.ts'

type Context = RequestContext<Actor>
type CallRef = Input<(typeof helpContract)['help.status']>

/** What people do with a call. */
export const moveHandlers: Pick<
  Handlers<typeof helpContract>,
  'help.cancel' | 'help.acknowledge' | 'help.setOut' | 'help.arrive' | 'help.close' | 'help.calledBack'
> = {
  async 'help.cancel'(input, { actor, db, now, announce }) {
    const may = (call: Call) => familyOf(actor, call) !== undefined
    const moved = await makeMove(db, input, may, (call) => {
      const identity = familyOf(actor, call)
      return identity ? cancel(call, doerAs(actor, identity), now) : refuse('call_closed')
    })
    if (!moved.ok) return moved
    announce(moved.data)
    return ok(helpCall(moved.data, actor, now))
  },

  'help.acknowledge': (input, context) =>
    moveAsStaff(input, context, (call, by) => acknowledge(call, { ...by, phone: context.actor.phone }, context.now)),

  'help.setOut': (input, context) =>
    moveAsStaff(input, context, (call, by) => setOut(call, by, input.minutes, context.now)),

  'help.arrive': (input, context) => moveAsStaff(input, context, (call, by) => arrive(call, by, context.now)),

  'help.close': (input, context) => moveAsStaff(input, context, (call, by) => close(call, by, input, context.now)),

  'help.calledBack': (input, context) => moveAsStaff(input, context, (call, by) => calledBack(call, by, context.now)),
}

/** One move by somebody of the desk, within the own areas only; answers with the line of the queue. */
async function moveAsStaff<Code extends string>(
  ref: CallRef,
  { actor, db, now, announce }: Context,
  decide: (call: Call, by: Doer) => Decision<Code>,
) {
  const may = (call: Call) => isInArea(actor, call)
  const moved = await makeMove(db, ref, may, (call) => decide(call, staffAs(actor, call)))
  if (!moved.ok) return moved satisfies Refusal<Code | 'not_found' | 'conflict'>
  announce(moved.data)
  const areas = await staffedAreas(db, [moved.data.gridCode, moved.data.communityId])
  return ok(deskCall(moved.data, actor, areas, now))
}
