import type { Contract } from '../contract.ts'
import { exchangeContract } from './exchange-contract.ts'
import { figuresContract } from './figures-contract.ts'
import { registrationContract } from './registration-contract.ts'
import { settingsContract } from './settings-contract.ts'

export const volunteersContract = {
  ...exchangeContract,
  ...figuresContract,
  ...registrationContract,
  ...settingsContract,
} satisfies Contract
