import { walkInMinutes } from '../../../../shared/booking/counter.ts'
import { addSeconds, dayOf, instantOf, addDays } from '../../../../shared/time.ts'
import { addressOf } from '../../people/index.ts'
import type { Actor } from '../../platform/actor.ts'
import type { Db } from '../../platform/db/tables.ts'
import { slotsOfDays } from '../taking/decide-slots.ts'
import { Facts } from '../taking/facts.ts'
import { readPieces } from '../taking/store-facts.ts'
import { takePlaces } from '../taking/take-places.ts'
import { moveBooking } from './store-arrivals.ts'

interface WalkIn {
  ticketId: string
  communityId: string
  serviceId: string
  residentId: string
  actor: Actor
}

/**
 * The booking of a walk-in, under the number's own id and already checked in, in the slot that runs now or begins within
 * half an hour; null where no place is free. Refusals of any kind only mean: a number without a booking.
 */
export async function bookNow(db: Db, walkIn: WalkIn, now: Date): Promise<string | null> {
  const { ticketId, communityId, serviceId, residentId, actor } = walkIn
  const startsAt = await slotNow(db, walkIn, now)
  if (!startsAt) return null
  const taken = await takePlaces(
    db,
    {
      ...{ communityId, as: 'confirmed', basketId: null, note: '', bookedBy: actor.accountId, channel: 'walk_in' },
      places: [{ bookingId: ticketId, residentId, serviceId, startsAt }],
      booker: (_, home) =>
        home && {
          residentName: home.homeName ?? '',
          address: addressOf({
            building: home.homeBuilding ?? '',
            unit: home.homeUnit ?? '',
            room: home.homeRoom ?? '',
          }),
          birthDate: home.homeBirthDate,
          livingAlone: home.homeAlone === 1,
          delegateName: null,
          byStaff: true,
        },
    },
    now,
  )
  const [row] = taken.ok ? taken.data.rows : []
  if (!row) return null
  if (row.status === 'confirmed') {
    const { accountId: by } = actor
    const version = row.version + 1
    const step = { version, kind: 'checked_in', at: now.toISOString(), by, delegateName: null } as const
    const booking = { communityId, bookingId: row.id, status: row.status, version: row.version }
    // whoever stands at the counter need not be written to that a place was booked
    const move = { status: 'checked_in', checked_in_at: now, notified_version: version } as const
    await moveBooking(db, booking, step, move)
  }
  return row.id
}

/** The start of the slot that runs now, else of the next one, if it is near; undefined when there is none. */
async function slotNow(
  db: Db,
  { communityId, serviceId }: Pick<WalkIn, 'communityId' | 'serviceId'>,
  now: Date,
): Promise<Date | undefined> {
  const fromDay = dayOf(now)
  const toDay = addDays(fromDay, 1)
  const starts = { from: instantOf(fromDay), to: instantOf(toDay) }
  const look = { communityId, serviceIds: [serviceId], residentIds: [], bookingIds: [], starts, fromDay, toDay, now }
  const facts = new Facts(await readPieces(db, look), now)
  const service = facts.services.get(serviceId)
  if (!service) return undefined
  const near = addSeconds(now, walkInMinutes * 60)
  return slotsOfDays(service, fromDay, 1, facts.calendar.kindOf).find(
    (slot) => slot.endsAt > now && slot.startsAt <= near,
  )?.startsAt
}
