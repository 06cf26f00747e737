import type { Db } from '../platform/db/tables.ts'
import type { RecipientLookup } from '../platform/deliver/recipients.ts'
import { communityRows } from './store-account.ts'
import { accountsOf } from './store-identity.ts'

export { authenticate } from './authenticate.ts'
export { ladderStaff, type LadderArea, type LadderContext, type LadderMember } from './ladder-staff.ts'
export { isBeatDue, noteDeskSeen } from './presence.ts'
export { staffedAreas, staffFor, type PostHolder, type StaffedArea } from './staffed-areas.ts'
export { accountsAround, boundPhones, residentNames, type AccountAround } from './store-family.ts'
export { delegatesOf, mayStill, type Delegate } from './store-identity.ts'
export { addressOf } from './decide.ts'
export {
  homeColumns,
  recordAccess,
  recordAccesses,
  residentById,
  residentCard,
  residentHomes,
  residentPhones,
  residentWithLastFour,
  residentsBy,
  residentsNamed,
  type ListedResident,
  type ResidentCard,
} from './store-resident.ts'

/** Who may be written to, for the deliverer. */
export const recipients: RecipientLookup = { accountsOf }

/** The codes of all communities, for the tick. */
export async function communityIds(db: Db): Promise<readonly string[]> {
  return (await communityRows(db)).map(({ code }) => code)
}
