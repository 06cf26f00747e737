import type { Contract } from '../contract.ts'
import { agreementContract } from './agreement-contract.ts'
import { applicationContract } from './application-contract.ts'
import { settlementContract } from './settlement-contract.ts'
import { supervisionContract } from './supervision-contract.ts'
import { surveyContract } from './survey-contract.ts'
import { visitPlansContract } from './visit-plans-contract.ts'
import { visitsContract } from './visits-contract.ts'

/** Every endpoint of home care, spread from its parts. */
export const homecareContract = {
  ...surveyContract,
  ...applicationContract,
  ...agreementContract,
  ...settlementContract,
  ...visitsContract,
  ...visitPlansContract,
  ...supervisionContract,
} satisfies Contract
