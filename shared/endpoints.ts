import { affairsContract } from './affairs/contract.ts'
import { bookingContract } from './booking/contract.ts'
import { calendarContract } from './calendar/contract.ts'
import type { Endpoint } from './contract.ts'
import { evaluationsContract } from './evaluations/contract.ts'
import { healthContract } from './health/contract.ts'
import { helpContract } from './help/contract.ts'
import { homecareContract } from './homecare/contract.ts'
import { inboxContract } from './inbox/contract.ts'
import { peopleContract } from './people/contract.ts'
import { recordsContract } from './records/contract.ts'
import { volunteeringContract } from './volunteering/contract.ts'
import { volunteersContract } from './volunteers/contract.ts'

/** Every endpoint there is. Whatever is not in this table does not exist. */
export const endpoints = {
  ...peopleContract,
  ...bookingContract,
  ...homecareContract,
  ...healthContract,
  ...volunteeringContract,
  ...volunteersContract,
  ...evaluationsContract,
  ...recordsContract,
  ...helpContract,
  ...inboxContract,
  ...affairsContract,
  ...calendarContract,
} as const satisfies Record<string, Endpoint>

export type Endpoints = typeof endpoints
export type EndpointName = keyof Endpoints
