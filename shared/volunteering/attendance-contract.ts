import type { Contract } from '../contract.ts'

export const attendanceContract = {} satisfies Contract
