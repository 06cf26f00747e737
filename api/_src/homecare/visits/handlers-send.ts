import { bookingStates, moveVisit, reassignResource, workersOf } from '../../booking/index.ts'
import type { visitPlansContract } from '../../../../shared/homecare/visit-plans-contract.ts'
import { ok, refuse } from '../../../../shared/result.ts'
import type { Handlers, RequestContext } from '../../platform/slice.ts'
import { assign, reschedule, type Decision, type VisitState } from './decide-visit.ts'
import { byStaff, carryMove, manages } from './move.ts'
import { findVisit, type VisitKey } from './store.ts'
import { toVisit } from './view.ts'

/** Sending somebody, and another time for one date. */
export const sendHandlers: Pick<Handlers<typeof visitPlansContract>, 'homecare.assign' | 'homecare.moveVisit'> = {
  async 'homecare.assign'({ version, resourceId, ...key }, context) {
    const { actor, db, now } = context
    const { communityId, visitId } = key
    const visit = await findVisit(db, key)
    if (!visit || !manages(actor, visit)) return refuse('not_found')
    if (visit.resource_id === resourceId) return ok(toVisit(visit))
    if (visit.version !== version) return refuse('conflict')
    const [booked] = await bookingStates(db, communityId, [visitId])
    const worker = (await workersOf(db, communityId)).find((one) => one.resourceId === resourceId)
    if (!worker || !booked) return refuse('not_found')
    const sent = { resourceId, name: worker.name, accountId: worker.accountId }
    const rule = (current: VisitState) => assign(current, byStaff(actor), sent, now)
    const may = rule(visit)
    if (!may.ok) return may
    // The calendar decides who is free: each of its cells has one owner.
    const place = { communityId, bookingId: visitId, resourceId, version: booked.version }
    const moved = await reassignResource(db, { ...place, by: actor.accountId, byName: actor.displayName }, now)
    if (!moved.ok) return refuse(moved.code === 'slot_full' ? 'worker_taken' : moved.code)
    return follow(context, key, visit, rule)
  },

  async 'homecare.moveVisit'({ version, startsAt, ...key }, context) {
    const { actor, db, now, afterwards } = context
    const { communityId, visitId } = key
    const visit = await findVisit(db, key)
    if (!visit || !manages(actor, visit)) return refuse('not_found')
    if (visit.starts_at.getTime() === Date.parse(startsAt)) return ok(toVisit(visit))
    if (visit.version !== version) return refuse('conflict')
    if (visit.status !== 'planned') return refuse('visit_over')
    const [booked] = await bookingStates(db, communityId, [visitId])
    if (!booked) return refuse('not_found')
    const wish = { communityId, bookingId: visitId, version: booked.version, startsAt: new Date(startsAt) }
    const moved = await moveVisit(db, actor, wish, now)
    if (!moved.ok) return refuse(codeOf(moved.code), moved.details)
    const { resourceIds, spokenNumber, after } = moved.data
    afterwards(async () => {
      await after()
    })
    const isSame = visit.resource_id !== null && resourceIds.includes(visit.resource_id)
    const worker = isSame
      ? undefined
      : (await workersOf(db, communityId)).find(({ resourceId }) => resourceIds.includes(resourceId))
    return follow(context, key, visit, (current) =>
      reschedule(current, byStaff(actor), { ...moved.data, spokenNumber, worker }, now),
    )
  },
}

function codeOf(code: string) {
  if (code === 'slot_past' || code === 'slot_closed' || code === 'not_found' || code === 'conflict') return code
  return code === 'too_late_to_cancel' ? 'slot_closed' : 'slot_full'
}

/** From here on the visit follows the calendar, whoever was faster with something else. */
async function follow(
  context: RequestContext & { actor: { accountId: string } },
  key: VisitKey,
  visit: VisitState,
  rule: (visit: VisitState) => Decision<'visit_over'>,
) {
  const written = await carryMove(context, key, visit, rule)
  if (!written.ok) return written
  context.announce({ communityId: key.communityId, id: key.visitId })
  return ok(toVisit(written.data.visit))
}
