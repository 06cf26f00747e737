import { ok, refuse } from '../../../../shared/result.ts'
import type { registrationContract } from '../../../../shared/volunteers/registration-contract.ts'
import { recordAccess, residentById } from '../../people/index.ts'
import type { Handlers } from '../../platform/slice.ts'
import { isDesk } from './doer.ts'
import { lookUp } from './store.ts'
import { listVolunteers } from './store-list.ts'
import { toListed, toSheet } from './view.ts'

const mostListed = 50

type DeskEndpoints = 'volunteers.deskList' | 'volunteers.deskVolunteer'

export const deskHandlers: Pick<Handlers<typeof registrationContract>, DeskEndpoints> = {
  'volunteers.deskList': async (input, { db, actor }) => {
    if (!isDesk(actor, input.communityId)) return refuse('not_allowed')
    const { rows, total, counts } = await listVolunteers(db, input, mostListed + 1)
    const volunteers = rows.slice(0, mostListed).map(toListed)
    const last = rows.length > mostListed ? volunteers[volunteers.length - 1] : undefined
    const next = last === undefined ? null : { joinedAt: last.joinedAt, residentId: last.residentId }
    return ok({ volunteers, total, counts, next })
  },

  'volunteers.deskVolunteer': async ({ person }, { db, actor, now, newId, volunteerSecret }) => {
    if (!isDesk(actor, person.communityId)) return refuse('not_allowed')
    const [{ known, ...rest }, resident] = await Promise.all([lookUp(db, person), residentById(db, person)])
    if (!resident) return refuse('not_found')
    const { accountId } = actor
    await recordAccess(db, { id: newId(), ...person, accountId, purpose: 'volunteer_file', at: now })
    return ok(toSheet(person, known, resident, { ...rest, ready: volunteerSecret !== undefined }))
  },
}
