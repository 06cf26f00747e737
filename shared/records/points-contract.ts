import type { Contract } from '../contract.ts'

export const pointsContract = {} satisfies Contract
