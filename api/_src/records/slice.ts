import { recordsContract } from '../../../shared/records/contract.ts'
import { defineSlice } from '../platform/slice.ts'
import { recordsBackground } from './background.ts'
import { recordsHandlers } from './handlers.ts'

/** What stands of what volunteers did: hours, certificates, points, evaluations. */
export const recordsSlice = defineSlice({
  contract: recordsContract,
  handlers: recordsHandlers,
  background: recordsBackground,
})
