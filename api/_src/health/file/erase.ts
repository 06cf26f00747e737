import { healthPurposes, type HealthPurpose } from '../../../../shared/health/lifecycle.ts'
import type { PersonRef } from '../../../../shared/schemas.ts'
import type { Db } from '../../platform/db/tables.ts'
import { eraseLines } from '../check-up/store.ts'
import { eraseReferrals } from '../referral/store.ts'
import { lastWord } from './decide.ts'
import { listToErase, noteErased, type FileRow } from './store.ts'

const perPass = 100

/**
 * Erases what is kept for a purpose outside the file. Any number of times: a withdrawal that was cut off, or that met
 * a request on its way, is finished by the clock.
 */
export async function erase(db: Db, person: PersonRef, purpose: HealthPurpose, now: Date): Promise<void> {
  if (purpose === 'check_up') await eraseLines(db, person)
  if (purpose === 'referral') await eraseReferrals(db, person, now)
}

/** One indexed query when nothing is due. */
export async function eraseWithdrawn(db: Db, communityIds: readonly string[], now: Date): Promise<void> {
  if (communityIds.length === 0) return
  for (const file of await listToErase(db, communityIds, now, perPass)) {
    const person = { communityId: file.community_id, residentId: file.resident_id }
    for (const purpose of withdrawn(file)) await erase(db, person, purpose, now)
    await noteErased(db, file)
  }
}

/** Who never agreed has taken nothing back: an invitation by age stays. */
function withdrawn(file: FileRow): HealthPurpose[] {
  return healthPurposes.filter((purpose) => lastWord(file.agreements, purpose)?.agreed === false)
}
