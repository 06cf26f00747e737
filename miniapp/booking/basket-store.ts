import type { Booking } from '../../shared/booking/contract.ts'
import { call } from '../client/call.ts'
import { newId } from '../client/new-id.ts'
import type { CallError, CallResult } from '../client/request.ts'
import { createValueStore, useValue } from '../client/value-store.ts'
import { emptyBasket, isToBeReleased, reduceBasket, type Basket, type BasketAct, type Wish } from './basket.ts'

/** One basket for all pages of booking: it goes along while more is added to it. */
const store = createValueStore<Basket>(emptyBasket)

/** Codes after which it is unknown whether the server did it. */
const unknownOutcomes = ['offline', 'timeout', 'unreachable', 'too_busy', 'internal']

function happen(act: BasketAct): Basket {
  store.set(reduceBasket(store.get(), act))
  return store.get()
}

function failed(error: CallError) {
  if (unknownOutcomes.indexOf(error.code) !== -1) happen({ kind: 'no_answer', message: error.message })
  else happen({ kind: 'refused', code: error.code, message: error.message, details: error.details })
}

/** Keeps these places, all or none. What was kept before and is wanted still goes over to the new hold by itself. */
async function keep(wishes: readonly Wish[]): Promise<boolean> {
  if (store.get().busy !== undefined) return false
  const before = store.get().held
  const { attempt } = happen({ kind: 'ask', wishes, newId })
  if (attempt === undefined) return false
  const answer = await call('booking.hold', {
    id: attempt.basketId,
    places: wishes.map(({ communityId, residentId, serviceId, startsAt, resourceId }, index) => ({
      bookingId: attempt.bookingIds[index] ?? newId(),
      person: { communityId, residentId },
      serviceId,
      startsAt,
      ...(resourceId === undefined ? {} : { resourceId }),
    })),
  })
  if (store.get().attempt?.basketId !== attempt.basketId) {
    // the person went away meanwhile
    if (answer.ok) giveBack(attempt.basketId, wishes)
    return false
  }
  if (!answer.ok) {
    failed(answer.error)
    return false
  }
  happen({ kind: 'kept', answer: answer.data, at: Date.now() })
  if (before !== undefined && before.basketId !== answer.data.basketId) giveBack(before.basketId, before.bookings)
  return true
}

/** Nothing is lost when this does not arrive: what is not confirmed ends by itself. */
function giveBack(basketId: string, places: readonly { communityId: string }[]) {
  const [first] = places
  if (first !== undefined) void call('booking.release', { communityId: first.communityId, basketId })
}

/** Makes what is kept a booking. Sent again it does nothing twice. */
async function confirm(): Promise<readonly Booking[] | undefined> {
  const { held, busy, note } = store.get()
  const communityId = held?.bookings[0]?.communityId
  if (held === undefined || communityId === undefined || busy !== undefined) return undefined
  happen({ kind: 'confirm' })
  const { basketId } = held
  const answer: CallResult<{ bookings: Booking[] }> = await call('booking.confirm', { communityId, basketId, note })
  if (!answer.ok) {
    failed(answer.error)
    return undefined
  }
  happen({ kind: 'confirmed' })
  return answer.data.bookings
}

/** Gives back what is kept, and forgets what was chosen. */
function leave() {
  const basket = store.get()
  if (isToBeReleased(basket) && basket.held !== undefined) giveBack(basket.held.basketId, basket.held.bookings)
  happen({ kind: 'left' })
}

export const basketActs = {
  get: store.get,
  keep,
  confirm,
  leave,
  write: (note: string) => void happen({ kind: 'write', note }),
  lookAtClock: () => void happen({ kind: 'time', now: Date.now() }),
  closeTrouble: () => void happen({ kind: 'seen' }),
}

export function useBasket(): Basket {
  return useValue(store)
}
