import { healthContract } from '../../../shared/health/contract.ts'
import { defineSlice } from '../platform/slice.ts'
import { healthBackground } from './background.ts'
import { healthHandlers } from './handlers.ts'

/** 家庭医生, 体检, 双向转诊: kept only with an agreement, read only by who has to know, and each reading is on record. */
export const healthSlice = defineSlice({
  contract: healthContract,
  handlers: healthHandlers,
  background: healthBackground,
})
