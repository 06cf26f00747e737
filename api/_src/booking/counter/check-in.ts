import type { Output } from '../../../../shared/contract.ts'
import { checkInWay, firstAge, ticketNumber } from '../../../../shared/booking/counter.ts'
import type { counterContract } from '../../../../shared/booking/counter-contract.ts'
import { ok, refuse, type Result } from '../../../../shared/result.ts'
import { addDays, dayOf, instantOf } from '../../../../shared/time.ts'
import { noteSignOfLife } from '../../help/index.ts'
import type { Db } from '../../platform/db/tables.ts'
import { decideCheckIn } from './decide.ts'
import { placeInLine } from './decide-queue.ts'
import { moveBooking, readForCheckIn, type CheckInRow } from './store-arrivals.ts'
import { insertTicket } from './store-tickets.ts'
import { ageOf } from './view.ts'

type CheckedIn = Output<(typeof counterContract)['booking.checkIn']>
type Refused = 'not_found' | 'nothing_to_check_in' | 'not_today' | 'booking_over' | 'conflict'

interface Arriving {
  communityId: string
  bookingId: string
  wheelchair: boolean
  /** Who pressed: staff, or whose phone scanned the door. */
  accountId: string
  /** Whether that account may check this booking in here. */
  may: (row: CheckInRow) => boolean
}

/** How often a booking may change under the same press before somebody has to look. */
const mostTries = 2

/**
 * Somebody is here. The booking moves first, in one conditional update; then the number is written under the booking's
 * own id, so that pressing again repairs what a crash left and nobody ever gets two.
 */
export async function checkIn(db: Db, arriving: Arriving, now: Date): Promise<Result<CheckedIn, Refused>> {
  const { communityId, bookingId, accountId } = arriving
  for (let attempt = 0; attempt < mostTries; attempt += 1) {
    const row = await readForCheckIn(db, communityId, bookingId, now)
    if (!row || !arriving.may(row)) return refuse('not_found')
    const way = checkInWay(row.category, row.serviceChannel)
    const decision = decideCheckIn({ status: row.status, day: row.day }, way, now)
    if (!decision.ok) return decision
    const { kind, status } = decision.data
    if (kind === 'change') {
      const version = row.version + 1
      const step = { version, kind: status, at: now.toISOString(), by: accountId, delegateName: null }
      const isOver = status === 'completed'
      const move = { status, checked_in_at: now, ...(isOver ? { ended_at: now } : {}) }
      const moved = await moveBooking(
        db,
        { communityId, bookingId, status: row.status, version: row.version },
        step,
        move,
      )
      if (!moved) continue
    }
    const number = way === 'line' ? await numberFor(db, row, arriving, now) : null
    if (kind === 'change') {
      const sign = way === 'pick_up' ? 'meal_picked_up' : 'came_by'
      await noteSignOfLife(db, { communityId, residentId: row.resident_id }, sign, now)
    }
    return ok({ bookingId, serviceName: row.serviceName, status, number })
  }
  return refuse('conflict')
}

/** The number of this booking, the one it has or a new one. */
async function numberFor(db: Db, row: CheckInRow, arriving: Arriving, now: Date): Promise<string> {
  if (row.lane !== null && row.number !== null) return ticketNumber(row.lane, row.number)
  const { communityId, bookingId } = arriving
  const ticket = {
    community_id: communityId,
    id: bookingId,
    provider_id: row.providerId,
    day: dayOf(now),
    lane: 'booked',
    service_id: row.serviceId,
    service_name: row.serviceName,
    booking_id: bookingId,
    resident_id: row.resident_id,
    name: row.resident_name,
    taken_by: arriving.accountId,
    goes_first: arriving.wheelchair || (ageOf(row.homeBirthDate, now) ?? 0) >= firstAge ? 1 : 0,
    ...placeOf(row.starts_at, now),
    starts_at: row.starts_at,
    arrived_at: now,
    wanted_window: row.resource_name,
    due_at: endOfDay(now),
  } as const
  const number = await insertTicket(db, ticket, (row.lastNumber ?? 0) + 1)
  if (number !== null) return ticketNumber('booked', number)
  const present = await readForCheckIn(db, communityId, bookingId, now)
  if (!present || present.lane === null || present.number === null) throw new Error('the number was there and is gone')
  return ticketNumber(present.lane, present.number)
}

/** The columns of a place in the line. */
export function placeOf(startsAt: Date | null, now: Date) {
  const { line, turnAt } = placeInLine(startsAt, now)
  return { line, turn_at: turnAt }
}

/** When whatever is still open is put away. */
export function endOfDay(now: Date): Date {
  return instantOf(addDays(dayOf(now), 1))
}
