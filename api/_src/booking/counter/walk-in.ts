import { checkInWay, firstAge, ticketNumber } from '../../../../shared/booking/counter.ts'
import { ok, refuse, type Result } from '../../../../shared/result.ts'
import { dayOf } from '../../../../shared/time.ts'
import type { Actor } from '../../platform/actor.ts'
import type { Db } from '../../platform/db/tables.ts'
import { bookNow } from './book-now.ts'
import { endOfDay, placeOf } from './check-in.ts'
import { readForWalkIn, type WalkInRow } from './store-arrivals.ts'
import { insertTicket } from './store-tickets.ts'
import { ageOf } from './view.ts'

interface Arriving {
  ticketId: string
  communityId: string
  serviceId: string
  /** Null: a guest. */
  residentId: string | null
  guestName: string
  wheelchair: boolean
  actor: Actor
  may: (row: WalkInRow) => boolean
}

interface GivenNumber {
  ticketId: string
  number: string
  bookingId: string | null
}

/**
 * A number for somebody without a booking. Where a place of the service is free now it becomes a booking too, so that
 * limits and records know of it; the line treats both alike.
 */
export async function walkIn(
  db: Db,
  arriving: Arriving,
  now: Date,
): Promise<Result<GivenNumber, 'not_found' | 'id_taken' | 'no_line_here'>> {
  const { communityId, serviceId, ticketId, residentId, actor } = arriving
  const row = await readForWalkIn(db, { communityId, serviceId, residentId, ticketId }, now)
  if (!row || !arriving.may(row)) return refuse('not_found')
  if (residentId !== null && row.homeName === null) return refuse('not_found')
  if (checkInWay(row.category, row.serviceChannel) !== 'line') return refuse('no_line_here')
  if (row.number !== null) return sameAgain(row, arriving)
  const bookingId = residentId === null ? null : await bookNow(db, { ...arriving, residentId }, now)
  const ticket = {
    community_id: communityId,
    id: ticketId,
    provider_id: row.providerId,
    day: dayOf(now),
    lane: 'walk_in',
    service_id: row.serviceId,
    service_name: row.serviceName,
    booking_id: bookingId,
    resident_id: residentId,
    name: row.homeName ?? arriving.guestName,
    taken_by: actor.accountId,
    goes_first: arriving.wheelchair || (ageOf(row.homeBirthDate, now) ?? 0) >= firstAge ? 1 : 0,
    ...placeOf(null, now),
    starts_at: null,
    arrived_at: now,
    wanted_window: null,
    due_at: endOfDay(now),
  } as const
  const number = await insertTicket(db, ticket, (row.lastNumber ?? 0) + 1)
  if (number !== null) return ok({ ticketId, number: ticketNumber('walk_in', number), bookingId })
  const present = await readForWalkIn(db, { communityId, serviceId, residentId, ticketId }, now)
  return present ? sameAgain(present, arriving) : refuse('not_found')
}

function sameAgain(
  row: WalkInRow,
  { ticketId, serviceId, residentId, actor }: Arriving,
): Result<GivenNumber, 'id_taken'> {
  const isSame = row.ticketService === serviceId && row.ticketResident === residentId && row.takenBy === actor.accountId
  if (!isSame || row.number === null || row.lane === null) return refuse('id_taken')
  return ok({ ticketId, number: ticketNumber(row.lane, row.number), bookingId: row.booking_id })
}
