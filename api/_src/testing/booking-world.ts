import type { Insertable } from 'kysely'
import type { ServiceSlotTable, ServiceTable } from '../booking/tables.ts'
import type { Db } from '../platform/db/tables.ts'
import { json } from '../platform/db/values.ts'
import { newId } from '../platform/ids.ts'
import type { TestDatabase } from './database.ts'

type ServiceFields = Omit<Insertable<ServiceTable>, 'community_id' | 'id' | 'bring'> & { bring: readonly string[] }

const haircut: ServiceFields = {
  category: 'home_care',
  position: 1,
  name: '上门理发',
  line: '师傅上门，30 分钟',
  description: '师傅带工具上门。',
  icon: 'scissors',
  price_cents: 1000,
  bring: ['一条毛巾', '一把靠背椅'],
  place: '家里',
  at_home: 1,
  provider_name: '梅园养老中心',
  provider_phone: '025-15602203',
  duration_minutes: 30,
  capacity_kind: 'pooled',
  minimum_age: null,
  living_alone_only: 0,
  eligibility_words: '',
  cancel_cutoff_minutes: 120,
  open_limit: 5,
  withdrawn_at: null,
}

/** A service of this community; what is not given is that of a haircut at home. */
export async function addService(db: Db, communityId: string, fields: Partial<ServiceFields> = {}): Promise<string> {
  const { bring, ...others } = { ...haircut, ...fields }
  const id = newId()
  await db
    .insertInto('service')
    .values({ community_id: communityId, id, ...others, bring: json(bring) })
    .execute()
  return id
}

export async function addResource(db: Db, communityId: string, name: string, units = 1): Promise<string> {
  const id = newId()
  await db.insertInto('resource').values({ community_id: communityId, id, name, units }).execute()
  return id
}

export interface SlotWish {
  startsAt: Date
  /** Minutes; 30 when not given. */
  length?: number
  /** Minutes before the start at which booking ends; 60 when not given. */
  closesBefore?: number
  capacity?: number
  resourceId?: string
  closedAt?: Date
}

/** A slot: pooled when no resource is given, else exclusive. */
export async function addSlot(db: Db, communityId: string, serviceId: string, wish: SlotWish): Promise<string> {
  const { startsAt, length = 30, closesBefore = 60, capacity = 1, resourceId, closedAt } = wish
  const id = newId()
  const row: Insertable<ServiceSlotTable> = {
    community_id: communityId,
    id,
    service_id: serviceId,
    starts_at: startsAt,
    ends_at: new Date(startsAt.getTime() + length * 60_000),
    closes_at: new Date(startsAt.getTime() - closesBefore * 60_000),
    closed_at: closedAt ?? null,
    capacity,
    taken: resourceId === undefined ? 0 : null,
    resource_id: resourceId ?? null,
  }
  await db.insertInto('service_slot').values(row).execute()
  return id
}

/** What the database says about a slot, past every guard. `units` counts bookings that hold claims. */
export async function countsOf(database: TestDatabase, slotId: string) {
  const [row] = await database.raw(
    `select s.taken as taken,
      (select count(*) from booking b where b.slot_id = s.id and b.status = 'confirmed') as confirmed,
      (select count(*) from booking b where b.slot_id = s.id and b.status = 'pending') as pending,
      (select count(distinct c.booking_id) from resource_claim c where c.slot_id = s.id) as holders,
      (select count(*) from resource_claim c where c.slot_id = s.id) as claims
     from service_slot s where s.id = ?`,
    [slotId],
  )
  return {
    taken: row?.['taken'] as number | null,
    confirmed: Number(row?.['confirmed']),
    pending: Number(row?.['pending']),
    holders: Number(row?.['holders']),
    claims: Number(row?.['claims']),
  }
}
