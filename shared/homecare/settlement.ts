import type { PriceKind } from '../booking/lifecycle.ts'
import type { ResidentGroup } from './groups.ts'

/** How the lines of a sheet are added up: 无偿, 低偿, 有补助, 自费. */
export const lineKinds = ['free', 'low_price', 'subsidised', 'own'] as const
export type LineKind = (typeof lineKinds)[number]

/** Where a line counts: by the group that lowered its price, else by the kind of its price. */
export function lineKindOf(line: { priceKind: PriceKind; group: ResidentGroup | null }): LineKind {
  if (line.priceKind === 'free') return 'free'
  if (line.group !== null) return 'subsidised'
  return line.priceKind === 'low_price' ? 'low_price' : 'own'
}

/** `2026-10` → `2026-11`. */
export function nextMonth(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number)
  return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`
}
