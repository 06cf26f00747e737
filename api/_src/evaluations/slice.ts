import { evaluationsContract } from '../../../shared/evaluations/contract.ts'
import { defineSlice } from '../platform/slice.ts'
import { evaluationsBackground } from './background.ts'
import { evaluationsHandlers } from './handlers.ts'

/** What volunteers, leaders and residents say of each other: evaluations, commendations, complaints. */
export const evaluationsSlice = defineSlice({
  contract: evaluationsContract,
  handlers: evaluationsHandlers,
  background: evaluationsBackground,
})
