import type { deskContract } from '../../../shared/help/desk-contract.ts'
import { ok, refuse } from '../../../shared/result.ts'
import { recordAccess, residentCard, staffedAreas } from '../people/index.ts'
import type { Handlers } from '../platform/slice.ts'
import { isOnDesk } from './decide-step.ts'
import { isInArea } from './duty.ts'
import { findWithPast } from './store.ts'
import { callEvent, deskCall } from './view.ts'

const pastCallsShown = 5

/** The card of the person in need. It opens with the call and only then: until it is over and nobody owes a call-back. */
export const cardHandlers: Pick<Handlers<typeof deskContract>, 'help.card'> = {
  async 'help.card'({ communityId, callId }, { actor, db, now, newId }) {
    const found = await findWithPast(db, communityId, callId, pastCallsShown)
    if (!found || !isInArea(actor, found.call)) return refuse('not_found')
    const { call, past } = found
    if (!isOnDesk(call)) return refuse('call_closed')
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
    const [card, areas] = await Promise.all([
      residentCard(db, { communityId, residentId }),
      staffedAreas(db, [call.gridCode, communityId]),
    ])
    if (!card) return refuse('not_found')
    const { phone, accessNote, tags, care, contacts } = card
    return ok({
      call: deskCall(call, actor, areas, now),
      events: call.history.map(callEvent),
      person: { phone, accessNote, tags: [...tags], care, contacts: [...contacts] },
      pastCalls: past.map(({ raisedAt, outcome }) => ({ raisedAt: raisedAt.toISOString(), outcome })),
    })
  },
}
