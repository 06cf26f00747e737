import { volunteersContract } from '../../../shared/volunteers/contract.ts'
import { defineSlice } from '../platform/slice.ts'
import { volunteersBackground } from './background.ts'
import { volunteersHandlers } from './handlers.ts'

/** Who volunteers are: registration by law, settings, figures, spreadsheets. */
export const volunteersSlice = defineSlice({
  contract: volunteersContract,
  handlers: volunteersHandlers,
  background: volunteersBackground,
})
