import type { settingsContract } from '../../../../shared/volunteers/settings-contract.ts'
import type { Handlers } from '../../platform/slice.ts'

export const settingsHandlers: Handlers<typeof settingsContract> = {}
