import type { PriceKind } from '../booking/lifecycle.ts'
import type { ResidentGroup } from './groups.ts'
import type { AbilityLevel } from './lifecycle.ts'

/** What pages, messages and printed agreements alike call these things. */
export const groupNames: Readonly<Record<ResidentGroup, string>> = {
  living_alone: '独居',
  hardship: '困难',
  disabled: '残疾',
  advanced_age: '高龄',
  special_contribution: '有特殊贡献',
}

export const levelNames: Readonly<Record<AbilityLevel, string>> = {
  able: '能自理',
  partly: '半自理',
  unable: '不能自理',
}

export const priceKindNames: Readonly<Record<PriceKind, string>> = {
  free: '无偿',
  low_price: '低偿',
  full_price: '按价',
}

/** `12`, `12.50`: yuan, without the word. */
export function yuanOf(cents: number): string {
  const sign = cents < 0 ? '-' : ''
  const amount = Math.abs(cents)
  const whole = Math.floor(amount / 100)
  return amount % 100 === 0 ? `${sign}${whole}` : `${sign}${whole}.${String(amount % 100).padStart(2, '0')}`
}
