import type { movesContract } from '../../../shared/help/moves-contract.ts'
import { ok, type Refusal } from '../../../shared/result.ts'
import type { Actor } from '../platform/actor.ts'
import type { Handlers, RequestContext } from '../platform/slice.ts'
import { areasAround, type AreasAround } from './areas-around.ts'
import type { Call } from './call.ts'
import { acknowledge, arrive, calledBack, checkIn, close, setOut } from './decide.ts'
import { addHelper, callEmergency, note } from './decide-beside.ts'
import type { Decision } from './decide-entry.ts'
import { decline, handOver, keep, moveAfterOffer, takeOver, type Taker } from './decide-offers.ts'
import { staffAs } from './doer.ts'
import { colleague, isInArea } from './duty.ts'
import { readEmergencyScript } from './emergency.ts'
import { makeMove } from './move.ts'
import { findCall } from './store.ts'
import { deskCall } from './view.ts'
import { noteSignOfLife } from './wellness/signs.ts'

type Context = RequestContext<Actor>
interface CallRef {
  communityId: string
  callId: string
}

/** What the desk does with a call. */
export const moveHandlers: Handlers<typeof movesContract> = {
  'help.acknowledge': (input, context) => moveAsStaff(input, context, (call, by) => acknowledge(call, by, context.now)),

  'help.setOut': (input, context) =>
    moveAsStaff(input, context, (call, by) => setOut(call, by, input.minutes, context.now)),

  'help.arrive': (input, context) => moveAsStaff(input, context, (call, by) => arrive(call, by, context.now)),

  async 'help.close'(input, context) {
    const closed = await moveAsStaff(input, context, (call, by) => close(call, by, input, context.now))
    if (closed.ok && input.outcome !== 'nobody_found') context.afterwards(() => answered(input, context))
    return closed
  },

  'help.calledBack': (input, context) =>
    moveAsStaff(input, context, (call, by) => calledBack(call, by, context.now, input.text)),

  'help.takeOver': (input, context) =>
    moveAsStaff(input, context, (call, by) => takeOver(call, by, input.reason, context.now)),

  'help.keep': (input, context) => moveAsStaff(input, context, (call, by) => keep(call, by, context.now)),

  'help.handOver': (input, context) =>
    moveAsStaff(input, context, async (call, by, areas) => {
      const to = colleague(await areas(call), call.gridCode, input.toAccountId)
      return handOver(call, by, to, input.reason, context.now)
    }),

  'help.decline': (input, context) => moveAsStaff(input, context, (call, by) => decline(call, by, context.now)),

  'help.addHelper': (input, context) =>
    moveAsStaff(input, context, async (call, by, areas) => {
      const to =
        input.toAccountId === by.accountId ? by : colleague(await areas(call), call.gridCode, input.toAccountId)
      return addHelper(call, by, to, context.now)
    }),

  'help.checkIn': ({ id, text = '', ...ref }, context) =>
    moveAsStaff(ref, context, (call, by) => checkIn(call, by, { id, text }, context.now)),

  'help.note': ({ id, text, ...ref }, context) =>
    moveAsStaff(ref, context, (call, by) => note(call, by, { id, text }, context.now)),

  async 'help.callEmergency'({ id, number, ...ref }, context) {
    const areas = areasAround(context.db)
    const moved = await move(ref, context, areas, (call, by) => callEmergency(call, by, { id, number }, context.now))
    if (!moved.ok) return moved
    const call = moved.data
    const script = await readEmergencyScript(call, number, areas, context)
    return ok({ call: deskCall(call, context.actor, await areas(call), context.now), script })
  },
}

/** Somebody spoke to the person or stood before them: whoever follows them by a plan may rest. */
async function answered({ communityId, callId }: CallRef, { db, now }: Context): Promise<void> {
  const call = await findCall(db, communityId, callId)
  if (call) await noteSignOfLife(db, call, 'help_answered', now)
}

type Move<Code extends string> = (call: Call, by: Taker, areas: AreasAround) => Decision<Code> | Promise<Decision<Code>>

/** One move by somebody of the desk; answers with the line of the queue. */
async function moveAsStaff<Code extends string>(ref: CallRef, context: Context, decide: Move<Code>) {
  const areas = areasAround(context.db)
  const moved = await move(ref, context, areas, decide)
  if (!moved.ok) return moved
  return ok(deskCall(moved.data, context.actor, await areas(moved.data), context.now))
}

/** The move itself, within the own areas only, on the call as an offer that ended leaves it. */
async function move<Code extends string>(
  ref: CallRef,
  { actor, db, now, announce }: Context,
  areas: AreasAround,
  decide: Move<Code>,
) {
  const may = (call: Call) => isInArea(actor, call)
  const as = (call: Call): Taker => ({ ...staffAs(actor, call), phone: actor.phone })
  const moved = await makeMove(db, ref, may, (call) =>
    moveAfterOffer(call, now, (current) => decide(current, as(current), areas)),
  )
  if (!moved.ok) return moved satisfies Refusal<Code | 'not_found' | 'conflict'>
  announce(moved.data)
  return moved
}
