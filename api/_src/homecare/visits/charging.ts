import { groupsOf } from '../../../../shared/homecare/groups.ts'
import type { Db } from '../../platform/db/tables.ts'
import { isInForce } from '../groups/decide.ts'
import { readGroups } from '../groups/store.ts'
import { chargeVisit } from '../settlement/charge.ts'
import { lastDayOf } from '../settlement/decide.ts'
import { chargeFor, nothingGranted } from './decide-charge.ts'
import { time, type VisitState } from './decide-visit.ts'
import { termsOf, usedInMonth } from './store-charge.ts'
import { writeMove } from './store.ts'

/**
 * Puts a visit that is over on its provider's sheet, once: charged again, by whomever, it stays as it was. Also ends
 * the clock's interest in it.
 */
export async function settleVisit(db: Db, visit: VisitState, now: Date): Promise<void> {
  if (visit.status !== 'done' || visit.charged_at !== null) return
  const { community_id: communityId, resident_id: residentId, category, day } = visit
  const { home, noted } = await readGroups(db, { communityId, residentId })
  const groups = groupsOf(
    {
      birthDate: home?.homeBirthDate ?? null,
      livingAlone: home?.homeAlone === 1,
      noted: noted.filter((row) => isInForce(row, day)).map(({ group_code: group }) => group),
    },
    day,
  )
  const month = day.slice(0, 7)
  const granted = (await termsOf(db, communityId, visit.agreement_id)) ?? nothingGranted
  const used = await usedInMonth(db, visit, `${month}-01`, lastDayOf(month))
  const minutes = (visit.ends_at.getTime() - visit.starts_at.getTime()) / 60_000
  const charge = chargeFor(visit.price, groups, granted, used, minutes)
  const { provider_id: providerId, provider_name: providerName, resident_name: residentName } = visit
  const whose = { communityId, visitId: visit.id, providerId, providerName, residentId, residentName, category }
  await chargeVisit(db, { ...whose, day, minutes, ...charge }, now)
  const change = { charged_at: now, subsidy_cents: charge.subsidyCents, due_at: null }
  await writeMove(db, visit, { kind: 'charged', by: time, change }, now)
}
