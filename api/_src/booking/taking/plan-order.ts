import { holdSeconds, type BookingChannel } from '../../../../shared/booking/lifecycle.ts'
import { slotAt, type DerivedSlot } from '../../../../shared/booking/plan.ts'
import { priceFor } from '../../../../shared/homecare/groups.ts'
import { ok, refuse, type Refusal } from '../../../../shared/result.ts'
import { dayOf, instantOf, addSeconds, type Day } from '../../../../shared/time.ts'
import type { PersonRef } from '../../../../shared/schemas.ts'
import { isPausable } from '../counter/decide.ts'
import type { BookingStep } from '../tables.ts'
import {
  firstDayAfter,
  freeUnits,
  limitTurns,
  minuteOf,
  openKey,
  openNeed,
  periodOf,
  slotKey,
  slotNeed,
  takenUnits,
  type Claim,
  type Occupied,
} from './decide-claims.ts'
import { decideBooking, firstReminder, hasPriority, isSame, limitWords, openLimitWords, type Person } from './decide.ts'
import { choosePlace, isClosed } from './decide-slots.ts'
import { isPlace, type Facts, type HomeFacts, type ServiceFacts } from './facts.ts'
import { isEntitled, personOf } from './slots.ts'
import type { BookingRow, NewBooking } from './store-booking.ts'
import { orphanMilliseconds, type NewClaim } from './store-claim.ts'

/** The person a booking is for, and who makes it. */
export interface Booker {
  residentName: string
  address: string
  birthDate: Day | null
  livingAlone: boolean
  /** How to call who books; null when it is the person. */
  delegateName: string | null
  /** By virtue of a post, for somebody on the telephone or at the counter. */
  byStaff: boolean
}

export interface WantedPlace {
  bookingId: string
  residentId: string
  serviceId: string
  startsAt: Date
  resourceId?: string | undefined
}

/** Places wanted by one command, all of one community: all of them or none. */
export interface Order {
  communityId: string
  places: readonly WantedPlace[]
  as: 'held' | 'confirmed'
  basketId: string | null
  seriesId?: string | null
  /** Somebody else tells of it. */
  quiet?: boolean
  note: string
  bookedBy: string
  channel: BookingChannel
  /** Undefined: this account books nothing for that person. */
  booker: (person: PersonRef, home: HomeFacts | undefined) => Booker | undefined
}

/** One booking with everything it takes. */
export interface PlannedBooking {
  row: NewBooking
  service: ServiceFacts
  claims: NewClaim[]
  /** The person's own hold of this slot, whose claims become this booking's. */
  adopts: string | undefined
}

type Refused = Refusal<
  | 'not_found'
  | 'not_delegated'
  | 'id_taken'
  | 'slot_full'
  | 'slot_past'
  | 'slot_closed'
  | 'already_booked'
  | 'not_eligible'
  | 'booking_paused'
  | 'limit_reached'
> & { place: WantedPlace }

/** Decides all places of an order by what was read; every place that is chosen counts as taken for the next. */
export function planOrder(
  order: Order,
  facts: Facts,
  now: Date,
): { ok: true; data: 'repeat' | PlannedBooking[] } | Refused {
  const planned: PlannedBooking[] = []
  const occupied = facts.occupied.copy()
  const found = order.places.filter(({ bookingId }) => facts.earlier.has(bookingId)).length
  for (const place of order.places) {
    const earlier = facts.earlier.get(place.bookingId)
    const { note, bookedBy, basketId } = order
    if (earlier ? !isSame(earlier, { ...place, note, bookedBy, basketId }) : found > 0) {
      return { ...refuse('id_taken'), place }
    }
    if (earlier) continue
    const one = planPlace(order, place, facts, occupied, now)
    if (!one.ok) return { ...one, place }
    for (const claim of one.data.claims) occupied.add(claim, 'live')
    planned.push(one.data)
  }
  return ok(found > 0 ? 'repeat' : planned)
}

