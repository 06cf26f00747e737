import type { certificatesContract } from '../../../../shared/records/certificates-contract.ts'
import type { Handlers } from '../../platform/slice.ts'

export const certificatesHandlers: Handlers<typeof certificatesContract> = {}
