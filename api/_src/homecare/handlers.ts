import type { homecareContract } from '../../../shared/homecare/contract.ts'
import type { Handlers } from '../platform/slice.ts'

export const homecareHandlers: Handlers<typeof homecareContract> = {}
