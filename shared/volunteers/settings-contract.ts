import type { Contract } from '../contract.ts'

export const settingsContract = {} satisfies Contract
