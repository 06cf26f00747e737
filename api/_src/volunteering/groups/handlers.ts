import type { groupsContract } from '../../../../shared/volunteering/groups-contract.ts'
import type { Handlers } from '../../platform/slice.ts'

export const groupsHandlers: Handlers<typeof groupsContract> = {}
