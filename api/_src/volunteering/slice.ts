import { volunteeringContract } from '../../../shared/volunteering/contract.ts'
import { defineSlice } from '../platform/slice.ts'
import { volunteeringBackground } from './background.ts'
import { volunteeringHandlers } from './handlers.ts'

/** Groups, activities with their shifts, places and attendance. */
export const volunteeringSlice = defineSlice({
  contract: volunteeringContract,
  handlers: volunteeringHandlers,
  background: volunteeringBackground,
})
