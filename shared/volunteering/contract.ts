import type { Contract } from '../contract.ts'
import { activitiesContract } from './activities-contract.ts'
import { attendanceContract } from './attendance-contract.ts'
import { groupsContract } from './groups-contract.ts'
import { placesContract } from './places-contract.ts'
import { requestsContract } from './requests-contract.ts'

export const volunteeringContract = {
  ...activitiesContract,
  ...attendanceContract,
  ...groupsContract,
  ...placesContract,
  ...requestsContract,
} satisfies Contract
