import type { Contract } from '../contract.ts'

export const activitiesContract = {} satisfies Contract
