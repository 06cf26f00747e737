import type { visitsContract } from '../../../../shared/homecare/visits-contract.ts'
import { ok, refuse } from '../../../../shared/result.ts'
import { addressOf, recordAccess, residentById } from '../../people/index.ts'
import { actsFor } from '../../platform/actor.ts'
import { newDoorSecrets } from './door-secrets.ts'
import type { Handlers } from '../../platform/slice.ts'
import { managesIn } from './move.ts'
import { findDoor, insertDoor, replaceDoor } from './store-door.ts'

/** The picture at a resident's door: whoever stands before it can prove it. */
export const doorHandlers: Pick<Handlers<typeof visitsContract>, 'homecare.doorCode'> = {
  async 'homecare.doorCode'({ person, renew, id }, { actor, db, now, newId }) {
    const isOwn = actsFor(actor, person, 'book') !== undefined
    if (!isOwn && !managesIn(actor, person.communityId)) return refuse('not_found')
    const resident = await residentById(db, person)
    if (!resident) return refuse('not_found')
    const known = await findDoor(db, person)
    let door = known
    if (!door || (renew && door.command_id !== id)) {
      const made = {
        community_id: person.communityId,
        resident_id: person.residentId,
        ...newDoorSecrets(),
        made_by: actor.accountId,
        made_at: now,
        command_id: id,
      }
      if (renew) await replaceDoor(db, made)
      // Two who ask at once get the one that was first.
      door = renew || (await insertDoor(db, made)) ? made : await findDoor(db, person)
      if (!isOwn) {
        const { communityId, residentId } = person
        const at = { id: newId(), communityId, residentId, accountId: actor.accountId, at: now }
        await recordAccess(db, { ...at, purpose: 'door_code' })
      }
    }
    if (!door) return refuse('not_found')
    return ok({
      residentName: resident.name,
      address: addressOf(resident),
      code: door.code,
      number: door.number,
      madeAt: door.made_at.toISOString(),
    })
  },
}
