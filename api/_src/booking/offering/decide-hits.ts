import type { BookingStatus } from '../../../../shared/booking/lifecycle.ts'
import { reservedUntilHours } from '../../../../shared/booking/lifecycle.ts'
import { resourceAway, slotsOn, type DayKind, type DerivedSlot } from '../../../../shared/booking/plan.ts'
import type { OfferedException } from '../../../../shared/booking/offering-schemas.ts'
import { addDays, dayOf, type Day } from '../../../../shared/time.ts'
import { allowedUnits, cellsOf, chooseResources, freeUnits, minuteOf, takenUnits } from '../taking/decide-claims.ts'
import type { Occupied } from '../taking/decide-claims.ts'
import type { Offering, ServiceState } from './decide-change.ts'

/** What days are here, holidays and the community's own ones. */
export interface Calendar {
  kindOf: (day: Day) => DayKind
  wordsOf: (day: Day) => string
}

/** A booking that is still to come, as far as the plan is concerned. */
export interface ComingBooking {
  bookingId: string
  residentId: string
  serviceId: string
  status: BookingStatus
  hasPriority: boolean
  startsAt: Date
  endsAt: Date
  resourceIds: readonly string[]
}

/** The slots of a community under one offering, each day of a service looked at once. */
export class Schedule {
  readonly offering: Offering
  readonly calendar: Calendar
  readonly #days = new Map<string, DerivedSlot[]>()

  constructor(offering: Offering, calendar: Calendar) {
    this.offering = offering
    this.calendar = calendar
  }

  service(serviceId: string): ServiceState | undefined {
    return this.offering.services.find((one) => one.serviceId === serviceId)
  }

  provider(service: ServiceState) {
    return this.offering.providers.find(({ providerId }) => providerId === service.providerId)
  }

  resource(resourceId: string) {
    return this.offering.resources.find((one) => one.resourceId === resourceId)
  }

  exceptionsOf({ serviceId, providerId }: Pick<ServiceState, 'serviceId' | 'providerId'>): OfferedException[] {
    return this.offering.exceptions.filter(
      (one) =>
        (one.serviceId === null || one.serviceId === serviceId) &&
        (one.providerId === null || one.providerId === providerId),
    )
  }

  slotsOn(service: ServiceState, day: Day): DerivedSlot[] {
    const key = `${service.serviceId} ${day}`
    const known = this.#days.get(key)
    if (known) return known
    const provider = this.provider(service)
    const isOffered = !service.isWithdrawn && provider?.isWithdrawn === false
    const hours = provider?.openingHours ?? null
    const slots = isOffered ? slotsOn(day, service, this.exceptionsOf(service), this.calendar.kindOf(day), hours) : []
    this.#days.set(key, slots)
    return slots
  }

  slotAt(service: ServiceState, startsAt: Date): DerivedSlot | undefined {
    return this.slotsOn(service, dayOf(startsAt)).find((slot) => slot.startsAt.getTime() === startsAt.getTime())
  }
}

/** Why a booked time does not stand under this plan, in words; null when it stands. */
export function becauseOf(booking: ComingBooking, schedule: Schedule): string | null {
  const service = schedule.service(booking.serviceId)
  if (!service || service.isWithdrawn) return '这项服务停了'
  const provider = schedule.provider(service)
  if (!provider || provider.isWithdrawn) return `${provider?.name ?? '这里'}停了`
  const day = dayOf(booking.startsAt)
  if (!schedule.slotAt(service, booking.startsAt)) {
    const closed = schedule
      .exceptionsOf(service)
      .find(
        ({ kind, resourceId, fromDay, toDay }) =>
          kind === 'closed' && resourceId === null && fromDay <= day && day <= toDay,
      )
    if (closed) return closed.reason === '' ? '这天停一停' : closed.reason
    if (schedule.calendar.kindOf(day) === 'holiday') return `${schedule.calendar.wordsOf(day)}休息`
    return '时间安排改了'
  }
  for (const resourceId of booking.resourceIds) {
    const resource = schedule.resource(resourceId)
    if (!resource || resource.isWithdrawn) return `${resource?.name ?? '约的人'}不在这里了`
    if (!resourceAway(schedule.offering.exceptions, resourceId, booking)) continue
    const reason = schedule.offering.exceptions.find(
      (one) => one.resourceId === resourceId && one.fromDay <= day && day <= one.toDay,
    )?.reason
    return reason === undefined || reason === '' ? `${resource.name}那天不在` : reason
  }
  return null
}

/** A unit of a place that a booking to come has. */
export interface HeldUnit {
  key: string
  cell: number
  unit: number
  bookingId: string
}

/**
 * Bookings that have a place beyond what there is: where a slot or a resource has fewer than were given away, those of
 * the highest units, as many as are too much.
 */
