import type { Contract } from '../contract.ts'
import { certificatesContract } from './certificates-contract.ts'
import { hoursExchangeContract } from './exchange-contract.ts'
import { hoursContract } from './hours-contract.ts'
import { pointsContract } from './points-contract.ts'

export const recordsContract = {
  ...certificatesContract,
  ...hoursExchangeContract,
  ...hoursContract,
  ...pointsContract,
} satisfies Contract
