import type { evaluationsContract } from '../../../shared/evaluations/contract.ts'
import { evaluationDays } from '../../../shared/evaluations/evaluations.ts'
import { ok, refuse } from '../../../shared/result.ts'
import { addSeconds, dayOf, type Day } from '../../../shared/time.ts'
import type { Handlers } from '../platform/slice.ts'
import { publicKindOf, workingDayAfter } from '../platform/working-days.ts'
import { mayReview, maySteer } from '../volunteering/index.ts'
import {
  averageOf,
  evaluatedVolunteers,
  isOpenForEvaluation,
  longestDays,
  mayEvaluate,
  mayThank,
  qualityOf,
  scoreOf,
} from './decide.ts'
import { commendationsHandlers } from './handlers-commendations.ts'
import { complaintsHandlers } from './handlers-complaints.ts'
import {
  averagesOf,
  lowEvaluations,
  saidOf,
  saidOfShift,
  saveEvaluations,
  unevaluatedShifts,
  viewShift,
  type NewEvaluation,
} from './store-shift.ts'
import { shiftView } from './view.ts'

const daySeconds = 86_400
/** Averages are shown of activities of the last half year. */
const averageDays = 180

const untilDayOf = (endsAt: Date): Day => workingDayAfter(dayOf(endsAt), evaluationDays, publicKindOf)

export const evaluationsHandlers: Handlers<typeof evaluationsContract> = {
  ...commendationsHandlers,
  ...complaintsHandlers,

  async 'evaluations.toEvaluate'(_, { actor, db, now }) {
    const { residentId } = actor.identity
    const rows = await unevaluatedShifts(db, actor.identity, addSeconds(now, -longestDays * daySeconds), now)
    const shifts = rows.flatMap(({ shiftId, title, task, startsAt, endsAt, leaderId, leaderIds }) => {
      const untilDay = untilDayOf(endsAt)
      const leads = leaderId === residentId || (leaderIds ?? []).includes(residentId)
      if (leads || !isOpenForEvaluation(endsAt, untilDay, now)) return []
      return [{ shiftId, activityTitle: title, task, startsAt: startsAt.toISOString(), untilDay }]
    })
    return ok({ shifts })
  },

  async 'evaluations.said'(_, { actor, db }) {
    const rows = await saidOf(db, actor.identity)
    return ok({
      said: rows.flatMap(({ kind, title, score, words, byName, at }) => {
        if (kind === 'activity') return []
        const isLeader = kind === 'leader'
        return [
          {
            kind,
            title,
            quality: kind === 'volunteer' && score !== null ? qualityOf(score) : null,
            score: isLeader ? score : null,
            words,
            byName: isLeader ? '' : byName,
            at: at.toISOString(),
          },
        ]
      }),
    })
  },

  async 'evaluations.evaluation'({ communityId, shiftId }, { actor, db, now }) {
    const { identity } = actor
    const isHere = identity?.communityId === communityId
    const fromId = isHere ? identity.residentId : actor.accountId
    const shift = await viewShift(db, { communityId, shiftId, fromId })
    const steers = shift !== undefined && maySteer(actor, { communityId, leaderIds: shift.leaderIds })
    if (!shift || (!isHere && !steers)) return refuse(isHere ? 'not_found' : 'not_allowed')
    const said = steers ? await saidOfShift(db, communityId, shiftId) : undefined
    return ok(shiftView({ communityId, shiftId, fromId }, shift, untilDayOf(shift.endsAt), said, now))
  },

  async 'evaluations.evaluate'({ shiftId, activity, leader, thanks }, { actor, db, now }) {
    const { communityId, residentId, residentName } = actor.identity
    const shift = await viewShift(db, { communityId, shiftId, fromId: residentId })
    if (!shift) return refuse('not_found')
    const untilDay = untilDayOf(shift.endsAt)
    const saysEvaluation = activity !== null || leader !== null
    if (saysEvaluation && !mayEvaluate(shift, residentId)) return refuse('not_attended')
    if (thanks !== null && !mayThank(shift, residentId)) return refuse('not_attended')
    if (!isOpenForEvaluation(shift.endsAt, untilDay, now)) return refuse('evaluation_over')
    const common = {
      community_id: communityId,
      shift_id: shiftId,
      from_id: residentId,
      activity_id: shift.activityId,
      title: shift.title,
      from_name: residentName,
      given_at: now,
    }
    const [leaderId] = shift.leaderIds
    const rows: NewEvaluation[] = []
    const aboutActivity = { ...common, about_id: shift.activityId, about_name: shift.title }
    if (activity) rows.push({ ...aboutActivity, about_kind: 'activity', ...activity })
    if (thanks !== null) rows.push({ ...aboutActivity, about_kind: 'thanks', score: null, words: thanks })
    if (leader && leaderId !== undefined) {
      rows.push({ ...common, about_kind: 'leader', about_id: leaderId, about_name: shift.leaderName, ...leader })
    }
    if (rows.length > 0) await saveEvaluations(db, rows)
    return ok({ untilDay })
  },

  async 'evaluations.evaluateVolunteers'({ communityId, shiftId, volunteers }, { actor, db, now }) {
    const { identity } = actor
    const isHere = identity?.communityId === communityId
    const fromId = isHere ? identity.residentId : actor.accountId
    const shift = await viewShift(db, { communityId, shiftId, fromId })
    const steers = maySteer(actor, { communityId, leaderIds: shift?.leaderIds ?? [] })
    if (!steers) return refuse(isHere && !shift ? 'not_found' : 'not_allowed')
    if (!shift) return refuse('not_found')
    const present = evaluatedVolunteers(shift, fromId)
    if (volunteers.some(({ residentId }) => !present.has(residentId))) return refuse('not_attended')
    if (!isOpenForEvaluation(shift.endsAt, untilDayOf(shift.endsAt), now)) return refuse('evaluation_over')
    const names = new Map(shift.present.map(({ residentId, name }) => [residentId, name]))
    await saveEvaluations(
      db,
      volunteers.map(({ residentId, quality, words }) => ({
        community_id: communityId,
        shift_id: shiftId,
        from_id: fromId,
        about_kind: 'volunteer',
        about_id: residentId,
        activity_id: shift.activityId,
        title: shift.title,
        about_name: names.get(residentId) ?? '志愿者',
        score: scoreOf(quality),
        words,
        from_name: isHere ? identity.residentName : actor.displayName,
        given_at: now,
      })),
    )
    return ok({ saved: volunteers.length })
  },

  async 'evaluations.lowEvaluations'({ communityId }, { actor, db }) {
    if (!mayReview(actor, communityId)) return refuse('not_allowed')
    const rows = await lowEvaluations(db, communityId)
    return ok({
      low: rows.flatMap(({ score, at, ...row }) => (score === null ? [] : [{ ...row, score, at: at.toISOString() }])),
    })
  },

  async 'evaluations.averages'({ communityId }, { actor, db, now }) {
    const isStaff = maySteer(actor, { communityId, leaderIds: [] })
    const { identity } = actor
    if (!isStaff && identity?.communityId !== communityId) return ok({ activities: [] })
    const ledBy = isStaff ? null : (identity?.residentId ?? '')
    const rows = await averagesOf(db, communityId, ledBy, addSeconds(now, -averageDays * daySeconds))
    return ok({
      activities: rows.map(({ activityId, title, leaderName, ...row }) => ({
        activityId,
        title,
        leaderName,
        activity: averageOf(row.activityCount, row.activityAverage),
        leader: averageOf(row.leaderCount, row.leaderAverage),
      })),
    })
  },
}
