import type { Slot } from '../../../../shared/booking/contract.ts'
import { groupsOf } from '../../../../shared/homecare/groups.ts'
import type { DerivedSlot } from '../../../../shared/booking/plan.ts'
import { addDays, dayOf, instantOf, type Day } from '../../../../shared/time.ts'
import { minuteOf, slotKey } from './decide-claims.ts'
import { hasPriority, type Person } from './decide.ts'
import {
  candidatesAt,
  capacityOf,
  freePlaces,
  isClosed,
  slotsInstead,
  slotsOfDays,
  type Looker,
} from './decide-slots.ts'
import type { Facts, HomeFacts, ServiceFacts } from './facts.ts'
import type { Look } from './store-facts.ts'

/** How many days are shown at once. */
export const daysShown = 14

/** Who somebody is, as the rules ask it: the copy that the session brought, and the groups staff noted. */
export function personOf(
  booker: { birthDate: Day | null; livingAlone: boolean },
  home: HomeFacts | undefined,
  now: Date,
): Person {
  const { birthDate, livingAlone } = booker
  return { birthDate, livingAlone, groups: groupsOf({ birthDate, livingAlone, noted: home?.noted ?? [] }, dayOf(now)) }
}

/** Whether the kept places are for this person, who comes by this channel. */
export function isEntitled(person: Person, byStaff: boolean, now: Date): boolean {
  return byStaff || hasPriority(person, dayOf(now))
}

/** What must be read to show a fortnight of a service. */
export function lookAtDays(
  place: { communityId: string; residentId?: string | undefined; serviceId: string },
  fromDay: Day,
  now: Date,
): Look {
  const toDay = addDays(fromDay, daysShown)
  return {
    communityId: place.communityId,
    serviceIds: [place.serviceId],
    residentIds: place.residentId === undefined ? [] : [place.residentId],
    bookingIds: [],
    starts: { from: instantOf(fromDay), to: instantOf(toDay) },
    fromDay,
    toDay,
    now,
  }
}

/** The slots of a fortnight as one person may use them, in order. */
export function slotsShown(
  facts: Facts,
  service: ServiceFacts,
  residentId: string | undefined,
  fromDay: Day,
  who: Looker,
): Slot[] {
  return slotsOfDays(service, fromDay, daysShown, facts.calendar.kindOf).map((slot) =>
    slotShown(facts, service, residentId, slot, who),
  )
}

/** The free slots of a fortnight that come nearest to one that is full. */
export function freeInstead(
  facts: Facts,
  service: ServiceFacts,
  residentId: string,
  wantedAt: Date,
  who: Looker,
): Slot[] {
  const slots = slotsOfDays(service, dayOf(who.now), daysShown, facts.calendar.kindOf)
  return slotsInstead(slots, wantedAt, (slot) => {
    const shown = slotShown(facts, service, residentId, slot, who)
    return shown.state === 'open' ? shown : undefined
  })
}

function slotShown(
  facts: Facts,
  service: ServiceFacts,
  residentId: string | undefined,
  slot: DerivedSlot,
  who: Looker,
): Slot {
  const cell = minuteOf(slot.startsAt)
  const queue = facts.waiting(service.id, cell)
  const mine = residentId === undefined ? undefined : facts.mine(slotKey(residentId, service.id), cell)
  const held = mine?.status === 'held' ? 1 : 0
  const left = freePlaces(service, slot, facts.occupied, queue, who) + held
  const isMine = mine !== undefined && held === 0
  const names = candidatesAt(service, slot, who.resourceId).flatMap(({ candidates }) => candidates)
  const nameOf = (resourceId: string) =>
    service.needs.flatMap(({ candidates }) => candidates).find((one) => one.resourceId === resourceId)?.name ?? null
  return {
    day: slot.day,
    startsAt: slot.startsAt.toISOString(),
    endsAt: slot.endsAt.toISOString(),
    placesLeft: left,
    capacity: capacityOf(service, slot),
    state: isMine ? 'mine' : isClosed(service, slot, who.now) ? 'closed' : left > 0 ? 'open' : 'full',
    resourceName: names.length === 1 && names[0] ? nameOf(names[0].resourceId) : null,
    waiting: queue.all,
  }
}
