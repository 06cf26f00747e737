import type { Contract } from '../contract.ts'

export const certificatesContract = {} satisfies Contract
