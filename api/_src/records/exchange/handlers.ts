import type { hoursExchangeContract } from '../../../../shared/records/exchange-contract.ts'
import { ok, refuse } from '../../../../shared/result.ts'
import { dayOf } from '../../../../shared/time.ts'
import { exportRows } from '../../../../shared/volunteers/exchange.ts'
import { recordAccesses } from '../../people/index.ts'
import type { Handlers } from '../../platform/slice.ts'
import { volunteersBy, volunteersNumbered } from '../../volunteers/index.ts'
import { mayDecide } from '../hours/rights.ts'
import { checkHours } from './decide.ts'
import { entriesAfter } from './store.ts'

export const hoursExchangeHandlers: Handlers<typeof hoursExchangeContract> = {
  async 'records.checkHours'({ communityId, rows }, { actor, db, now }) {
    if (!mayDecide(actor, communityId)) return refuse('not_allowed')
    const numbers = [...new Set(rows.map(({ volunteerNumber }) => volunteerNumber))]
    const volunteers = await volunteersNumbered(db, communityId, numbers)
    return ok({ rows: checkHours(rows, volunteers, { today: dayOf(now), ownId: actor.identity?.residentId ?? '' }) })
  },

  async 'records.exportHours'({ communityId, fromDay, toDay, after }, { actor, db, now, newId }) {
    if (!mayDecide(actor, communityId)) return refuse('not_allowed')
    const rows = await entriesAfter(db, communityId, { fromDay, toDay, after })
    const residentIds = [...new Set(rows.map(({ resident_id: residentId }) => residentId))]
    const volunteers = new Map((await volunteersBy(db, communityId, residentIds)).map((one) => [one.residentId, one]))
    const access = { communityId, accountId: actor.accountId, purpose: 'volunteer_export', at: now } as const
    await recordAccesses(
      db,
      residentIds.map((residentId) => ({ ...access, id: newId(), residentId })),
    )
    const last = rows.length === exportRows ? rows.at(-1) : undefined
    return ok({
      rows: rows.map((row) => ({
        volunteerNumber: volunteers.get(row.resident_id)?.volunteerNumber ?? '',
        name: volunteers.get(row.resident_id)?.name ?? '',
        seq: row.seq,
        kind: row.kind,
        basis: row.basis,
        title: row.title,
        serviceDay: row.service_day,
        place: row.place,
        content: row.content,
        minutes: row.minutes,
        organiserName: row.organiser_name,
        personInCharge: row.person_in_charge,
        checkedInAt: row.checked_in_at?.toISOString() ?? null,
        checkedOutAt: row.checked_out_at?.toISOString() ?? null,
        reason: row.reason,
        enteredByName: row.entered_by_name,
        confirmedByName: row.confirmed_by_name,
        enteredAt: row.entered_at.toISOString(),
      })),
      next: last ? { day: last.service_day, residentId: last.resident_id, seq: last.seq } : null,
    })
  },
}
