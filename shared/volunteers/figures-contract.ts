import type { Contract } from '../contract.ts'

export const figuresContract = {} satisfies Contract
