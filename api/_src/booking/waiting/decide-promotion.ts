import { offerSeconds, reservedUntilHours } from '../../../../shared/booking/lifecycle.ts'
import type { DerivedSlot } from '../../../../shared/booking/plan.ts'
import { addSeconds } from '../../../../shared/time.ts'
import { minuteOf, takenUnits, type Claim, type Occupied } from '../taking/decide-claims.ts'
import { candidatesAt, capacityOf, choosePlace, type SlotRules } from '../taking/decide-slots.ts'

/** Somebody in the queue of a slot. */
export interface Waiter {
  id: string
  version: number
  /** 70 or more, or disabled: first on a tie. */
  hasPriority: boolean
  /** The kept places are for this one too: by age, or by having asked on the telephone or at the counter. */
  mayHaveKept: boolean
  /** Microseconds since 1970. */
  since: number
  /** Owns a place already: whoever promoted it has not come to saying so. */
  hasPlace: boolean
}

const minuteMicroseconds = 60_000_000
const minuteOfWaiter = ({ since }: Waiter) => Math.floor(since / minuteMicroseconds)

/** The queue in the order of promotion: by minute; in one minute elders first, then by moment; never two alike. */
export function inOrder(waiters: readonly Waiter[]): Waiter[] {
  return waiters.toSorted(
    (one, other) =>
      minuteOfWaiter(one) - minuteOfWaiter(other) ||
      Number(other.hasPriority) - Number(one.hasPriority) ||
      one.since - other.since ||
      (one.id < other.id ? -1 : 1),
  )
}

/** No more places are given away from here on: the service's closing time, at the latest the start. */
export function closesAt(startsAt: Date, closeMinutes: number): Date {
  return addSeconds(startsAt, -60 * Math.max(0, closeMinutes))
}

/**
 * Until when an offer stands: half an hour, shorter where booking closes before. It is never taken up for somebody, not
 * even in the last hours: by then it often cannot be cancelled any more, and who does not look would have missed a
 * booking they never made.
 */
export function offerEnds(closes: Date, now: Date): Date {
  const end = addSeconds(now, offerSeconds)
  return end.getTime() < closes.getTime() ? end : closes
}

const lookAgainSeconds = 300

/**
 * When a queue must be looked at again: when the kept places open for everybody, when it closes, and every five minutes
 * in case a place came free without anybody saying so.
 */
export function nextLook(startsAt: Date, closes: Date, now: Date): Date {
  const keptOpen = addSeconds(startsAt, -3600 * reservedUntilHours)
  const moments = [keptOpen, closes, addSeconds(now, lookAgainSeconds)].map((at) => at.getTime())
  return new Date(Math.min(...moments.filter((at) => at > now.getTime())))
}

/** A waiter and the place it gets; no claims where it owns them already. */
export interface Promotion {
  waiter: Waiter
  claims: Claim[]
}

const nobodyWaits = { all: 0, priority: 0 }

/** Who gets which of the free places. A kept place goes to the first who may have it; nobody else is passed over. */
export function planPromotions(
  service: SlotRules,
  slot: DerivedSlot,
  read: Occupied,
  queue: readonly Waiter[],
  now: Date,
): Promotion[] {
  const occupied = read.copy()
  const promotions: Promotion[] = []
  for (const waiter of queue) {
    const who = { entitled: waiter.mayHaveKept, resourceId: undefined, now }
    const claims = waiter.hasPlace ? [] : choosePlace(service, slot, occupied, nobodyWaits, who, waiter.id)
    if (claims) {
      for (const claim of claims) occupied.add(claim, 'live')
      promotions.push({ waiter, claims })
    } else if (waiter.mayHaveKept) {
      break
    }
  }
  return promotions
}

/** The place of a booking that ends. */
export interface EndingPlace {
  /** Of a pooled slot. */
  unit: number | null
  resourceIds: readonly string[]
}

/**
 * Who gets exactly this place, as it is; undefined when nobody may: it was taken out of the plan, or whoever serves is
 * not there, or the next one in the queue is being given another.
 */
export function nextInLine(
  service: SlotRules,
  slot: DerivedSlot,
  occupied: Occupied,
  queue: readonly Waiter[],
  place: EndingPlace,
  now: Date,
): Waiter | undefined {
  const waiter = queue.find(({ mayHaveKept }) => mayHaveKept || !isKept(service, slot, place, now))
  return waiter && !waiter.hasPlace && stillStands(service, slot, occupied, place) ? waiter : undefined
}

function isKept(service: SlotRules, slot: DerivedSlot, { unit }: EndingPlace, now: Date): boolean {
  const isFar = slot.startsAt.getTime() - now.getTime() > reservedUntilHours * 3_600_000
  return service.capacity_kind === 'pooled' && isFar && unit !== null && unit <= service.reserved_places
}

function stillStands(service: SlotRules, slot: DerivedSlot, occupied: Occupied, place: EndingPlace): boolean {
  if (service.capacity_kind === 'pooled') {
    const others = takenUnits(occupied, service.id, minuteOf(slot.startsAt)).filter((unit) => unit !== place.unit)
    return place.unit !== null && others.length < capacityOf(service, slot)
  }
  const needs = candidatesAt(service, slot)
  return (
    needs.length > 0 &&
    needs.every(({ candidates }) => candidates.some(({ resourceId }) => place.resourceIds.includes(resourceId)))
  )
}
