import type { StaffRole } from '../../../../shared/contract.ts'
import { ok, refuse } from '../../../../shared/result.ts'
import { dayOf } from '../../../../shared/time.ts'
import { exportRows } from '../../../../shared/volunteers/exchange.ts'
import type { exchangeContract } from '../../../../shared/volunteers/exchange-contract.ts'
import { idNumberTyped } from '../../../../shared/volunteers/id-number.ts'
import { recordAccesses, residentsNamed } from '../../people/index.ts'
import { holdsRoleOver } from '../../platform/actor.ts'
import type { Handlers } from '../../platform/slice.ts'
import { markIdNumber } from '../registration/id-seal.ts'
import { settingsOf } from '../settings/store.ts'
import { checkMembers, offersOf } from './decide.ts'
import { membersAfter, membersMeant } from './store.ts'

const deciding: readonly StaffRole[] = ['community_staff', 'admin']

export const exchangeHandlers: Handlers<typeof exchangeContract> = {
  async 'volunteers.checkMembers'({ communityId, rows }, { actor, db, now, volunteerSecret }) {
    if (!holdsRoleOver(actor, deciding, communityId)) return refuse('not_allowed')
    if (volunteerSecret === undefined) return refuse('registration_closed')
    const markOf = (idNumber: string) => markIdNumber(volunteerSecret, idNumber)
    const [{ leastAge }, namesakes] = await Promise.all([
      settingsOf(db, communityId),
      residentsNamed(db, communityId, [...new Set(rows.map(({ name }) => name))]),
    ])
    const meant = await membersMeant(db, communityId, {
      residentIds: namesakes.map(({ residentId }) => residentId),
      marks: rows.map(({ idNumber }) => markOf(idNumberTyped(idNumber))),
    })
    const members = meant.map((one) => ({
      residentId: one.resident_id,
      mark: one.id_number_mark,
      phone: one.phone,
      livingArea: one.living_area,
      offers: offersOf({ skills: one.skills, serviceKinds: one.service_kinds ?? [], freeTimes: one.free_times }),
    }))
    return ok({ rows: checkMembers(rows, { namesakes, members, leastAge, today: dayOf(now), markOf }) })
  },

  async 'volunteers.exportMembers'({ communityId, after }, { actor, db, now, newId }) {
    if (!holdsRoleOver(actor, deciding, communityId)) return refuse('not_allowed')
    const rows = await membersAfter(db, communityId, after)
    const access = { communityId, accountId: actor.accountId, purpose: 'volunteer_export', at: now } as const
    await recordAccesses(
      db,
      rows.map(({ resident_id: residentId }) => ({ ...access, id: newId(), residentId })),
    )
    const last = rows.length === exportRows ? rows.at(-1) : undefined
    return ok({
      rows: rows.map((row) => ({
        volunteerNumber: row.volunteer_number,
        name: row.name ?? '',
        sex: row.sex,
        birthDate: row.birth_date,
        idNumberShown: row.id_number_shown,
        livingArea: row.living_area,
        phone: row.phone,
        skills: [...row.skills],
        serviceKinds: [...(row.service_kinds ?? [])],
        freeTimes: [...row.free_times],
        status: row.status,
        joinedOn: dayOf(row.joined_at),
      })),
      next: last?.volunteer_number ?? null,
    })
  },
}
