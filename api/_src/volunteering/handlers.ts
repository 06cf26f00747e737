import { ok, refuse } from '../../../shared/result.ts'
import type { volunteeringContract } from '../../../shared/volunteering/contract.ts'
import { volunteerConsentVersion } from '../../../shared/volunteering/lifecycle.ts'
import type { ResidentActor } from '../platform/actor.ts'
import type { Handlers } from '../platform/slice.ts'
import { splitMine, toDetail, toProfile, toSummaries } from './answer.ts'
import { sameProfile, volunteerNumberOf } from './decide.ts'
import { signUp, withdraw } from './handlers-places.ts'
import { findVolunteer, insertVolunteer, updateVolunteer } from './store-volunteer.ts'
import { comingShifts, shiftsOf, shiftsOfActivity, type Person } from './store.ts'

const personOf = ({ identity }: ResidentActor): Person => ({
  communityId: identity.communityId,
  residentId: identity.residentId,
})

const mostOfMine = 250
/** Eight random digits meet another volunteer's about once in ten thousand times. */
const mostNumbers = 3

export const volunteeringHandlers: Handlers<typeof volunteeringContract> = {
  'volunteering.join': async (input, { db, actor, now, newId }) => {
    const person = personOf(actor)
    const change = {
      skills: [...new Set(input.skills)].toSorted(),
      freeTimes: [...new Set(input.freeTimes)].toSorted(),
      introduction: input.introduction,
      consentVersion: volunteerConsentVersion,
    }
    for (let attempt = 0; attempt < mostNumbers; attempt += 1) {
      const known = await findVolunteer(db, person)
      if (known && sameProfile(known, change)) return ok(toProfile(known))
      if (known) {
        await updateVolunteer(db, person, change, now)
        return ok(toProfile({ ...known, ...change, version: known.version + 1 }))
      }
      const fresh = { ...change, volunteerNumber: volunteerNumberOf(newId()) }
      const outcome = await insertVolunteer(db, person, fresh, now)
      if (outcome === 'joined') return ok(toProfile({ ...fresh, joinedAt: now, version: 1 }))
    }
    throw new Error('no free volunteer number was found')
  },

  'volunteering.activities': async (_, { db, actor, now }) => {
    const { shifts, volunteer } = await comingShifts(db, personOf(actor), now)
    return ok({ activities: toSummaries(shifts, now), volunteer: volunteer ? toProfile(volunteer) : null })
  },

  'volunteering.activity': async ({ activityId }, { db, actor, now }) => {
    const detail = toDetail(await shiftsOfActivity(db, personOf(actor), activityId), now)
    return detail ? ok(detail) : refuse('not_found')
  },

  'volunteering.signUp': signUp,
  'volunteering.withdraw': withdraw,

  'volunteering.mine': async (_, { db, actor, now }) => {
    const { shifts, volunteer } = await shiftsOf(db, personOf(actor), mostOfMine)
    return ok({ ...splitMine(shifts, now), volunteer: volunteer ? toProfile(volunteer) : null })
  },
}
