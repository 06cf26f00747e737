import { sql, type ExpressionBuilder, type InsertObject, type Selectable, type UpdateObject } from 'kysely'
import { appendHistory } from '../../platform/db/history.ts'
import { isDuplicate } from '../../platform/db/errors.ts'
import { prepare } from '../../platform/db/prepared.ts'
import type { Db, Tables } from '../../platform/db/tables.ts'
import { json } from '../../platform/db/values.ts'
import { homeColumns, residentHomes } from '../books-for.ts'
import type { BookingStep, BookingTable, ServiceTable } from '../tables.ts'
import { spokenNumber } from './decide-claims.ts'

const bookingColumns = [
  'community_id',
  'id',
  'service_id',
  'resident_id',
  'resident_name',
  'home_address',
  'has_priority',
  'booked_by',
  'delegate_name',
  'channel',
  'note',
  'day',
  'starts_at',
  'ends_at',
  'cancel_until',
  'resource_ids',
  'resource_name',
  'price_cents',
  'price_group',
  'spoken_number',
  'basket_id',
  'series_id',
  'status',
  'version',
  'notified_version',
  'history',
  'booked_at',
  'waiting_since',
  'kept_until',
  'remind_at',
  'reminded_at',
  'reply',
  'opened_at',
  'checked_in_at',
  'ended_at',
  'cancel_reason',
  'due_at',
] as const
const selected = bookingColumns.map((name) => `b.${name}` as const)

/** A booking without what the database makes of it. */
export type BookingColumns = Pick<Selectable<BookingTable>, (typeof bookingColumns)[number]>

/** A booking as people see it: its row, and what its service and provider are called now. */
export interface BookingRow
  extends BookingColumns, Pick<Selectable<ServiceTable>, 'category' | 'icon' | 'place' | 'materials'> {
  serviceName: string
  serviceChannel: ServiceTable['channel']
  providerName: string
  providerPhone: string
  /** 1 = next; null unless it waits. */
  queuePlace: number | null
}

/** Where in the queue of its slot a waiting row stands, as text to be compared: by minute, who goes first, moment, id. */
export const queueOrder = (alias: string) => {
  const column = (name: string) => sql.ref(`${alias}.${name}`)
  const since = column('waiting_since')
  return sql<string>`concat(date_format(${since}, '%Y%m%d%H%i'), 1 - ${column('has_priority')}, date_format(${since}, '%s%f'), ${column('id')})`
}

function queuePlace(eb: ExpressionBuilder<Tables & { b: BookingTable }, 'b'>) {
  const before = eb
    .selectFrom('booking as w')
    .select(sql<number>`count(*)`.as('place'))
    .whereRef('w.community_id', '=', 'b.community_id')
    .whereRef('w.service_id', '=', 'b.service_id')
    .whereRef('w.starts_at', '=', 'b.starts_at')
    .where('w.status', '=', 'waiting')
    .where(queueOrder('w'), '<=', queueOrder('b'))
  return sql<number | null>`if(b.status = 'waiting', ${before}, null)`.as('queuePlace')
}

/** Bookings with everything that `toBooking` needs; the caller pins and narrows them. */
export function bookings(db: Db) {
  return db
    .selectFrom('booking as b')
    .innerJoin('service as v', (join) =>
      join.onRef('v.community_id', '=', 'b.community_id').onRef('v.id', '=', 'b.service_id'),
    )
    .innerJoin('provider as p', (join) =>
      join.onRef('p.community_id', '=', 'v.community_id').onRef('p.id', '=', 'v.provider_id'),
    )
    .select(selected)
    .select(['v.name as serviceName', 'v.channel as serviceChannel', 'v.category', 'v.icon', 'v.place', 'v.materials'])
    .select(['p.name as providerName', 'p.phone as providerPhone'])
    .select((eb) => queuePlace(eb))
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

/** These bookings, in the order of their ids. */
export function readBookings(db: Db, communityId: string, bookingIds: readonly string[]): Promise<BookingRow[]> {
  return bookings(db)
    .where('b.community_id', '=', communityId)
    .where('b.id', 'in', [...bookingIds])
    .orderBy('b.id')
    .execute()
}

/** Bookings of these people, the latest first, at most `limit`; holds that came to nothing are left out. */
export function readBookingsOf(
  db: Db,
  people: readonly { communityId: string; residentId: string }[],
  limit: number,
): Promise<BookingRow[]> {
  return bookings(db)
    .where('b.community_id', 'in', [...new Set(people.map((person) => person.communityId))])
    .where('b.resident_id', 'in', [...new Set(people.map((person) => person.residentId))])
    .where((eb) => eb.or([eb('b.status', 'not in', ['held', 'expired']), eb('b.waiting_since', 'is not', null)]))
    .orderBy('b.starts_at', 'desc')
    .orderBy('b.id', 'desc')
    .limit(limit)
    .execute()
}

const mostSpokenNumbers = 20

/** A row about to be written, still without a number to say. */
export type NewBooking = Omit<BookingColumns, 'spoken_number'>

/**
 * Writes these bookings, all or none, with the first numbers of their days that nobody has. `repeated` = one of these
 * ids is there already.
 */
export async function insertBookings(
  db: Db,
  rows: readonly NewBooking[],
): Promise<{ outcome: 'done'; numbers: string[] } | { outcome: 'repeated' }> {
  for (let attempt = 0; attempt < mostSpokenNumbers; attempt += 1) {
    const numbers = rows.map(({ id }) => spokenNumber(id, attempt))
    try {
      await db
        .insertInto('booking')
        .values(rows.map((row, index) => insertable({ ...row, spoken_number: numbers[index] ?? '' })))
        .execute()
      return { outcome: 'done', numbers }
    } catch (error) {
      if (isDuplicate(error, 'PRIMARY')) return { outcome: 'repeated' }
      if (!isDuplicate(error, 'booking_spoken')) throw error
    }
  }
  throw new Error('the day has run out of spoken numbers')
}

function insertable(row: BookingColumns): InsertObject<Tables, 'booking'> {
  return { ...row, resource_ids: json(row.resource_ids), history: json(row.history) }
}

/** What a step may set beside version and history, which follow from it. */
export type Changes = Omit<UpdateObject<Tables, 'booking'>, 'version' | 'history'>

/** One conditional update: a step of a booking as it was read. False = it has changed since. */
export async function changeBooking(
  db: Db,
  row: Pick<BookingRow, 'community_id' | 'id' | 'status' | 'version'>,
  step: BookingStep,
  changes: Changes,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('booking')
    .set({ ...changes, version: step.version, history: appendHistory(step) })
    .where('community_id', '=', row.community_id)
    .where('id', '=', row.id)
    .where('status', '=', row.status)
    .where('version', '=', row.version)
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}

/** Remembers that somebody looked, so that nobody is rung for it. Changes nothing that people are told. */
export async function noteOpened(db: Db, row: Pick<BookingRow, 'community_id' | 'id'>, now: Date): Promise<void> {
  await db
    .updateTable('booking')
    .set({ opened_at: now })
    .where('community_id', '=', row.community_id)
    .where('id', '=', row.id)
    .execute()
}

function untold(db: Db, communityIds: readonly string[]) {
  return bookings(db)
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
): Promise<BookingRow[]> {
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
