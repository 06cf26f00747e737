import { inboxContract } from '../../../shared/inbox/contract.ts'
import { defineSlice } from '../platform/slice.ts'
import { inboxHandlers } from './handlers.ts'

/** Messages to me, and how many of them may also go to WeChat. */
export const inboxSlice = defineSlice({ contract: inboxContract, handlers: inboxHandlers })
