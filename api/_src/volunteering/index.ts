import { volunteeringContract } from '../../../shared/volunteering/contract.ts'
import { defineSlice } from '../platform/slice.ts'
import { advanceVolunteering } from './advance.ts'
import { volunteeringHandlers } from './handlers.ts'
import { signupNews } from './news.ts'

/** Volunteers, activities and their shifts. */
export const volunteeringSlice = defineSlice({
  contract: volunteeringContract,
  handlers: volunteeringHandlers,
  sources: [signupNews],
  advance: advanceVolunteering,
})
