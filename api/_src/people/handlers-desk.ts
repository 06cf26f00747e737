import type { peopleContract } from '../../../shared/people/contract.ts'
import { maskName, maskPhone } from '../../../shared/people/masking.ts'
import { ok, refuse } from '../../../shared/result.ts'
import { dayOf, type Day } from '../../../shared/time.ts'
import { holdsRoleOver } from '../platform/actor.ts'
import type { Handlers } from '../platform/slice.ts'
import { addressOf, ageOf, searchFor, searchScope } from './decide.ts'
import { showCode } from './one-time-code.ts'
import { refreshCopies } from './store-identity.ts'
import { changeResident, recordAccess, residentById, searchResidents, type ResidentRow } from './store-resident.ts'

const deskRoles = ['community_staff', 'grid_worker', 'admin'] as const
/** A doctor looks up who sits in the surgery. */
const findingRoles = [...deskRoles, 'doctor'] as const

type DeskEndpoints = 'people.findResidents' | 'people.issueBindCode' | 'people.correctResident'

export const deskHandlers: Pick<Handlers<typeof peopleContract>, DeskEndpoints> = {
  'people.findResidents': async ({ communityId, search }, { db, actor, now }) => {
    const scope = searchScope(actor.staff, findingRoles, communityId)
    if (scope.length === 0) return refuse('not_allowed')
    const rows = await searchResidents(db, communityId, scope, searchFor(search))
    return ok({ residents: rows.map((row) => ({ ...masked(row, dayOf(now)), bound: row.accounts > 0 })) })
  },

  'people.issueBindCode': async ({ id, communityId, residentId }, { db, actor, now, newId }) => {
    const resident = await residentById(db, { communityId, residentId })
    if (resident === undefined || !holdsRoleOver(actor, deskRoles, resident.grid_code)) return refuse('not_found')
    const { accountId } = actor
    await recordAccess(db, { id: newId(), communityId, residentId, accountId, purpose: 'bind_code', at: now })
    const request = { id, communityId, residentId, purpose: 'bind', issuedBy: accountId } as const
    return ok(await showCode(db, { ...request, relation: 'self', scopes: [], endsAt: null }, now))
  },

  'people.correctResident': async ({ changes, ...person }, { db, actor, now, newId }) => {
    const today = dayOf(now)
    if (changes.birthDate && changes.birthDate > today)
      return refuse('invalid_input', { fields: ['changes.birthDate'] })
    const before = await residentById(db, person)
    if (before === undefined || !holdsRoleOver(actor, deskRoles, before.grid_code)) return refuse('not_found')
    const { accountId } = actor
    await recordAccess(db, { id: newId(), ...person, accountId, purpose: 'record_changed', at: now })
    await changeResident(db, person, changes, now)
    // Read again, so that the copies hold what is there even when two desks write at once.
    const resident = (await residentById(db, person)) ?? before
    await refreshCopies(db, resident)
    return ok(masked(resident, today))
  },
}

function masked(row: ResidentRow, today: Day) {
  return {
    residentId: row.id,
    maskedName: maskName(row.name),
    maskedPhone: maskPhone(row.phone),
    address: addressOf(row),
    age: ageOf(row.birth_date, today),
  }
}
