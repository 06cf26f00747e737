import type { ServiceDetail, ServiceSummary } from '../../shared/booking/contract.ts'
import type { Limit } from '../../shared/booking/schemas.ts'
import type { ResidentGroup } from '../../shared/homecare/groups.ts'

/** How the subsidised are called where they read it themselves. */
const groupWords: Readonly<Record<ResidentGroup, string>> = {
  living_alone: '一个人住的老人',
  hardship: '困难老人',
  disabled: '残疾人',
  advanced_age: '80 岁以上',
  special_contribution: '有特殊贡献的老人',
}

type Priced = Pick<ServiceSummary, 'priceKind' | 'priceCents' | 'subsidies'>

/** Yuan without needless digits: `12`, `8.5`. */
export function yuan(cents: number): string {
  return String(cents / 100)
}

/** `不要钱`, `12 元`. */
export function priceWords(cents: number): string {
  return cents === 0 ? '不要钱' : `${yuan(cents)} 元`
}

/** 免费, 低偿, 按价: nothing is said where there is nothing to pay for anybody. */
export function priceKindWords({ priceKind, priceCents }: Priced): string {
  if (priceKind === 'free' || priceCents === 0) return '免费'
  return priceKind === 'low_price' ? '低偿' : '按价'
}

/** `80 岁以上 8 元，困难老人不要钱`: who pays less, the highest of these prices first; empty when nobody does. */
export function subsidyWords({ priceKind, priceCents, subsidies }: Priced): string {
  if (priceKind === 'free') return ''
  const less = subsidies.filter((one) => one.priceCents < priceCents)
  less.sort((one, other) => other.priceCents - one.priceCents)
  return less
    .map((one) => `${groupWords[one.group]}${one.priceCents === 0 ? '' : ' '}${priceWords(one.priceCents)}`)
    .join('，')
}

/** What this person pays, and why it is less: `5 元，独居老人补贴价`. */
export function ownPriceWords(cents: number, why: string): string {
  return why === '' ? priceWords(cents) : `${priceWords(cents)}，${why}`
}

const periods = { day: '一天', week: '一周', month: '一个月' } as const

/** `每人一周最多 2 次`, `一家一个月最多 4 次`. */
function limitWords({ per, period, most }: Limit): string {
  return `${per === 'household' ? '一家' : '每人'}${periods[period]}最多 ${most} 次`
}

/** How often one may have it; empty when nothing is worth saying. */
export function limitsWords({ limits, openLimit }: Pick<ServiceDetail, 'limits' | 'openLimit'>): string {
  const open = openLimit === 1 ? ['办完一次再约下一次'] : openLimit <= 5 ? [`同时最多约 ${openLimit} 次`] : []
  return [...limits.map(limitWords), ...open].join('，')
}

/** Why some places are kept, and for how long; empty where none are. */
export function reservedWords(places: number): string {
  if (places === 0) return ''
  return `给 70 岁以上老人、残疾人和打电话来的留了 ${places} 个位子。开始前一天还空着，谁都能约。`
}

/** What to bring, with the notes; one clause each. */
export function bringWords({ materials, bring }: Pick<ServiceDetail, 'materials' | 'bring'>): string {
  if (materials.length === 0) return bring.length === 0 ? '什么都不用带' : bring.join('，')
  return materials.map(({ name, note }) => (note === '' ? name : `${name}（${note}）`)).join('，')
}
