import type { Contract } from '../contract.ts'

export const exchangeContract = {} satisfies Contract
