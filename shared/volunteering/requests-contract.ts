import type { Contract } from '../contract.ts'

export const requestsContract = {} satisfies Contract
