import { idOf } from '../../../config/dev/demo/ids.ts'
import type {
  OfferedException,
  OfferingChange,
  ProviderDraft,
  ResourceDraft,
  ServiceDraft,
} from '../../../shared/booking/offering-schemas.ts'
import { addSeconds, dayOf, instantOf } from '../../../shared/time.ts'
import { bookingSlice } from '../booking/slice.ts'
import { cellsOf, minuteOf } from '../booking/taking/decide-claims.ts'
import '../booking/tables.ts'
import { inboxSlice } from '../inbox/slice.ts'
import { peopleSlice } from '../people/slice.ts'
import { json } from '../platform/db/values.ts'
import { makeActors, places } from './actors.ts'
import { call, callOk } from './call.ts'
import type { TestDatabase } from './database.ts'
import { testServer } from './server.ts'

const { community: communityId } = places
const workdays = [1, 2, 3, 4, 5]

export const ids = {
  provider: idOf('offering provider'),
  clinic: idOf('offering clinic'),
  lunch: idOf('offering lunch'),
  doctor: idOf('offering doctor'),
  nurse: idOf('offering nurse'),
}

export const provider: ProviderDraft = {
  providerId: ids.provider,
  kind: 'health_station',
  position: 0,
  name: '梅园卫生站',
  phone: '025-00001002',
  address: '小区东门 12 号',
  introduction: '',
  access: ['ramp'],
  openingHours: { weekly: [{ weekdays: workdays, from: '08:00', to: '17:00' }], onHolidays: 'closed' },
}

export const worker = (resourceId: string, name: string): ResourceDraft => ({
  resourceId,
  kind: 'worker',
  name,
  units: 1,
  accountId: null,
  skills: [],
  dialects: [],
  gender: 'female',
  building: '',
})

export const clinic: ServiceDraft = {
  serviceId: ids.clinic,
  providerId: ids.provider,
  category: 'health',
  position: 0,
  name: '家庭医生门诊',
  line: '约 30 分钟',
  description: '',
  icon: 'stethoscope',
  channel: 'hall',
  place: '1 号诊室',
  priceKind: 'free',
  priceCents: 0,
  subsidies: [],
  minimumAge: null,
  livingAloneOnly: false,
  eligibleGroups: [],
  eligibilityWords: '',
  materials: [],
  durationMinutes: 30,
  plan: {
    rules: [{ weekdays: workdays, from: '09:00', to: '11:00', capacity: null }],
    gapMinutes: 0,
    onHolidays: 'closed',
    onMakeUpDays: 'works',
  },
  capacityKind: 'exclusive',
  capacity: 1,
  reservedPlaces: 0,
  needs: [[ids.doctor, ids.nurse].toSorted()],
  daysAhead: 14,
  closeMinutes: 30,
  cancelCutoffMinutes: 60,
  openLimit: 3,
  limits: [],
  seriesAllowed: false,
}

export const lunch: ServiceDraft = {
  ...clinic,
  serviceId: ids.lunch,
  category: 'meals',
  position: 1,
  name: '午饭，到食堂吃',
  plan: { ...clinic.plan, rules: [{ weekdays: workdays, from: '11:00', to: '11:30', capacity: null }] },
  capacityKind: 'pooled',
  capacity: 3,
  needs: [],
}

export const closed = (words: string, more: Partial<OfferedException>): OfferedException => ({
  exceptionId: idOf(`offering exception ${words}`),
  kind: 'closed',
  providerId: null,
  serviceId: null,
  resourceId: null,
  fromDay: '2026-11-26',
  toDay: '2026-11-26',
  fromTime: null,
  toTime: null,
  reason: words,
  ...more,
})

/** A community with a health station: a clinic that a doctor or a nurse serves, and a lunch for three. */
export async function offeringTown(database: TestDatabase) {
  const { db } = database
  // a Tuesday
  const now = instantOf('2026-11-24', '08:00')
  const server = testServer(database, [peopleSlice, bookingSlice, inboxSlice], now)
  const cast = await makeActors(db, now)
  const staff = cast.communityStaff.token
  const apply = (change: OfferingChange, token = staff) =>
    call(server.app, token, 'booking.applyPlanChange', { communityId, change, seen: [], offers: [], reason: '' })
  for (const change of [
    { kind: 'provider', version: 0, provider },
    { kind: 'resource', version: 0, resource: worker(ids.doctor, '林芳医生') },
    { kind: 'resource', version: 0, resource: worker(ids.nurse, '周敏护士') },
    { kind: 'service', version: 0, service: clinic },
    { kind: 'service', version: 0, service: lunch },
  ] as const satisfies readonly OfferingChange[]) {
    const answer = await apply(change)
    if (!answer.ok) throw new Error(JSON.stringify(answer.error))
  }

  /** Somebody has this time, with the claims that guard it. */
  async function booked(
    who: { name: string; person: { residentId: string } },
    service: ServiceDraft,
    startsAt: Date,
    { resourceId, unit = 1 }: { resourceId?: string; unit?: number } = {},
  ): Promise<string> {
    const id = idOf(`offering booking ${who.person.residentId} ${service.serviceId} ${startsAt.toISOString()}`)
    const endsAt = addSeconds(startsAt, service.durationMinutes * 60)
    const cells = resourceId === undefined ? [minuteOf(startsAt)] : cellsOf({ startsAt, endsAt })
    const step = { version: 1, kind: 'confirmed' as const, at: now.toISOString(), by: '', delegateName: null }
    await db
      .insertInto('booking_claim')
      .values(
        cells.map((cell) => ({
          community_id: communityId,
          claim_key: resourceId ?? service.serviceId,
          cell,
          unit,
          booking_id: id,
          need: 0,
          due_at: null,
        })),
      )
      .execute()
    await db
      .insertInto('booking')
      .values({
        community_id: communityId,
        id,
        service_id: service.serviceId,
        resident_id: who.person.residentId,
        resident_name: who.name,
        home_address: '',
        has_priority: 0,
        booked_by: cast.elder.accountId,
        delegate_name: null,
        channel: 'app',
        note: '',
        day: dayOf(startsAt),
        starts_at: startsAt,
        ends_at: endsAt,
        cancel_until: startsAt,
        resource_ids: json(resourceId === undefined ? [] : [resourceId]),
        resource_name: null,
        price_cents: 0,
        price_group: null,
        spoken_number: String(100_000 + (Number.parseInt(id.slice(-4), 36) % 900_000)),
        basket_id: null,
        series_id: null,
        status: 'confirmed',
        version: 1,
        notified_version: 1,
        history: json([step]),
        booked_at: now,
        waiting_since: null,
        kept_until: null,
        remind_at: null,
        reminded_at: null,
        reply: null,
        opened_at: null,
        checked_in_at: null,
        ended_at: null,
        cancel_reason: null,
        due_at: endsAt,
      })
      .execute()
    return id
  }

  return {
    ...server,
    db,
    cast,
    communityId,
    staff,
    apply,
    booked,
    check: (change: OfferingChange) => callOk(server.app, staff, 'booking.planCheck', { communityId, change }),
    offering: () => callOk(server.app, staff, 'booking.offering', { communityId }),
    toArrange: async () => (await callOk(server.app, staff, 'booking.toArrange', { communityId })).people,
  }
}
