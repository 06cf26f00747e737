import { ok } from '../../../../shared/result.ts'
import { volunteerConsentVersion } from '../../../../shared/volunteers/lifecycle.ts'
import type { registrationContract } from '../../../../shared/volunteers/registration-contract.ts'
import type { Handlers } from '../../platform/slice.ts'
import { sameProfile, volunteerNumberOf } from './decide.ts'
import { findVolunteer, insertVolunteer, updateVolunteer } from './store.ts'
import { toProfile } from './view.ts'

/** Eight random digits meet another volunteer's about once in ten thousand times. */
const mostNumbers = 3

export const registrationHandlers: Handlers<typeof registrationContract> = {
  'volunteers.register': async (input, { db, actor, now, newId }) => {
    const person = actor.identity
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
      if (outcome === 'joined') return ok(toProfile({ ...fresh, joinedAt: now, version: 1, volunteerStatus: 'active' }))
    }
    throw new Error('no free volunteer number was found')
  },
}
