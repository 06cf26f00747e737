import type { pointsContract } from '../../../../shared/records/points-contract.ts'
import type { Handlers } from '../../platform/slice.ts'

export const pointsHandlers: Handlers<typeof pointsContract> = {}
