import { sql, type RawBuilder } from 'kysely'
import { limitPeriods } from '../../../../shared/booking/lifecycle.ts'
import type { Day } from '../../../../shared/time.ts'
import { prepare } from '../../platform/db/prepared.ts'
import type { Db } from '../../platform/db/tables.ts'
import { residentGroups, residentHomes } from '../books-for.ts'
import {
  dayText,
  exceptionPieces,
  holidayPieces,
  jsonArray,
  minuteColumn,
  needPieces,
  piece,
  type Piece,
  type Pieces,
} from '../store-pieces.ts'
import { limitKey, limitLetters, minuteOf, openKey, slotKey, slotNeed } from './decide-claims.ts'

/** What is looked at: slots of services, and the persons who want them. All of one community. */
export interface Look {
  communityId: string
  serviceIds: readonly string[]
  residentIds: readonly string[]
  /** Of the command that looks: what an earlier arrival of it left behind. */
  bookingIds: readonly string[]
  /** The starts of single slots, or all from one instant to another. */
  starts: readonly Date[] | { from: Date; to: Date }
  /** Everybody who waits for these starts, one by one, and not only how many: see `waiting/queue.ts`. */
  withQueue?: boolean
  fromDay: Day
  toDay: Day
  now: Date
}

/** The same with its keys: the values of the statement, nothing else. */
interface Values extends Omit<Look, 'starts'> {
  slotKeys: readonly string[]
  turnKeys: readonly string[]
  at: readonly { cell: number; startsAt: Date }[]
  within: { fromCell: number; toCell: number; from: Date; to: Date } | undefined
}

const serviceColumns = [
  'id',
  'provider_id',
  'category',
  'name',
  'icon',
  'channel',
  'place',
  'price_kind',
  'price_cents',
  'subsidies',
  'minimum_age',
  'living_alone_only',
  'eligible_groups',
  'materials',
  'duration_minutes',
  'plan',
  'capacity_kind',
  'capacity',
  'reserved_places',
  'days_ahead',
  'close_minutes',
  'cancel_cutoff_minutes',
  'open_limit',
  'limits',
  'series_allowed',
] as const
export type FactColumn = (typeof serviceColumns)[number]

const homeNames = [
  'homeName',
  'homeGrid',
  'homeAlone',
  'homeBuilding',
  'homeUnit',
  'homeRoom',
  'homeHousehold',
] as const

const entry = (name: string, value: RawBuilder<unknown>) => [sql.lit(name), value]

function servicePieces(db: Db, { communityId, serviceIds }: Values) {
  const object = serviceColumns.flatMap((column) => entry(column, sql`${sql.ref(`v.${column}`)}`))
  const provider = [
    ...entry('provider_name', sql`p.name`),
    ...entry('provider_phone', sql`p.phone`),
    ...entry('opening_hours', sql`p.opening_hours`),
    ...entry('withdrawn', sql`if(v.withdrawn_at is null and p.withdrawn_at is null, 0, 1)`),
  ]
  return db
    .selectFrom('service as v')
    .innerJoin('provider as p', (join) =>
      join.onRef('p.community_id', '=', 'v.community_id').onRef('p.id', '=', 'v.provider_id'),
    )
    .select(piece('service', { k: 'v.id', t: sql`json_object(${sql.join([...object, ...provider])})` }))
    .where('v.community_id', '=', communityId)
    .where('v.id', 'in', [...serviceIds])
}

function homePieces(db: Db, { communityId, residentIds }: Values): Pieces {
  const columns = homeNames.flatMap((name) => entry(name, sql`${sql.ref(`home.${name}`)}`))
  const born = entry('homeBirthDate', dayText('home.homeBirthDate'))
  return db
    .selectFrom(residentHomes(communityId))
    .select(piece('home', { b: 'home.id', t: sql`json_object(${sql.join([...columns, ...born])})` }))
    .where('home.id', 'in', [...residentIds])
}

function groupPieces(db: Db, communityId: string, residentId: string): Pieces {
  return db
    .selectFrom(residentGroups(communityId, residentId))
    .select(piece('groups', { b: 'noted.id', t: jsonArray('noted.groups') }))
}

