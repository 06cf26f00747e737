import { expect, it } from 'vitest'
import { chargeFor, nothingGranted, type Granted, type Used } from './decide-charge.ts'

const service = {
  priceKind: 'low_price',
  priceCents: 4000,
  subsidies: [{ group: 'advanced_age', priceCents: 1000 }],
} as const
const granted: Granted = { hoursPerMonth: 10, priceKind: 'low_price', subsidyCents: 10_000, group: 'advanced_age' }
const unused: Used = { minutes: 0, subsidyCents: 0 }

it.each([
  ['the price of the group, the purse adds the rest', {}, {}, 60, [1000, 3000, 'advanced_age', 'low_price']],
  ['a free agreement leaves nothing to pay', { priceKind: 'free' }, {}, 60, [0, 4000, 'advanced_age', 'free']],
  ['the last hour granted', {}, { minutes: 540 }, 60, [1000, 3000, 'advanced_age', 'low_price']],
  ['beyond the hours the full price', {}, { minutes: 541 }, 60, [4000, 0, null, 'full_price']],
  ['what is left of the month’s sum', {}, { subsidyCents: 9000 }, 60, [3000, 1000, 'advanced_age', 'low_price']],
  ['nothing left of it', {}, { subsidyCents: 10_000 }, 60, [4000, 0, null, 'low_price']],
  [
    'a free agreement whose sum is nearly used',
    { priceKind: 'free' },
    { subsidyCents: 9000 },
    60,
    [3000, 1000, 'advanced_age', 'low_price'],
  ],
  ['no group, no subsidy', { group: null }, {}, 60, [4000, 0, null, 'low_price']],
] as [string, Partial<Granted>, Partial<Used>, number, unknown[]][])('%s', (_, terms, used, minutes, expected) => {
  const charge = chargeFor(service, [], { ...granted, ...terms }, { ...unused, ...used }, minutes)
  expect([charge.paidCents, charge.subsidyCents, charge.subsidyGroup, charge.priceKind]).toEqual(expected)
  expect(charge.paidCents + charge.subsidyCents).toBe(4000)
})

it('a free service costs nobody anything', () => {
  const free = { ...service, priceKind: 'free', priceCents: 4000 } as const
  expect(chargeFor(free, ['advanced_age'], granted, unused, 60)).toMatchObject({ paidCents: 0, subsidyCents: 0 })
})

it('without an agreement the full price is paid', () => {
  expect(chargeFor(service, ['advanced_age'], nothingGranted, unused, 60)).toMatchObject({ paidCents: 4000 })
})
