import { peopleContract } from '../../../shared/people/contract.ts'
import { defineSlice } from '../platform/slice.ts'
import { peopleBackground } from './background.ts'
import { peopleHandlers } from './handlers.ts'

/** Who is who: areas, accounts, residents, and who may act for whom. */
export const peopleSlice = defineSlice({
  contract: peopleContract,
  handlers: peopleHandlers,
  background: peopleBackground,
})