/** Who was asked to pause after bookings that nobody came to, and has not been let go again. */
function pausePieces(db: Db, { communityId, residentIds, now }: Values): Pieces {
  return db
    .selectFrom('booking_pause as q')
    .select(piece('pause', { b: 'q.resident_id' }))
    .where('q.community_id', '=', communityId)
    .where('q.resident_id', 'in', [...residentIds])
    .where('q.until', '>', now)
    .where('q.lifted_at', 'is', null)
}

/** A claim is void when its booking ended, ran out, or is over and only its turns of a limit still count. */
const voidClaim = (now: Date) =>
  sql`(b.status in ('cancelled', 'expired', 'missed') or (b.status in ('held', 'offered') and b.kept_until <= ${now}) or (c.need < 102 and b.ends_at <= ${now}))`

/** `t` of a hold: the resources that it has. */
export const claimPiece = (kind: string, now: Date, withBooking: boolean) =>
  piece(kind, {
    k: 'c.claim_key',
    n: 'c.cell',
    m: 'c.unit',
    b: withBooking ? 'c.booking_id' : sql`if(${voidClaim(now)}, c.booking_id, null)`,
    s: sql`if(${voidClaim(now)}, 'void', b.status)`,
    ...(withBooking ? { t: sql`if(b.status = 'held', json_array(b.resource_ids), null)` } : {}),
  })

function claims(db: Db) {
  return db
    .selectFrom('booking_claim as c')
    .leftJoin('booking as b', (join) =>
      join.onRef('b.community_id', '=', 'c.community_id').onRef('b.id', '=', 'c.booking_id'),
    )
}

/** The places and units in use: of pooled services by the service's key, of others by those of their resources. */
function placePieces(db: Db, { communityId, serviceIds, at, within, now }: Values): Pieces[] {
  const pooled = claims(db)
    .select(claimPiece('place', now, false))
    .where('c.community_id', '=', communityId)
    .where('c.claim_key', 'in', [...serviceIds])
  const exclusive = db
    .selectFrom('service_need as n')
    .innerJoin('booking_claim as c', (join) =>
      join.onRef('c.community_id', '=', 'n.community_id').onRef('c.claim_key', '=', 'n.resource_id'),
    )
    .leftJoin('booking as b', (join) =>
      join.onRef('b.community_id', '=', 'c.community_id').onRef('b.id', '=', 'c.booking_id'),
    )
    .select(claimPiece('place', now, false))
    .where('n.community_id', '=', communityId)
    .where('n.service_id', 'in', [...serviceIds])
  if (within) {
    const { fromCell, toCell } = within
    return [pooled, exclusive].map((each) => each.where('c.cell', '>=', fromCell).where('c.cell', '<', toCell))
  }
  // one start at a time: a list would make the server walk through all claims of a resource
  return at.flatMap(({ cell }) => [pooled.where('c.cell', '=', cell), exclusive.where('c.cell', '=', cell)])
}

/** What these persons have of these services: the slots, and their turns of every limit. */
function personPieces(db: Db, values: Values): Pieces[] {
  const { communityId, serviceIds, residentIds, slotKeys, turnKeys, at, within, now } = values
  const own = claims(db)
    .select(claimPiece('mine', now, true))
    .where('c.community_id', '=', communityId)
  const slots = own.where('c.claim_key', 'in', [...slotKeys])
  const households = limitLetters.map((letter) =>
    db
      .selectFrom('resident as h')
      .innerJoin('service as v', 'v.community_id', 'h.community_id')
      .innerJoin('booking_claim as c', (join) =>
        join
          .onRef('c.community_id', '=', 'h.community_id')
          .on('c.claim_key', '=', sql<string>`concat(h.household_id, ':', v.id, ${sql.lit(`:${letter}`)})`),
      )
      .leftJoin('booking as b', (join) =>
        join.onRef('b.community_id', '=', 'c.community_id').onRef('b.id', '=', 'c.booking_id'),
      )
      .select(claimPiece('mine', now, true))
      .where('h.community_id', '=', communityId)
      .where('h.id', 'in', [...residentIds])
      .where('v.id', 'in', [...serviceIds]),
  )
  return [
    within
      ? slots.where('c.cell', '>=', within.fromCell).where('c.cell', '<', within.toCell)
      : slots.where(
          'c.cell',
          'in',
          at.map(({ cell }) => cell),
        ),
    own.where('c.claim_key', 'in', [...turnKeys]),
    ...households,
  ]
}

