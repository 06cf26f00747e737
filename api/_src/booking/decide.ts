import type { BookingStatus } from '../../../shared/booking/lifecycle.ts'
import { canCancel } from '../../../shared/booking/lifecycle.ts'
import { ok, refuse } from '../../../shared/result.ts'
import { ageOn, dayOf, type Day } from '../../../shared/time.ts'
import { isInSet, sizeOfSet } from './decide-grid.ts'

/** What of a person decides whether a service is for them. */
export interface Person {
  birthDate: Day | null
  livingAlone: boolean
}

/** Who may use a service. */
export interface Eligible {
  minimumAge: number | null
  livingAloneOnly: boolean
}

export interface SlotTimes {
  startsAt: Date
  closesAt: Date
  closedAt: Date | null
}

/** Why this person may not use the service, in the words shown to them; null when they may. */
export function refusalWords(eligible: Eligible, person: Person, today: Day): string | null {
  const { minimumAge, livingAloneOnly } = eligible
  if (minimumAge !== null) {
    if (person.birthDate === null) return '还没登记生日'
    if (ageOn(person.birthDate, today) < minimumAge) return `没到 ${minimumAge} 岁`
  }
  return livingAloneOnly && !person.livingAlone ? '只给一个人住的老人' : null
}

/** Which of the service's open places are this person's, as sets of place numbers (see `decide-grid.ts`). */
export interface OpenPlaces {
  limit: number
  /** Held by bookings that are still to come. */
  held: number
  /** Held by bookings that are over and were not yet swept. */
  ended: number
}

/** True when the person has as many open bookings of this service as one may have. */
export function limitReached({ limit, held }: OpenPlaces): boolean {
  return sizeOfSet(held) >= limit
}

/** The open places this person may take now, smallest first. `ended` ones must be cleared before they are taken. */
export function placesToTry({ limit, held, ended }: OpenPlaces): { places: number[]; clearEnded: boolean } {
  const unheld = Array.from({ length: limit }, (_, index) => index + 1).filter((place) => !isInSet(held, place))
  const free = unheld.filter((place) => !isInSet(ended, place))
  return free.length > 0 ? { places: free, clearEnded: false } : { places: unheld, clearEnded: unheld.length > 0 }
}

/** How a slot stands for somebody who looks at it. */
export function slotState(
  slot: SlotTimes & { placesLeft: number },
  mine: boolean,
  now: Date,
): 'open' | 'full' | 'closed' | 'mine' {
  if (mine) return 'mine'
  if (slot.closedAt !== null || now.getTime() >= slot.closesAt.getTime()) return 'closed'
  return slot.placesLeft > 0 ? 'open' : 'full'
}

const mostOffered = 3

/**
 * Instead of a slot that is full: the three free ones that follow it; where fewer follow, the nearest ones before it as
 * well. `slots` and the answer are in the order of time.
 */
export function slotsInstead<Free extends { state: string; startsAt: string }>(
  slots: readonly Free[],
  wantedAt: Date,
): Free[] {
  const free = slots.filter((slot) => slot.state === 'open')
  const following = free.findIndex((slot) => Date.parse(slot.startsAt) >= wantedAt.getTime())
  const first = following === -1 ? free.length : following
  const from = Math.max(0, Math.min(first, free.length - mostOffered))
  return free.slice(from, from + mostOffered)
}

/** What an earlier arrival of the same command left behind. */
export interface EarlierAttempt {
  residentId: string
  slotId: string
  note: string
  bookedBy: string
  status: BookingStatus
}

export interface BookingWish {
  residentId: string
  slotId: string
  note: string
  bookedBy: string
}

/** What is known when somebody asks for a place. */
export interface BookingFacts {
  wish: BookingWish
  /** The row that already has the command's id. */
  earlier: EarlierAttempt | undefined
  slot: SlotTimes & { placesLeft: number }
  withdrawn: boolean
  eligible: Eligible
  person: Person
  open: OpenPlaces
  /** This person already has this slot, by another booking. */
  hasSlot: boolean
  /** This very command already holds its unit of the resource. */
  holdsUnit: boolean
}

/**
 * May this person take a place in this slot? `repeat` = it was done before, answer the same; `resume` = a pending row
 * of this command waits for its place; `take` = begin. Refusals in the order in which they help the person most.
 */
export function decideBooking(facts: BookingFacts, now: Date) {
  const { earlier, wish, slot } = facts
  if (earlier !== undefined) {
    const same =
      earlier.residentId === wish.residentId &&
      earlier.slotId === wish.slotId &&
      earlier.note === wish.note &&
      earlier.bookedBy === wish.bookedBy
    if (!same) return refuse('id_taken')
    if (earlier.status !== 'pending') return ok('repeat')
  }
  if (now.getTime() >= slot.startsAt.getTime()) return refuse('slot_past')
  if (facts.withdrawn || slot.closedAt !== null || now.getTime() >= slot.closesAt.getTime())
    return refuse('slot_closed')
  const because = refusalWords(facts.eligible, facts.person, dayOf(now))
  if (because !== null) return refuse('not_eligible', { because })
  if (facts.hasSlot) return refuse('already_booked')
  if (limitReached(facts.open)) return refuse('limit_reached')
  if (slot.placesLeft < 1 && !facts.holdsUnit) return refuse('slot_full')
  return ok(earlier === undefined ? 'take' : 'resume')
}

/** May this booking be cancelled now? `repeat` = it already is. */
export function decideCancel(booking: { status: BookingStatus; cancelUntil: Date }, now: Date) {
  if (booking.status === 'cancelled') return ok('repeat')
  return canCancel(booking, now) ? ok('cancel') : refuse('too_late_to_cancel')
}
