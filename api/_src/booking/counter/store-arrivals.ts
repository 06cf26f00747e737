import { expressionBuilder, type Selectable } from 'kysely'
import type { TicketLane } from '../../../../shared/booking/counter.ts'
import type {
  BookingChannel,
  BookingStatus,
  ServiceCategory,
  ServiceChannel,
} from '../../../../shared/booking/lifecycle.ts'
import { addDays, dayOf, instantOf, type Day } from '../../../../shared/time.ts'
import { residentHomes, residentWithLastFour } from '../books-for.ts'
import { appendHistory } from '../../platform/db/history.ts'
import type { Db, Tables } from '../../platform/db/tables.ts'
import type { BookingStep, BookingTable } from '../tables.ts'
import { counterColumns, lastNumber } from './store-tickets.ts'

const arrivalColumns = [
  'b.id as bookingId',
  'b.resident_id',
  'b.resident_name',
  'b.resource_name',
  'b.day',
  'b.starts_at',
  'b.ends_at',
  'b.status',
  'b.version',
  'b.channel',
  'v.id as serviceId',
  'v.name as serviceName',
  'v.category',
  'v.channel as serviceChannel',
  't.lane',
  't.number',
] as const

const shownStatuses = ['confirmed', 'checked_in', 'completed', 'missed'] as const

/** Stands where a list of residents would be empty: nobody has this id. */
const nobody = '00000000000000000000000000'

export type ArrivalsBy =
  { kind: 'booking'; bookingId: string } | { kind: 'spoken'; number: string } | { kind: 'phone'; lastFour: string }

/** A provider and its bookings of today, by time; undefined when there is no such provider. One statement. */
export async function readToday(
  db: Db,
  communityId: string,
  providerId: string,
  by: ArrivalsBy | undefined,
  now: Date,
) {
  const { from, to } = dayAround(now)
  const rows = await db
    .selectFrom('provider as p')
    .leftJoin('service as v', (join) =>
      join.onRef('v.community_id', '=', 'p.community_id').onRef('v.provider_id', '=', 'p.id'),
    )
    .leftJoin('booking as b', (join) => {
      const today = join
        .onRef('b.community_id', '=', 'v.community_id')
        .onRef('b.service_id', '=', 'v.id')
        .on('b.starts_at', '>=', from)
        .on('b.starts_at', '<', to)
        .on('b.status', 'in', [...shownStatuses])
      if (by?.kind === 'booking') return today.on('b.id', '=', by.bookingId)
      if (by?.kind === 'spoken') return today.on('b.spoken_number', '=', by.number)
      if (by?.kind !== 'phone') return today
      return today.on((eb) => eb.exists(residentWithLastFour(communityId, 'b.resident_id', by.lastFour)))
    })
    .leftJoin(residentHomes(communityId), (join) => join.onRef('home.id', '=', 'b.resident_id'))
    .leftJoin('queue_ticket as t', (join) =>
      join.onRef('t.community_id', '=', 'b.community_id').onRef('t.id', '=', 'b.id'),
    )
    .select('p.kind as providerKind')
    .select(arrivalColumns)
    .select('home.homeBirthDate')
    .where('p.community_id', '=', communityId)
    .where('p.id', '=', providerId)
    .orderBy('b.starts_at')
    .orderBy('b.id')
    .limit(1000)
    .execute()
  const [first] = rows
  return first ? { providerKind: first.providerKind, arrivals: rows.filter(isArrival) } : undefined
}

/** What a left join gives of a booking that is there. */
export interface ArrivalRow {
  bookingId: string
  resident_id: string
  resident_name: string
  resource_name: string | null
  day: Day
  starts_at: Date
  ends_at: Date
  status: BookingStatus
  version: number
  channel: BookingChannel
  serviceId: string
  serviceName: string
  category: ServiceCategory
  serviceChannel: ServiceChannel
  lane: TicketLane | null
  number: number | null
}

function isArrival<Row extends { bookingId: string | null }>(row: Row): row is Row & ArrivalRow {
  return row.bookingId !== null
}

/** A booking as checking in needs it; undefined when there is none. One statement. */
export async function readForCheckIn(db: Db, communityId: string, bookingId: string, now: Date) {
  return db
    .selectFrom('booking as b')
    .innerJoin('service as v', (join) =>
      join.onRef('v.community_id', '=', 'b.community_id').onRef('v.id', '=', 'b.service_id'),
    )
    .innerJoin('provider as p', (join) =>
      join.onRef('p.community_id', '=', 'v.community_id').onRef('p.id', '=', 'v.provider_id'),
    )
    .leftJoin('queue_setting as s', (join) =>
      join.onRef('s.community_id', '=', 'p.community_id').onRef('s.provider_id', '=', 'p.id'),
    )
    .leftJoin(residentHomes(communityId), (join) => join.onRef('home.id', '=', 'b.resident_id'))
    .leftJoin('queue_ticket as t', (join) =>
      join.onRef('t.community_id', '=', 'b.community_id').onRef('t.id', '=', 'b.id'),
    )
    .select(arrivalColumns)
    .select(counterColumns)
    .select('home.homeBirthDate')
    .select(lastNumber(communityId, 'p.id', dayOf(now), 'booked')(expressionBuilder<Tables>()).as('lastNumber'))
    .where('b.community_id', '=', communityId)
    .where('b.id', '=', bookingId)
    .executeTakeFirst()
}
export type CheckInRow = NonNullable<Awaited<ReturnType<typeof readForCheckIn>>>

