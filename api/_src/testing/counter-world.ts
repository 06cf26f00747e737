import type { Insertable } from 'kysely'
import type { Input } from '../../../shared/contract.ts'
import type { EndpointName, Endpoints } from '../../../shared/endpoints.ts'
import type { PersonRef } from '../../../shared/schemas.ts'
import { addSeconds, dayOf, instantOf } from '../../../shared/time.ts'
import { bookingSlice } from '../booking/slice.ts'
import type { BookingTable, ProviderTable, ServiceTable } from '../booking/tables.ts'
import '../booking/counter/tables.ts'
import { helpSlice } from '../help/slice.ts'
import { json } from '../platform/db/values.ts'
import { newId } from '../platform/ids.ts'
import { makeActors, places, type Cast, type TestAccount } from './actors.ts'
import { addProvider, addService, type ServiceFields } from './booking-world.ts'
import { call, callOk } from './call.ts'
import type { TestDatabase } from './database.ts'
import { testServer } from './server.ts'

/** A morning at the hall: 24 November 2026, a Tuesday. */
export const at = (time: string) => instantOf('2026-11-24', time)

let spokenNumbers = 100_000

/** A hall with a window service, a canteen and a health station, in a community with everybody in it. */
export async function counterTown(database: TestDatabase, now = at('08:50')) {
  const { db } = database
  const server = testServer(database, [bookingSlice, helpSlice], now)
  const cast = await makeActors(db, now)
  const communityId = places.community

  const provider = (kind: ProviderTable['kind'], name: string) => addProvider(db, communityId, { kind, name })
  const service = (providerId: string, category: ServiceTable['category'], name: string, more: ServiceFields = {}) =>
    addService(db, communityId, {
      ...{ provider_id: providerId, category, name, channel: 'hall', place: '活动中心一楼', capacity: 20 },
      ...more,
    })

  const hall = await provider('community_hall', '社区服务大厅')
  const health = await provider('health_station', '卫生站')
  const canteen = await provider('canteen', '社区食堂')
  const ids = {
    hall,
    health,
    canteen,
    papers: await service(hall, 'window', '社保业务'),
    room: await service(hall, 'venues', '棋牌室'),
    doctor: await service(health, 'health', '家庭医生门诊'),
    lunch: await service(canteen, 'meals', '堂食午餐'),
    box: await service(canteen, 'meals', '送餐上门', { channel: 'home' }),
  }

  /** A confirmed booking, as taking a place leaves it. */
  async function book(
    who: { person: PersonRef; name: string },
    serviceId: string,
    startsAt: Date,
    more: Partial<Insertable<BookingTable>> = {},
  ): Promise<string> {
    const id = newId()
    spokenNumbers += 1
    const row: Insertable<BookingTable> = {
      ...{ community_id: communityId, id, service_id: serviceId, resident_id: who.person.residentId },
      ...{
        resident_name: who.name,
        home_address: '3 栋 101',
        has_priority: 0,
        booked_by: newId(),
        delegate_name: null,
      },
      ...{ channel: 'app', note: '', day: dayOf(startsAt), starts_at: startsAt, ends_at: addSeconds(startsAt, 1800) },
      ...{
        cancel_until: startsAt,
        resource_ids: json([]) as never,
        resource_name: null,
        price_cents: 0,
        price_group: null,
      },
      ...{ spoken_number: String(spokenNumbers), basket_id: null, series_id: null, status: 'confirmed', version: 1 },
      ...{ notified_version: 1, history: json([]) as never, booked_at: now, waiting_since: null, kept_until: null },
      ...{ remind_at: null, reminded_at: null, reply: null, opened_at: null, checked_in_at: null, ended_at: null },
      ...{ cancel_reason: null, due_at: null },
      ...more,
    }
    await db.insertInto('booking').values(row).execute()
    return id
  }

  return {
    ...server,
    cast,
    ids,
    communityId,
    book,
    service,
    call: <Name extends EndpointName>(who: TestAccount, name: Name, input: Input<Endpoints[Name]>) =>
      call(server.app, who.token, name, input),
    ok: <Name extends EndpointName>(who: TestAccount, name: Name, input: Input<Endpoints[Name]>) =>
      callOk(server.app, who.token, name, input),
    /** Whatever the front door does not show. */
    booking: async (id: string) =>
      db
        .selectFrom('booking')
        .select(['status', 'version', 'history', 'checked_in_at', 'ended_at', 'cancel_reason'])
        .where('community_id', '=', communityId)
        .where('id', '=', id)
        .executeTakeFirstOrThrow(),
  }
}

export type CounterTown = Awaited<ReturnType<typeof counterTown>>
export type { Cast }
