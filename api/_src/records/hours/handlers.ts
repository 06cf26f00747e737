import type { hoursContract } from '../../../../shared/records/hours-contract.ts'
import type { Handlers } from '../../platform/slice.ts'

export const hoursHandlers: Handlers<typeof hoursContract> = {}
