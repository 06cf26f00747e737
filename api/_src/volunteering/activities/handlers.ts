import { ok, refuse } from '../../../../shared/result.ts'
import type { activitiesContract } from '../../../../shared/volunteering/activities-contract.ts'
import { venuesAt } from '../../booking/index.ts'
import { holdsRoleOver } from '../../platform/actor.ts'
import type { Handlers } from '../../platform/slice.ts'
import { areaRoles, mayReview, steeringRoles } from '../rights.ts'
import { askerOf, leadersOf } from './asker.ts'
import { addShift } from './handlers-adding.ts'
import { moveActivity } from './handlers-moving.ts'
import { changeActivity, changeShift } from './handlers-shifts.ts'
import { saveDraft } from './handlers-writing.ts'
import { groupChoices } from './store-choices.ts'
import { activitiesLedBy, activitiesOf, activityWithShifts } from './store-view.ts'
import { waitingIn } from './store-waiting.ts'
import { toLine, toPlanView } from './view.ts'

export const activitiesHandlers: Handlers<typeof activitiesContract> = {
  'volunteering.leading': async (_, { db, actor, now }) => {
    const { identity, accountId, staff } = actor
    const communityIds = [...new Set([...(identity ? [identity.communityId] : []), ...communitiesOf(staff)])]
    const rows = await activitiesLedBy(db, { communityIds, residentId: identity?.residentId, accountId }, now)
    return ok({ activities: rows.map(toLine) })
  },

  'volunteering.deskActivities': async ({ communityId }, { db, actor, now }) => {
    if (!mayReview(actor, communityId)) return refuse('not_allowed')
    return ok({ activities: (await activitiesOf(db, communityId, now)).map(toLine) })
  },

  'volunteering.deskWaiting': async (_, { db, actor, now }) =>
    ok({ communities: await waitingIn(db, communitiesOf(actor.staff), now) }),

  'volunteering.planChoices': async ({ communityId }, { db, actor, now }) => {
    const isStaff = holdsRoleOver(actor, steeringRoles, communityId)
    const residentId = actor.identity?.communityId === communityId ? actor.identity.residentId : undefined
    if (!isStaff && residentId === undefined) return refuse('not_allowed')
    const [groups, venues] = await Promise.all([
      groupChoices(db, communityId, isStaff ? undefined : residentId),
      venuesAt(db, { communityId, userId: undefined, times: [] }, now),
    ])
    return ok({
      communityId,
      groups,
      venues: groups.length === 0 ? [] : venues.map(({ resourceId, name }) => ({ resourceId, name })),
    })
  },

  'volunteering.plan': async (key, { db, actor, now }) => {
    const known = await activityWithShifts(db, key)
    if (!known) return refuse('not_found')
    const asker = askerOf(actor, { communityId: key.communityId, leaderIds: leadersOf(known.activity) })
    const wrote = known.activity.writerIds?.includes(actor.accountId) ?? false
    if (!asker.steers && !asker.reviews && !wrote) return refuse('not_found')
    return ok(toPlanView(known, asker, now))
  },

  'volunteering.saveDraft': saveDraft,
  'volunteering.moveActivity': moveActivity,
  'volunteering.changeActivity': changeActivity,
  'volunteering.changeShift': changeShift,
  'volunteering.addShift': addShift,
}

/** The communities a post looks after; a post above them reads by itself, not through this. */
function communitiesOf(
  staff: readonly { role: string; areaCode: string; communityIds: readonly string[] }[],
): string[] {
  const posts = staff.filter(({ role, areaCode }) => areaRoles.some((one) => one === role) && areaCode.length >= 12)
  return [...new Set(posts.flatMap(({ communityIds }) => communityIds))]
}
