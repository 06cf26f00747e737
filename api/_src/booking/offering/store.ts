import { sql, type RawBuilder } from 'kysely'
import type { OfferedException, OwnHoliday } from '../../../../shared/booking/offering-schemas.ts'
import type { BookingStatus } from '../../../../shared/booking/lifecycle.ts'
import type { Day } from '../../../../shared/time.ts'
import type { Db } from '../../platform/db/tables.ts'
import { residentPhones } from '../books-for.ts'
import { dayText, jsonArray, jsonOf, piece, type Piece, type Pieces } from '../store-pieces.ts'
import type { BookingStep, ProviderTable, ResourceTable, ServiceTable } from '../tables.ts'
import type { Offering, ProviderState, ResourceState, ServiceState } from './decide-change.ts'
import type { ComingBooking, HeldUnit } from './decide-hits.ts'

const object = (alias: string, columns: readonly string[]) =>
  sql`json_object(${sql.join(
    columns.flatMap((column): RawBuilder<unknown>[] => [sql.lit(column), sql`${sql.ref(`${alias}.${column}`)}`]),
  )}, 'withdrawn', ${sql.ref(`${alias}.withdrawn_at`)} is not null)`

const providerColumns = [
  ...['id', 'kind', 'position', 'name', 'phone', 'address', 'introduction', 'access', 'opening_hours', 'version'],
] as const
const resourceColumns = [
  ...['id', 'kind', 'name', 'units', 'account_id', 'skills', 'dialects', 'gender', 'building', 'version'],
] as const
const serviceColumns = [
  ...['id', 'provider_id', 'category', 'position', 'name', 'line', 'description', 'icon', 'channel', 'place'],
  ...['price_kind', 'price_cents', 'subsidies', 'minimum_age', 'living_alone_only', 'eligible_groups'],
  ...['eligibility_words', 'materials', 'duration_minutes', 'plan', 'capacity_kind', 'capacity', 'reserved_places'],
  ...['days_ahead', 'close_minutes', 'cancel_cutoff_minutes', 'open_limit', 'limits', 'series_allowed', 'version'],
] as const

type Row<Table> = Omit<Table, 'community_id' | 'withdrawn_at'> & { withdrawn: number | boolean }

/** Everything a community offers, withdrawn things included, and exceptions from a day on. One statement. */
export async function readOffering(db: Db, communityId: string, fromDay: Day): Promise<Offering> {
  const parts: Pieces[] = [
    db
      .selectFrom('service as v')
      .select(piece('service', { t: object('v', serviceColumns) }))
      .where('v.community_id', '=', communityId),
    db
      .selectFrom('resource as r')
      .select(piece('resource', { t: object('r', resourceColumns) }))
      .where('r.community_id', '=', communityId),
    db
      .selectFrom('service_need as n')
      .select(piece('need', { k: 'n.service_id', n: 'n.position', b: 'n.resource_id' }))
      .where('n.community_id', '=', communityId),
    db
      .selectFrom('schedule_exception as e')
      .select(
        piece('exception', {
          k: 'e.service_id',
          b: 'e.provider_id',
          s: 'e.kind',
          t: jsonArray(
            ...['e.id', 'e.resource_id', dayText('e.from_day'), dayText('e.to_day'), 'e.from_time', 'e.to_time'],
            'e.reason',
          ),
        }),
      )
      .where('e.community_id', '=', communityId)
      .where('e.to_day', '>=', fromDay),
    db
      .selectFrom('holiday_override as h')
      .select(piece('holiday', { s: 'h.kind', t: jsonArray(dayText('h.day'), 'h.name') }))
      .where('h.community_id', '=', communityId)
      .where('h.day', '>=', fromDay),
  ]
  const pieces = await db
    .selectFrom('provider as p')
    .select(piece('provider', { t: object('p', providerColumns) }))
    .where('p.community_id', '=', communityId)
    .unionAll(parts as never)
    .execute()
  return offeringOf(pieces)
}

function offeringOf(pieces: readonly Piece[]): Offering {
  const of = (kind: string) => pieces.filter((one) => one.kind === kind)
  const needs = of('need')
  return {
    providers: of('provider')
      .map(({ t }) => providerOf(jsonOf<Row<ProviderTable>>(t)))
      .toSorted((one, other) => one.position - other.position),
    services: of('service')
      .map(({ t }) => serviceOf(jsonOf<Row<ServiceTable>>(t), needs))
      .toSorted((one, other) => one.position - other.position),
    resources: of('resource')
      .map(({ t }) => resourceOf(jsonOf<Row<ResourceTable>>(t)))
      .toSorted((one, other) => (one.resourceId < other.resourceId ? -1 : 1)),
    exceptions: of('exception').map(exceptionOf),
    holidays: of('holiday').map(holidayOf),
  }
}

function providerOf(row: Row<ProviderTable>): ProviderState {
  return {
    providerId: row.id,
    kind: row.kind,
    position: row.position,
    name: row.name,
    phone: row.phone,
    address: row.address,
    introduction: row.introduction,
    access: jsonOf(row.access),
    openingHours: jsonOf(row.opening_hours),
    version: row.version,
    isWithdrawn: Boolean(row.withdrawn),
  }
}

