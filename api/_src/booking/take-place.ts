import { addDays, dayOf, instantOf } from '../../../shared/time.ts'
import type { Slot } from '../../../shared/booking/contract.ts'
import type { Db } from '../platform/db/tables.ts'
import { placesLeft, toSlot } from './answers.ts'
import {
  placesToTry,
  slotsInstead,
  type BookingFacts,
  type BookingWish,
  type OpenPlaces,
  type Person,
} from './decide.ts'
import { freeUnits } from './decide-grid.ts'
import { readSlots, type AttemptRow, type BookingRow } from './store.ts'
import { claimUnit, clearEnded, confirmPending, insertConfirmed, insertPending, releaseClaims } from './store-take.ts'
import type { NewBooking, Taken } from './store-take.ts'

/** How far ahead slots are shown and offered. */
export const daysAhead = 14

/** What became of an attempt. `again` = the same command arrived twice at once: look at what the other one did. */
export type Outcome =
  | { kind: 'confirmed'; row: BookingRow }
  | { kind: 'full' }
  | { kind: 'again' }
  | { kind: 'already_booked' }
  | { kind: 'limit_reached' }

/** The facts `decideBooking` asks for, out of what was read. */
export function factsOf(attempt: AttemptRow, wish: BookingWish, person: Person): BookingFacts {
  const { id, status } = attempt
  return {
    wish,
    earlier:
      id === null || status === null
        ? undefined
        : {
            status,
            residentId: attempt.resident_id ?? '',
            slotId: attempt.slot_id ?? '',
            note: attempt.note ?? '',
            bookedBy: attempt.booked_by ?? '',
          },
    slot: {
      startsAt: attempt.startsAt,
      closesAt: attempt.closesAt,
      closedAt: attempt.closedAt,
      placesLeft: placesLeft({ ...attempt, busyUnits: attempt.busyUnits ?? 0 }),
    },
    withdrawn: attempt.withdrawn_at !== null,
    eligible: { minimumAge: attempt.minimum_age, livingAloneOnly: attempt.living_alone_only === 1 },
    person,
    open: openPlacesOf(attempt),
    hasSlot: attempt.myBookingId !== null && attempt.myBookingId !== id,
    holdsUnit: attempt.claimedUnit !== null,
  }
}

function openPlacesOf(attempt: AttemptRow): OpenPlaces {
  return { limit: attempt.open_limit, held: attempt.heldPlaces ?? 0, ended: attempt.endedPlaces ?? 0 }
}

/** Takes the place of a booking that was decided upon. Crash-safe after each statement; see `store-take.ts`. */
export async function takePlace(db: Db, attempt: AttemptRow, booking: NewBooking, now: Date): Promise<Outcome> {
  const { places, clearEnded: mustClear } = placesToTry(openPlacesOf(attempt))
  if (mustClear) await clearEnded(db, booking, now)
  return attempt.resourceId === null
    ? takePooled(db, attempt, booking, places)
    : takeExclusive(db, attempt, booking, attempt.resourceId, places)
}

async function takePooled(db: Db, attempt: AttemptRow, booking: NewBooking, places: number[]): Promise<Outcome> {
  let spoken = attempt.status === 'pending' ? attempt.spoken_number : null
  if (spoken === null) {
    const inserted = await insertPending(db, booking)
    if (inserted.taken === 'repeated') return { kind: 'again' }
    spoken = inserted.spoken
  }
  for (const place of places) {
    const confirmed = await confirmPending(db, booking, place)
    if (confirmed === 'none') return { kind: 'full' }
    if (confirmed === 'has_slot') return { kind: 'already_booked' }
    if (confirmed === 'done') return { kind: 'confirmed', row: confirmedRow(attempt, booking, spoken) }
  }
  return { kind: 'limit_reached' }
}

async function takeExclusive(
  db: Db,
  attempt: AttemptRow,
  booking: NewBooking,
  resourceId: string,
  places: number[],
): Promise<Outcome> {
  if (attempt.claimedUnit === null) {
    const claimed = await claimSomeUnit(db, attempt, booking, resourceId)
    if (claimed !== 'done') return { kind: claimed }
  }
  let last: Taken = 'place_held'
  for (const place of places) {
    const { taken, spoken } = await insertConfirmed(db, booking, place)
    if (taken === 'done') return { kind: 'confirmed', row: confirmedRow(attempt, booking, spoken) }
    if (taken === 'repeated') return { kind: 'again' }
    last = taken
    if (taken === 'has_slot') break
  }
  await releaseClaims(db, booking.communityId, [booking.id])
  return { kind: last === 'has_slot' ? 'already_booked' : 'limit_reached' }
}

async function claimSomeUnit(
  db: Db,
  attempt: AttemptRow,
  booking: NewBooking,
  resourceId: string,
): Promise<'done' | 'full' | 'again'> {
  for (const unit of freeUnits(attempt.busyUnits ?? 0, attempt.capacity, booking.id)) {
    const claimed = await claimUnit(db, booking, resourceId, unit)
    if (claimed === 'done') return 'done'
    if (claimed === 'repeated') return 'again'
  }
  return 'full'
}

/** The row as it now stands, without reading it again. */
function confirmedRow(attempt: AttemptRow, booking: NewBooking, spoken: string): BookingRow {
  return {
    community_id: booking.communityId,
    id: booking.id,
    slot_id: booking.slotId,
    service_id: booking.serviceId,
    resource_id: booking.resourceId,
    resident_id: booking.residentId,
    resident_name: booking.residentName,
    home_address: booking.homeAddress,
    booked_by: booking.bookedBy,
    delegate_name: booking.delegateName,
    note: booking.note,
    day: booking.day,
    starts_at: booking.startsAt,
    ends_at: booking.endsAt,
    cancel_until: booking.cancelUntil,
    spoken_number: spoken,
    status: 'confirmed',
    version: 1,
    history: [],
    cancel_reason: null,
    booked_at: attempt.booked_at ?? booking.bookedAt,
    serviceName: attempt.serviceName,
    category: attempt.category,
    icon: attempt.icon,
    place: attempt.place,
    at_home: attempt.at_home,
    provider_name: attempt.provider_name,
    provider_phone: attempt.provider_phone,
    bring: attempt.bring,
    price_cents: attempt.price_cents,
    resourceName: attempt.resourceName,
  }
}

/**
 * The next three free slots of a service, and whether this very booking has meanwhile got its place by another arrival
 * of the same command.
 */
export async function nextFreeSlots(
  db: Db,
  asked: { communityId: string; residentId: string; serviceId: string; bookingId: string; wantedAt: Date },
  now: Date,
): Promise<{ nextFree: Slot[]; gotIt: boolean }> {
  const to = instantOf(addDays(dayOf(now), daysAhead))
  const found = await readSlots(db, { ...asked, from: now, to, now })
  const slots = found?.slots ?? []
  return {
    nextFree: slotsInstead(
      slots.map((slot) => toSlot(slot, now)),
      asked.wantedAt,
    ),
    gotIt: slots.some((slot) => slot.myBookingId === asked.bookingId),
  }
}
