import { affairsContract } from '../../../shared/affairs/contract.ts'
import { defineSlice } from '../platform/slice.ts'
import { affairsHandlers } from './handlers.ts'

/** What a community tells everybody. */
export const affairsSlice = defineSlice({ contract: affairsContract, handlers: affairsHandlers })
