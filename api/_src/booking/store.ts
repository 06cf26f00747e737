import { expressionBuilder, sql, type Selectable } from 'kysely'
import type { ServiceCategory } from '../../../shared/booking/lifecycle.ts'
import { prepare } from '../platform/db/prepared.ts'
import type { Db, Tables } from '../platform/db/tables.ts'
import { homeColumns, residentHomes } from './books-for.ts'
import { cellMinutes } from './decide-grid.ts'
import type { BookingTable, ServiceSlotTable, ServiceTable } from './tables.ts'

export type ServiceRow = Selectable<ServiceTable>
export type SlotRow = Selectable<ServiceSlotTable> & {
  resourceName: string | null
  /** Units of the resource in use at any moment of the slot, as a set (see `decide-grid.ts`); 0 for pooled slots. */
  busyUnits: number
  /** The booking by which the asking person has this slot. */
  myBookingId: string | null
}

const serviceColumns = [
  'v.name as serviceName',
  'v.category',
  'v.icon',
  'v.place',
  'v.at_home',
  'v.provider_name',
  'v.provider_phone',
  'v.bring',
  'v.price_cents',
] as const

const bookingColumns = [
  'b.community_id',
  'b.id',
  'b.slot_id',
  'b.service_id',
  'b.resource_id',
  'b.resident_id',
  'b.resident_name',
  'b.home_address',
  'b.booked_by',
  'b.delegate_name',
  'b.note',
  'b.day',
  'b.starts_at',
  'b.ends_at',
  'b.cancel_until',
  'b.spoken_number',
  'b.status',
  'b.version',
  'b.history',
  'b.cancel_reason',
  'b.booked_at',
] as const

/** A booking as people see it: its row, and what its service and resource are called now. */
export type BookingRow = Pick<
  Selectable<BookingTable>,
  | 'community_id'
  | 'id'
  | 'slot_id'
  | 'service_id'
  | 'resource_id'
  | 'resident_id'
  | 'resident_name'
  | 'home_address'
  | 'booked_by'
  | 'delegate_name'
  | 'note'
  | 'day'
  | 'starts_at'
  | 'ends_at'
  | 'cancel_until'
  | 'spoken_number'
  | 'status'
  | 'version'
  | 'history'
  | 'cancel_reason'
  | 'booked_at'
> &
  Pick<
    ServiceRow,
    'category' | 'icon' | 'place' | 'at_home' | 'provider_name' | 'provider_phone' | 'bring' | 'price_cents'
  > & {
    serviceName: string
    resourceName: string | null
  }

/** The services on offer, in the order of the catalogue, and the first free slot of each within the given time. */
export async function readCatalogue(
  db: Db,
  { communityId, category, from, to }: { communityId: string; category?: ServiceCategory; from: Date; to: Date },
) {
  const services = await db
    .selectFrom('service')
    .selectAll()
    .where('community_id', '=', communityId)
    .where('withdrawn_at', 'is', null)
    .$if(category !== undefined, (query) => query.where('category', '=', category as ServiceCategory))
    .orderBy('category')
    .orderBy('position')
    .execute()
  return { services, firstFree: await readFirstFree(db, { communityId, from, to }) }
}

/** One service on offer and its first free slot; undefined when there is none of this id. */
export async function readService(
  db: Db,
  { communityId, serviceId, from, to }: { communityId: string; serviceId: string; from: Date; to: Date },
) {
  const service = await db
    .selectFrom('service')
    .selectAll()
    .where('community_id', '=', communityId)
    .where('id', '=', serviceId)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst()
  if (!service) return undefined
  return { service, firstFree: await readFirstFree(db, { communityId, serviceId, from, to }) }
}

async function readFirstFree(
  db: Db,
  { communityId, serviceId, from, to }: { communityId: string; serviceId?: string; from: Date; to: Date },
): Promise<ReadonlyMap<string, Date>> {
  const rows = await db
    .selectFrom('service_slot as s')
    .select((eb) => ['s.service_id', eb.fn.min('s.starts_at').as('startsAt')])
    .where('s.community_id', '=', communityId)
    .where('s.closes_at', '>', from)
    .where('s.starts_at', '<', to)
    .where('s.closed_at', 'is', null)
    .where((eb) =>
      eb('s.capacity', '>', sql<number>`coalesce(${eb.ref('s.taken')}, bit_count(${busyUnits(communityId)}))`),
    )
    .$if(serviceId !== undefined, (query) => query.where('s.service_id', '=', serviceId as string))
    .groupBy('s.service_id')
    .execute()
  return new Map(rows.map((row) => [row.service_id, row.startsAt]))
}

