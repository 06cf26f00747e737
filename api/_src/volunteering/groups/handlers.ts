import { ok, refuse } from '../../../../shared/result.ts'
import { dayOf, instantOf } from '../../../../shared/time.ts'
import type { groupsContract } from '../../../../shared/volunteering/groups-contract.ts'
import { comingUses, venuesAt } from '../../booking/index.ts'
import { holdsRoleOver } from '../../platform/actor.ts'
import type { Handlers } from '../../platform/slice.ts'
import { mayReview, steeringRoles } from '../rights.ts'
import { maySteerGroup } from './decide.ts'
import { belongsHere, doerIn } from './doer.ts'
import { leadingHandlers } from './handlers-leading.ts'
import { makingHandlers } from './handlers-making.ts'
import { memberHandlers } from './handlers-members.ts'
import { rosterOf } from './store-roster.ts'
import { deskGroups, listGroups, wholeGroup } from './store-view.ts'
import { toDeskGroups, toDetail, toLists, toRoster } from './view.ts'

const yearOf = (now: Date) => ({ yearFrom: instantOf(`${dayOf(now).slice(0, 4)}-01-01`), now })
const mostUses = 200

export const groupsHandlers: Handlers<typeof groupsContract> = {
  ...makingHandlers,
  ...leadingHandlers,
  ...memberHandlers,

  'volunteering.groups': async ({ kind, search }, { db, actor, now }) => {
    const { communityId, residentId } = actor.identity
    const rows = await listGroups(db, { communityId, residentId }, { kind, search }, now)
    return ok(toLists(rows, communityId, residentId))
  },

  'volunteering.group': async ({ groupId, communityId: asked }, { db, actor, now }) => {
    const communityId = asked ?? actor.identity?.communityId
    if (communityId === undefined) return refuse('not_found')
    const doer = doerIn(actor, communityId)
    if (!belongsHere(doer)) return refuse('not_found')
    const key = { communityId, groupId }
    const whole = await wholeGroup(db, key, doer.residentId ?? '', yearOf(now))
    if (!whole) return refuse('not_found')
    const isPublic = whole.group.status === 'active' || whole.group.status === 'closed'
    const isOwn = doer.residentId !== null && whole.group.proposedBy === doer.residentId
    if (!isPublic && !isOwn && !doer.isStaff) return refuse('not_found')
    return ok(toDetail(whole, key, { ...doer, mayJudge: mayReview(actor, communityId) }))
  },

  'volunteering.groupRoster': async (key, { db, actor }) => {
    const doer = doerIn(actor, key.communityId)
    if (!belongsHere(doer)) return refuse('not_found')
    const rows = await rosterOf(db, key)
    const mayRead = rows.length > 0 && maySteerGroup({ leaderIds: rows[0]?.leaderIds ?? [] }, doer)
    return mayRead ? ok(toRoster(rows)) : refuse('not_found')
  },

  'volunteering.deskGroups': async ({ communityId }, { db, actor, now }) => {
    if (!holdsRoleOver(actor, steeringRoles, communityId)) return refuse('not_allowed')
    const groups = toDeskGroups(await deskGroups(db, communityId, yearOf(now)))
    return ok({ groups, mayJudge: mayReview(actor, communityId) })
  },

  'volunteering.venues': async ({ communityId, activityId, times }, { db, actor, now }) => {
    if (!belongsHere(doerIn(actor, communityId))) return refuse('not_allowed')
    const wanted = times.map((time) => ({ startsAt: new Date(time.startsAt), endsAt: new Date(time.endsAt) }))
    const venues = await venuesAt(db, { communityId, userId: activityId, times: wanted }, now)
    return ok({ venues: venues.map((venue) => ({ ...venue, takenAt: venue.takenAt?.toISOString() ?? null })) })
  },

  'volunteering.venueCalendar': async ({ communityId }, { db, actor, now }) => {
    if (!holdsRoleOver(actor, steeringRoles, communityId)) return refuse('not_allowed')
    const uses = await comingUses(db, communityId, now, mostUses)
    return ok({
      uses: uses.map(({ userId, startsAt, endsAt, resourceName, title, byName }) => ({
        activityId: userId,
        startsAt: startsAt.toISOString(),
        endsAt: endsAt.toISOString(),
        venue: resourceName,
        title,
        byName,
      })),
    })
  },
}