function planPlace(order: Order, place: WantedPlace, facts: Facts, occupied: Occupied, now: Date) {
  const { serviceId, residentId, startsAt, bookingId } = place
  const service = facts.services.get(serviceId)
  if (!service) return refuse('not_found')
  const home = facts.homes.get(residentId)
  const booker = order.booker({ communityId: order.communityId, residentId }, home)
  if (!booker) return refuse('not_delegated')
  const slot = slotIn(service, facts, startsAt)
  const person = personOf(booker, home, now)
  const mine = facts.mine(slotKey(residentId, serviceId), minuteOf(startsAt))
  const own = facts.own.get(bookingId)
  const isAdopted = mine?.status === 'held' && mine.bookingId !== bookingId
  const hold = isAdopted && suits(mine.resourceIds, service, place) ? mine : undefined
  const chosen = slot && !own && !hold ? choose(place, service, slot, occupied, facts, booker, now) : undefined
  const settled = own !== undefined || hold !== undefined
  const decision = decideBooking(
    {
      // who stands at the counter may have what is left of a slot that has begun
      startsAt: order.channel === 'walk_in' && slot ? slot.endsAt : startsAt,
      planned: slot !== undefined,
      closed: slot === undefined || isClosed(service, slot, now, order.channel),
      eligible: {
        minimumAge: service.minimum_age,
        livingAloneOnly: service.living_alone_only === 1,
        groups: service.eligible_groups,
      },
      person,
      paused: !booker.byStaff && isPaused(facts, service, residentId),
      // by another booking, or by another place of this very order
      hasSlot: !settled && takenUnits(occupied, slotKey(residentId, serviceId), minuteOf(startsAt)).length > 0,
      limit: settled ? null : (chosen?.limit ?? null),
      hasPlace: settled || chosen?.claims !== undefined,
    },
    now,
  )
  if (!decision.ok || !slot) return decision.ok ? refuse('slot_closed') : decision
  const claims = chosen?.claims ?? []
  const resourceIds = hold?.resourceIds ?? resourcesIn(own ?? claims, service)
  return ok({
    row: newRow(
      order,
      place,
      service,
      slot,
      { booker, resourceIds, priority: hasPriority(person, dayOf(now)), person },
      now,
    ),
    service,
    claims: claims.map((claim) => ({ ...claim, bookingId, dueAt: dueOf(claim, slot.day, now) })),
    adopts: hold?.bookingId,
  })
}

/** Asked to pause, and this is something one can do without for a fortnight. Staff book for them all the same. */
export function isPaused(facts: Facts, service: Pick<ServiceFacts, 'category'>, residentId: string): boolean {
  return facts.paused.has(residentId) && isPausable(service.category)
}

/** The slot of the plan that begins exactly then. */
export function slotIn(service: ServiceFacts, facts: Facts, startsAt: Date): DerivedSlot | undefined {
  const planned = { plan: service.plan, durationMinutes: service.duration_minutes }
  return slotAt(startsAt, planned, service.exceptions, facts.calendar.kindOf, service.opening_hours)
}

function suits(resourceIds: readonly string[], service: ServiceFacts, { resourceId }: WantedPlace): boolean {
  return resourceId === undefined || service.capacity_kind === 'pooled' || resourceIds.includes(resourceId)
}

/** The place and the turns of every limit; `limit` says in words which one is reached. */
function choose(
  place: WantedPlace,
  service: ServiceFacts,
  slot: DerivedSlot,
  occupied: Occupied,
  facts: Facts,
  booker: Booker,
  now: Date,
): { claims: Claim[] | undefined; limit: string | null } {
  const { residentId, serviceId, bookingId, resourceId } = place
  const home = facts.homes.get(residentId)
  const turns = turnsOf(service, { residentId, householdId: home?.homeHousehold ?? residentId }, slot, occupied)
  if (typeof turns === 'string') return { claims: undefined, limit: turns }
  const entitled = isEntitled(personOf(booker, home, now), booker.byStaff, now)
  const queue = facts.waiting(serviceId, minuteOf(slot.startsAt))
  const chosen = choosePlace(service, slot, occupied, queue, { entitled, resourceId, now }, bookingId)
  return { claims: chosen && [...chosen, ...turns], limit: null }
}

/** A turn of every limit for one more booking of this person; words when one is reached. */
export function turnsOf(
  service: ServiceFacts,
  person: { residentId: string; householdId: string },
  slot: Pick<DerivedSlot, 'startsAt' | 'day'>,
  occupied: Occupied,
): Claim[] | string {
  const { residentId } = person
  const key = openKey(residentId, service.id)
  const open = freeTurn(occupied, key, 0, service.open_limit)
  if (open === undefined) return openLimitWords(service.open_limit)
  const claims = [
    { key: slotKey(residentId, service.id), cell: minuteOf(slot.startsAt), unit: 1, need: slotNeed },
    { key, cell: 0, unit: open, need: openNeed },
  ]
  for (const { limit, ...turn } of limitTurns(service.limits, { ...person, serviceId: service.id }, slot.day)) {
    const unit = freeTurn(occupied, turn.key, turn.cell, limit.most)
    if (unit === undefined) return limitWords(limit)
    claims.push({ ...turn, unit })
  }
  return claims
}

