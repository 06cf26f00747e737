import type { Contract } from '../contract.ts'

/** Every endpoint of home care, spread from its parts. */
export const homecareContract = {} satisfies Contract
