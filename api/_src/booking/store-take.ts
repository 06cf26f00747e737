import { isDuplicate } from '../platform/db/errors.ts'
import type { Db } from '../platform/db/tables.ts'
import { json } from '../platform/db/values.ts'
import { cellsOf, spokenNumber } from './decide-grid.ts'
import type { BookingStep } from './tables.ts'

/** How long a half-made booking may stand before the sweep takes it away. */
export const pendingMilliseconds = 60_000

/** A booking about to be made: everything but its place. */
export interface NewBooking {
  communityId: string
  id: string
  slotId: string
  serviceId: string
  resourceId: string | null
  residentId: string
  residentName: string
  homeAddress: string
  bookedBy: string
  delegateName: string | null
  note: string
  day: string
  startsAt: Date
  endsAt: Date
  cancelUntil: Date
  bookedAt: Date
}

/**
 * `done`; `repeated` = a row with this id is already there; `has_slot` = this person has the slot by another booking;
 * `place_held` = another booking of this person and service holds this open place.
 */
export type Taken = 'done' | 'repeated' | 'has_slot' | 'place_held'

const mostSpokenNumbers = 20

function meaning(error: unknown): Exclude<Taken, 'done'> | 'number_given' {
  if (isDuplicate(error, 'PRIMARY')) return 'repeated'
  if (isDuplicate(error, 'booking_live')) return 'has_slot'
  if (isDuplicate(error, 'booking_open')) return 'place_held'
  if (isDuplicate(error, 'booking_spoken')) return 'number_given'
  throw error
}

/** Inserts the booking with the first spoken number of its day that nobody has. */
async function insertBooking(
  db: Db,
  booking: NewBooking,
  state: { status: 'pending' } | { status: 'confirmed'; openPlace: number },
): Promise<{ taken: Taken; spoken: string }> {
  const confirmed = state.status === 'confirmed'
  const step: BookingStep = {
    version: 1,
    status: 'confirmed',
    at: booking.bookedAt.toISOString(),
    by: booking.bookedBy,
    delegateName: booking.delegateName,
  }
  for (let attempt = 0; attempt < mostSpokenNumbers; attempt += 1) {
    const spoken = spokenNumber(booking.id, attempt)
    try {
      await db
        .insertInto('booking')
        .values({
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
          status: state.status,
          version: confirmed ? 1 : 0,
          notified_version: 0,
          history: json([step]),
          live_resident_id: confirmed ? booking.residentId : null,
          open_place: confirmed ? state.openPlace : null,
          cancel_reason: null,
          booked_at: booking.bookedAt,
          cancelled_at: null,
          due_at: confirmed ? booking.endsAt : new Date(booking.bookedAt.getTime() + pendingMilliseconds),
        })
        .execute()
      return { taken: 'done', spoken }
    } catch (error) {
      const what = meaning(error)
      if (what !== 'number_given') return { taken: what, spoken }
    }
  }
  throw new Error('the day has run out of spoken numbers')
}

/** Step one of a pooled booking: a row that holds nothing yet. */
export function insertPending(db: Db, booking: NewBooking) {
  return insertBooking(db, booking, { status: 'pending' })
}

/** The last step of an exclusive booking, whose claims stand already: the row that makes them count. */
export function insertConfirmed(db: Db, booking: NewBooking, openPlace: number) {
  return insertBooking(db, booking, { status: 'confirmed', openPlace })
}

/**
 * Step two of a pooled booking: ONE statement that takes the place and confirms the row, or does neither. `none` = no
 * place was left, or the row was confirmed or swept in between.
 */
export async function confirmPending(
  db: Db,
  { communityId, slotId, id }: Pick<NewBooking, 'communityId' | 'slotId' | 'id'>,
  openPlace: number,
): Promise<'done' | 'none' | 'has_slot' | 'place_held'> {
  try {
    const { numUpdatedRows } = await db
      .updateTable(['service_slot as s', 'booking as b'])
      .set('s.taken', (eb) => eb('s.taken', '+', 1))
      .set('b.status', 'confirmed')
      .set('b.version', 1)
      .set('b.live_resident_id', (eb) => eb.ref('b.resident_id'))
      .set('b.open_place', openPlace)
      .set('b.due_at', (eb) => eb.ref('b.ends_at'))
      .where('s.community_id', '=', communityId)
      .where('s.id', '=', slotId)
      .where('b.community_id', '=', communityId)
      .where('b.id', '=', id)
      .whereRef('b.slot_id', '=', 's.id')
      .where('b.status', '=', 'pending')
      .whereRef('s.taken', '<', 's.capacity')
      .where('s.closed_at', 'is', null)
      .executeTakeFirstOrThrow()
    return numUpdatedRows > 0n ? 'done' : 'none'
  } catch (error) {
    const what = meaning(error)
    if (what === 'has_slot' || what === 'place_held') return what
    throw error
  }
}

/**
 * Claims one unit of a resource for the whole slot: all cells or none, in one insert. `unit_taken` = somebody has it in
 * one of the cells; `repeated` = this very booking already holds a unit.
 */
export async function claimUnit(
  db: Db,
  booking: Pick<NewBooking, 'communityId' | 'id' | 'slotId' | 'startsAt' | 'endsAt' | 'bookedAt'>,
  resourceId: string,
  unit: number,
): Promise<'done' | 'unit_taken' | 'repeated'> {
  const due = new Date(booking.bookedAt.getTime() + pendingMilliseconds)
  try {
    await db
      .insertInto('resource_claim')
      .values(
        cellsOf(booking).map((cell) => ({
          community_id: booking.communityId,
          resource_id: resourceId,
          starts_at: cell,
          unit,
          booking_id: booking.id,
          slot_id: booking.slotId,
          due_at: due,
        })),
      )
      .execute()
    return 'done'
  } catch (error) {
    if (isDuplicate(error, 'resource_claim_booking')) return 'repeated'
    if (isDuplicate(error, 'PRIMARY')) return 'unit_taken'
    throw error
  }
}

/** Gives the claims of these bookings back. */
export async function releaseClaims(db: Db, communityId: string, bookingIds: readonly string[]): Promise<void> {
  if (bookingIds.length === 0) return
  await db
    .deleteFrom('resource_claim')
    .where('community_id', '=', communityId)
    .where('booking_id', 'in', [...bookingIds])
    .execute()
}

/** Lets go of the open places of this person's bookings of a service that are over. */
export async function clearEnded(
  db: Db,
  { communityId, serviceId, residentId }: Pick<NewBooking, 'communityId' | 'serviceId' | 'residentId'>,
  now: Date,
): Promise<void> {
  await db
    .updateTable('booking')
    .set({ open_place: null })
    .where('community_id', '=', communityId)
    .where('service_id', '=', serviceId)
    .where('resident_id', '=', residentId)
    .where('ends_at', '<=', now)
    .execute()
}
