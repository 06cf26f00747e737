import type { Insertable } from 'kysely'
import { dayOf, timeOf, weekdayOf, type Day } from '../../../shared/time.ts'
import type { Plan, PlanRule } from '../../../shared/booking/plan.ts'
import type { ProviderTable, ResourceTable, ScheduleExceptionTable, ServiceTable } from '../booking/tables.ts'
import type { Db } from '../platform/db/tables.ts'
import { json } from '../platform/db/values.ts'
import { newId } from '../platform/ids.ts'
import type { TestDatabase } from './database.ts'

type Fields<Table> = Omit<Insertable<Table>, 'community_id' | 'id'>

const careCentre: Fields<ProviderTable> = {
  kind: 'care_station',
  position: 1,
  name: '梅园养老中心',
  phone: '025-15602203',
  address: '梅园路 8 号',
  introduction: '老人白天的去处。',
  access: ['ramp', 'wheelchair'],
  opening_hours: { weekly: [{ weekdays: [0, 1, 2, 3, 4, 5, 6], from: '00:00', to: '24:00' }], onHolidays: 'as_usual' },
  withdrawn_at: null,
  version: 1,
}

/** A provider of this community; what is not given is that of a care centre that never closes. */
export async function addProvider(
  db: Db,
  communityId: string,
  fields: Partial<Fields<ProviderTable>> = {},
): Promise<string> {
  const { access, opening_hours: hours, ...others } = { ...careCentre, ...fields }
  const id = newId()
  await db
    .insertInto('provider')
    .values({ community_id: communityId, id, ...others, access: json(access), opening_hours: json(hours) })
    .execute()
  return id
}

/** A plan of these rules that asks no calendar. */
export function planOf(rules: readonly PlanRule[]): Plan {
  return { rules, gapMinutes: 0, onHolidays: 'as_usual', onMakeUpDays: 'as_weekday_off' }
}

/** On every day of the week, from this time to that. */
export function everyDay(from: string, to: string, capacity: number | null = null): PlanRule {
  return { weekdays: [0, 1, 2, 3, 4, 5, 6], from, to, capacity }
}

/** Exactly one slot of so many minutes on the weekday of this instant. */
export function onceAt(startsAt: Date, minutes: number, capacity: number | null = null): PlanRule {
  const end = new Date(startsAt.getTime() + minutes * 60_000)
  const to = timeOf(end) === '00:00' ? '24:00' : timeOf(end)
  return { weekdays: [weekdayOf(dayOf(startsAt))], from: timeOf(startsAt), to, capacity }
}

const haircut: Omit<Fields<ServiceTable>, 'provider_id'> = {
  category: 'home_care',
  position: 1,
  name: '上门理发',
  line: '师傅上门，30 分钟',
  description: '师傅带工具上门。',
  icon: 'scissors',
  channel: 'home',
  place: '家里',
  price_kind: 'full_price',
  price_cents: 1000,
  subsidies: [],
  minimum_age: null,
  living_alone_only: 0,
  eligible_groups: [],
  eligibility_words: '',
  materials: [
    { materialId: '01M82KAMTS1V3XN3EY7FP9P2YA', name: '一条毛巾', note: '', precheck: false },
    { materialId: '01M82KAMTS1V3XN3EY7FP9P2YB', name: '一把靠背椅', note: '', precheck: false },
  ],
  duration_minutes: 30,
  plan: planOf([everyDay('08:00', '18:00')]),
  capacity_kind: 'pooled',
  capacity: 2,
  reserved_places: 0,
  days_ahead: 60,
  close_minutes: 60,
  cancel_cutoff_minutes: 120,
  open_limit: 5,
  limits: [],
  series_allowed: 0,
  withdrawn_at: null,
  version: 1,
}

export type ServiceFields = Partial<Fields<ServiceTable>>

/**
 * A service of this community; what is not given is that of a haircut at home, every half hour from eight to six, with
 * two places and a provider of its own.
 */
export async function addService(db: Db, communityId: string, fields: ServiceFields = {}): Promise<string> {
  const { subsidies, eligible_groups: groups, materials, plan, limits, ...others } = { ...haircut, ...fields }
  const id = newId()
  const provider = fields.provider_id ?? (await addProvider(db, communityId))
  await db
    .insertInto('service')
    .values({
      community_id: communityId,
      id,
      ...others,
      provider_id: provider,
      subsidies: json(subsidies),
      eligible_groups: json(groups),
      materials: json(materials),
      plan: json(plan),
      limits: json(limits),
    })
    .execute()
  return id
}

