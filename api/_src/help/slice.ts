import { helpContract } from '../../../shared/help/contract.ts'
import { defineSlice } from '../platform/slice.ts'
import { helpBackground } from './background.ts'
import { helpHandlers } from './handlers.ts'

/** Help calls: one press, until a named person answers or the call has climbed to one who does. */
export const helpSlice = defineSlice({ contract: helpContract, handlers: helpHandlers, background: helpBackground })
