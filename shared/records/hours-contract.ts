import type { Contract } from '../contract.ts'

export const hoursContract = {} satisfies Contract
