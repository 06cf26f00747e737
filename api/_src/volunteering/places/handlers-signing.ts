import { ok, refuse } from '../../../../shared/result.ts'
import { addSeconds } from '../../../../shared/time.ts'
import type { placesContract } from '../../../../shared/volunteering/places-contract.ts'
import type { ResidentActor } from '../../platform/actor.ts'
import type { Handler, RequestContext } from '../../platform/slice.ts'
import { fillPlaces, graceSeconds } from './advance.ts'
import { toShift } from './answer.ts'
import { decideSignUp, decideWithdraw, shouldTakePlace, type SignupStep } from './decide.ts'
import { lateInLine, nextInLine, withoutOne } from './decide-classes.ts'
import { handOver, leaveLine, release, stand, standAgain, takePlace, tellWaiting } from './store.ts'
import { countsOf, viewShift, type ShiftView } from './store-one.ts'
import type { ShiftRow } from './store-view.ts'

type Context = RequestContext<ResidentActor>
type Contract = typeof placesContract

/** How often a command looks again when others are faster each time. Every loss is somebody else's success. */
const mostTries = 60

/** Stands in line first and takes a place then, so that a crash leaves somebody waiting and never a lost place. */
export const signUp: Handler<Contract['volunteering.signUp']> = async (input, context) => {
  const { db, now, actor } = context
  const { communityId, residentId } = actor.identity
  const person = { communityId, residentId }
  let missedPlace = false
  for (let attempt = 0; attempt < mostTries; attempt += 1) {
    const view = await viewShift(db, actor.identity, input.shiftId)
    const decision = decideSignUp(view, input.id, now)
    if (decision.kind === 'refuse') return decision.refusal
    if (!view) return refuse('not_found')
    if (decision.kind === 'repeat') {
      if (!shouldTakePlace(view, now)) return answer(view, missedPlace, context)
      if (!(await othersFirst(view, context))) await takePlace(db, standOf(view, residentId), 'confirmed', now)
      continue
    }
    if (decision.expectsPlace && (await othersFirst(view, context))) continue
    const who = { ...person, ...decision, commandId: input.id, seq: context.newId(), ...standIn(view) }
    const stood = view.own
      ? await standAgain(db, { ...who, version: view.own.version }, now)
      : await stand(db, { ...who, activityId: view.row.activity_id }, now)
    if (stood === 'id_taken') return refuse('id_taken')
    if (stood === 'lost') continue
    const id = view.own?.id ?? input.id
    context.announce({ communityId, id })
    if (!decision.expectsPlace) continue
    if (await takePlace(db, who, 'confirmed', now)) return ok(toShift(withPlace(view, id), now))
    missedPlace = true
  }
  throw new Error('a sign-up was overtaken too often')
}

const standIn = (view: ShiftView) => ({
  shiftId: view.row.shift_id,
  startsAt: view.startsAt,
  endsAt: view.endsAt,
  role: view.role,
  isFirstTimer: view.isFirstTimer,
  turn: view.lastTurn + 1,
})

const standOf = ({ row, own }: ShiftView, residentId: string) => ({
  communityId: row.community_id,
  residentId,
  shiftId: row.shift_id,
  seq: own?.seq ?? '',
})

const withPlace = ({ row, isFirstTimer }: ShiftView, id: string): ShiftView['row'] => ({
  ...row,
  signup_id: id,
  status: 'confirmed',
  taken: row.taken + 1,
  first_timers_taken: row.first_timers_taken + (isFirstTimer ? 1 : 0),
})

/** Lets those in who have waited for a place that is free now. True when somebody got one. */
async function othersFirst(view: ShiftView, context: Context): Promise<boolean> {
  const { now } = context
  const own = view.own?.status === 'waiting' ? view.own : undefined
  const late = lateInLine(view, view.heads, { seq: own?.seq, since: addSeconds(now, -graceSeconds), now })
  return late && letIn(view.row, context)
}

/** Gives the free places of a shift to those who wait and may have them. True when somebody got one. */
export async function letIn(row: ShiftRow, context: Context): Promise<boolean> {
  const shift = { communityId: row.community_id, shiftId: row.shift_id, ...countsOf(row) }
  const promoted = await fillPlaces(context.db, shift, context.now)
  for (const id of promoted) context.announce({ communityId: row.community_id, id })
  return promoted.length > 0
}

function answer(view: ShiftView, missedPlace: boolean, context: Context) {
  const { db, now, actor } = context
  const { communityId, residentId } = actor.identity
  // The news of the waiting list was held back while a place seemed free.
  if (missedPlace && view.own?.status === 'waiting') {
    context.afterwards(() => tellWaiting(db, { communityId, residentId, shiftId: view.row.shift_id }))
  }
  return ok(toShift(view.row, now))
}

/** Gives a place back, to the first who waits and may have it if anybody does. */
export const withdraw: Handler<Contract['volunteering.withdraw']> = async (input, context) => {
  const { db, now, actor } = context
  const step: SignupStep = {
    at: now.toISOString(),
    step: 'withdrawn',
    commandId: input.id,
    ...(input.reason === '' ? {} : { reason: input.reason }),
  }
  for (let attempt = 0; attempt < mostTries; attempt += 1) {
    const view = await viewShift(db, actor.identity, input.shiftId)
    const decision = decideWithdraw(view, input.id, now)
    if (decision.kind === 'refuse') return decision.refusal
    if (!view) return refuse('not_found')
    if (decision.kind === 'leave') await leave(view, step, context)
    else if (!(await letWaitersIn(view, context))) return ok(toShift(view.row, now))
  }
  return refuse('conflict')
}

/** One try at leaving, whatever the row is now. The next look at the row tells whether it worked. */
async function leave(view: ShiftView, step: SignupStep, context: Context): Promise<void> {
  const { db, now, actor } = context
  const { own } = view
  if (!own) return
  const { communityId, residentId } = actor.identity
  const leaver = { communityId, residentId, shiftId: view.row.shift_id, step }
  const announce = (id: string) => context.announce({ communityId, id })
  if (own.status === 'waiting') {
    if (await leaveLine(db, leaver, now)) announce(own.id)
    return
  }
  const next = nextInLine(withoutOne(view, own.isFirstTimer), view.heads, now)
  if (!next) {
    if (await release(db, leaver, now)) announce(own.id)
  } else if (await handOver(db, leaver, next.residentId, now)) {
    announce(own.id)
    announce(next.id)
  }
}

/** Somebody may have stood in line while a place became public, and died there. True when a place was given. */
async function letWaitersIn(view: ShiftView, context: Context): Promise<boolean> {
  if (view.startsAt <= context.now || !nextInLine(view, view.heads, context.now)) return false
  return letIn(view.row, context)
}
