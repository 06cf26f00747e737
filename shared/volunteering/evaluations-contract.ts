import type { Contract } from '../contract.ts'

export const evaluationsContract = {} satisfies Contract
