import type { Contract } from '../contract.ts'
import { takingContract } from './booking-contract.ts'
import { catalogueContract } from './catalogue-contract.ts'
import { counterContract } from './counter-contract.ts'
import { materialsContract } from './materials-contract.ts'
import { offeringContract } from './offering-contract.ts'
import { seriesContract } from './series-contract.ts'
import { remindingContract } from './reminding-contract.ts'
import { waitingContract } from './waiting-contract.ts'

export { NextFreeSlots } from './booking-contract.ts'
export type { Booking, Provider, ServiceDetail, ServiceSummary, Slot } from './schemas.ts'

/** Every endpoint of booking: one file per part. */
export const bookingContract = {
  ...catalogueContract,
  ...takingContract,
  ...waitingContract,
  ...remindingContract,
  ...materialsContract,
  ...seriesContract,
  ...offeringContract,
  ...counterContract,
} satisfies Contract
