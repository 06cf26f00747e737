import type { supervisionContract } from '../../../../shared/homecare/supervision-contract.ts'
import { isAhead } from '../../../../shared/homecare/visits.ts'
import { weekOf } from '../../../../shared/people/roster.ts'
import { ok, refuse } from '../../../../shared/result.ts'
import { addDays, dayOf } from '../../../../shared/time.ts'
import type { Handlers } from '../../platform/slice.ts'
import { answerComplaint, spotChecks } from './decide-supervise.ts'
import { recordCheck } from './decide-visit.ts'
import { byStaff, makeMove, manages, managesIn } from './move.ts'
import { findComplaint, listComplaints, writeComplaint } from './store-complaint.ts'
import { listBetween } from './store.ts'
import { toComplaint, toVisit } from './view.ts'

const mostComplaints = 100

/** Looking after the work: who did not come, what people say, and the sample of last week. */
export const supervisionHandlers: Handlers<typeof supervisionContract> = {
  async 'homecare.supervision'({ communityId }, { actor, db, now }) {
    if (!managesIn(actor, communityId)) return refuse('not_allowed')
    const week = weekOf(dayOf(now))
    const lastWeek = addDays(week, -7)
    const visits = await listBetween(db, communityId, lastWeek, dayOf(now))
    const complaints = await listComplaints(db, communityId, mostComplaints)
    const done = visits.filter(({ status }) => status === 'done')
    const checks = [
      ...spotChecks(
        lastWeek,
        done.filter(({ day }) => day < week),
      ),
      // Whoever was rated badly is rung at once, not after the week.
      ...spotChecks(
        week,
        done.filter(({ day }) => day >= week),
      ).filter(({ why }) => why === 'low_rating'),
    ]
    return ok({
      late: visits.filter((visit) => visit.late_step > 0 && isAhead(visit.status)).map(toVisit),
      complaints: complaints.map((row) => toComplaint(row, now)),
      checks: checks.map(({ visit, why }) => ({
        visit: toVisit(visit),
        why,
        result: visit.check_result,
        note: visit.check_note,
        checkedByName: visit.checked_by_name,
      })),
      now: now.toISOString(),
    })
  },

  async 'homecare.recordCheck'({ version, result, note, ...key }, context) {
    const { actor } = context
    const moved = await makeMove(
      context,
      key,
      (visit) => manages(actor, visit),
      (visit) => {
        const decision = recordCheck(visit, byStaff(actor), { result, note })
        const isStale = decision.ok && decision.data !== 'repeat' && visit.version !== version
        return isStale && visit.check_result !== null ? refuse('conflict') : decision
      },
    )
    return moved.ok ? ok(toVisit(moved.data.visit)) : moved
  },

  async 'homecare.answerComplaint'({ communityId, complaintId, version, answer }, { actor, db, now, announce }) {
    const complaint = managesIn(actor, communityId) ? await findComplaint(db, communityId, complaintId) : undefined
    if (!complaint) return refuse('not_found')
    const decision = answerComplaint(complaint, version, answer)
    if (!decision.ok) return decision
    if (decision.data === 'repeat') return ok(toComplaint(complaint, now))
    const change = {
      status: 'answered',
      answer,
      answered_by_name: actor.displayName,
      open_of: null,
      due_at: null,
    } as const
    const entry = { at: now.toISOString(), kind: 'answered', byName: actor.displayName } as const
    if (!(await writeComplaint(db, complaint, change, entry))) return refuse('conflict')
    announce({ communityId, id: complaintId })
    return ok(toComplaint({ ...complaint, ...change, version: complaint.version + 1 }, now))
  },
}
