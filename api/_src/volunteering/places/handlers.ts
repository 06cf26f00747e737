import { ok, refuse } from '../../../../shared/result.ts'
import { addSeconds } from '../../../../shared/time.ts'
import type { placesContract } from '../../../../shared/volunteering/places-contract.ts'
import type { Handlers } from '../../platform/slice.ts'
import { toProfile } from '../../volunteers/index.ts'
import { callingHandlers } from './calling/handlers.ts'
import { splitMine, toDetail, toSummaries } from './answer.ts'
import { letIn, signUp, withdraw } from './handlers-signing.ts'
import { comingShifts, shiftsOf, shiftsOfActivity } from './store-lists.ts'

const mostOfMine = 250
/** Shifts of the day before a shift can stand in its way. */
const lookBackSeconds = -2 * 86_400

export const placesHandlers: Handlers<typeof placesContract> = {
  ...callingHandlers,
  'volunteering.activities': async (_, { db, actor, now }) => {
    const { shifts, volunteer } = await comingShifts(db, actor.identity, now)
    return ok({ activities: toSummaries(shifts, now), volunteer: volunteer ? toProfile(volunteer) : null })
  },

  'volunteering.activity': async ({ activityId }, context) => {
    const { db, actor, now } = context
    const { shifts, who } = await shiftsOfActivity(db, actor.identity, activityId, addSeconds(now, lookBackSeconds))
    const detail = toDetail(shifts, who, now)
    for (const row of shifts) {
      const { first_timers_until: until, starts_at: startsAt, waiting, taken, capacity } = row
      const isOver = until !== null && until <= now && startsAt > now
      // Places that were kept are everybody's now: who waits gets them, whoever looks first.
      if (isOver && waiting > 0 && taken < capacity) context.afterwards(async () => void (await letIn(row, context)))
    }
    return detail ? ok(detail) : refuse('not_found')
  },

  'volunteering.signUp': signUp,
  'volunteering.withdraw': withdraw,

  'volunteering.mine': async (_, { db, actor, now }) => {
    const { shifts, volunteer } = await shiftsOf(db, actor.identity, mostOfMine)
    return ok({ ...splitMine(shifts, now), volunteer: volunteer ? toProfile(volunteer) : null })
  },
}
