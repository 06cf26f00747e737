import type { deskContract } from '../../../shared/help/desk-contract.ts'
import { isOpen } from '../../../shared/help/lifecycle.ts'
import { ok, refuse } from '../../../shared/result.ts'
import { dayOf, instantOf } from '../../../shared/time.ts'
import { recordAccess, residentCard, staffedAreas } from '../people/index.ts'
import type { Handlers } from '../platform/slice.ts'
import { moveAllOn } from './advance.ts'
import { deskGrants, isInArea } from './duty.ts'
import { countEndedSince, findCall, listOnDesk, listPastCalls } from './store.ts'
import { callEvent, deskCall, inQueueOrder, onDuty } from './view.ts'

const pastCallsShown = 5
/** A street's desk shows the people of the communities in trouble; a community's desk always shows its own. */
const mostCommunitiesInFull = 3

/** What the desks look at. */
export const deskHandlers: Pick<Handlers<typeof deskContract>, 'help.desk' | 'help.card'> = {
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
}

function areasAbove(code: string): string[] {
  return [6, 9, 12].filter((digits) => digits <= code.length).map((digits) => code.slice(0, digits))
}
