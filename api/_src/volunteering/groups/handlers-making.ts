import { ok, refuse } from '../../../../shared/result.ts'
import type { groupsContract } from '../../../../shared/volunteering/groups-contract.ts'
import { residentById } from '../../people/index.ts'
import { holdsRoleOver } from '../../platform/actor.ts'
import type { Handlers } from '../../platform/slice.ts'
import { mayReview, steeringRoles } from '../rights.ts'
import { decideClose, decideJudge, mayBeBranchOf, maySteerGroup } from './decide.ts'
import { belongsHere, doerIn } from './doer.ts'
import { aroundGroup, changeGroup, confirmGroup, endGroup, insertGroup, refuseGroup, viewGroup } from './store.ts'
import { stepOf, type Made } from './steps.ts'
import { moved } from './view.ts'

type Making = Pick<
  typeof groupsContract,
  | 'volunteering.proposeGroup'
  | 'volunteering.makeGroup'
  | 'volunteering.judgeGroup'
  | 'volunteering.changeGroup'
  | 'volunteering.closeGroup'
>

/** Groups come, change and go. */
export const makingHandlers: Handlers<Making> = {
  'volunteering.proposeGroup': async ({ id: groupId, ...fields }, context) => {
    const { db, actor, now } = context
    const { communityId, residentId, residentName: name } = actor.identity
    const key = { communityId, groupId }
    const around = await aroundGroup(db, key, { parentId: fields.parentId, proposer: residentId, now })
    if (around.proposals > 0) return refuse('proposal_waiting')
    const own = { groupId, branches: 0, parentId: fields.parentId ?? '' }
    if (fields.parentId !== null && !mayBeBranchOf(around.parent, own)) return refuse('branch_of_branch')
    const step = stepOf('proposed', 1, { residentId, byName: name }, now)
    const founder = { residentId, name, memberId: context.newId() }
    const written = await insertGroup(db, { ...key, ...fields, founder, proposedByName: name, step, now })
    context.announce({ communityId, id: groupId })
    return written === 'done' ? ok({ groupId, status: 'proposed', version: 1 }) : earlier(context, key, residentId)
  },

  'volunteering.makeGroup': async ({ id: groupId, communityId, leaderId, ...fields }, context) => {
    const { db, actor, now } = context
    if (!holdsRoleOver(actor, steeringRoles, communityId)) return refuse('not_found')
    const key = { communityId, groupId }
    const leader = await residentById(db, { communityId, residentId: leaderId })
    if (!leader) return refuse('not_found')
    const { parentId } = fields
    if (parentId !== null) {
      const { parent } = await aroundGroup(db, key, { parentId, now })
      if (!mayBeBranchOf(parent, { groupId, branches: 0, parentId })) return refuse('branch_of_branch')
    }
    const doer = doerIn(actor, communityId)
    const to = { residentId: leaderId, name: leader.name }
    const step = stepOf('confirmed', 1, { residentId: null, byName: doer.byName }, now, { to })
    const founder = { ...to, memberId: context.newId() }
    const written = await insertGroup(db, { ...key, ...fields, founder, proposedByName: null, step, now })
    context.announce({ communityId, id: groupId })
    return written === 'done' ? ok({ groupId, status: 'active', version: 1 }) : earlier(context, key, leaderId)
  },

  'volunteering.judgeGroup': async ({ communityId, groupId, version, accept, words }, context) => {
    const { db, actor, now } = context
    const key = { communityId, groupId }
    const doer = { ...doerIn(actor, communityId), isStaff: mayReview(actor, communityId) }
    if (!doer.isStaff) return refuse('not_found')
    const view = await viewGroup(db, key, null)
    if (!view) return refuse('not_found')
    const decision = decideJudge(view, doer, accept)
    if (decision.kind === 'refuse') return decision.refusal
    if (decision.kind === 'done') return ok(moved(view))
    const { parentId, proposedBy } = view
    if (view.version !== version || proposedBy === null) return refuse('conflict')
    const by = { residentId: null, byName: actor.displayName }
    if (accept && parentId !== null) {
      const { parent, branches } = await aroundGroup(db, key, { parentId, now })
      if (!mayBeBranchOf(parent, { groupId, branches, parentId })) return refuse('branch_of_branch')
    }
    const step = stepOf(accept ? 'confirmed' : 'refused', version + 1, by, now, { words })
    const done = accept
      ? await confirmGroup(db, { ...key, proposedBy }, step, now)
      : await refuseGroup(db, key, step, now)
    if (!done) return refuse('conflict')
    context.announce({ communityId, id: groupId })
    return ok({ groupId, status: accept ? 'active' : 'refused', version: step.version })
  },

  'volunteering.changeGroup': async ({ communityId, groupId, version, ...fields }, context) => {
    const { db, actor, now } = context
    const key = { communityId, groupId }
    const doer = doerIn(actor, communityId)
    if (!belongsHere(doer)) return refuse('not_found')
    const view = await viewGroup(db, key, null)
    if (!view || !maySteerGroup(view, doer)) return refuse('not_found')
    if (view.version !== version || view.status !== 'active') return refuse('conflict')
    const { parentId } = fields
    if (parentId !== null && parentId !== view.parentId) {
      const { parent, branches } = await aroundGroup(db, key, { parentId, now })
      if (!mayBeBranchOf(parent, { groupId, branches, parentId })) return refuse('branch_of_branch')
    }
    const step = stepOf('changed', version + 1, doer, now)
    if (!(await changeGroup(db, key, fields, step))) return refuse('conflict')
    context.announce({ communityId, id: groupId })
    return ok({ groupId, status: view.status, version: step.version })
  },

  'volunteering.closeGroup': async ({ communityId, groupId, version, words }, context) => {
    const { db, actor, now } = context
    const key = { communityId, groupId }
    const doer = doerIn(actor, communityId)
    if (!belongsHere(doer)) return refuse('not_found')
    const view = await viewGroup(db, key, null)
    if (!view) return refuse('not_found')
    const around = await aroundGroup(db, key, { parentId: null, now })
    const decision = decideClose(view, doer, around)
    if (decision.kind === 'refuse') return decision.refusal
    if (decision.kind === 'done') return ok(moved(view))
    if (view.version !== version) return refuse('conflict')
    const step = stepOf('closed', version + 1, doer, now, { words })
    if (!(await endGroup(db, key, step, now))) return refuse('conflict')
    context.announce({ communityId, id: groupId })
    return ok({ groupId, status: 'closed', version: step.version })
  },
}

/** The id is taken: by an earlier arrival of the same command, or by something else. */
async function earlier({ db }: Made, key: { communityId: string; groupId: string }, founder: string) {
  const view = await viewGroup(db, key, founder)
  const isSame = view !== undefined && (view.proposedBy === founder || view.leaderIds[0] === founder)
  return isSame ? ok(moved(view)) : refuse('id_taken')
}
