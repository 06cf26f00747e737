import type { Booking, Slot } from '../../shared/booking/contract.ts'
import { holdSeconds } from '../../shared/booking/lifecycle.ts'

/** One thing to be booked for one person, as it was chosen. */
export interface Wish {
  communityId: string
  residentId: string
  /** 自己, or the name. */
  who: string
  serviceId: string
  serviceName: string
  startsAt: string
  resourceId?: string | undefined
}

/** Wishes on their way to the server, with the ids that a repeat must carry again. */
export interface Attempt {
  basketId: string
  wishes: readonly Wish[]
  bookingIds: readonly string[]
}

/** Places that are kept. */
export interface Held {
  basketId: string
  bookings: readonly Booking[]
  keptUntil: string
  /** The same moment by this phone's own clock, which may be wrong: milliseconds since 1970. */
  untilHere: number
}

/** Why a wish could not be kept, and what is free instead. */
export interface Trouble {
  code: string
  message: string
  /** Which of the wishes; undefined where it is not said. */
  index: number | undefined
  nextFree: readonly Slot[]
  canWait: boolean
}

/**
 * `run_out`: the five minutes are over, the wishes are still here. `unsure`: it was confirmed, and no answer came; only
 * asking again tells.
 */
export type BasketPhase = 'empty' | 'held' | 'run_out' | 'unsure'

export interface Basket {
  phase: BasketPhase
  wishes: readonly Wish[]
  held: Held | undefined
  attempt: Attempt | undefined
  trouble: Trouble | undefined
  /** What went wrong on the way, in a sentence. */
  lost: string | undefined
  busy: 'keeping' | 'confirming' | undefined
  note: string
}

export const emptyBasket: Basket = {
  phase: 'empty',
  wishes: [],
  held: undefined,
  attempt: undefined,
  trouble: undefined,
  lost: undefined,
  busy: undefined,
  note: '',
}

export type BasketAct =
  | { kind: 'ask'; wishes: readonly Wish[]; newId: () => string }
  | { kind: 'kept'; answer: { basketId: string; keptUntil: string; bookings: readonly Booking[] }; at: number }
  | { kind: 'refused'; code: string; message: string; details: unknown }
  | { kind: 'no_answer'; message: string }
  | { kind: 'confirm' }
  | { kind: 'confirmed' }
  | { kind: 'time'; now: number }
  | { kind: 'write'; note: string }
  | { kind: 'seen' }
  | { kind: 'left' }

/** Most things in one basket. */
export const mostWishes = 6

/** The basket after something happened. Nothing typed or chosen is lost but by being confirmed or left. */
export function reduceBasket(basket: Basket, act: BasketAct): Basket {
  switch (act.kind) {
    case 'ask':
      return {
        ...basket,
        attempt: attemptFor(basket, act.wishes, act.newId),
        trouble: undefined,
        lost: undefined,
        busy: 'keeping',
      }
    case 'kept':
      return afterKept(basket, act)
    case 'refused':
      return afterRefusal(basket, act)
    case 'no_answer':
      return {
        ...basket,
        phase: basket.busy === 'confirming' ? 'unsure' : basket.phase,
        lost: act.message,
        busy: undefined,
      }
    case 'confirm':
      return { ...basket, busy: 'confirming', trouble: undefined, lost: undefined }
    case 'confirmed':
      return emptyBasket
    case 'time':
      return afterTime(basket, act.now)
    case 'write':
      return { ...basket, note: act.note }
    case 'seen':
      return { ...basket, trouble: undefined, lost: undefined }
    case 'left':
      // what was typed waits for the next time
      return { ...emptyBasket, note: basket.note }
  }
}

/** The same wishes that have not been answered yet are asked with the same ids: they may have arrived. */
function attemptFor({ attempt }: Basket, wishes: readonly Wish[], newId: () => string): Attempt {
  if (attempt !== undefined && areSame(attempt.wishes, wishes)) return attempt
  return { basketId: newId(), wishes, bookingIds: wishes.map(() => newId()) }
}

function areSame(some: readonly Wish[], others: readonly Wish[]): boolean {
  return some.length === others.length && some.every((one, index) => isSameWish(one, others[index]))
}

/** Whether two wishes ask for the same place for the same person. */
export function isSameWish(one: Wish, other: Wish | undefined): boolean {
  return (
    other !== undefined &&
    one.residentId === other.residentId &&
    one.serviceId === other.serviceId &&
    one.startsAt === other.startsAt &&
    one.resourceId === other.resourceId
  )
}

function afterKept(basket: Basket, { answer, at }: Extract<BasketAct, { kind: 'kept' }>): Basket {
  const wishes = basket.attempt?.wishes ?? basket.wishes
  const held = { ...answer, untilHere: at + holdSeconds * 1000 }
  return { ...basket, phase: 'held', wishes, held, attempt: undefined, trouble: undefined, busy: undefined }
}

function afterRefusal(basket: Basket, { code, message, details }: Extract<BasketAct, { kind: 'refused' }>): Basket {
  if (basket.busy === 'confirming') {
    const phase = code === 'hold_expired' || code === 'not_found' ? 'run_out' : basket.phase
    return {
      ...basket,
      phase,
      held: phase === 'run_out' ? undefined : basket.held,
      lost: phase === 'run_out' ? undefined : message,
      busy: undefined,
    }
  }
  const { nextFree, canWait, bookingId, because } = (details ?? {}) as {
    nextFree?: Slot[]
    canWait?: boolean
    bookingId?: string
    because?: string
  }
  const ids = basket.attempt?.bookingIds ?? []
  const found = bookingId === undefined ? -1 : ids.indexOf(bookingId)
  const index = ids.length === 1 ? 0 : found
  return {
    ...basket,
    attempt: undefined,
    busy: undefined,
    trouble: {
      code,
      message: because === undefined ? message : `${because}。`,
      index: index === -1 ? undefined : index,
      nextFree: nextFree ?? [],
      canWait: canWait === true,
    },
  }
}

function afterTime(basket: Basket, now: number): Basket {
  const { phase, busy, held } = basket
  // while an answer is awaited the server says whether it was in time
  if (phase !== 'held' || busy !== undefined || held === undefined || now < held.untilHere) return basket
  return { ...basket, phase: 'run_out', held: undefined }
}

/** Whether something is kept that should be given back when the person goes away. */
export function isToBeReleased(basket: Basket): boolean {
  return basket.phase === 'held' && basket.held !== undefined && basket.busy !== 'confirming'
}

/** The time of one wish changed to another one. */
export function withTime(wishes: readonly Wish[], index: number, startsAt: string): Wish[] {
  return wishes.map((wish, at) => (at === index ? { ...wish, startsAt, resourceId: undefined } : wish))
}

/** One wish more; the wish at `instead` gives way to it. */
export function withWish(wishes: readonly Wish[], wish: Wish, instead: number | undefined): Wish[] {
  if (instead === undefined || wishes[instead] === undefined) return [...wishes, wish]
  return wishes.map((one, index) => (index === instead ? wish : one))
}
