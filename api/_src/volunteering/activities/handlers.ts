import type { activitiesContract } from '../../../../shared/volunteering/activities-contract.ts'
import type { Handlers } from '../../platform/slice.ts'

export const activitiesHandlers: Handlers<typeof activitiesContract> = {}
