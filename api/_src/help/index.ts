import { helpContract } from '../../../shared/help/contract.ts'
import { defineSlice } from '../platform/slice.ts'
import { advance } from './advance.ts'
import { helpHandlers } from './handlers.ts'
import { helpSource } from './source.ts'

/** Help calls: one press, until a named person answers or the call has climbed to one who does. */
export const helpSlice = defineSlice({
  contract: helpContract,
  handlers: helpHandlers,
  sources: [helpSource],
  advance,
})
