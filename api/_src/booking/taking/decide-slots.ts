import { reservedUntilHours, type BookingChannel } from '../../../../shared/booking/lifecycle.ts'
import {
  resourceAway,
  slotsBetween,
  type DayKind,
  type DerivedSlot,
  type OpeningHours,
  type Plan,
  type PlanException,
} from '../../../../shared/booking/plan.ts'
import { addDays, dayOf, type Day } from '../../../../shared/time.ts'
import {
  allowedUnits,
  cellsOf,
  chooseResources,
  freeUnits,
  minuteOf,
  takenUnits,
  type Claim,
  type Need,
  type Occupied,
} from './decide-claims.ts'

/** What of a service decides about its slots. */
export interface SlotRules {
  id: string
  duration_minutes: number
  plan: Plan
  opening_hours: OpeningHours
  capacity_kind: 'pooled' | 'exclusive'
  capacity: number
  reserved_places: number
  days_ahead: number
  close_minutes: number
  withdrawn: number
  needs: readonly { position: number; candidates: readonly { resourceId: string; name: string; units: number }[] }[]
  exceptions: readonly PlanException[]
}

/** Who looks at a slot, as far as places are concerned. */
export interface Looker {
  /** May have the kept places: 70 or more, disabled, or on the telephone or at the counter. */
  entitled: boolean
  /** The resource that was asked for by name. */
  resourceId: string | undefined
  now: Date
}

export interface Queue {
  all: number
  /** Those of them who may have the kept places. */
  priority: number
}

export const nobodyWaits: Queue = { all: 0, priority: 0 }

/** The slots of these days, as the plan, the exceptions and the calendar give them. */
export function slotsOfDays(
  service: Pick<SlotRules, 'plan' | 'duration_minutes' | 'exceptions' | 'opening_hours'>,
  fromDay: Day,
  days: number,
  kindOf: (day: Day) => DayKind,
): DerivedSlot[] {
  const planned = { plan: service.plan, durationMinutes: service.duration_minutes }
  return slotsBetween(fromDay, days, planned, service.exceptions, kindOf, service.opening_hours)
}

/** No more bookings from here on, or not yet. */
export function isClosed(
  service: Pick<SlotRules, 'withdrawn' | 'close_minutes' | 'days_ahead'>,
  slot: Pick<DerivedSlot, 'startsAt' | 'day'>,
  now: Date,
  channel: BookingChannel = 'app',
): boolean {
  if (service.withdrawn !== 0) return true
  if (channel === 'walk_in') return false
  if (now.getTime() >= slot.startsAt.getTime() - service.close_minutes * 60_000) return true
  return slot.day > addDays(dayOf(now), service.days_ahead)
}

/** Who can serve in this slot, for each need: nobody who is away; of the first need only the one who was asked for. */
export function candidatesAt(service: SlotRules, slot: DerivedSlot, resourceId?: string): Need[] {
  const isAsked = (one: { resourceId: string }) => one.resourceId === resourceId
  const asked = service.needs.find(({ candidates }) => candidates.some(isAsked))
  return service.needs.map((need) => {
    const present = need.candidates.filter((one) => !resourceAway(service.exceptions, one.resourceId, slot))
    return { position: need.position, candidates: need === asked ? present.filter(isAsked) : present }
  })
}

/** How many places a slot has in all. */
export function capacityOf(service: SlotRules, slot: DerivedSlot): number {
  if (service.capacity_kind === 'pooled') return slot.capacity ?? service.capacity
  const needs = candidatesAt(service, slot)
  if (needs.length === 0) return 0
  return Math.min(...needs.map(({ candidates }) => candidates.reduce((sum, { units }) => sum + units, 0)))
}

/** Units 1 to this are kept for others; 0 when none are, or not any more. */
function keptUnits(service: SlotRules, slot: DerivedSlot, now: Date): number {
  const isNear = slot.startsAt.getTime() - now.getTime() <= reservedUntilHours * 3_600_000
  return isNear ? 0 : service.reserved_places
}

/** The free units of a pooled slot this person may have, best first: who may have the kept ones gets those first. */
function pooledUnits(
  service: SlotRules,
  slot: DerivedSlot,
  occupied: Occupied,
  queue: Queue,
  who: Looker,
  seed: string,
) {
  const cell = minuteOf(slot.startsAt)
  const kept = keptUnits(service, slot, who.now)
  const allowed = allowedUnits(
    { capacity: capacityOf(service, slot), kept: who.entitled ? 0 : kept },
    takenUnits(occupied, service.id, cell),
  )
  const owners = [occupied.at(service.id, cell)]
  const first = freeUnits(
    allowed.filter((unit) => unit <= kept),
    owners,
    seed,
  )
  // nobody overtakes who waits; only what those who wait may not have is left for others
  if (queue.all > 0) return queue.priority > 0 ? [] : first
  return [
    ...first,
    ...freeUnits(
      allowed.filter((unit) => unit > kept),
      owners,
      seed,
    ),
  ]
}

/** The claims of one place in this slot; undefined when there is none for this person. */
export function choosePlace(
  service: SlotRules,
  slot: DerivedSlot,
  occupied: Occupied,
  queue: Queue,
  who: Looker,
  seed: string,
): Claim[] | undefined {
  if (service.capacity_kind === 'pooled') {
    const [unit] = pooledUnits(service, slot, occupied, queue, who, seed)
    return unit === undefined ? undefined : [{ key: service.id, cell: minuteOf(slot.startsAt), unit, need: 0 }]
  }
  const needs = candidatesAt(service, slot, who.resourceId)
  if (needs.length === 0 || queue.all > 0) return undefined
  return chooseResources(needs, cellsOf(slot), occupied, seed)
}

/** How many such places there are. */
export function freePlaces(
  service: SlotRules,
  slot: DerivedSlot,
  occupied: Occupied,
  queue: Queue,
  who: Looker,
): number {
  if (service.capacity_kind === 'pooled') return pooledUnits(service, slot, occupied, queue, who, '').length
  const keys = service.needs.flatMap(({ candidates }) => candidates.map(({ resourceId }) => resourceId))
  const taken = occupied.copyOf(keys, cellsOf(slot))
  for (let places = 0; ; places += 1) {
    const claims = choosePlace(service, slot, taken, queue, who, '')
    if (!claims) return places
    for (const claim of claims) taken.add(claim, 'live')
  }
}

const mostOffered = 3

/**
 * Instead of a slot that is full: the three free ones that follow it; where fewer follow, the nearest ones before it as
 * well. `slots` and the answer are in the order of time; `free` shows a slot, or nothing where it is not free.
 */
export function slotsInstead<Slot extends { startsAt: Date }, Shown>(
  slots: readonly Slot[],
  wantedAt: Date,
  free: (slot: Slot) => Shown | undefined,
): Shown[] {
  const found: Shown[] = []
  const isAfter = (slot: Slot) => slot.startsAt.getTime() >= wantedAt.getTime()
  for (const slot of slots) {
    const shown = found.length < mostOffered && isAfter(slot) ? free(slot) : undefined
    if (shown !== undefined) found.push(shown)
  }
  for (const slot of slots.toReversed()) {
    const shown = found.length < mostOffered && !isAfter(slot) ? free(slot) : undefined
    if (shown !== undefined) found.unshift(shown)
  }
  return found
}
