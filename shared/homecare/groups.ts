import type { PriceKind } from '../booking/lifecycle.ts'
import { ageOn, type Day } from '../time.ts'

/** 独居, 困难, 残疾, 高龄, 有特殊贡献: the five groups home care is subsidised for. */
export const residentGroupCodes = [
  'living_alone',
  'hardship',
  'disabled',
  'advanced_age',
  'special_contribution',
] as const
export type ResidentGroup = (typeof residentGroupCodes)[number]

/** From this age on a resident belongs to `advanced_age`. */
export const advancedAge = 80

/** The groups a person belongs to on a day: two follow from the resident's own row, staff noted the others. */
export function groupsOf(
  person: { birthDate: Day | null; livingAlone: boolean; noted: readonly ResidentGroup[] },
  today: Day,
): ResidentGroup[] {
  const { birthDate, livingAlone, noted } = person
  const isOld = birthDate !== null && ageOn(birthDate, today) >= advancedAge
  return residentGroupCodes.filter(
    (group) =>
      noted.includes(group) || (group === 'living_alone' && livingAlone) || (group === 'advanced_age' && isOld),
  )
}

/** The noted groups in force on a day, from the text `residentGroups` joins: `disabled:2026-01-05: hardship:…`. */
export function notedGroups(text: string | null, today: Day): ResidentGroup[] {
  const entries = (text ?? '').split(' ').map((one) => one.split(':'))
  const inForce = entries
    .filter(([, since = '', until = '']) => since <= today && (until === '' || until >= today))
    .map(([code]) => code)
  return residentGroupCodes.filter((code) => inForce.includes(code))
}

export interface Priced {
  priceKind: PriceKind
  priceCents: number
  subsidies: readonly { group: ResidentGroup; priceCents: number }[]
}

/** What somebody of these groups pays, in yuan cents: the lowest price counts. `group` = by which group, null by none. */
export function priceFor(
  service: Priced,
  groups: readonly ResidentGroup[],
): { priceCents: number; group: ResidentGroup | null } {
  let best: { priceCents: number; group: ResidentGroup | null } = {
    priceCents: service.priceKind === 'free' ? 0 : service.priceCents,
    group: null,
  }
  for (const { group, priceCents } of service.subsidies) {
    if (groups.includes(group) && priceCents < best.priceCents) best = { priceCents, group }
  }
  return best
}