export function overCapacity(
  bookings: readonly ComingBooking[],
  held: readonly HeldUnit[],
  schedule: Schedule,
): string[] {
  const starts = new Map(bookings.map((one) => [`${one.serviceId} ${minuteOf(one.startsAt)}`, one.startsAt]))
  const known = new Set(bookings.map(({ bookingId }) => bookingId))
  const places = new Map<string, HeldUnit[]>()
  for (const one of held) {
    const place = `${one.key} ${one.cell}`
    places.set(place, [...(places.get(place) ?? []), one])
  }
  const hit = new Set<string>()
  for (const [place, units] of places) {
    const [key = ''] = place.split(' ')
    const service = schedule.service(key)
    const startsAt = starts.get(place)
    const slot = service && startsAt && schedule.slotAt(service, startsAt)
    const most = service ? (slot ? (slot.capacity ?? service.capacity) : undefined) : schedule.resource(key)?.units
    if (most === undefined || units.length <= most) continue
    const highestFirst = units.toSorted((one, other) => other.unit - one.unit)
    for (const { bookingId } of highestFirst.slice(0, units.length - most)) if (known.has(bookingId)) hit.add(bookingId)
  }
  return [...hit]
}

/**
 * The nearest free slot for each of these bookings, in their order: no place is offered to two. Nobody is given a slot
 * that others wait for, or that they have already; of two that are as near the later one comes first.
 */
export function nearestSlots(
  bookings: readonly ComingBooking[],
  schedule: Schedule,
  occupied: Occupied,
  coming: readonly ComingBooking[],
  now: Date,
): Map<string, DerivedSlot> {
  const waitedFor = new Set<string>()
  const owned = new Set<string>()
  for (const { status, serviceId, residentId, startsAt } of coming) {
    if (status === 'waiting') waitedFor.add(`${serviceId} ${minuteOf(startsAt)}`)
    owned.add(`${residentId} ${serviceId} ${minuteOf(startsAt)}`)
  }
  const today = dayOf(now)
  const given = occupied.copy()
  const found = new Map<string, DerivedSlot>()
  const candidates = new Map<string, DerivedSlot[]>()
  for (const booking of bookings) {
    const service = schedule.service(booking.serviceId)
    if (!service) continue
    const slots = candidates.get(service.serviceId) ?? bookableSlots(service, schedule, now)
    candidates.set(service.serviceId, slots)
    const wanted = booking.startsAt.getTime()
    const byDistance = slots.toSorted(
      (one, other) =>
        Math.abs(one.startsAt.getTime() - wanted) - Math.abs(other.startsAt.getTime() - wanted) ||
        other.startsAt.getTime() - one.startsAt.getTime(),
    )
    for (const slot of byDistance) {
      // who was to come another day has no time to answer for today
      if (slot.day === today && dayOf(booking.startsAt) !== today) continue
      const place = `${service.serviceId} ${minuteOf(slot.startsAt)}`
      if (waitedFor.has(place) || owned.has(`${booking.residentId} ${place}`)) continue
      if (!takePlace(booking, service, slot, schedule, given, now)) continue
      found.set(booking.bookingId, slot)
      owned.add(`${booking.residentId} ${place}`)
      break
    }
  }
  return found
}

function bookableSlots(service: ServiceState, schedule: Schedule, now: Date): DerivedSlot[] {
  const today = dayOf(now)
  const earliest = now.getTime() + service.closeMinutes * 60_000
  const slots: DerivedSlot[] = []
  for (let ahead = 0; ahead <= service.daysAhead; ahead += 1)
    slots.push(...schedule.slotsOn(service, addDays(today, ahead)))
  return slots.filter(({ startsAt }) => startsAt.getTime() > earliest)
}

/** Takes a place of the slot away for this booking, so that the next one gets another; false when there is none. */
function takePlace(
  { bookingId, hasPriority }: ComingBooking,
  service: ServiceState,
  slot: DerivedSlot,
  schedule: Schedule,
  given: Occupied,
  now: Date,
): boolean {
  if (service.capacityKind === 'pooled') {
    const cell = minuteOf(slot.startsAt)
    const keptStill = slot.startsAt.getTime() - now.getTime() > reservedUntilHours * 3_600_000
    const kept = keptStill && !hasPriority ? service.reservedPlaces : 0
    const units = allowedUnits(
      { capacity: slot.capacity ?? service.capacity, kept },
      takenUnits(given, service.serviceId, cell),
    )
    const [unit] = freeUnits(units, [given.at(service.serviceId, cell)], bookingId)
    if (unit === undefined) return false
    given.add({ key: service.serviceId, cell, unit }, 'live')
    return true
  }
  const needs = service.needs.map((resourceIds, position) => ({
    position,
    candidates: resourceIds.flatMap((resourceId) => {
      const resource = schedule.resource(resourceId)
      const isThere = resource && !resource.isWithdrawn && !resourceAway(schedule.offering.exceptions, resourceId, slot)
      return isThere ? [{ resourceId, units: resource.units }] : []
    }),
  }))
  const claims = chooseResources(needs, cellsOf(slot), given, bookingId)
  for (const claim of claims ?? []) given.add(claim, 'live')
  return claims !== undefined
}
