import { volunteeringContract } from '../../../shared/volunteering/contract.ts'
import { defineSlice } from '../platform/slice.ts'
import { volunteeringBackground } from './background.ts'
import { volunteeringHandlers } from './handlers.ts'

/** Volunteers, activities and their shifts. */
export const volunteeringSlice = defineSlice({
  contract: volunteeringContract,
  handlers: volunteeringHandlers,
  background: volunteeringBackground,
})
