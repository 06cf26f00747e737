import type { homecareContract } from '../../../shared/homecare/contract.ts'
import type { Handlers } from '../platform/slice.ts'
import { agreementHandlers } from './agreement/handlers.ts'
import { applicationHandlers } from './application/handlers.ts'
import { groupHandlers } from './groups/handlers.ts'
import { settlementHandlers } from './settlement/handlers.ts'
import { surveyHandlers } from './survey/handlers.ts'
import { planHandlers } from './visits/handlers-plans.ts'
import { supervisionHandlers } from './visits/handlers-supervision.ts'
import { visitHandlers } from './visits/handlers.ts'

export const homecareHandlers: Handlers<typeof homecareContract> = {
  ...surveyHandlers,
  ...groupHandlers,
  ...applicationHandlers,
  ...agreementHandlers,
  ...settlementHandlers,
  ...visitHandlers,
  ...planHandlers,
  ...supervisionHandlers,
}