/** A resource: a worker unless said otherwise. */
export async function addResource(
  db: Db,
  communityId: string,
  name: string,
  { units = 1, kind = 'worker', ...fields }: Partial<Fields<ResourceTable>> = {},
): Promise<string> {
  const id = newId()
  const { skills = [], dialects = [], ...others } = fields
  await db
    .insertInto('resource')
    .values({
      community_id: communityId,
      id,
      name,
      kind,
      units,
      account_id: null,
      gender: null,
      building: '',
      withdrawn_at: null,
      version: 1,
      ...others,
      skills: json(skills),
      dialects: json(dialects),
    })
    .execute()
  return id
}

/** A booking of this service needs one unit of one of these; each call of another position adds a need. */
export async function addNeed(
  db: Db,
  communityId: string,
  serviceId: string,
  resourceIds: readonly string[],
  position = 0,
): Promise<void> {
  await db
    .insertInto('service_need')
    .values(
      resourceIds.map((resourceId) => ({
        community_id: communityId,
        service_id: serviceId,
        position,
        resource_id: resourceId,
      })),
    )
    .execute()
}

/** A service that one resource (林芳医生 unless said otherwise) gives. */
export async function addExclusive(
  db: Db,
  communityId: string,
  fields: ServiceFields = {},
  { name = '林芳医生', units = 1 }: { name?: string; units?: number } = {},
): Promise<{ serviceId: string; resourceId: string }> {
  const resourceId = await addResource(db, communityId, name, { units })
  const serviceId = await addService(db, communityId, { capacity_kind: 'exclusive', capacity: 1, ...fields })
  await addNeed(db, communityId, serviceId, [resourceId])
  return { serviceId, resourceId }
}

/** A departure from the week: of the whole community, all day, unless said otherwise. */
export async function addException(
  db: Db,
  communityId: string,
  days: { from: Day; to?: Day },
  fields: Partial<Fields<ScheduleExceptionTable>> = {},
): Promise<void> {
  await db
    .insertInto('schedule_exception')
    .values({
      community_id: communityId,
      id: newId(),
      kind: 'closed',
      provider_id: null,
      service_id: null,
      resource_id: null,
      from_day: days.from,
      to_day: days.to ?? days.from,
      from_time: null,
      to_time: null,
      reason: '检修',
      made_by: newId(),
      made_at: new Date(0),
      ...fields,
    })
    .execute()
}

/** What the database says about a slot, past every guard. `places` and `holders` are claims of places and their bookings. */
export async function countsOf(
  database: TestDatabase,
  { serviceId, startsAt }: { serviceId: string; startsAt: Date },
): Promise<Record<'confirmed' | 'held' | 'waiting' | 'offered' | 'places' | 'holders' | 'claims', number>> {
  const at = startsAt.toISOString().slice(0, 19).replace('T', ' ')
  const ofStatus = (status: string) =>
    `(select count(*) from booking b where b.service_id = s.id and b.starts_at = '${at}' and b.status = '${status}') as ${status}`
  const mine = `booking_claim c join booking b on b.id = c.booking_id where b.service_id = s.id and b.starts_at = '${at}'`
  const [row] = await database.raw(
    `select ${['confirmed', 'held', 'waiting', 'offered'].map(ofStatus).join(', ')},
      (select count(*) from ${mine} and c.need < 100) as places,
      (select count(distinct c.booking_id) from ${mine} and c.need < 100) as holders,
      (select count(*) from ${mine}) as claims
     from service s where s.id = ?`,
    [serviceId],
  )
  const counts = { confirmed: 0, held: 0, waiting: 0, offered: 0, places: 0, holders: 0, claims: 0 }
  for (const name of Object.keys(counts) as (keyof typeof counts)[]) counts[name] = Number(row?.[name])
  return counts
}

/** The same time so many days later. */
export function daysAfter(startsAt: Date, days: number): Date {
  return new Date(startsAt.getTime() + days * 86_400_000)
}
