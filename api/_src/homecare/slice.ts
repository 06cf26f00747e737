import { homecareContract } from '../../../shared/homecare/contract.ts'
import { defineSlice } from '../platform/slice.ts'
import { homecareBackground } from './background.ts'
import { homecareHandlers } from './handlers.ts'

/** Care at home: what somebody needs, what was granted and agreed, and what it cost. */
export const homecareSlice = defineSlice({
  contract: homecareContract,
  handlers: homecareHandlers,
  background: homecareBackground,
})