function resourceOf(row: Row<ResourceTable>): ResourceState {
  return {
    resourceId: row.id,
    kind: row.kind,
    name: row.name,
    units: row.units,
    accountId: row.account_id,
    skills: jsonOf(row.skills),
    dialects: jsonOf(row.dialects),
    gender: row.gender,
    building: row.building,
    version: row.version,
    isWithdrawn: Boolean(row.withdrawn),
  }
}

function serviceOf(row: Row<ServiceTable>, needs: readonly Piece[]): ServiceState {
  return {
    serviceId: row.id,
    providerId: row.provider_id,
    category: row.category,
    position: row.position,
    name: row.name,
    line: row.line,
    description: row.description,
    icon: row.icon,
    channel: row.channel,
    place: row.place,
    priceKind: row.price_kind,
    priceCents: row.price_cents,
    subsidies: jsonOf(row.subsidies),
    minimumAge: row.minimum_age,
    livingAloneOnly: row.living_alone_only === 1,
    eligibleGroups: jsonOf(row.eligible_groups),
    eligibilityWords: row.eligibility_words,
    materials: jsonOf(row.materials),
    durationMinutes: row.duration_minutes,
    plan: jsonOf(row.plan),
    capacityKind: row.capacity_kind,
    capacity: row.capacity,
    reservedPlaces: row.reserved_places,
    needs: needsOf(row.id, needs),
    daysAhead: row.days_ahead,
    closeMinutes: row.close_minutes,
    cancelCutoffMinutes: row.cancel_cutoff_minutes,
    openLimit: row.open_limit,
    limits: jsonOf(row.limits),
    seriesAllowed: row.series_allowed === 1,
    version: row.version,
    isWithdrawn: Boolean(row.withdrawn),
  }
}

function needsOf(serviceId: string, needs: readonly Piece[]): string[][] {
  const byPosition: string[][] = []
  for (const { k, n, b } of needs) if (k === serviceId && n !== null && b !== null) (byPosition[n] ??= []).push(b)
  return byPosition.filter((need) => need !== undefined).map((need) => need.toSorted())
}

function exceptionOf({ k, b, s, t }: Piece): OfferedException {
  const [exceptionId, resourceId, fromDay, toDay, fromTime, toTime, reason] =
    jsonOf<[string, string | null, string, string, string | null, string | null, string]>(t)
  const rest = { resourceId, fromDay, toDay, fromTime, toTime, reason, serviceId: k, providerId: b }
  return { exceptionId, kind: s === 'open' ? 'open' : 'closed', ...rest }
}

function holidayOf({ s, t }: Piece): OwnHoliday {
  const [day, name] = jsonOf<[string, string]>(t)
  return { day, kind: s === 'workday' ? 'workday' : 'holiday', name }
}

/** A booking to come, with whom to ring about it. */
export interface ComingRow extends ComingBooking {
  version: number
  residentName: string
  phone: string | null
  delegateName: string | null
  spokenNumber: string
  history: readonly BookingStep[]
}

const coming: readonly BookingStatus[] = ['confirmed', 'waiting', 'offered', 'held']

/** Bookings of a community that are still to come and have a place or wait for one, the next first. One statement. */
export async function readComing(
  db: Db,
  { communityId, serviceIds, now }: { communityId: string; serviceIds: readonly string[] | undefined; now: Date },
): Promise<ComingRow[]> {
  if (serviceIds?.length === 0) return []
  const rows = await db
    .selectFrom('booking as b')
    .leftJoin(residentPhones(communityId), 'ring.id', 'b.resident_id')
    .select(['b.id', 'b.version', 'b.service_id', 'b.status', 'b.has_priority', 'b.starts_at', 'b.ends_at'])
    .select(['b.resource_ids', 'b.resident_id', 'b.resident_name', 'b.delegate_name', 'b.spoken_number', 'b.history'])
    .select('ring.ringPhone')
    .where('b.community_id', '=', communityId)
    .where('b.starts_at', '>', now)
    .where('b.status', 'in', [...coming])
    .where((eb) => eb.or([eb('b.status', 'in', ['confirmed', 'waiting']), eb('b.kept_until', '>', now)]))
    .$if(serviceIds !== undefined, (query) => query.where('b.service_id', 'in', [...(serviceIds ?? [])]))
    .orderBy('b.starts_at')
    .orderBy('b.id')
    .execute()
  return rows.map((row) => ({
    bookingId: row.id,
    version: row.version,
    serviceId: row.service_id,
    status: row.status,
    hasPriority: row.has_priority === 1,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    resourceIds: row.resource_ids,
    residentId: row.resident_id,
    residentName: row.resident_name,
    phone: row.ringPhone,
    delegateName: row.delegate_name,
    spokenNumber: row.spoken_number,
    history: row.history,
  }))
}

/** The units given away of these services and resources in a stretch of time. One statement. */
export async function readHeld(
  db: Db,
  {
    communityId,
    keys,
    fromCell,
    toCell,
  }: { communityId: string; keys: readonly string[]; fromCell: number; toCell: number },
): Promise<HeldUnit[]> {
  if (keys.length === 0) return []
  return db
    .selectFrom('booking_claim as c')
    .select(['c.claim_key as key', 'c.cell', 'c.unit', 'c.booking_id as bookingId'])
    .where('c.community_id', '=', communityId)
    .where('c.claim_key', 'in', [...keys])
    .where('c.cell', '>=', fromCell)
    .where('c.cell', '<', toCell)
    .execute()
}
