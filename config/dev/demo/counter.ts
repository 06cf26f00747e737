import type { InsertObject } from 'kysely'
import '../../../api/_src/booking/counter/tables.ts'
import { placeInLine } from '../../../api/_src/booking/counter/decide-queue.ts'
import type { BookingStep } from '../../../api/_src/booking/tables.ts'
import { appendHistory } from '../../../api/_src/platform/db/history.ts'
import type { Db, Tables } from '../../../api/_src/platform/db/tables.ts'
import { inserted } from '../../../api/_src/platform/db/upsert.ts'
import { json } from '../../../api/_src/platform/db/values.ts'
import { firstAge } from '../../../shared/booking/counter.ts'
import { addDays, addSeconds, ageOn, dayOf, instantOf } from '../../../shared/time.ts'
import { idOf } from './ids.ts'
import { meiyuan } from './places.ts'
import type { DemoResident, World } from './world.ts'

type Row = InsertObject<Tables, 'queue_ticket'>
type Status = Row['status']

const minute = 60
const windows = ['1 号窗口', '2 号窗口', '3 号窗口']
/** The picture at the door of the hall. */
const doorCode = '20260815'
const mostBooked = 3

/** Who came without a booking: minutes ago, and how far it is. */
const walkIns: readonly { ago: number; status: Status; window?: number; guest?: string }[] = [
  { ago: 70, status: 'served', window: 0 },
  { ago: 62, status: 'served', window: 1 },
  { ago: 50, status: 'served', window: 0 },
  { ago: 34, status: 'serving', window: 0 },
  { ago: 28, status: 'called', window: 1 },
  { ago: 21, status: 'waiting', guest: '张先生' },
  { ago: 14, status: 'waiting' },
  { ago: 9, status: 'waiting', guest: '' },
  { ago: 4, status: 'waiting' },
]

/** A morning in 社区服务大厅 of 梅园社区: somebody at each window, a few waiting, some with a booking. */
export async function loadCounter(db: Db, world: World, now: Date): Promise<void> {
  const services = await db
    .selectFrom('service')
    .innerJoin('provider', (join) =>
      join.onRef('provider.community_id', '=', 'service.community_id').onRef('provider.id', '=', 'service.provider_id'),
    )
    .select(['service.id', 'service.name', 'provider.id as providerId'])
    .where('service.community_id', '=', meiyuan)
    .where('service.category', '=', 'window')
    .where('service.channel', '=', 'hall')
    .where('provider.kind', '=', 'community_hall')
    .orderBy('service.position')
    .execute()
  const [first] = services
  if (!first) return
  await db
    .insertInto('queue_setting')
    .values({
      ...{ community_id: meiyuan, provider_id: first.providerId, windows: json(windows), show_names: 1 },
      ...{ door_code: doorCode, version: 1 },
    })
    .onDuplicateKeyUpdate({ door_code: inserted('door_code') })
    .execute()
  const clerk = world.member('赵雨桐').accountId
  const residents = world.residents.filter((one) => one.communityId === meiyuan && one.age >= 30)
  const tickets = walkIns.map((one, index): Row => {
    const service = services[index % services.length] ?? first
    const resident = one.guest === undefined ? residents[(index * 37 + 11) % residents.length] : undefined
    const arrivedAt = addSeconds(now, -one.ago * minute)
    return {
      ...blank(now, clerk, arrivedAt),
      ...{ id: idOf(`demo number ${index}`), provider_id: service.providerId, lane: 'walk_in', number: index + 1 },
      ...{ service_id: service.id, service_name: service.name, booking_id: null, ...whoIs(resident, world, one.guest) },
      ...standing(one.status, one.window, addSeconds(arrivedAt, 12 * minute), clerk),
      ...lineOf(null, arrivedAt),
      starts_at: null,
    }
  })
  tickets.push(...(await booked(db, world, first.providerId, services, clerk, now)))
  await db
    .insertInto('queue_ticket')
    .values(tickets)
    .onDuplicateKeyUpdate({ id: inserted('id') })
    .execute()
}

/** The next ones of today who have a booking are here already. */
async function booked(
  db: Db,
  world: World,
  providerId: string,
  services: readonly { id: string; name: string }[],
  clerk: string,
  now: Date,
): Promise<Row[]> {
  const rows = await db
    .selectFrom('booking')
    .select(['id', 'service_id', 'resident_id', 'resident_name', 'starts_at', 'resource_name', 'version'])
    .where('community_id', '=', meiyuan)
    .where(
      'service_id',
      'in',
      services.map(({ id }) => id),
    )
    .where('status', 'in', ['confirmed', 'checked_in'])
    .where('starts_at', '>', addSeconds(now, -15 * minute))
    .where('starts_at', '<', instantOf(addDays(dayOf(now), 1)))
    .orderBy('starts_at')
    .orderBy('id')
    .limit(mostBooked)
    .execute()
  const tickets: Row[] = []
  for (const [index, row] of rows.entries()) {
    const arrivedAt = addSeconds(row.starts_at < now ? row.starts_at : now, -(6 - index * 2) * minute)
    const version = row.version + 1
    const step: BookingStep = {
      version,
      kind: 'checked_in',
      at: arrivedAt.toISOString(),
      by: clerk,
      delegateName: null,
    }
    await db
      .updateTable('booking')
      .set({
        status: 'checked_in',
        checked_in_at: arrivedAt,
        version,
        notified_version: version,
        history: appendHistory(step),
      })
      .where('community_id', '=', meiyuan)
      .where('id', '=', row.id)
      .where('status', '=', 'confirmed')
      .execute()
    const resident = world.residents.find(({ residentId }) => residentId === row.resident_id)
    tickets.push({
      ...blank(now, clerk, arrivedAt),
      ...{ id: row.id, booking_id: row.id, provider_id: providerId, lane: 'booked', number: index + 1 },
      ...{ service_id: row.service_id, service_name: services.find(({ id }) => id === row.service_id)?.name ?? '' },
      ...whoIs(resident, world, row.resident_name),
      ...lineOf(row.starts_at, arrivedAt),
      starts_at: row.starts_at,
      wanted_window: row.resource_name,
    })
  }
  return tickets
}

function whoIs(resident: DemoResident | undefined, world: World, guest = '') {
  const first =
    resident !== undefined && resident.birthDate !== null && ageOn(resident.birthDate, world.today) >= firstAge
  return {
    resident_id: resident?.residentId ?? null,
    name: resident?.name ?? guest,
    goes_first: first ? 1 : 0,
  }
}

function lineOf(startsAt: Date | null, arrivedAt: Date) {
  const { line, turnAt } = placeInLine(startsAt, arrivedAt)
  return { line, turn_at: turnAt }
}

function standing(status: Status, window: number | undefined, calledAt: Date, clerk: string) {
  if (window === undefined) return { status }
  const name = windows[window] ?? null
  const isOver = status === 'served'
  return {
    ...{ status, window_name: name, at_window: isOver ? null : name, calls: 1, served_by: clerk },
    ...{ first_called_at: calledAt, called_at: calledAt, ended_at: isOver ? addSeconds(calledAt, 9 * minute) : null },
  }
}

function blank(now: Date, clerk: string, arrivedAt: Date) {
  return {
    ...{ community_id: meiyuan, day: dayOf(now), taken_by: clerk, arrived_at: arrivedAt, wanted_window: null },
    ...{ status: 'waiting' as const, version: 1, window_name: null, at_window: null, call_id: null, calls: 0 },
    ...{ not_there: 0, first_called_at: null, called_at: null, served_by: null, ended_at: null },
    due_at: instantOf(addDays(dayOf(now), 1)),
  }
}
