import type { Unplanned } from '../../../../shared/booking/offering-contract.ts'
import { addDays, dayOf, instantOf } from '../../../../shared/time.ts'
import type { Db } from '../../platform/db/tables.ts'
import { Occupied, minuteOf } from '../taking/decide-claims.ts'
import { timeAskedOf } from './decide-asked.ts'
import { becauseOf, nearestSlots, overCapacity, type HeldUnit, type Schedule } from './decide-hits.ts'
import { readHeld, type ComingRow } from './store.ts'

/** Bookings that a plan has no time for, each with the reason; in the order of time. */
export interface Hit {
  booking: ComingRow
  because: string
}

/** Bookings that do not stand under `after` and, where `before` is given, did so far. */
export function hitsOf(coming: readonly ComingRow[], after: Schedule, before?: Schedule): Hit[] {
  return coming.flatMap((booking) => {
    const because = becauseOf(booking, after)
    return because === null || (before && becauseOf(booking, before) !== null) ? [] : [{ booking, because }]
  })
}

/** Those that have one place too much under `after`, and none too much before. */
export function crowdedOut(
  coming: readonly ComingRow[],
  held: readonly HeldUnit[],
  after: Schedule,
  before?: Schedule,
): Hit[] {
  const already = new Set(before ? overCapacity(coming, held, before) : [])
  const hit = new Set(overCapacity(coming, held, after))
  return coming.flatMap((booking) =>
    hit.has(booking.bookingId) && !already.has(booking.bookingId) ? [{ booking, because: '名额少了' }] : [],
  )
}

/** The places given away of these services, and of what they need, from now on. One statement. */
export async function heldUnits(
  db: Db,
  communityId: string,
  serviceIds: ReadonlySet<string>,
  schedules: readonly Schedule[],
  now: Date,
): Promise<HeldUnit[]> {
  const keys = new Set<string>()
  let daysAhead = 0
  for (const { offering } of schedules) {
    for (const service of offering.services.filter(({ serviceId }) => serviceIds.has(serviceId))) {
      daysAhead = Math.max(daysAhead, service.daysAhead)
      if (service.capacityKind === 'pooled') keys.add(service.serviceId)
      for (const resourceId of service.needs.flat()) keys.add(resourceId)
    }
  }
  const until = instantOf(addDays(dayOf(now), daysAhead + 1))
  return readHeld(db, { communityId, keys: [...keys], fromCell: minuteOf(now), toCell: minuteOf(until) })
}

/** The people hit as staff sees them, each with the nearest time that is free for them under `after`. */
export function unplannedPeople(
  hits: readonly Hit[],
  coming: readonly ComingRow[],
  held: readonly HeldUnit[],
  after: Schedule,
  now: Date,
): Unplanned[] {
  const occupied = new Occupied()
  for (const one of held) occupied.add(one, 'live')
  const nearest = nearestSlots(
    hits.map(({ booking }) => booking),
    after,
    occupied,
    coming,
    now,
  )
  return hits.map(({ booking, because }) => {
    const slot = nearest.get(booking.bookingId)
    const asked = timeAskedOf(booking)
    return {
      bookingId: booking.bookingId,
      version: booking.version,
      residentId: booking.residentId,
      residentName: booking.residentName,
      phone: booking.phone,
      delegateName: booking.delegateName,
      serviceId: booking.serviceId,
      serviceName: after.service(booking.serviceId)?.name ?? '',
      status: booking.status,
      startsAt: booking.startsAt.toISOString(),
      endsAt: booking.endsAt.toISOString(),
      spokenNumber: booking.spokenNumber,
      because,
      nearest: slot ? { startsAt: slot.startsAt.toISOString(), endsAt: slot.endsAt.toISOString() } : null,
      asked: asked === null ? null : { at: asked.at, startsAt: asked.startsAt },
    }
  })
}
