import type { PriceKind } from '../../../../shared/booking/lifecycle.ts'
import { priceFor, type Priced, type ResidentGroup } from '../../../../shared/homecare/groups.ts'

/** What was granted to a person for a month. */
export interface Granted {
  hoursPerMonth: number
  priceKind: PriceKind
  /** What the public purse adds in a month at most, in yuan cents. */
  subsidyCents: number
  group: ResidentGroup | null
}

/** What the visits of this month that are charged already took of it. */
export interface Used {
  minutes: number
  subsidyCents: number
}

export interface Charge {
  paidCents: number
  subsidyCents: number
  subsidyGroup: ResidentGroup | null
  priceKind: PriceKind
}

/**
 * What one visit costs the person and the public purse. Within the hours granted a free agreement leaves nothing to
 * pay, and any other the price of the person's groups; the purse adds at most what is left of the month's sum. Beyond
 * the hours the person pays the full price.
 */
export function chargeFor(
  service: Priced,
  groups: readonly ResidentGroup[],
  granted: Granted,
  used: Used,
  minutes: number,
): Charge {
  const full = service.priceKind === 'free' ? 0 : service.priceCents
  const isGranted = used.minutes + minutes <= granted.hoursPerMonth * 60
  const own = { paidCents: full, subsidyCents: 0, subsidyGroup: null }
  if (full === 0) return { ...own, priceKind: 'free' }
  if (!isGranted) return { ...own, priceKind: 'full_price' }
  const all = granted.group === null || groups.includes(granted.group) ? groups : [...groups, granted.group]
  const price = priceFor(service, all)
  const wanted = granted.priceKind === 'free' ? full : full - price.priceCents
  const left = Math.max(0, granted.subsidyCents - used.subsidyCents)
  const subsidyCents = Math.min(wanted, left)
  if (subsidyCents === 0) return { ...own, priceKind: service.priceKind }
  const paidCents = full - subsidyCents
  const priceKind = paidCents === 0 ? 'free' : granted.priceKind === 'free' ? 'low_price' : granted.priceKind
  return { paidCents, subsidyCents, subsidyGroup: price.group ?? granted.group, priceKind }
}

/** Where no agreement says anything. */
export const nothingGranted: Granted = { hoursPerMonth: 0, priceKind: 'full_price', subsidyCents: 0, group: null }
