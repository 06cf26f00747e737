import { ok, refuse } from '../../../../shared/result.ts'
import type { groupsContract } from '../../../../shared/volunteering/groups-contract.ts'
import type { Handlers } from '../../platform/slice.ts'
import { decideAnswer, decideAsk, decideLeave, decideRemove, leadersWith, maySteerGroup } from './decide.ts'
import { belongsHere, doerIn } from './doer.ts'
import { memberStep, stepOf, type Made } from './steps.ts'
import { viewGroup, type GroupView } from './store.ts'
import { askAgain, endAsk, insertAsk, insertNotice, join, leave, markSeen } from './store-members.ts'
import { stands } from './view.ts'

type Belonging = Pick<
  typeof groupsContract,
  | 'volunteering.askToJoin'
  | 'volunteering.leaveGroup'
  | 'volunteering.answerAsk'
  | 'volunteering.removeMember'
  | 'volunteering.writeNotice'
  | 'volunteering.seeNotices'
>

/** Whoever is overtaken looks again; each time somebody else was done. */
const mostTries = 30

/** People come into groups, go, and are told things. */
export const memberHandlers: Handlers<Belonging> = {
  /** Stands as an ask first, so that a crash leaves somebody asking and never a number that is wrong. */
  'volunteering.askToJoin': async ({ id: commandId, groupId, words }, context) => {
    const { db, actor, now } = context
    const { communityId, residentId, residentName: name } = actor.identity
    const key = { communityId, groupId, residentId }
    for (let attempt = 0; attempt < mostTries; attempt += 1) {
      const view = await viewGroup(db, key, residentId)
      if (!view || view.status === 'proposed' || view.status === 'refused') return refuse('not_found')
      const { member } = view
      const decision = decideAsk(view, member?.status ?? null)
      if (decision.kind === 'refuse') return decision.refusal
      if (decision.kind === 'done' || decision.kind === 'go') return ok(stands(view))
      let { id, version } = member ?? { id: commandId, version: 0 }
      if (member?.status !== 'asked') {
        version += 1
        const step = memberStep('asked', version, { byName: name, words }, now)
        if (member) {
          if (!(await askAgain(db, key, { commandId, name, step, now }))) continue
        } else {
          const asked = await insertAsk(db, key, { id, name, step, now })
          if (asked === 'id_taken') return refuse('id_taken')
          if (asked === 'lost') continue
        }
        context.announce({ communityId, id })
      }
      const after = { residentId, id, name, commandId, version, status: 'asked' as const }
      if (decision.kind === 'ask') return ok(stands({ ...view, member: after }))
      const step = memberStep('joined', version + 1, { byName: '' }, now)
      if (!(await join(db, key, step, now))) continue
      context.announce({ communityId, id })
      return ok(stands({ ...view, memberCount: view.memberCount + 1, member: { ...after, status: 'member' } }))
    }
    return refuse('conflict')
  },

  'volunteering.leaveGroup': async ({ groupId, words }, context) => {
    const { db, actor, now } = context
    const { communityId, residentId, residentName: byName } = actor.identity
    const key = { communityId, groupId, residentId }
    for (let attempt = 0; attempt < mostTries; attempt += 1) {
      const view = await viewGroup(db, key, residentId)
      const decision = view ? decideLeave(view, { residentId, status: view.member?.status ?? null }) : undefined
      if (!view?.member || !decision) return refuse('not_found')
      if (decision.kind === 'refuse') return decision.refusal
      if (decision.kind === 'done') return ok(stands(view))
      const { member } = view
      const step = memberStep('left', member.version + 1, { byName, words }, now)
      const isDone =
        member.status === 'asked'
          ? await endAsk(db, key, step, now)
          : await go(context, view, { byName, residentId }, step)
      if (!isDone) continue
      context.announce({ communityId, id: member.id })
      return ok(stands(gone(view, 'left')))
    }
    return refuse('conflict')
  },

  'volunteering.answerAsk': async ({ communityId, groupId, residentId, accept, words }, context) => {
    const { db, actor, now } = context
    const doer = doerIn(actor, communityId)
    if (!belongsHere(doer)) return refuse('not_found')
    const key = { communityId, groupId, residentId }
    for (let attempt = 0; attempt < mostTries; attempt += 1) {
      const view = await viewGroup(db, key, residentId)
      if (!view) return refuse('not_found')
      const decision = decideAnswer(view, doer, { status: view.member?.status ?? null, accept })
      if (decision.kind === 'refuse') return decision.refusal
      if (decision.kind === 'done' || !view.member) return ok(stands(view))
      const { member } = view
      const said = { byName: doer.byName, words }
      const step = memberStep(accept ? 'joined' : 'refused', member.version + 1, said, now)
      const isDone = accept ? await join(db, key, step, now) : await endAsk(db, key, step, now)
      if (!isDone) continue
      context.announce({ communityId, id: member.id })
      const memberCount = view.memberCount + (accept ? 1 : 0)
      return ok(stands({ ...view, memberCount, member: { ...member, status: accept ? 'member' : 'refused' } }))
    }
    return refuse('conflict')
  },

  'volunteering.removeMember': async ({ communityId, groupId, residentId, words }, context) => {
    const { db, actor, now } = context
    const doer = doerIn(actor, communityId)
    if (!belongsHere(doer)) return refuse('not_found')
    const key = { communityId, groupId }
    for (let attempt = 0; attempt < mostTries; attempt += 1) {
      const view = await viewGroup(db, key, residentId)
      if (!view) return refuse('not_found')
      const decision = decideRemove(view, doer, { residentId, status: view.member?.status ?? null })
      if (decision.kind === 'refuse') return decision.refusal
      if (decision.kind === 'done' || !view.member) return ok(stands(view))
      const step = memberStep('removed', view.member.version + 1, { byName: doer.byName, words }, now)
      if (!(await go(context, view, doer, step))) continue
      context.announce({ communityId, id: view.member.id })
      return ok(stands(gone(view, 'removed')))
    }
    return refuse('conflict')
  },

  'volunteering.writeNotice': async ({ communityId, groupId, id, title, words }, context) => {
    const { db, actor, now } = context
    const key = { communityId, groupId }
    const doer = doerIn(actor, communityId)
    if (!belongsHere(doer)) return refuse('not_found')
    const view = await viewGroup(db, key, null)
    if (!view || !maySteerGroup(view, doer)) return refuse('not_found')
    if (view.status !== 'active') return refuse('conflict')
    const notice = { id, title, words, by: doer.residentId ?? actor.accountId, byName: doer.byName }
    if ((await insertNotice(db, key, notice, now)) === 'id_taken') return refuse('id_taken')
    context.announce({ communityId, id })
    return ok({ noticeId: id })
  },

  'volunteering.seeNotices': async ({ groupId }, { db, actor, now }) => {
    const { communityId, residentId } = actor.identity
    await markSeen(db, { communityId, groupId, residentId }, now)
    return ok({})
  },
}

/** One try at letting a member go: left or taken off, with whatever post they had. */
function go(
  { db, now }: Made,
  view: GroupView,
  by: { residentId: string | null; byName: string },
  step: ReturnType<typeof memberStep>,
): Promise<boolean> {
  const { communityId, groupId, member, leaderIds, offeredTo, version } = view
  const residentId = member?.residentId ?? ''
  const isConcerned = leaderIds.includes(residentId) || offeredTo === residentId
  const group = {
    version,
    leaderIds: leadersWith(leaderIds, residentId, false),
    offeredTo,
    isConcerned,
    step: stepOf('deputies', version + 1, by, now),
  }
  return leave(db, { communityId, groupId, residentId }, step, group, now)
}

function gone(view: GroupView, status: 'left' | 'removed'): GroupView {
  const { member, memberCount } = view
  const wasMember = member?.status === 'member'
  return { ...view, memberCount: memberCount - (wasMember ? 1 : 0), member: member && { ...member, status } }
}
