import type { exchangeContract } from '../../../../shared/volunteers/exchange-contract.ts'
import type { Handlers } from '../../platform/slice.ts'

export const exchangeHandlers: Handlers<typeof exchangeContract> = {}
