import type { CareCard, CareLines } from '../../../../shared/people/care-card-contract.ts'
import type { peopleContract } from '../../../../shared/people/contract.ts'
import { ok, refuse } from '../../../../shared/result.ts'
import { actsFor, holdsRoleOver, type Actor, type Identity } from '../../platform/actor.ts'
import type { Handlers, RequestContext } from '../../platform/slice.ts'
import { recordAccess, residentById } from '../store-resident.ts'
import { careRow } from './row.ts'
import { listAccess } from './store-access.ts'
import { changeCareCard, findCareCard, keepCareCard, withdrawCareCard } from './store.ts'

const deskRoles = ['community_staff', 'grid_worker', 'doctor', 'admin'] as const
const openingsShown = 50

type Endpoints =
  | 'people.careCard'
  | 'people.saveCareCard'
  | 'people.checkCareCard'
  | 'people.withdrawCareCard'
  | 'people.fillCareCard'
  | 'people.accessLog'

export const careCardHandlers: Pick<Handlers<typeof peopleContract>, Endpoints> = {
  'people.careCard': async ({ person }, context) => {
    const identity = actsFor(context.actor, person, 'help')
    if (identity === undefined) return refuse('not_delegated')
    await noteFamily(context, identity, 'care_card')
    return ok({ card: await findCareCard(context.db, person) })
  },

  'people.saveCareCard': async ({ id, person, card, agreed }, context) => {
    const { db, actor, now } = context
    const identity = actsFor(actor, person, 'help')
    if (identity === undefined) return refuse('not_delegated')
    const agreement = { id, accountId: actor.accountId, name: actor.displayName, how: wayOf(identity) }
    const isKept = agreed
      ? await keepCareCard(db, person, card, agreement, now)
      : await changeCareCard(db, person, careRow(card), now)
    if (!isKept) return refuse('care_agreement_needed')
    await noteFamily(context, identity, 'care_card_changed')
    const kept = await findCareCard(db, person)
    return kept === null ? refuse('care_agreement_needed') : ok({ card: kept })
  },

  'people.checkCareCard': async ({ person }, { db, actor, now }) => {
    if (actsFor(actor, person, 'help') === undefined) return refuse('not_delegated')
    const isThere = await changeCareCard(db, person, {}, now)
    return isThere ? ok({ checkedAt: now.toISOString() }) : refuse('not_found')
  },

  'people.withdrawCareCard': async ({ id, person }, { db, actor, now }) => {
    const identity = actsFor(actor, person, 'help')
    if (identity === undefined) return refuse('not_delegated')
    await withdrawCareCard(db, person, { id, accountId: actor.accountId, how: wayOf(identity) }, now)
    return ok({})
  },

  'people.fillCareCard': async ({ id, communityId, residentId, card }, { db, actor, now, newId }) => {
    const person = { communityId, residentId }
    const resident = await residentById(db, person)
    if (resident === undefined || !holdsRoleOver(actor, deskRoles, resident.grid_code)) return refuse('not_found')
    const { accountId } = actor
    await recordAccess(db, { id: newId(), ...person, accountId, purpose: 'care_card_changed', at: now })
    // The desk does not see what is on the card: what it leaves empty must not wipe it out.
    if (await changeCareCard(db, person, filledIn(card), now)) return ok({})
    const isKept = await keepCareCard(db, person, card, { id, accountId, name: actor.displayName, how: 'desk' }, now)
    return isKept ? ok({}) : refuse('care_agreement_needed')
  },

  'people.accessLog': async ({ person, before }, { db, actor }) => {
    if (actsFor(actor, person, 'see') === undefined) return refuse('not_delegated')
    const rows = await listAccess(db, person, { before, limit: openingsShown + 1 })
    return ok({
      openings: rows.slice(0, openingsShown).map(({ at, name, post, relation, purpose }) => ({
        at: at.toISOString(),
        name,
        post: post ?? '',
        relation,
        purpose,
      })),
      more: rows.length > openingsShown,
    })
  },
}

const wayOf = ({ relation }: Identity): CareCard['agreedHow'] => (relation === 'self' ? 'self' : 'family')

/** The person's own look at the own card is nobody's business; everybody else's is on the list. */
async function noteFamily(
  { db, actor, now, newId }: RequestContext<Actor>,
  { relation, communityId, residentId }: Identity,
  purpose: 'care_card' | 'care_card_changed',
): Promise<void> {
  if (relation === 'self') return
  await recordAccess(db, { id: newId(), communityId, residentId, accountId: actor.accountId, purpose, at: now })
}

function filledIn(card: CareLines) {
  return Object.fromEntries(Object.entries(careRow(card)).filter(([, value]) => value !== '' && value !== null))
}
