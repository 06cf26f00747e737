import { sql } from 'kysely'
import type {
  OfferedException,
  OwnHoliday,
  ProviderDraft,
  ResourceDraft,
  ServiceDraft,
} from '../../../../shared/booking/offering-schemas.ts'
import type { Db } from '../../platform/db/tables.ts'
import { isDuplicate } from '../../platform/db/errors.ts'
import { inserted } from '../../platform/db/upsert.ts'
import { json } from '../../platform/db/values.ts'
import type { BookingStep } from '../tables.ts'

/** What a write of something that has a version came to. */
type Written = 'written' | 'overtaken'

const columnsOfProvider = (draft: ProviderDraft) => ({
  kind: draft.kind,
  position: draft.position,
  name: draft.name,
  phone: draft.phone,
  address: draft.address,
  introduction: draft.introduction,
  access: json(draft.access),
  opening_hours: json(draft.openingHours),
})

const columnsOfResource = (draft: ResourceDraft) => ({
  kind: draft.kind,
  name: draft.name,
  units: draft.units,
  account_id: draft.accountId,
  skills: json(draft.skills),
  dialects: json(draft.dialects),
  gender: draft.gender,
  building: draft.building,
})

const columnsOfService = (draft: ServiceDraft) => ({
  provider_id: draft.providerId,
  category: draft.category,
  position: draft.position,
  name: draft.name,
  line: draft.line,
  description: draft.description,
  icon: draft.icon,
  channel: draft.channel,
  place: draft.place,
  price_kind: draft.priceKind,
  price_cents: draft.priceCents,
  subsidies: json(draft.subsidies),
  minimum_age: draft.minimumAge,
  living_alone_only: draft.livingAloneOnly ? 1 : 0,
  eligible_groups: json(draft.eligibleGroups),
  eligibility_words: draft.eligibilityWords,
  materials: json(draft.materials),
  duration_minutes: draft.durationMinutes,
  plan: json(draft.plan),
  capacity_kind: draft.capacityKind,
  capacity: draft.capacity,
  reserved_places: draft.reservedPlaces,
  days_ahead: draft.daysAhead,
  close_minutes: draft.closeMinutes,
  cancel_cutoff_minutes: draft.cancelCutoffMinutes,
  open_limit: draft.openLimit,
  limits: json(draft.limits),
  series_allowed: draft.seriesAllowed ? 1 : 0,
})

/** Writes a provider over the version the editor saw; version 0 writes a new one. */
export async function writeProvider(db: Db, communityId: string, draft: ProviderDraft, seen: number): Promise<Written> {
  const set = { ...columnsOfProvider(draft), version: seen + 1, withdrawn_at: null }
  if (seen === 0) {
    return once(() =>
      db
        .insertInto('provider')
        .values({ community_id: communityId, id: draft.providerId, ...set })
        .execute(),
    )
  }
  const { numUpdatedRows } = await db
    .updateTable('provider')
    .set(set)
    .where('community_id', '=', communityId)
    .where('id', '=', draft.providerId)
    .where('version', '=', seen)
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n ? 'written' : 'overtaken'
}

export async function writeResource(db: Db, communityId: string, draft: ResourceDraft, seen: number): Promise<Written> {
  const set = { ...columnsOfResource(draft), version: seen + 1, withdrawn_at: null }
  if (seen === 0) {
    return once(() =>
      db
        .insertInto('resource')
        .values({ community_id: communityId, id: draft.resourceId, ...set })
        .execute(),
    )
  }
  const { numUpdatedRows } = await db
    .updateTable('resource')
    .set(set)
    .where('community_id', '=', communityId)
    .where('id', '=', draft.resourceId)
    .where('version', '=', seen)
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n ? 'written' : 'overtaken'
}

export async function writeService(db: Db, communityId: string, draft: ServiceDraft, seen: number): Promise<Written> {
  const set = { ...columnsOfService(draft), version: seen + 1, withdrawn_at: null }
  if (seen === 0) {
    return once(() =>
      db
        .insertInto('service')
        .values({ community_id: communityId, id: draft.serviceId, ...set })
        .execute(),
    )
  }
  const { numUpdatedRows } = await db
    .updateTable('service')
    .set(set)
    .where('community_id', '=', communityId)
    .where('id', '=', draft.serviceId)
    .where('version', '=', seen)
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n ? 'written' : 'overtaken'
}

