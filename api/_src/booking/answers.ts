import type { Booking, ServiceDetail, ServiceSummary, Slot } from '../../../shared/booking/contract.ts'
import { dayOf } from '../../../shared/time.ts'
import { slotState } from './decide.ts'
import { sizeOfSet } from './decide-grid.ts'
import type { BookingRow, ServiceRow, SlotRow } from './store.ts'

/** How many places are left: pooled slots count them, exclusive ones count the units nobody uses at that time. */
export function placesLeft(slot: { capacity: number; taken: number | null; busyUnits: number }): number {
  return Math.max(0, slot.capacity - (slot.taken ?? sizeOfSet(slot.busyUnits)))
}

/** `家里，3 栋 2 单元 501` for what comes to the home, else the place of the service. */
export function placeOf(row: Pick<BookingRow, 'at_home' | 'place' | 'home_address'>): string {
  return row.at_home === 1 && row.home_address !== '' ? `${row.place}，${row.home_address}` : row.place
}

export function toSummary(service: ServiceRow, firstFree: Date | undefined): ServiceSummary {
  return {
    serviceId: service.id,
    category: service.category,
    name: service.name,
    line: service.line,
    priceCents: service.price_cents,
    icon: service.icon,
    eligibility: {
      minimumAge: service.minimum_age,
      livingAloneOnly: service.living_alone_only === 1,
      words: service.eligibility_words,
    },
    nextFreeDay: firstFree ? dayOf(firstFree) : null,
    nextFreeAt: firstFree ? firstFree.toISOString() : null,
  }
}

export function toDetail(service: ServiceRow, firstFree: Date | undefined): ServiceDetail {
  return {
    ...toSummary(service, firstFree),
    description: service.description,
    bring: [...service.bring],
    place: service.place,
    atHome: service.at_home === 1,
    providerName: service.provider_name,
    providerPhone: service.provider_phone,
    durationMinutes: service.duration_minutes,
    capacityKind: service.capacity_kind,
    cancelCutoffMinutes: service.cancel_cutoff_minutes,
    openLimit: service.open_limit,
  }
}

export function toSlot(slot: SlotRow, now: Date): Slot {
  const left = placesLeft(slot)
  const times = { startsAt: slot.starts_at, closesAt: slot.closes_at, closedAt: slot.closed_at }
  return {
    slotId: slot.id,
    day: dayOf(slot.starts_at),
    startsAt: slot.starts_at.toISOString(),
    endsAt: slot.ends_at.toISOString(),
    placesLeft: left,
    capacity: slot.capacity,
    state: slotState({ ...times, placesLeft: left }, slot.myBookingId !== null, now),
    resourceName: slot.resourceName,
  }
}

export function toBooking(row: BookingRow): Booking {
  return {
    bookingId: row.id,
    communityId: row.community_id,
    residentId: row.resident_id,
    residentName: row.resident_name,
    byDelegate: row.delegate_name !== null,
    delegateName: row.delegate_name,
    serviceId: row.service_id,
    serviceName: row.serviceName,
    category: row.category,
    icon: row.icon,
    place: placeOf(row),
    atHome: row.at_home === 1,
    providerName: row.provider_name,
    providerPhone: row.provider_phone,
    resourceName: row.resourceName,
    bring: [...row.bring],
    priceCents: row.price_cents,
    startsAt: row.starts_at.toISOString(),
    endsAt: row.ends_at.toISOString(),
    status: row.status,
    version: row.version,
    spokenNumber: row.spoken_number,
    note: row.note,
    cancelUntil: row.cancel_until.toISOString(),
    cancelReason: row.cancel_reason,
    bookedAt: row.booked_at.toISOString(),
  }
}