/** How many wait for each slot, and how many of them may have the kept places. */
function waitingPieces(db: Db, { communityId, serviceIds, at, within }: Values): Pieces {
  return db
    .selectFrom('booking as w')
    .select(
      piece('waiting', {
        k: 'w.service_id',
        n: minuteColumn('w.starts_at'),
        m: sql`count(*)`,
        t: jsonArray(sql`cast(sum(w.has_priority = 1 or w.channel <> 'app') as signed)`),
      }),
    )
    .where('w.community_id', '=', communityId)
    .where('w.service_id', 'in', [...serviceIds])
    .where('w.status', '=', 'waiting')
    .$if(within !== undefined, (query) =>
      query
        .where('w.starts_at', '>=', within?.from ?? new Date(0))
        .where('w.starts_at', '<', within?.to ?? new Date(0)),
    )
    .$if(within === undefined, (query) =>
      query.where(
        'w.starts_at',
        'in',
        at.map(({ startsAt }) => startsAt),
      ),
    )
    .groupBy(['w.service_id', 'w.starts_at'])
}

/** Who waits for these starts: `m` goes first on a tie, `s` channel, `t` version, since (microseconds), has a place. */
function queuePieces(db: Db, { communityId, serviceIds, at, within }: Values): Pieces {
  const since = sql`timestampdiff(microsecond, '1970-01-01', q.waiting_since)`
  const own = db
    .selectFrom('booking_claim as c')
    .select('c.need')
    .where('c.community_id', '=', communityId)
    .where('c.booking_id', '=', sql.ref<string>('q.id'))
    .where('c.need', '<', slotNeed)
    .limit(1)
  const columns = {
    ...{ k: 'q.service_id', n: minuteColumn('q.starts_at'), m: 'q.has_priority', b: 'q.id', s: 'q.channel' },
    t: jsonArray('q.version', since, sql`${own} is not null`),
  }
  const rows = db
    .selectFrom('booking as q')
    .select(piece('queue', columns))
    .where('q.community_id', '=', communityId)
    .where('q.service_id', 'in', [...serviceIds])
    .where('q.status', '=', 'waiting')
  if (within) return rows.where('q.starts_at', '>=', within.from).where('q.starts_at', '<', within.to)
  return rows.where(
    'q.starts_at',
    'in',
    at.map(({ startsAt }) => startsAt),
  )
}

/** What an earlier arrival of the same command left: rows, or claims whose row is still missing. */
function earlierPieces(db: Db, { communityId, bookingIds }: Values): Pieces[] {
  const facts = jsonArray('e.resident_id', 'e.service_id', 'e.note', 'e.booked_by', 'e.basket_id')
  return [
    db
      .selectFrom('booking as e')
      .select(piece('earlier', { n: minuteColumn('e.starts_at'), b: 'e.id', s: 'e.status', t: facts }))
      .where('e.community_id', '=', communityId)
      .where('e.id', 'in', [...bookingIds]),
    db
      .selectFrom('booking_claim as o')
      .select(piece('own', { k: 'o.claim_key', n: 'o.cell', m: 'o.unit', b: 'o.booking_id', t: jsonArray('o.need') }))
      .where('o.community_id', '=', communityId)
      .where('o.booking_id', 'in', [...bookingIds]),
  ]
}

const fewLatest = 8

