import type { volunteersContract } from '../../../shared/volunteers/contract.ts'
import type { Handlers } from '../platform/slice.ts'
import { exchangeHandlers } from './exchange/handlers.ts'
import { figuresHandlers } from './figures/handlers.ts'
import { registrationHandlers } from './registration/handlers.ts'
import { settingsHandlers } from './settings/handlers.ts'

export const volunteersHandlers: Handlers<typeof volunteersContract> = {
  ...exchangeHandlers,
  ...figuresHandlers,
  ...registrationHandlers,
  ...settingsHandlers,
}
