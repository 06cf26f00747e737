import type { volunteeringContract } from '../../../shared/volunteering/contract.ts'
import type { Handlers } from '../platform/slice.ts'
import { activitiesHandlers } from './activities/handlers.ts'
import { attendanceHandlers } from './attendance/handlers.ts'
import { groupsHandlers } from './groups/handlers.ts'
import { placesHandlers } from './places/handlers.ts'
import { requestsHandlers } from './requests/handlers.ts'

export const volunteeringHandlers: Handlers<typeof volunteeringContract> = {
  ...activitiesHandlers,
  ...attendanceHandlers,
  ...groupsHandlers,
  ...placesHandlers,
  ...requestsHandlers,
}
