import { addSeconds } from '../../../../shared/time.ts'
import { ok, refuse } from '../../../../shared/result.ts'
import type { activitiesContract } from '../../../../shared/volunteering/activities-contract.ts'
import { planProblems } from '../../../../shared/volunteering/plan.ts'
import { isOpenActivity, type ActivityStatus } from '../../../../shared/volunteering/lifecycle.ts'
import type { Actor } from '../../platform/actor.ts'
import type { Handler, RequestContext } from '../../platform/slice.ts'
import { freeVenue, placeVenue } from '../groups/venue.ts'
import type { ActivityStep } from '../tables.ts'
import { askerOf, leadersOf, nameOf } from './asker.ts'
import { decideMove, moveSteps } from './decide.ts'
import { daysOfPlan, layOut } from './planning.ts'
import { moveStatus, type ActivityKey, type StatusMove } from './store.ts'
import { cancelComing, emptyCancelled } from './store-shifts.ts'
import { activityById, type ActivityRow } from './store-view.ts'
import { madeDays } from './view.ts'

type Contract = typeof activitiesContract
type Context = RequestContext<Actor>

/** Who came in while an activity was being cancelled is swept out so long after. */
export const sweepSeconds = 60

export const moveActivity: Handler<Contract['volunteering.moveActivity']> = async (input, context) => {
  const { db, actor, now } = context
  const { act, version, id: commandId } = input
  const key: ActivityKey = { communityId: input.communityId, activityId: input.activityId }
  const row = await activityById(db, key)
  const asker = askerOf(actor, { communityId: key.communityId, leaderIds: row ? leadersOf(row) : [] })
  const isHandedIn = act.move === 'submit' && row?.status === 'draft' && asker.steers
  const days = row?.plan ? (isHandedIn ? await daysOfPlan(db, key.communityId, row.plan) : madeDays(row)) : undefined
  const facts = row && {
    status: row.status,
    version: row.version,
    writerIds: row.writerIds ?? [],
    endsAt: row.endsAt,
    commandIds: (row.history ?? []).flatMap((step) => step.commandId ?? []),
    problems: row.plan ? planProblems(row.plan, days ?? [], now) : [],
  }
  const decision = decideMove(facts, asker, { move: act.move, commandId, version }, now)
  if (decision.kind === 'refuse') return decision.refusal
  if (!row) return refuse('not_found')
  const answer = (status: ActivityStatus) =>
    ok({ activityId: row.activityId, status, version: status === row.status ? row.version : version + 1 })
  if (decision.kind === 'repeat') return answer(row.status)
  const step: ActivityStep = { at: now.toISOString(), step: moveSteps[act.move], byName: nameOf(actor), commandId }
  if ('words' in act) step.words = act.words
  const move: StatusMove = { version, from: [row.status], to: decision.to, step, tells: false }

  switch (act.move) {
    case 'submit': {
      const made = (days ?? []).map(({ lineId, startsAt, endsAt }) => ({
        shiftId: context.newId(),
        lineId,
        startsAt: startsAt.toISOString(),
        endsAt: endsAt.toISOString(),
      }))
      if (!row.plan) return refuse('conflict')
      move.tells = true
      move.also = { plan: { ...row.plan, made }, submitted_at: now }
      break
    }
    case 'publish': {
      const taken = await keepVenue(row, days ?? [], context)
      if (taken) return refuse('slot_full', { takenAt: taken.toISOString() })
      move.tells = true
      move.also = { published_at: now, due_at: now, shifts_pending: 1 }
      break
    }
    case 'take_back':
      break
    case 'send_back':
      move.tells = true
      break
    case 'close':
      move.also = { closed_at: now, due_at: null }
      break
    case 'cancel':
      return (await cancel(row, move, context)) ? answer('cancelled') : refuse('conflict')
  }
  if (!(await moveStatus(db, key, move))) {
    if (act.move === 'publish' && row.plan?.venue) await leaveVenue(key, context)
    return refuse('conflict')
  }
  if (act.move === 'publish') await layOut(db, { ...row, publishedAt: now }, now)
  context.announce({ communityId: key.communityId, id: key.activityId })
  return answer(decision.to)
}

/** Keeps the room a plan asks for, for all of its shifts; a moment at which somebody else has it when it cannot. */
async function keepVenue(
  { communityId, activityId, groupName, title, plan }: ActivityRow,
  shifts: readonly { startsAt: Date; endsAt: Date }[],
  { db, now }: Context,
): Promise<Date | undefined> {
  if (!plan?.venue) return undefined
  const { resourceId } = plan.venue
  const kept = await placeVenue(db, { communityId, activityId, byName: groupName, title, resourceId, shifts }, now)
  return kept === 'placed' ? undefined : kept.takenAt
}

/** Lost to another reviewer who published it: then the room is in use, and stays. */
async function leaveVenue(key: ActivityKey, { db, now }: Context): Promise<void> {
  const present = await activityById(db, key)
  if (present?.status !== 'published' && present?.status !== 'running') await freeVenue(db, key, now)
}

/** Cancels all that has not begun, tells everybody who signed up, and gives the room back. */
async function cancel(row: ActivityRow, move: StatusMove, context: Context): Promise<boolean> {
  const { db, now, actor } = context
  const { communityId, activityId } = row
  const { at, words } = move.step
  const isOpen = isOpenActivity(row.status)
  // Whatever breaks off from here on is finished when it is due.
  const also = { closed_at: now, due_at: isOpen ? addSeconds(now, sweepSeconds) : null }
  if (!(await moveStatus(db, row, { ...move, tells: row.madeBy !== actor.accountId, also }))) return false
  if (isOpen) {
    await cancelComing(db, row, now)
    await emptyCancelled(db, row, { at, step: 'cancelled', ...(words === undefined ? {} : { reason: words }) }, now)
  }
  if (isOpen && row.plan?.venue) await freeVenue(db, row, now)
  context.announce({ communityId, id: activityId })
  return true
}