/** The set of units of the slot `s` that are in use at any moment of it, by whatever service. */
function busyUnits(communityId: string) {
  return expressionBuilder<Tables & { s: ServiceSlotTable }, 's'>()
    .selectFrom('resource_claim as c')
    .select(sql<number>`bit_or(1 << c.unit)`.as('units'))
    .where('c.community_id', '=', communityId)
    .whereRef('c.resource_id', '=', 's.resource_id')
    .where('c.starts_at', '>', sql<Date>`s.starts_at - interval ${sql.lit(cellMinutes)} minute`)
    .whereRef('c.starts_at', '<', 's.ends_at')
}

/** The places of one person's open bookings of the service `v`, as a set; `over` picks those that have ended. */
function openPlaces(person: { communityId: string; residentId: string }, now: Date, over: boolean) {
  return expressionBuilder<Tables & { v: ServiceTable }, 'v'>()
    .selectFrom('booking as o')
    .select(sql<number>`bit_or(1 << o.open_place)`.as('places'))
    .where('o.community_id', '=', person.communityId)
    .whereRef('o.service_id', '=', 'v.id')
    .where('o.resident_id', '=', person.residentId)
    .where('o.open_place', 'is not', null)
    .where('o.ends_at', over ? '<=' : '>', now)
}

/** A service with its slots from `from` to `to`, as one person sees them. One statement; undefined for no such service. */
export async function readSlots(
  db: Db,
  asked: { communityId: string; residentId: string; serviceId: string; from: Date; to: Date; now: Date },
) {
  const { communityId, residentId, serviceId, from, to, now } = asked
  const rows = await db
    .selectFrom('service as v')
    .leftJoin('service_slot as s', (join) =>
      join
        .onRef('s.community_id', '=', 'v.community_id')
        .onRef('s.service_id', '=', 'v.id')
        .on('s.starts_at', '>=', from)
        .on('s.starts_at', '<', to),
    )
    .leftJoin('resource as r', (join) =>
      join.onRef('r.community_id', '=', 's.community_id').onRef('r.id', '=', 's.resource_id'),
    )
    .leftJoin('booking as mine', (join) =>
      join
        .onRef('mine.community_id', '=', 's.community_id')
        .onRef('mine.slot_id', '=', 's.id')
        .on('mine.live_resident_id', '=', residentId),
    )
    .leftJoin(residentHomes(communityId), (join) => join.on('home.id', '=', residentId))
    .select(homeColumns)
    .select(['v.minimum_age', 'v.living_alone_only', 'v.open_limit'])
    .select(openPlaces(asked, now, false).as('heldPlaces'))
    .select(['s.id', 's.service_id', 's.starts_at', 's.ends_at', 's.closes_at', 's.closed_at', 's.capacity', 's.taken'])
    .select(['s.resource_id', 'r.name as resourceName', 'mine.id as myBookingId'])
    .select(busyUnits(communityId).as('busyUnits'))
    .where('v.community_id', '=', communityId)
    .where('v.id', '=', serviceId)
    .where('v.withdrawn_at', 'is', null)
    .orderBy('s.starts_at')
    .orderBy('s.id')
    .execute()
  const [service] = rows
  if (!service) return undefined
  const slots = rows.flatMap((row) => (row.id === null ? [] : [{ ...row, community_id: communityId } as SlotRow]))
  return { service, slots }
}

