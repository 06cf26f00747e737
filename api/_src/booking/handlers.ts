import type { bookingContract } from '../../../shared/booking/contract.ts'
import type { Handlers } from '../platform/slice.ts'
import { catalogueHandlers } from './catalogue/handlers.ts'
import { counterHandlers } from './counter/handlers.ts'
import { materialsHandlers } from './materials/handlers.ts'
import { offeringHandlers } from './offering/handlers.ts'
import { remindingHandlers } from './reminding/handlers.ts'
import { seriesHandlers } from './series/handlers.ts'
import { takingHandlers } from './taking/handlers.ts'
import { waitingHandlers } from './waiting/handlers.ts'

/** One file per part. */
export const bookingHandlers: Handlers<typeof bookingContract> = {
  ...catalogueHandlers,
  ...takingHandlers,
  ...waitingHandlers,
  ...seriesHandlers,
  ...offeringHandlers,
  ...remindingHandlers,
  ...materialsHandlers,
  ...counterHandlers,
}