/** What a move of a booking writes beside its history. */
export type BookingMove = Partial<
  Pick<
    Selectable<BookingTable>,
    'status' | 'notified_version' | 'checked_in_at' | 'ended_at' | 'cancel_reason' | 'due_at'
  >
>

/** One conditional move of a booking. False: it is no longer in this status and version. */
export async function moveBooking(
  db: Db,
  booking: { communityId: string; bookingId: string; status: BookingTable['status']; version: number },
  step: BookingStep,
  move: BookingMove,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('booking')
    .set({ ...move, version: step.version, history: appendHistory(step) })
    .where('community_id', '=', booking.communityId)
    .where('id', '=', booking.bookingId)
    .where('status', '=', booking.status)
    .where('version', '=', booking.version)
    .executeTakeFirstOrThrow()
  return numUpdatedRows === 1n
}

/** What there is for these people at a door: its services, their bookings and numbers of today. One statement. */
export async function readDoor(
  db: Db,
  door: { communityId: string; doorCode: string },
  who: { accountId: string; residentIds: readonly string[] },
  now: Date,
) {
  const { from, to } = dayAround(now)
  const residentIds = who.residentIds.length > 0 ? [...who.residentIds] : [nobody]
  return db
    .selectFrom('queue_setting as s')
    .innerJoin('provider as p', (join) =>
      join.onRef('p.community_id', '=', 's.community_id').onRef('p.id', '=', 's.provider_id'),
    )
    .innerJoin('service as v', (join) =>
      join.onRef('v.community_id', '=', 's.community_id').onRef('v.provider_id', '=', 's.provider_id'),
    )
    .leftJoin('booking as b', (join) =>
      join
        .onRef('b.community_id', '=', 'v.community_id')
        .onRef('b.service_id', '=', 'v.id')
        .on('b.resident_id', 'in', residentIds)
        .on('b.starts_at', '>=', from)
        .on('b.starts_at', '<', to)
        .on('b.status', 'in', [...shownStatuses]),
    )
    .leftJoin('queue_ticket as t', (join) =>
      join
        .onRef('t.community_id', '=', 'v.community_id')
        .onRef('t.provider_id', '=', 'v.provider_id')
        .onRef('t.service_id', '=', 'v.id')
        .on('t.day', '=', dayOf(now))
        .on('t.status', 'in', ['waiting', 'called', 'serving'])
        .on((eb) => eb.or([eb('t.taken_by', '=', who.accountId), eb('t.resident_id', 'in', residentIds)])),
    )
    .select(arrivalColumns)
    .select(['t.id as ticketId', 'p.name as providerName', 'v.withdrawn_at'])
    .where('s.community_id', '=', door.communityId)
    .where('s.door_code', '=', door.doorCode)
    .orderBy('v.position')
    .orderBy('b.starts_at')
    .execute()
}

/** A service for whoever comes without a booking; undefined when there is none. One statement. */
export async function readForWalkIn(
  db: Db,
  wish: { communityId: string; serviceId: string; residentId: string | null; ticketId: string },
  now: Date,
) {
  const { communityId } = wish
  return db
    .selectFrom('service as v')
    .innerJoin('provider as p', (join) =>
      join.onRef('p.community_id', '=', 'v.community_id').onRef('p.id', '=', 'v.provider_id'),
    )
    .leftJoin('queue_setting as s', (join) =>
      join.onRef('s.community_id', '=', 'p.community_id').onRef('s.provider_id', '=', 'p.id'),
    )
    .leftJoin(residentHomes(communityId), (join) => join.on('home.id', '=', wish.residentId ?? nobody))
    .leftJoin('queue_ticket as t', (join) =>
      join.onRef('t.community_id', '=', 'v.community_id').on('t.id', '=', wish.ticketId),
    )
    .select(['v.id as serviceId', 'v.name as serviceName', 'v.category', 'v.channel as serviceChannel'])
    .select(['t.number', 't.lane', 't.booking_id', 't.service_id as ticketService', 't.resident_id as ticketResident'])
    .select('t.taken_by as takenBy')
    .select(counterColumns)
    .select(['home.homeName', 'home.homeBirthDate', 'home.homeGrid'])
    .select(lastNumber(communityId, 'p.id', dayOf(now), 'walk_in')(expressionBuilder<Tables>()).as('lastNumber'))
    .where('v.community_id', '=', communityId)
    .where('v.id', '=', wish.serviceId)
    .where('v.withdrawn_at', 'is', null)
    .executeTakeFirst()
}
export type WalkInRow = NonNullable<Awaited<ReturnType<typeof readForWalkIn>>>

function dayAround(now: Date): { from: Date; to: Date } {
  const day = dayOf(now)
  return { from: instantOf(day), to: instantOf(addDays(day, 1)) }
}

/** Where a booking stands. */
export async function readStatus(db: Db, communityId: string, bookingId: string) {
  return db
    .selectFrom('booking')
    .select(['status', 'version'])
    .where('community_id', '=', communityId)
    .where('id', '=', bookingId)
    .executeTakeFirst()
}
