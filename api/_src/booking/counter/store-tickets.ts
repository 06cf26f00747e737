import { sql, type ExpressionBuilder, type Selectable } from 'kysely'
import { openTicketStatuses, type TicketStatus } from '../../../../shared/booking/counter.ts'
import { addSeconds, dayOf, type Day } from '../../../../shared/time.ts'
import { isDuplicate } from '../../platform/db/errors.ts'
import type { Db, Tables } from '../../platform/db/tables.ts'
import type { QueueTicketTable } from './tables.ts'

export type TicketRow = Selectable<QueueTicketTable>

const ticketColumns = [
  't.community_id',
  't.id',
  't.provider_id',
  't.day',
  't.lane',
  't.number',
  't.service_id',
  't.service_name',
  't.booking_id',
  't.resident_id',
  't.name',
  't.taken_by',
  't.goes_first',
  't.line',
  't.turn_at',
  't.starts_at',
  't.arrived_at',
  't.wanted_window',
  't.status',
  't.version',
  't.window_name',
  't.at_window',
  't.call_id',
  't.calls',
  't.not_there',
  't.first_called_at',
  't.called_at',
  't.served_by',
  't.ended_at',
  't.due_at',
] as const

/** Which numbers are over so long that they no longer say whose turn it is. */
const secondsRemembered = 2 * 3600

export const counterColumns = [
  'p.id as providerId',
  'p.name as providerName',
  'p.kind as providerKind',
  's.windows',
  's.show_names as showNames',
  's.door_code as doorCode',
  's.version as settingVersion',
] as const

/** A provider with what it set and its numbers of today that matter now, in one statement; undefined when there is none. */
export async function readQueue(db: Db, communityId: string, providerId: string, now: Date) {
  const day = dayOf(now)
  const rows = await db
    .selectFrom('provider as p')
    .leftJoin('queue_setting as s', (join) =>
      join.onRef('s.community_id', '=', 'p.community_id').onRef('s.provider_id', '=', 'p.id'),
    )
    .leftJoin('queue_ticket as t', (join) =>
      join
        .onRef('t.community_id', '=', 'p.community_id')
        .onRef('t.provider_id', '=', 'p.id')
        .on('t.day', '=', day)
        .on(matters(now)),
    )
    .select(counterColumns)
    .select(ticketColumns)
    .select((eb) =>
      eb
        .selectFrom('queue_ticket as o')
        .select((one) => one.fn.countAll<number>().as('count'))
        .where('o.community_id', '=', communityId)
        .where('o.provider_id', '=', providerId)
        .where('o.day', '=', day)
        .where('o.status', '=', 'served')
        .as('servedToday'),
    )
    .where('p.community_id', '=', communityId)
    .where('p.id', '=', providerId)
    .execute()
  const [first] = rows
  if (!first) return undefined
  return { provider: first, servedToday: first.servedToday ?? 0, tickets: rows.filter(isTicket) }
}

/** In a join's `on`: open, or called not long ago. */
function matters(now: Date) {
  return (eb: ExpressionBuilder<Tables & { t: QueueTicketTable }, 't'>) =>
    eb.or([eb('t.status', 'in', [...openTicketStatuses]), eb('t.ended_at', '>', addSeconds(now, -secondsRemembered))])
}

function isTicket<Row extends { id: string | null }>(row: Row): row is Row & TicketRow {
  return row.id !== null
}

/** One number with the others of its line, in one statement; undefined when there is no such number. */
export async function readTurn(db: Db, communityId: string, ticketId: string, now: Date) {
  const rows = await db
    .selectFrom('queue_ticket as own')
    .innerJoin('provider as p', (join) =>
      join.onRef('p.community_id', '=', 'own.community_id').onRef('p.id', '=', 'own.provider_id'),
    )
    .leftJoin('queue_setting as s', (join) =>
      join.onRef('s.community_id', '=', 'own.community_id').onRef('s.provider_id', '=', 'own.provider_id'),
    )
    .innerJoin('queue_ticket as t', (join) =>
      join
        .onRef('t.community_id', '=', 'own.community_id')
        .onRef('t.provider_id', '=', 'own.provider_id')
        .onRef('t.day', '=', 'own.day')
        .on((eb) => eb.or([eb('t.id', '=', ticketId), matters(now)(eb)])),
    )
    .select(counterColumns)
    .select(ticketColumns)
    .where('own.community_id', '=', communityId)
    .where('own.id', '=', ticketId)
    .execute()
  const own = rows.find(({ id }) => id === ticketId)
  return own ? { own, provider: own, tickets: rows } : undefined
}

