import { ok, refuse } from '../../../../shared/result.ts'
import type { placesContract } from '../../../../shared/volunteering/places-contract.ts'
import type { ResidentActor } from '../../platform/actor.ts'
import type { Handler, RequestContext } from '../../platform/slice.ts'
import { fillPlaces } from './advance.ts'
import { toShift } from './answer.ts'
import { decideSignUp, decideWithdraw, shouldTakePlace, type SignupStep } from './decide.ts'
import { handOver, leaveLine, release, stand, standAgain, takePlace, tellWaiting } from './store.ts'
import { viewShift, type Person, type ShiftView } from './store-view.ts'

type Context = RequestContext<ResidentActor>
type Contract = typeof placesContract

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
    if (decision.kind === 'repeat') {
      if (shouldTakePlace(view, now)) await takePlace(db, standOf(view, person), 'confirmed', now)
      else return answer(view, missedPlace, context)
      continue
    }
    const who = { ...person, ...decision, commandId: input.id, seq: context.newId(), ...placeInTime(view) }
    const stood = view.own
      ? await standAgain(db, { ...who, version: view.own.version }, now)
      : await stand(db, { ...who, activityId: view.row.activity_id }, now)
    if (stood === 'id_taken') return refuse('id_taken')
    if (stood === 'lost') continue
    const id = view.own?.id ?? input.id
    context.announce({ communityId: person.communityId, id })
    if (!decision.expectsPlace) continue
    if (await takePlace(db, who, 'confirmed', now)) return ok(toShift(withPlace(view, id), now))
    missedPlace = true
  }
  throw new Error('a sign-up was overtaken too often')
}

const placeInTime = (view: ShiftView) => ({
  shiftId: view.row.shift_id,
  startsAt: view.startsAt,
  endsAt: view.endsAt,
  turn: view.lastTurn + 1,
})

const standOf = (view: ShiftView, person: Person) => ({
  ...person,
  shiftId: view.row.shift_id,
  seq: view.own?.seq ?? '',
})

const withPlace = ({ row }: ShiftView, id: string): ShiftView['row'] => ({
  ...row,
  signup_id: id,
  status: 'confirmed',
  taken: row.taken + 1,
})

function answer(view: ShiftView, missedPlace: boolean, context: Context) {
  const { db, now } = context
  const key = { ...personOf(context), shiftId: view.row.shift_id }
  // The news of the waiting list was held back while a place seemed free.
  if (missedPlace && view.own?.status === 'waiting') context.afterwards(() => tellWaiting(db, key))
  return ok(toShift(view.row, now))
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
