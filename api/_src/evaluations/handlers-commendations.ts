import type { evaluationsContract, Commendation } from '../../../shared/evaluations/contract.ts'
import { ok, refuse } from '../../../shared/result.ts'
import { agreesTo } from '../../../shared/volunteers/consents.ts'
import type { Handlers } from '../platform/slice.ts'
import { mayReview } from '../volunteering/index.ts'
import {
  commendationsForDesk,
  commendationsOf,
  decideCommendation,
  findCommendation,
  insertCommendation,
  lastHonours,
  volunteerByNumber,
  type CommendationRow,
} from './store-commendation.ts'
import { viewShift } from './store-shift.ts'

type Names =
  | 'evaluations.commendations'
  | 'evaluations.commend'
  | 'evaluations.decideCommendation'
  | 'evaluations.honours'
  | 'evaluations.deskCommendations'

const view = ({ id, volunteerName, volunteerNumber, name, ...row }: CommendationRow): Commendation => ({
  commendationId: id,
  volunteerName,
  volunteerNumber,
  name,
  grantedOn: row.grantedOn,
  granter: row.granter,
  reason: row.reason,
  status: row.status,
  proposedByName: row.proposedByName,
  version: row.version,
})

export const commendationsHandlers: Handlers<Pick<typeof evaluationsContract, Names>> = {
  async 'evaluations.commendations'(_, { actor, db }) {
    return ok({ commendations: (await commendationsOf(db, actor.identity)).map(view) })
  },

  async 'evaluations.commend'({ id, communityId, shiftId, volunteerNumber, ...typed }, context) {
    const { actor, db, now, announce } = context
    const { identity } = actor
    const isStaff = mayReview(actor, communityId)
    if (!isStaff && (identity?.communityId !== communityId || shiftId === null)) return refuse('not_allowed')
    const volunteer = await volunteerByNumber(db, communityId, volunteerNumber)
    if (!isStaff) {
      const fromId = identity?.residentId ?? ''
      const shift = await viewShift(db, { communityId, shiftId: shiftId ?? '', fromId })
      if (!shift?.leaderIds.includes(fromId)) return refuse('not_allowed')
      if (!shift.present.some((one) => one.residentId === volunteer?.residentId)) return refuse('not_found')
    }
    if (!volunteer) return refuse('not_found')
    // Nobody commends themselves.
    if (volunteer.residentId === identity?.residentId) return refuse('not_allowed')
    const status = isStaff ? 'confirmed' : 'proposed'
    const written = await insertCommendation(db, {
      community_id: communityId,
      id,
      resident_id: volunteer.residentId,
      volunteer_number: volunteer.volunteerNumber,
      volunteer_name: volunteer.name ?? '志愿者',
      name: typed.name,
      granted_on: typed.grantedOn,
      granter: typed.granter,
      reason: typed.reason,
      status,
      proposed_by: actor.accountId,
      proposed_by_name: identity?.residentName ?? actor.displayName,
      proposed_at: now,
      decided_by_name: isStaff ? actor.displayName : '',
      decided_at: isStaff ? now : null,
      version: 1,
      notified_version: isStaff ? 0 : 1,
    })
    if (written === 'there') {
      const there = await findCommendation(db, communityId, id)
      const isRepeat = there?.proposedBy === actor.accountId && there.residentId === volunteer.residentId
      return isRepeat ? ok({ commendationId: id, status: there.status }) : refuse('id_taken')
    }
    if (isStaff) announce({ communityId, id })
    return ok({ commendationId: id, status })
  },

  async 'evaluations.decideCommendation'({ communityId, commendationId, version, confirmed }, context) {
    const { actor, db, now, announce } = context
    if (!mayReview(actor, communityId)) return refuse('not_allowed')
    const row = await findCommendation(db, communityId, commendationId)
    if (!row) return refuse('not_found')
    const isOwn = row.proposedBy === actor.accountId || row.residentId === actor.identity?.residentId
    if (isOwn) return refuse('not_allowed')
    const status = confirmed ? 'confirmed' : 'declined'
    if (row.status === status && row.version === version + 1) return ok({ status })
    const change = { status, byName: actor.displayName, now } as const
    if (!(await decideCommendation(db, { communityId, id: commendationId, version }, change))) return refuse('conflict')
    announce({ communityId, id: commendationId })
    return ok({ status })
  },

  async 'evaluations.honours'(_, { actor, db }) {
    const rows = await lastHonours(db, actor.identity.communityId)
    return ok({
      honours: rows.map(({ id, volunteerName, volunteerNumber, consents, status, ...honour }) => {
        const mayName = status !== null && status !== 'left' && agreesTo(consents, 'publicity')
        return {
          ...honour,
          commendationId: id,
          whose: mayName ? volunteerName : `志愿者，编号尾号 ${volunteerNumber.slice(-4)}`,
        }
      }),
    })
  },

  async 'evaluations.deskCommendations'({ communityId }, { actor, db }) {
    if (!mayReview(actor, communityId)) return refuse('not_allowed')
    const rows = (await commendationsForDesk(db, communityId)).map(view)
    return ok({
      proposed: rows.filter(({ status }) => status === 'proposed'),
      decided: rows.filter(({ status }) => status !== 'proposed'),
    })
  },
}
