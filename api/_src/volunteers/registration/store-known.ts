import { expressionBuilder } from 'kysely'
import type { Day } from '../../../../shared/time.ts'
import type { Skill, VolunteerStatus } from '../../../../shared/volunteers/lifecycle.ts'
import type { Db, Tables } from '../../platform/db/tables.ts'
import type { VolunteerConsent } from '../tables.ts'

/** What other slices may know of a volunteer: the ID number only as `3****************2`. */
export interface KnownVolunteer {
  residentId: string
  /** From here on null in registrations from before the law was followed in full. */
  name: string | null
  sex: 'female' | 'male' | null
  birthDate: Day | null
  idNumberShown: string | null
  phone: string | null
  consents: VolunteerConsent[] | null
  volunteerNumber: string
  status: VolunteerStatus
  skills: Skill[]
  /** Asked not to stand in rankings: 1 or 0. */
  rankingHidden: number
  joinedAt: Date
}

/** The volunteers among these residents, also those who paused or left. Who has no row is absent. One round trip. */
export async function volunteersBy(
  db: Db,
  communityId: string,
  residentIds: readonly string[],
): Promise<readonly KnownVolunteer[]> {
  if (residentIds.length === 0) return []
  return db
    .selectFrom('volunteer')
    .select([
      'resident_id as residentId',
      'name',
      'sex',
      'birth_date as birthDate',
      'id_number_shown as idNumberShown',
      'phone',
      'consents',
      'volunteer_number as volunteerNumber',
      'status',
      'skills',
      'ranking_hidden as rankingHidden',
      'joined_at as joinedAt',
    ])
    .where('community_id', '=', communityId)
    .where('resident_id', 'in', [...new Set(residentIds)])
    .execute()
}

/** The numbers of volunteers who have not left, for another slice to join to its own statement. */
export function volunteerNumbers(communityId: string) {
  return expressionBuilder<Tables>()
    .selectFrom('volunteer')
    .select(['volunteer.resident_id as id', 'volunteer.volunteer_number as volunteerNumber'])
    .where('volunteer.community_id', '=', communityId)
    .where('volunteer.status', '<>', 'left')
    .as('known')
}

/** The volunteers with these numbers, whatever became of them. One round trip. */
export async function volunteersNumbered(db: Db, communityId: string, numbers: readonly string[]) {
  if (numbers.length === 0) return []
  return db
    .selectFrom('volunteer')
    .select(['resident_id as residentId', 'volunteer_number as volunteerNumber', 'name', 'status'])
    .where('community_id', '=', communityId)
    .where('volunteer_number', 'in', [...numbers])
    .execute()
}
