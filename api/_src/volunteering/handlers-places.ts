import { ok, refuse } from '../../../shared/result.ts'
import type { volunteeringContract } from '../../../shared/volunteering/contract.ts'
import type { ResidentActor } from '../platform/actor.ts'
import type { Handler, RequestContext } from '../platform/slice.ts'
import { fillPlaces } from './advance.ts'
import { toShift } from './answer.ts'
import { decideAfterStanding, decideSignUp, decideWithdraw, type SignupStep } from './decide.ts'
import { handOver, leaveLine, release, stand, standAgain, takePlace, tellWaiting, type Stand } from './store-places.ts'
import { viewShift, type Person, type ShiftView } from './store.ts'

type Context = RequestContext<ResidentActor>
type Contract = typeof volunteeringContract

const personOf = ({ actor }: Context): Person => ({
  communityId: actor.identity.communityId,
  residentId: actor.identity.residentId,
})

/** How often a command looks again when others are faster each time. Every loss is somebody else's success. */
const mostTries = 60

/** Stands in line first and takes a place then, so that a crash leaves somebody waiting and never a lost place. */
export const signUp: Handler<Contract['volunteering.signUp']> = async (input, context) => {
  const { db, now } = context
  const person = personOf(context)
  let missedPlace = false
  for (let attempt = 0; attempt < mostTries; attempt += 1) {
    const view = await viewShift(db, person, input.shiftId)
    const decision = decideSignUp(view, input.id, now)
    if (decision.kind === 'refuse') return decision.refusal
    if (!view) return refuse('not_found')
    if (decision.kind === 'repeat') return settle(view, missedPlace, context)
    const { expectsPlace } = decision
    const who = standOf(view, person, view.own?.id ?? input.id, context.newId())
    const stood = view.own
      ? await standAgain(db, { ...who, expectsPlace, commandId: input.id, version: view.own.version }, now)
      : await stand(db, { ...who, expectsPlace, activityId: view.row.activity_id }, now)
    if (stood === 'id_taken') return refuse('id_taken')
    if (stood === 'lost') continue
    context.announce({ communityId: who.communityId, id: who.id })
    if (!expectsPlace) continue
    if (await takePlace(db, who, 'confirmed', now)) return ok(toShift(withPlace(view, who), now))
    missedPlace = true
  }
  throw new Error('a sign-up was overtaken too often')
}

function standOf(view: ShiftView, person: Person, id: string, seq: string): Stand {
  return { ...person, shiftId: view.row.shift_id, id, seq, startsAt: view.startsAt, endsAt: view.endsAt }
}

const withPlace = ({ row }: ShiftView, who: Stand): ShiftView['row'] => ({
  ...row,
  signup_id: who.id,
  status: 'confirmed',
  taken: row.taken + 1,
})

/** Finishes what standing in line began: a place if one is free, stepping back from an overlap, or the line. */
async function settle(first: ShiftView, missedPlace: boolean, context: Context) {
  const { db, now } = context
  const person = personOf(context)
  let view: ShiftView | undefined = first
  for (let attempt = 0; view && attempt < mostTries; attempt += 1) {
    const { own } = view
    const next = decideAfterStanding(view, now)
    if (next === 'refuse_overlap') return refuse('shift_overlaps', { shiftIds: view.overlaps.map((o) => o.shiftId) })
    if (!own || next === 'answer') {
      const key = { ...person, shiftId: view.row.shift_id }
      // The news of the waiting list was held back while a place seemed free.
      if (missedPlace && own?.status === 'waiting') context.afterwards(() => tellWaiting(db, key))
      return ok(toShift(view.row, now))
    }
    if (next === 'take_place') await takePlace(db, standOf(view, person, own.id, own.seq), 'confirmed', now)
    else await leave(view, { at: now.toISOString(), step: 'stepped_back' }, context)
    view = await viewShift(db, person, view.row.shift_id)
  }
  throw new Error('a sign-up could not be settled')
}

/** Gives a place back, to the first who waits if anybody does. */
export const withdraw: Handler<Contract['volunteering.withdraw']> = async (input, context) => {
  const { db, now } = context
  const step: SignupStep = {
    at: now.toISOString(),
    step: 'withdrawn',
    commandId: input.id,
    ...(input.reason === '' ? {} : { reason: input.reason }),
  }
  for (let attempt = 0; attempt < mostTries; attempt += 1) {
    const view = await viewShift(db, personOf(context), input.shiftId)
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
  const { db, now } = context
  const { own, firstWaiter } = view
  if (!own) return
  const { communityId, residentId } = personOf(context)
  const leaver = { communityId, residentId, shiftId: view.row.shift_id, step }
  const announce = (id: string) => context.announce({ communityId, id })
  if (own.status === 'waiting') {
    if (await leaveLine(db, leaver, now)) announce(own.id)
  } else if (!firstWaiter) {
    if (await release(db, leaver, now)) announce(own.id)
  } else if (await handOver(db, leaver, firstWaiter.residentId, now)) {
    announce(own.id)
    announce(firstWaiter.id)
  }
}

/** Somebody may have stood in line while a place became public, and died there. True when a place was given. */
async function letWaitersIn({ row, firstWaiter }: ShiftView, context: Context): Promise<boolean> {
  const room = row.capacity - row.taken
  if (!firstWaiter || room <= 0 || row.starts_at <= context.now) return false
  const shift = { communityId: row.community_id, shiftId: row.shift_id, room }
  const promoted = await fillPlaces(context.db, shift, context.now)
  for (const id of promoted) context.announce({ communityId: row.community_id, id })
  return promoted.length > 0
}
