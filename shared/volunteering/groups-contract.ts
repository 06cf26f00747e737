import type { Contract } from '../contract.ts'

export const groupsContract = {} satisfies Contract