const attemptStatement = prepare(
  { communityId: 'text', residentId: 'text', slotId: 'text', bookingId: 'text', now: 'instant' },
  (db, { communityId, residentId, slotId, bookingId, now }) =>
    db
      .selectFrom('service_slot as s')
      .innerJoin('service as v', (join) =>
        join.onRef('v.community_id', '=', 's.community_id').onRef('v.id', '=', 's.service_id'),
      )
      .leftJoin('resource as r', (join) =>
        join.onRef('r.community_id', '=', 's.community_id').onRef('r.id', '=', 's.resource_id'),
      )
      .leftJoin('booking as b', (join) => join.on('b.community_id', '=', communityId).on('b.id', '=', bookingId))
      .leftJoin('booking as mine', (join) =>
        join
          .onRef('mine.community_id', '=', 's.community_id')
          .onRef('mine.slot_id', '=', 's.id')
          .on('mine.live_resident_id', '=', residentId),
      )
      .leftJoin(residentHomes(communityId), (join) => join.on('home.id', '=', residentId))
      .select(homeColumns)
      .select(serviceColumns)
      .select(['v.minimum_age', 'v.living_alone_only', 'v.open_limit', 'v.cancel_cutoff_minutes', 'v.withdrawn_at'])
      .select(['s.starts_at as startsAt', 's.ends_at as endsAt', 's.closes_at as closesAt', 's.closed_at as closedAt'])
      .select(['s.capacity', 's.taken', 's.service_id as serviceId', 's.resource_id as resourceId'])
      .select(['r.name as resourceName', 'mine.id as myBookingId'])
      .select(bookingColumns)
      .select((eb) => [
        busyUnits(communityId).as('busyUnits'),
        openPlaces({ communityId, residentId }, now, false).as('heldPlaces'),
        openPlaces({ communityId, residentId }, now, true).as('endedPlaces'),
        eb
          .selectFrom('resource_claim as own')
          .select(sql<number>`min(own.unit)`.as('unit'))
          .where('own.community_id', '=', communityId)
          .where('own.booking_id', '=', bookingId)
          .as('claimedUnit'),
      ])
      .where('s.community_id', '=', communityId)
      .where('s.id', '=', slotId),
)

/**
 * Everything that decides whether a person may take a place in a slot, and what an earlier arrival of the same command
 * (`bookingId`) left behind. One statement; undefined when there is no such slot.
 */
export async function readAttempt(
  db: Db,
  asked: { communityId: string; residentId: string; slotId: string; bookingId: string; now: Date },
) {
  const [row] = await attemptStatement(db, asked)
  return row
}
export type AttemptRow = NonNullable<Awaited<ReturnType<typeof readAttempt>>>

function bookings(db: Db) {
  return db
    .selectFrom('booking as b')
    .innerJoin('service as v', (join) =>
      join.onRef('v.community_id', '=', 'b.community_id').onRef('v.id', '=', 'b.service_id'),
    )
    .leftJoin('resource as r', (join) =>
      join.onRef('r.community_id', '=', 'b.community_id').onRef('r.id', '=', 'b.resource_id'),
    )
    .select(bookingColumns)
    .select(serviceColumns)
    .select('r.name as resourceName')
    .where('b.status', '<>', 'pending')
}

/** One booking and where its person lives; undefined when there is none of this id. */
export function readBooking(db: Db, communityId: string, bookingId: string) {
  return bookings(db)
    .leftJoin(residentHomes(communityId), (join) => join.onRef('home.id', '=', 'b.resident_id'))
    .select(homeColumns)
    .where('b.community_id', '=', communityId)
    .where('b.id', '=', bookingId)
    .executeTakeFirst()
}

/** Bookings of these people, the latest first, at most `limit`. */
export function readBookingsOf(
  db: Db,
  people: readonly { communityId: string; residentId: string }[],
  limit: number,
): Promise<BookingRow[]> {
  return bookings(db)
    .where('b.community_id', 'in', [...new Set(people.map((person) => person.communityId))])
    .where('b.resident_id', 'in', [...new Set(people.map((person) => person.residentId))])
    .orderBy('b.starts_at', 'desc')
    .orderBy('b.id', 'desc')
    .limit(limit)
    .execute()
}

function untold(db: Db, communityIds: readonly string[]) {
  return bookings(db)
    .select('b.notified_version')
    .where('b.community_id', 'in', [...communityIds])
    .where('b.untold', '=', 1)
    .orderBy('b.booked_at')
}

/** After every booking: what of that one is untold. */
const untoldOfOne = prepare({ communityId: 'text', rowId: 'text' }, (db, { communityId, rowId }) =>
  untold(db, [communityId]).where('b.id', '=', rowId).limit(1),
)

/** Bookings of which somebody must still be told, oldest first. */
export async function readUntold(
  db: Db,
  { communityIds, rowId }: { communityIds: readonly string[]; rowId?: string },
  limit: number,
) {
  const [communityId, ...others] = communityIds
  if (rowId === undefined) return untold(db, communityIds).limit(limit).execute()
  if (communityId !== undefined && others.length === 0) return untoldOfOne(db, { communityId, rowId })
  return untold(db, communityIds).where('b.id', '=', rowId).limit(limit).execute()
}

/** Remembers that everything up to `version` was told; never goes back. */
export async function markNotified(db: Db, row: { communityId: string; id: string; version: number }): Promise<void> {
  await db
    .updateTable('booking')
    .set({ notified_version: row.version })
    .where('community_id', '=', row.communityId)
    .where('id', '=', row.id)
    .where('notified_version', '<', row.version)
    .execute()
}
