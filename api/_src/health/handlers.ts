import type { healthContract } from '../../../shared/health/contract.ts'
import type { Handlers } from '../platform/slice.ts'
import { checkUpHandlers } from './check-up/handlers.ts'
import { doctorHandlers } from './doctor/handlers.ts'
import { fileHandlers } from './file/handlers.ts'
import { referralHandlers } from './referral/handlers.ts'

export const healthHandlers: Handlers<typeof healthContract> = {
  ...fileHandlers,
  ...doctorHandlers,
  ...checkUpHandlers,
  ...referralHandlers,
}
