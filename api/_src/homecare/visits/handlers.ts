import type { Visit } from '../../../../shared/homecare/visit-schemas.ts'
import type { visitsContract } from '../../../../shared/homecare/visits-contract.ts'
import { addDays, dayOf } from '../../../../shared/time.ts'
import { ok, refuse } from '../../../../shared/result.ts'
import { bookingStates } from '../../booking/index.ts'
import { noteSignOfLife } from '../../help/index.ts'
import { actsFor, type Actor } from '../../platform/actor.ts'
import { idFrom } from '../../platform/ids.ts'
import { listFiles } from '../../platform/files/store.ts'
import type { Handlers, RequestContext } from '../../platform/slice.ts'
import { bookingCancelled, bookingDone, bookingHere } from './bookings.ts'
import { settleVisit } from './charging.ts'
import { openComplaint } from './complaints.ts'
import { isLow } from './decide-supervise.ts'
import {
  arrive,
  cancel,
  doorProof,
  finish,
  followBooking,
  rate,
  setOut,
  tickTasks,
  type VisitState,
} from './decide-visit.ts'
import { doorHandlers } from './handlers-door.ts'
import { photoHandlers, photosOf } from './handlers-photos.ts'
import { answers, byFamily, byStaff, byWorker, makeMove, manages, sideOf, works } from './move.ts'
import { findDoor } from './store-door.ts'
import { complaintOfVisit } from './store-complaint.ts'
import { findVisit, listOfResidents, listOfWorker } from './store.ts'
import { toDetail, toVisit } from './view.ts'

const mostShown = 200
const daysShown = 30

