import type { Input } from '../../../shared/contract.ts'
import type { helpContract } from '../../../shared/help/contract.ts'
import { isOpen } from '../../../shared/help/lifecycle.ts'
import { ok, refuse, type Refusal } from '../../../shared/result.ts'
import { dayOf, instantOf } from '../../../shared/time.ts'
import { recordAccess, residentCard, staffedAreas } from '../people/index.ts'
import { actsFor, type Actor, type Identity } from '../platform/actor.ts'
import type { Handlers, RequestContext } from '../platform/slice.ts'
import { moveAllOn, moveOn } from './advance.ts'
import type { Call, Doer, PersonInNeed } from './call.ts'
import { acknowledge, arrive, calledBack, cancel, close, setOut } from './decide.ts'
import type { Decision } from './decide-entry.ts'
import { deskGrants, isInArea, ladderCodes, postFor, staffFrom } from './duty.ts'
import { makeMove } from './move.ts'
import { recordPress } from './press.ts'
import { countEndedSince, findCall, listAnswerSeconds, listOnDesk, listPastCalls } from './store.ts'
import { taskHandlers } from './tasks/handlers.ts'
import { callEvent, deskCall, helpCall, inQueueOrder, onDuty } from './view.ts'

type Context = RequestContext<Actor>
type CallRef = Input<(typeof helpContract)['help.status']>

const pastCallsShown = 5
const answersCounted = 50
const fewestAnswersForMedian = 5
/** A street's desk shows the people of the communities in trouble; a community's desk always shows its own. */
const mostCommunitiesInFull = 3

export const helpHandlers: Handlers<typeof helpContract> = {
  ...taskHandlers,

  async 'help.raise'({ id, person, intent = 'emergency' }, { actor, db, now, announce }) {
    const identity = actsFor(actor, person, 'help')
    if (!identity) return refuse('not_delegated')
    const call = await recordPress(
      db,
      { id, person: personIn(identity), intent, source: 'app', doer: doerAs(actor, identity) },
      now,
    )
    if (!call) return refuse('id_taken')
    announce(call)
    return ok(helpCall(call, actor, now))
  },

  async 'help.status'({ communityId, callId }, { actor, db, now, announce }) {
    const call = await findCall(db, communityId, callId)
    if (!call || !familyOf(actor, call)) return refuse('not_found')
    const current = await moveOn(db, call, now)
    if (!current) return refuse('not_found')
    if (current.version !== call.version) announce(current)
    return ok(helpCall(current, actor, now))
  },

  async 'help.onDuty'({ person }, { actor, db }) {
    const identity = actsFor(actor, person, 'help') ?? actsFor(actor, person, 'see')
    if (!identity) return refuse('not_delegated')
    const areas = await staffedAreas(db, ladderCodes(identity.gridCode))
    const seconds = await listAnswerSeconds(db, identity.communityId, answersCounted)
    const people = staffFrom(areas, identity.gridCode, 'grid').map(({ name, postName }) => ({ name, post: postName }))
    return ok({ people, medianAnswerSeconds: median(seconds) })
  },

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

  async 'help.desk'(_, { actor, db, now, announce }) {
    const grants = deskGrants(actor)
    const communityIds = [...new Set(grants.flatMap((grant) => grant.communityIds))]
    if (communityIds.length === 0) return ok({ calls: [], onDuty: [], now: now.toISOString(), closedToday: 0 })
    const listed = (await listOnDesk(db, communityIds)).filter((call) => isInArea(actor, call))
    const calls = (await moveAllOn(db, listed, now)).filter((call) => isOpen(call.status) || call.callBack)
    for (const call of calls)
      if (listed.some(({ id, version }) => id === call.id && version < call.version)) announce(call)
    const shown = communityIds.length <= mostCommunitiesInFull ? communityIds : calls.map((call) => call.communityId)
    const above = [...shown, ...grants.map((grant) => grant.areaCode)].flatMap(areasAbove)
    const areas = await staffedAreas(db, [...new Set(above)], [...new Set(shown)])
    const gridPrefixes = grants.map((grant) => grant.areaCode)
    const closedToday = await countEndedSince(db, { communityIds, gridPrefixes }, instantOf(dayOf(now)))
    return ok({
      calls: calls.map((call) => deskCall(call, actor, areas, now)).toSorted(inQueueOrder),
      onDuty: onDuty(areas, calls, actor),
      now: now.toISOString(),
      closedToday,
    })
  },

  async 'help.card'({ communityId, callId }, { actor, db, now, newId }) {
    const call = await findCall(db, communityId, callId)
    if (!call || !isInArea(actor, call)) return refuse('not_found')
    // Recorded before anything is shown: an opening nobody knows of is worse than one that showed nothing.
    const { residentId } = call
    await recordAccess(db, {
      id: newId(),
      communityId,
      residentId,
      accountId: actor.accountId,
      purpose: 'help_card',
      at: now,
    })
    const [card, past, areas] = await Promise.all([
      residentCard(db, { communityId, residentId }),
      listPastCalls(db, call, pastCallsShown),
      staffedAreas(db, [call.gridCode, communityId]),
    ])
    if (!card) return refuse('not_found')
    const { phone, accessNote, tags, contacts } = card
    return ok({
      call: deskCall(call, actor, areas, now),
      events: call.history.map(callEvent),
      person: { phone, accessNote, tags: [...tags], contacts: [...contacts] },
      pastCalls: past.map(({ raisedAt, outcome }) => ({ raisedAt: raisedAt.toISOString(), outcome })),
    })
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
  const by = (call: Call): Doer => ({
    accountId: actor.accountId,
    name: actor.displayName,
    post: postFor(actor, call.gridCode)?.postName ?? '',
  })
  const moved = await makeMove(db, ref, may, (call) => decide(call, by(call)))
  if (!moved.ok) return moved satisfies Refusal<Code | 'not_found' | 'conflict'>
  announce(moved.data)
  const areas = await staffedAreas(db, [moved.data.gridCode, moved.data.communityId])
  return ok(deskCall(moved.data, actor, areas, now))
}

/** The person in need, or family that may press or see. Whoever may follow a call may also say that all is well. */
function familyOf(actor: Actor, call: Call): Identity | undefined {
  return actsFor(actor, call, 'help')
}

function doerAs(actor: Actor, { relation }: Identity): Doer {
  const doer = { accountId: actor.accountId, name: actor.displayName }
  return relation === 'self' ? doer : { ...doer, relation }
}

/** What of an identity is copied into a call. */
function personIn(identity: Identity): PersonInNeed {
  const { communityId, residentId, residentName, gridCode, address, birthDate, livingAlone } = identity
  return { communityId, residentId, residentName, gridCode, address, birthDate, livingAlone }
}

function areasAbove(code: string): string[] {
  return [6, 9, 12].filter((digits) => digits <= code.length).map((digits) => code.slice(0, digits))
}

function median(seconds: readonly number[]): number | null {
  if (seconds.length < fewestAnswersForMedian) return null
  const sorted = seconds.toSorted((one, other) => one - other)
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? null
}