/** The last bookings of these persons, from which follows who served them. */
function lastPieces(db: Db, communityId: string, residentId: string): Pieces {
  const last = db
    .selectFrom('booking as l')
    .select(['l.service_id', 'l.resource_ids', 'l.status'])
    .where('l.community_id', '=', communityId)
    .where('l.resident_id', '=', residentId)
    .orderBy('l.starts_at', 'desc')
    .limit(fewLatest)
    .as('l')
  return db.selectFrom(last).select(piece('last', { k: 'l.service_id', s: 'l.status', t: jsonArray('l.resource_ids') }))
}

function statement(db: Db, values: Values) {
  const { communityId, residentIds, bookingIds, fromDay, toDay } = values
  const parts = [
    needPieces(db, communityId, values.serviceIds),
    exceptionPieces(db, communityId, fromDay, toDay),
    holidayPieces(db, communityId, fromDay, toDay),
    ...placePieces(db, values),
    waitingPieces(db, values),
  ]
  if (values.withQueue) parts.push(queuePieces(db, values))
  if (residentIds.length > 0) {
    parts.push(homePieces(db, values), ...personPieces(db, values))
    for (const residentId of residentIds) parts.push(groupPieces(db, communityId, residentId))
    parts.push(pausePieces(db, values))
    if (values.within) for (const residentId of residentIds) parts.push(lastPieces(db, communityId, residentId))
  }
  if (bookingIds.length > 0) parts.push(...earlierPieces(db, values))
  return servicePieces(db, values).unionAll(parts as never)
}

function valuesOf({ starts, ...look }: Look): Values {
  const both = (keyOf: (residentId: string, serviceId: string) => string[]) =>
    look.residentIds.flatMap((residentId) => look.serviceIds.flatMap((serviceId) => keyOf(residentId, serviceId)))
  return {
    ...look,
    slotKeys: both((residentId, serviceId) => [slotKey(residentId, serviceId)]),
    turnKeys: both((residentId, serviceId) => [
      openKey(residentId, serviceId),
      ...limitPeriods.map((period) => limitKey(residentId, serviceId, period)),
    ]),
    at: 'from' in starts ? [] : starts.map((startsAt) => ({ cell: minuteOf(startsAt), startsAt })),
    within: 'from' in starts ? { ...starts, fromCell: minuteOf(starts.from), toCell: minuteOf(starts.to) } : undefined,
  }
}

/** One place for one person: the statement of nearly every booking, and for that built only once. */
const oneAttempt = prepare(
  {
    communityId: 'text',
    serviceId: 'text',
    residentId: 'text',
    bookingId: 'text',
    slot: 'text',
    open: 'text',
    day: 'text',
    week: 'text',
    month: 'text',
    cell: 'number',
    startsAt: 'instant',
    fromDay: 'text',
    toDay: 'text',
    now: 'instant',
  },
  (db, { communityId, fromDay, toDay, now, ...one }) =>
    statement(db, {
      communityId,
      fromDay,
      toDay,
      now,
      serviceIds: [one.serviceId],
      residentIds: [one.residentId],
      bookingIds: [one.bookingId],
      slotKeys: [one.slot],
      turnKeys: [one.open, one.day, one.week, one.month],
      at: [{ cell: one.cell, startsAt: one.startsAt }],
      within: undefined,
    }),
)

/** Everything that decides who may have which place, in one statement. */
export async function readPieces(db: Db, look: Look): Promise<Piece[]> {
  const values = valuesOf(look)
  const { serviceIds, residentIds, bookingIds, turnKeys, at } = values
  const [serviceId, residentId, bookingId, place] = [serviceIds[0], residentIds[0], bookingIds[0], at[0]]
  const isOne = [serviceIds, residentIds, bookingIds, at].every(({ length }) => length === 1)
  if (!isOne || !serviceId || !residentId || !bookingId || !place) return statement(db, values).execute()
  const [open = '', day = '', week = '', month = ''] = turnKeys
  const { communityId, fromDay, toDay, now } = look
  return oneAttempt(db, {
    ...{ communityId, serviceId, residentId, bookingId, fromDay, toDay, now, ...place },
    ...{ slot: slotKey(residentId, serviceId), open, day, week, month },
  })
}
