import type { evaluationsContract } from '../../../../shared/volunteering/evaluations-contract.ts'
import type { Handlers } from '../../platform/slice.ts'

export const evaluationsHandlers: Handlers<typeof evaluationsContract> = {}
