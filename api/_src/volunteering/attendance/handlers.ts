import type { attendanceContract } from '../../../../shared/volunteering/attendance-contract.ts'
import type { Handlers } from '../../platform/slice.ts'

export const attendanceHandlers: Handlers<typeof attendanceContract> = {}
