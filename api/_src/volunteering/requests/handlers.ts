import type { requestsContract } from '../../../../shared/volunteering/requests-contract.ts'
import type { Handlers } from '../../platform/slice.ts'

export const requestsHandlers: Handlers<typeof requestsContract> = {}
