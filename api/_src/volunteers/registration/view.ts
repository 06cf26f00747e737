import type { FreeTime, Skill } from '../../../../shared/volunteers/lifecycle.ts'
import type { VolunteerProfile } from '../../../../shared/volunteers/registration-contract.ts'
import type { Profile } from './store.ts'

/** A profile as its owner sees it. */
export function toProfile(profile: Profile): VolunteerProfile {
  const { volunteerNumber, skills, freeTimes, introduction, joinedAt, version, volunteerStatus } = profile
  return {
    volunteerNumber,
    status: volunteerStatus,
    skills: [...skills] satisfies Skill[],
    freeTimes: [...freeTimes] satisfies FreeTime[],
    introduction,
    joinedAt: joinedAt.toISOString(),
    version,
  }
}
