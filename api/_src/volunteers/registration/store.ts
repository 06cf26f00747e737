import type { FreeTime, Skill, VolunteerStatus } from '../../../../shared/volunteers/lifecycle.ts'
import { isDuplicate } from '../../platform/db/errors.ts'
import { appendHistory } from '../../platform/db/history.ts'
import type { Db } from '../../platform/db/tables.ts'
import { json } from '../../platform/db/values.ts'
import type { VolunteerStep } from '../tables.ts'

export interface Person {
  communityId: string
  residentId: string
}

export interface Profile {
  volunteerStatus: VolunteerStatus
  volunteerNumber: string
  skills: readonly Skill[]
  freeTimes: readonly FreeTime[]
  introduction: string
  consentVersion: string
  joinedAt: Date
  version: number
}

export type ProfileChange = Pick<Profile, 'skills' | 'freeTimes' | 'introduction' | 'consentVersion'>

/** The person's profile; undefined for who has not joined. */
export async function findVolunteer(db: Db, { communityId, residentId }: Person): Promise<Profile | undefined> {
  return db
    .selectFrom('volunteer')
    .select([
      'volunteer_number as volunteerNumber',
      'skills',
      'free_times as freeTimes',
      'introduction',
      'consent_version as consentVersion',
      'joined_at as joinedAt',
      'version',
      'status as volunteerStatus',
    ])
    .where('community_id', '=', communityId)
    .where('resident_id', '=', residentId)
    .executeTakeFirst()
}

const stepOf = ({ consentVersion, skills, freeTimes }: ProfileChange, now: Date): VolunteerStep => ({
  at: now.toISOString(),
  consentVersion,
  skills,
  freeTimes,
})

/** `number_taken` when another volunteer of the community has this number, `lost` when the person joined meanwhile. */
export async function insertVolunteer(
  db: Db,
  { communityId, residentId }: Person,
  profile: ProfileChange & { volunteerNumber: string },
  now: Date,
): Promise<'joined' | 'number_taken' | 'lost'> {
  try {
    await db
      .insertInto('volunteer')
      .values({
        community_id: communityId,
        resident_id: residentId,
        volunteer_number: profile.volunteerNumber,
        skills: json([...profile.skills]),
        free_times: json([...profile.freeTimes]),
        introduction: profile.introduction,
        consent_version: profile.consentVersion,
        consented_at: now,
        joined_at: now,
        version: 1,
        history: json([stepOf(profile, now)]),
      })
      .execute()
    return 'joined'
  } catch (error) {
    if (isDuplicate(error, 'volunteer_number')) return 'number_taken'
    if (isDuplicate(error, 'PRIMARY')) return 'lost'
    throw error
  }
}

/** Saves skills, times and words over the ones there are, and the consent given with them. The last one counts. */
export async function updateVolunteer(
  db: Db,
  { communityId, residentId }: Person,
  change: ProfileChange,
  now: Date,
): Promise<void> {
  await db
    .updateTable('volunteer')
    .set((eb) => ({
      skills: json([...change.skills]),
      free_times: json([...change.freeTimes]),
      introduction: change.introduction,
      consent_version: change.consentVersion,
      consented_at: now,
      version: eb('version', '+', 1),
      history: appendHistory(stepOf(change, now)),
    }))
    .where('community_id', '=', communityId)
    .where('resident_id', '=', residentId)
    .execute()
}
