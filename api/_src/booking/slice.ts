import { bookingContract } from '../../../shared/booking/contract.ts'
import { defineSlice } from '../platform/slice.ts'
import { bookingBackground } from './background.ts'
import { bookingHandlers } from './handlers.ts'

/** Services, their times, and who has taken them. */
export const bookingSlice = defineSlice({
  contract: bookingContract,
  handlers: bookingHandlers,
  background: bookingBackground,
})
