import { ok, refuse, type Result } from '../../../../shared/result.ts'
import type { groupsContract } from '../../../../shared/volunteering/groups-contract.ts'
import { holdsRoleOver } from '../../platform/actor.ts'
import type { Handlers } from '../../platform/slice.ts'
import { steeringRoles } from '../rights.ts'
import { decideAppoint, decideDeputy, decideOffer, decideTake, leadersAfter, leadersWith } from './decide.ts'
import { belongsHere, doerIn } from './doer.ts'
import { stepOf } from './steps.ts'
import { endOffer, handGroupOver, offerGroup, setLeaders, viewGroup, type GroupView } from './store.ts'
import { moved } from './view.ts'

type Leading = Pick<
  typeof groupsContract,
  'volunteering.setDeputy' | 'volunteering.offerGroup' | 'volunteering.takeGroup' | 'volunteering.appointLeader'
>

/** Whoever is overtaken looks again; each time somebody else was done. */
const mostTries = 30

type Moved = Result<ReturnType<typeof moved>, never>
const after = (view: GroupView): Moved => ok(moved({ ...view, version: view.version + 1 }))

/** Who leads a group, and who helps. */
export const leadingHandlers: Handlers<Leading> = {
  'volunteering.setDeputy': async ({ communityId, groupId, residentId, deputy }, context) => {
    const { db, actor, now } = context
    const key = { communityId, groupId }
    const doer = doerIn(actor, communityId)
    if (!belongsHere(doer)) return refuse('not_found')
    for (let attempt = 0; attempt < mostTries; attempt += 1) {
      const view = await viewGroup(db, key, residentId)
      if (!view) return refuse('not_found')
      const decision = decideDeputy(view, doer, { residentId, status: view.member?.status ?? null, deputy })
      if (decision.kind === 'refuse') return decision.refusal
      if (decision.kind === 'done' || !view.member) return ok(moved(view))
      const to = { residentId, name: view.member.name }
      const step = stepOf('deputies', view.version + 1, doer, now, deputy ? { to } : {})
      const leaderIds = leadersWith(view.leaderIds, residentId, deputy)
      if (!(await setLeaders(db, key, { residentId, leaderIds }, step))) continue
      context.announce({ communityId, id: groupId })
      return after(view)
    }
    return refuse('conflict')
  },

  'volunteering.offerGroup': async ({ communityId, groupId, residentId }, context) => {
    const { db, actor, now } = context
    const key = { communityId, groupId }
    const doer = doerIn(actor, communityId)
    if (doer.residentId === null) return refuse('not_found')
    for (let attempt = 0; attempt < mostTries; attempt += 1) {
      const view = await viewGroup(db, key, residentId)
      if (!view) return refuse('not_found')
      const status = view.member?.status ?? null
      const decision = decideOffer(view, doer.residentId, residentId === null ? null : { residentId, status })
      if (decision.kind === 'refuse') return decision.refusal
      if (decision.kind === 'done') return ok(moved(view))
      const { member } = view
      const to = residentId !== null && member ? { to: { residentId, name: member.name } } : {}
      const step = stepOf(residentId === null ? 'changed' : 'offered', view.version + 1, doer, now, to)
      const isDone = residentId === null ? await endOffer(db, key, step) : await offerGroup(db, key, residentId, step)
      if (!isDone) continue
      context.announce({ communityId, id: groupId })
      return after(view)
    }
    return refuse('conflict')
  },

  'volunteering.takeGroup': async ({ communityId, groupId, accept }, context) => {
    const { db, actor, now } = context
    const key = { communityId, groupId }
    const { residentId, byName } = doerIn(actor, communityId)
    if (residentId === null) return refuse('not_found')
    const by = { residentId, byName }
    for (let attempt = 0; attempt < mostTries; attempt += 1) {
      const view = await viewGroup(db, key, residentId)
      if (!view) return refuse('not_found')
      const decision = decideTake(view, { residentId, status: view.member?.status ?? null, accept })
      if (decision.kind === 'refuse') return decision.refusal
      if (decision.kind === 'done') return ok(moved(view))
      const step = stepOf(accept ? 'handed_over' : 'declined', view.version + 1, by, now, {
        to: { residentId: accept ? residentId : (view.leaderIds[0] ?? ''), name: byName },
      })
      const leaderIds = leadersAfter(view.leaderIds, residentId)
      const isDone = accept
        ? await handGroupOver(db, key, { residentId, leaderIds }, step)
        : await endOffer(db, key, step)
      if (!isDone) continue
      context.announce({ communityId, id: groupId })
      return after(view)
    }
    return refuse('conflict')
  },

  'volunteering.appointLeader': async ({ communityId, groupId, residentId, words }, context) => {
    const { db, actor, now } = context
    const key = { communityId, groupId }
    if (!holdsRoleOver(actor, steeringRoles, communityId)) return refuse('not_found')
    const by = { residentId: null, byName: actor.displayName }
    for (let attempt = 0; attempt < mostTries; attempt += 1) {
      const view = await viewGroup(db, key, residentId)
      if (!view) return refuse('not_found')
      const decision = decideAppoint(view, { residentId, status: view.member?.status ?? null })
      if (decision.kind === 'refuse') return decision.refusal
      if (decision.kind === 'done' || !view.member) return ok(moved(view))
      const to = { residentId, name: view.member.name }
      const step = stepOf('handed_over', view.version + 1, by, now, { words, to })
      const leaderIds = leadersAfter(view.leaderIds, residentId)
      if (!(await handGroupOver(db, key, { residentId, leaderIds }, step))) continue
      context.announce({ communityId, id: groupId })
      return after(view)
    }
    return refuse('conflict')
  },
}
