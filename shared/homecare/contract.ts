import type { Contract } from '../contract.ts'
import { agreementContract } from './agreement-contract.ts'
import { applicationContract } from './application-contract.ts'
import { settlementContract } from './settlement-contract.ts'
import { surveyContract } from './survey-contract.ts'

/** Every endpoint of home care, spread from its parts. */
export const homecareContract = {
  ...surveyContract,
  ...applicationContract,
  ...agreementContract,
  ...settlementContract,
} satisfies Contract