/**
 * Makes what a service needs what its row of this version says: the new rows first, so that at no moment it needs less
 * than it should; then what is too much goes, unless a later version has come.
 */
export async function writeNeeds(db: Db, communityId: string, draft: ServiceDraft, version: number): Promise<void> {
  const rows = draft.needs.flatMap((need, position) =>
    need.map((resourceId) => ({
      community_id: communityId,
      service_id: draft.serviceId,
      position,
      resource_id: resourceId,
    })),
  )
  if (rows.length > 0) {
    await db
      .insertInto('service_need')
      .values(rows)
      .onDuplicateKeyUpdate({ position: inserted('position') })
      .execute()
  }
  const kept = rows.map((row) => `${row.position}:${row.resource_id}`)
  await db
    .deleteFrom('service_need')
    .where('community_id', '=', communityId)
    .where('service_id', '=', draft.serviceId)
    .$if(kept.length > 0, (query) => query.where(sql<string>`concat(position, ':', resource_id)`, 'not in', kept))
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('service as v')
          .select('v.id')
          .where('v.community_id', '=', communityId)
          .where('v.id', '=', draft.serviceId)
          .where('v.version', '=', version),
      ),
    )
    .execute()
}

export async function withdraw(
  db: Db,
  communityId: string,
  { what, id, version }: { what: 'provider' | 'service' | 'resource'; id: string; version: number },
  now: Date,
): Promise<Written> {
  const { numUpdatedRows } = await db
    .updateTable(what)
    .set({ withdrawn_at: now, version: version + 1 })
    .where('community_id', '=', communityId)
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n ? 'written' : 'overtaken'
}

export async function insertException(
  db: Db,
  communityId: string,
  exception: OfferedException,
  { by, now }: { by: string; now: Date },
): Promise<Written> {
  return once(() =>
    db
      .insertInto('schedule_exception')
      .values({
        community_id: communityId,
        id: exception.exceptionId,
        kind: exception.kind,
        provider_id: exception.providerId,
        service_id: exception.serviceId,
        resource_id: exception.resourceId,
        from_day: exception.fromDay,
        to_day: exception.toDay,
        from_time: exception.fromTime,
        to_time: exception.toTime,
        reason: exception.reason,
        made_by: by,
        made_at: now,
      })
      .execute(),
  )
}

export async function deleteException(db: Db, communityId: string, exceptionId: string): Promise<void> {
  await db
    .deleteFrom('schedule_exception')
    .where('community_id', '=', communityId)
    .where('id', '=', exceptionId)
    .execute()
}

export async function writeHoliday(db: Db, communityId: string, { day, kind, name }: OwnHoliday): Promise<void> {
  await db
    .insertInto('holiday_override')
    .values({ community_id: communityId, day, kind, name })
    .onDuplicateKeyUpdate({ kind: inserted('kind'), name: inserted('name') })
    .execute()
}

export async function deleteHoliday(db: Db, communityId: string, day: string): Promise<void> {
  await db.deleteFrom('holiday_override').where('community_id', '=', communityId).where('day', '=', day).execute()
}

/** One booking with the step that asks its person for another time. */
export interface Asking {
  bookingId: string
  /** The version the staff saw. */
  version: number
  step: BookingStep
}

/** Writes the step into those of these bookings that nothing has happened to since. One statement; how many there were. */
export async function writeAskings(db: Db, communityId: string, askings: readonly Asking[]): Promise<number> {
  if (askings.length === 0) return 0
  const steps = sql.join(
    askings.map(({ bookingId, step }) => sql`when ${bookingId} then ${JSON.stringify([step])}`),
    sql` `,
  )
  const { numUpdatedRows } = await db
    .updateTable('booking')
    .set((eb) => ({
      history: sql<BookingStep[]>`json_merge_preserve(history, case id ${steps} else '[]' end)`,
      version: eb('version', '+', 1),
    }))
    .where('community_id', '=', communityId)
    .where('status', '=', 'confirmed')
    .where((eb) => eb.or(askings.map(({ bookingId, version }) => eb.and({ id: bookingId, version }))))
    .executeTakeFirstOrThrow()
  return Number(numUpdatedRows)
}

async function once(insert: () => Promise<unknown>): Promise<Written> {
  try {
    await insert()
    return 'written'
  } catch (error) {
    if (isDuplicate(error, 'PRIMARY')) return 'overtaken'
    throw error
  }
}