/** One number, with the kind of its provider and the windows there; undefined when there is none. */
export async function readTicket(db: Db, communityId: string, ticketId: string) {
  return db
    .selectFrom('queue_ticket as t')
    .innerJoin('provider as p', (join) =>
      join.onRef('p.community_id', '=', 't.community_id').onRef('p.id', '=', 't.provider_id'),
    )
    .leftJoin('queue_setting as s', (join) =>
      join.onRef('s.community_id', '=', 't.community_id').onRef('s.provider_id', '=', 't.provider_id'),
    )
    .select(ticketColumns)
    .select(counterColumns)
    .where('t.community_id', '=', communityId)
    .where('t.id', '=', ticketId)
    .executeTakeFirst()
}

export type NewTicket = Omit<
  TicketRow,
  | 'number'
  | 'status'
  | 'version'
  | 'window_name'
  | 'at_window'
  | 'call_id'
  | 'calls'
  | 'not_there'
  | 'first_called_at'
  | 'called_at'
  | 'served_by'
  | 'ended_at'
>

/** How often two arrivals may meet on one number before something else is wrong. */
const mostCollisions = 200

/**
 * Writes a number into the line, beginning at `number`: the unique key gives each number once, whoever is second takes
 * the next. Null: this id has its number already.
 */
export async function insertTicket(db: Db, ticket: NewTicket, number: number): Promise<number | null> {
  for (let next = number; next < number + mostCollisions; next += 1) {
    try {
      await db
        .insertInto('queue_ticket')
        .values({
          ...ticket,
          number: next,
          status: 'waiting',
          version: 1,
          window_name: null,
          at_window: null,
          call_id: null,
          calls: 0,
          not_there: 0,
          first_called_at: null,
          called_at: null,
          served_by: null,
          ended_at: null,
        })
        .execute()
      return next
    } catch (error) {
      if (isDuplicate(error, 'PRIMARY')) return null
      if (!isDuplicate(error, 'queue_ticket_number')) throw error
    }
  }
  throw new Error('no free number was found')
}

/** The last number given today in this lane, as an expression for another statement; null when none was. */
export function lastNumber(communityId: string, providerRef: string, day: Day, lane: TicketRow['lane']) {
  return (eb: ExpressionBuilder<Tables, never>) =>
    eb
      .selectFrom('queue_ticket as n')
      .select((one) => one.fn.max('n.number').as('number'))
      .where('n.community_id', '=', communityId)
      .where('n.provider_id', '=', sql.ref<string>(providerRef))
      .where('n.day', '=', day)
      .where('n.lane', '=', lane)
}

/** Calls a waiting number to a window. `taken`: another window was faster; `busy`: somebody stands at this one. */
export async function callTicket(
  db: Db,
  ticket: TicketRow,
  call: { callId: string; window: string; byAccountId: string },
  now: Date,
): Promise<'called' | 'taken' | 'busy' | 'repeated'> {
  try {
    const { numUpdatedRows } = await db
      .updateTable('queue_ticket')
      .set((eb) => ({
        status: 'called',
        version: eb('version', '+', 1),
        window_name: call.window,
        at_window: call.window,
        call_id: call.callId,
        calls: 1,
        first_called_at: eb.fn.coalesce('first_called_at', eb.val(now)),
        called_at: now,
        served_by: call.byAccountId,
      }))
      .where('community_id', '=', ticket.community_id)
      .where('id', '=', ticket.id)
      .where('status', '=', 'waiting')
      .where('version', '=', ticket.version)
      .executeTakeFirstOrThrow()
    return numUpdatedRows === 1n ? 'called' : 'taken'
  } catch (error) {
    if (isDuplicate(error, 'queue_ticket_call')) return 'repeated'
    if (isDuplicate(error, 'queue_ticket_window')) return 'busy'
    throw error
  }
}

/** What a move writes; the rest stays. */
export interface TicketMove {
  status: TicketStatus
  calls?: number
  not_there?: number
  called_at?: Date
  line?: TicketRow['line']
  turn_at?: Date
  wanted_window?: string
  at_window?: null
  ended_at?: Date
  due_at?: null
  served_by?: string
}

/** One move of a number as it was read. False: it has changed since. */
export async function moveTicket(
  db: Db,
  ticket: Pick<TicketRow, 'community_id' | 'id' | 'version'>,
  move: TicketMove,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('queue_ticket')
    .set({ ...move, version: ticket.version + 1 })
    .where('community_id', '=', ticket.community_id)
    .where('id', '=', ticket.id)
    .where('version', '=', ticket.version)
    .executeTakeFirstOrThrow()
  return numUpdatedRows === 1n
}

/** Numbers of days that are over and were never ended: an indexed look. */
export async function readForgotten(db: Db, communityIds: readonly string[], now: Date) {
  return db
    .selectFrom('queue_ticket')
    .select(['community_id', 'id', 'version', 'status', 'booking_id'])
    .where('community_id', 'in', [...communityIds])
    .where('due_at', '<=', now)
    .limit(200)
    .execute()
}