/** Whether a person has as many open bookings of a service as one may have; holds become bookings only later. */
export function openLimitReached(service: ServiceFacts, residentId: string, facts: Facts): boolean {
  const key = openKey(residentId, service.id)
  return takenUnits(facts.occupied, key, 0).length - facts.holds(key) >= service.open_limit
}

function freeTurn(occupied: Occupied, key: string, cell: number, most: number): number | undefined {
  // where the limit was lowered, the turns above it count as well
  if (takenUnits(occupied, key, cell).length >= most) return undefined
  return freeUnits(
    Array.from({ length: most }, (_, index) => index + 1),
    [occupied.at(key, cell)],
    '',
  )[0]
}

/** The resources among these claims, in the order of the needs. */
export function resourcesIn(claims: readonly Claim[], service: Pick<ServiceFacts, 'id'>): string[] {
  const keys = claims
    .filter((claim) => isPlace(claim) && claim.key !== service.id)
    .toSorted((one, other) => one.need - other.need)
    .map(({ key }) => key)
  return [...new Set(keys)]
}

/** `林芳医生`, `林芳医生、2 号诊室`; null when nobody in particular serves. */
export function namesOf(resourceIds: readonly string[], service: Pick<ServiceFacts, 'needs'>): string | null {
  const all = service.needs.flatMap(({ candidates }) => candidates)
  const names = resourceIds.flatMap((id) => all.find((one) => one.resourceId === id)?.name ?? [])
  return names.length === 0 ? null : names.join('、').slice(0, 80)
}

/** When the sweep must look at a claim: soon, whether its booking was written; at a limit's when its period is over. */
export function dueOf(claim: Pick<Claim, 'key' | 'need'>, day: Day, now: Date): Date {
  const period = periodOf(claim)
  return period ? instantOf(firstDayAfter(day, period)) : new Date(now.getTime() + orphanMilliseconds)
}

export function newRow(
  order: Order,
  place: WantedPlace,
  service: ServiceFacts,
  slot: DerivedSlot,
  who: { booker: Booker; resourceIds: readonly string[]; priority: boolean; person: Person },
  now: Date,
): NewBooking {
  const { booker, resourceIds } = who
  const isHeld = order.as === 'held'
  const { priceCents, group } = priceFor(
    { priceKind: service.price_kind, priceCents: service.price_cents, subsidies: service.subsidies },
    who.person.groups,
  )
  const step: BookingStep = {
    version: 1,
    kind: 'confirmed',
    at: now.toISOString(),
    by: order.bookedBy,
    delegateName: booker.delegateName,
  }
  const keptUntil = isHeld ? addSeconds(now, holdSeconds) : null
  return {
    community_id: order.communityId,
    id: place.bookingId,
    service_id: service.id,
    resident_id: place.residentId,
    resident_name: booker.residentName,
    home_address: booker.address,
    has_priority: who.priority ? 1 : 0,
    booked_by: order.bookedBy,
    delegate_name: booker.delegateName,
    channel: order.channel,
    note: order.note,
    day: slot.day,
    starts_at: slot.startsAt,
    ends_at: slot.endsAt,
    cancel_until: addSeconds(slot.startsAt, -60 * service.cancel_cutoff_minutes),
    resource_ids: resourceIds,
    resource_name: namesOf(resourceIds, service),
    price_cents: priceCents,
    price_group: group,
    basket_id: order.basketId,
    series_id: order.seriesId ?? null,
    status: order.as,
    version: isHeld ? 0 : 1,
    notified_version: order.quiet === true && !isHeld ? 1 : 0,
    history: isHeld ? [] : [step],
    booked_at: now,
    waiting_since: null,
    kept_until: keptUntil,
    remind_at: isHeld ? null : firstReminder(slot.startsAt, now),
    reminded_at: null,
    reply: null,
    opened_at: null,
    checked_in_at: null,
    ended_at: null,
    cancel_reason: null,
    due_at: keptUntil ?? slot.endsAt,
  }
}

/** The row as it now stands, without reading it again. */
export function rowOf(row: NewBooking, service: ServiceFacts, spokenNumber: string): BookingRow {
  return {
    ...row,
    spoken_number: spokenNumber,
    serviceName: service.name,
    serviceChannel: service.channel,
    category: service.category,
    icon: service.icon,
    place: service.place,
    materials: service.materials,
    providerName: service.provider_name,
    providerPhone: service.provider_phone,
    queuePlace: null,
  }
}