/** A visit as the resident, the family and the worker have to do with it. */
export const visitHandlers: Handlers<typeof visitsContract> = {
  async 'homecare.visits'(_, { actor, db, now }) {
    const people = actor.identities.filter((identity) => actsFor(actor, identity, 'see'))
    const today = dayOf(now)
    const rows = await listOfResidents(db, people, addDays(today, -daysShown), mostShown)
    // Two lists of ids may name pairs nobody asked for.
    const own = rows.filter((row) =>
      people.some((one) => one.communityId === row.community_id && one.residentId === row.resident_id),
    )
    const isPast = (row: VisitState) => row.day < today || row.status === 'done' || row.status === 'cancelled'
    return ok({
      coming: own.filter((row) => !isPast(row)).map(toVisit),
      past: own.filter(isPast).map(toVisit).toReversed(),
      now: now.toISOString(),
    })
  },

  async 'homecare.visit'(key, { actor, db }) {
    const visit = await findVisit(db, key)
    const side = visit && sideOf(actor, visit)
    if (!visit || !side) return refuse('not_found')
    const photos = await listFiles(db, photosOf(key))
    const complaint =
      side.answers || side.manages ? await complaintOfVisit(db, key.communityId, key.visitId) : undefined
    return ok(toDetail(visit, side, { photos, complaint }))
  },

  async 'homecare.myVisits'({ communityId, day }, { actor, db, now }) {
    const shown = day ?? dayOf(now)
    const rows = await listOfWorker(db, communitiesOf(actor, communityId), actor.accountId, shown)
    const visits = rows.filter(({ status }) => status !== 'cancelled').map(toVisit)
    return ok({ day: shown, visits, now: now.toISOString() })
  },

  async 'homecare.setOut'(key, context) {
    const { actor, db, now } = context
    const moved = await makeMove(
      context,
      key,
      (visit) => works(actor, visit),
      async (visit) => {
        // The family may have cancelled or moved the booking this morning: nobody goes for nothing.
        const [booked] = visit.status === 'planned' ? await bookingStates(db, key.communityId, [key.visitId]) : []
        const follow = followBooking(visit, booked, now)
        return follow ? ok(follow) : setOut(visit, byWorker(actor, visit), now)
      },
    )
    if (!moved.ok) return moved
    const answer = told(context, moved.data)
    if (answer.status === 'cancelled') return refuse('visit_over')
    return answer.status === 'planned' ? refuse('conflict') : ok(answer)
  },

  async 'homecare.arrive'({ proof, ...key }, context) {
    const { actor, db, now } = context
    const moved = await makeMove(
      context,
      key,
      (visit) => (proof === undefined ? answers(actor, visit) : works(actor, visit)),
      async (visit) => {
        if (proof === undefined) return arrive(visit, byFamily(actor, visit), 'resident', now)
        const person = { communityId: visit.community_id, residentId: visit.resident_id }
        const proven = doorProof(await findDoor(db, person), proof)
        return proven.ok ? arrive(visit, byWorker(actor, visit), proven.data, now) : proven
      },
    )
    if (!moved.ok) return moved
    return ok(told(context, moved.data, () => bookingHere(db, moved.data.visit, context.actor.accountId, now)))
  },

  async 'homecare.tickTasks'({ tasks, ...key }, context) {
    const { actor } = context
    const moved = await makeMove(
      context,
      key,
      (visit) => works(actor, visit),
      (visit) => tickTasks(visit, byWorker(actor, visit), tasks),
    )
    // Nobody is told of single ticks.
    return moved.ok ? ok(toVisit(moved.data.visit)) : moved
  },

  async 'homecare.finishVisit'({ tasks, signed, note, ...key }, context) {
    const { actor, db, now } = context
    const moved = await makeMove(
      context,
      key,
      (visit) => works(actor, visit),
      (visit) => finish(visit, byWorker(actor, visit), { tasks, signed, note }, now),
    )
    if (!moved.ok) return moved
    const { visit } = moved.data
    const person = { communityId: visit.community_id, residentId: visit.resident_id }
    const after = async () => {
      await noteSignOfLife(db, person, 'visit_done', now)
      await bookingDone(db, visit, actor.accountId, now)
    }
    return ok(told(context, { visit, isNews: true }, after))
  },

  async 'homecare.rateVisit'({ id, rating, ...key }, context) {
    const { actor, db, now } = context
    const moved = await makeMove(
      context,
      key,
      (visit) => answers(actor, visit),
      (visit) => rate(visit, byFamily(actor, visit), { id, ...rating }, now),
    )
    if (!moved.ok) return moved
    const { visit } = moved.data
    if (isLow(rating.stars)) {
      const words = rating.words === '' ? `打了 ${rating.stars} 颗星，没有留话` : rating.words
      const complaintId = idFrom(`complaint ${id}`)
      await openComplaint(db, visit, { id: complaintId, words, by: byFamily(actor, visit), fromRating: true }, now)
      context.announce({ communityId: visit.community_id, id: complaintId })
    }
    return ok(told(context, { visit, isNews: true }, () => settleVisit(db, visit, now)))
  },

  async 'homecare.complain'({ id, words, ...key }, context) {
    const { actor, db, now } = context
    const visit = await findVisit(db, key)
    if (!visit || !answers(actor, visit)) return refuse('not_found')
    const opened = await openComplaint(db, visit, { id, words, by: byFamily(actor, visit), fromRating: false }, now)
    if (opened.ok) context.announce({ communityId: key.communityId, id })
    return opened
  },

  async 'homecare.skipVisit'({ version, reason, ...key }, context) {
    const { actor, db, now } = context
    const moved = await makeMove(
      context,
      key,
      (visit) => answers(actor, visit) || manages(actor, visit),
      (visit) => {
        if (visit.version !== version && visit.status !== 'cancelled') return refuse('conflict')
        return cancel(visit, answers(actor, visit) ? byFamily(actor, visit) : byStaff(actor), reason)
      },
    )
    if (!moved.ok) return moved
    return ok(told(context, moved.data, () => bookingCancelled(db, moved.data.visit, actor.accountId, now)))
  },

  ...photoHandlers,
  ...doorHandlers,
}

/** Where a worker may have visits: named by the message that was opened, else wherever the account is known. */
function communitiesOf(actor: Actor, communityId: string | undefined): string[] {
  if (communityId !== undefined) return [communityId]
  return [
    ...new Set([
      ...actor.staff.flatMap(({ communityIds }) => communityIds),
      ...actor.identities.map((identity) => identity.communityId),
    ]),
  ]
}

/** The answer, and the news of it after the reply; `after` is done first, also on a repeat: it may have been lost. */
function told(
  { announce }: Pick<RequestContext, 'announce'>,
  { visit }: { visit: VisitState; isNews: boolean },
  after?: () => Promise<unknown>,
): Visit {
  announce({ communityId: visit.community_id, id: visit.id }, after)
  return toVisit(visit)
}
