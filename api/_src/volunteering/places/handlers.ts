import { ok, refuse } from '../../../../shared/result.ts'
import type { placesContract } from '../../../../shared/volunteering/places-contract.ts'
import type { ResidentActor } from '../../platform/actor.ts'
import type { Handlers } from '../../platform/slice.ts'
import { splitMine, toDetail, toSummaries } from './answer.ts'
import { signUp, withdraw } from './handlers-signing.ts'
import { toProfile } from '../../volunteers/index.ts'
import { comingShifts, shiftsOf, shiftsOfActivity, type Person } from './store-view.ts'

const personOf = ({ identity }: ResidentActor): Person => ({
  communityId: identity.communityId,
  residentId: identity.residentId,
})

const mostOfMine = 250

export const placesHandlers: Handlers<typeof placesContract> = {
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
