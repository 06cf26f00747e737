import type { recordsContract } from '../../../shared/records/contract.ts'
import type { Handlers } from '../platform/slice.ts'
import { certificatesHandlers } from './certificates/handlers.ts'
import { hoursExchangeHandlers } from './exchange/handlers.ts'
import { hoursHandlers } from './hours/handlers.ts'
import { pointsHandlers } from './points/handlers.ts'

export const recordsHandlers: Handlers<typeof recordsContract> = {
  ...certificatesHandlers,
  ...hoursExchangeHandlers,
  ...hoursHandlers,
  ...pointsHandlers,
}
