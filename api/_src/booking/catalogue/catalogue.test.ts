import { beforeEach, describe, expect, it } from 'vitest'
import { bookingContract } from '../../../../shared/booking/contract.ts'
import { addDays, addSeconds, instantOf } from '../../../../shared/time.ts'
import { newId } from '../../platform/ids.ts'
import { bookingActs, bookingTown, community, otherCommunity, thursday } from '../../testing/booking-town.ts'
import {
  addExclusive,
  addException,
  addNeed,
  addProvider,
  addResource,
  addService,
  everyDay,
  onceAt,
  planOf,
} from '../../testing/booking-world.ts'
import { call, callOk } from '../../testing/call.ts'
import { useDatabase } from '../../testing/database.ts'

const database = await useDatabase()
const { db, raw } = database
const town = bookingTown(database)
const { app } = town
const { book, cancel, confirm, hold, release, slotsOf, wishOf } = bookingActs(town)
const morning = instantOf('2026-11-24', '08:00')

beforeEach(() => {
  town.clock.now = morning
})

const services = async () => (await callOk(app, undefined, 'booking.services', { communityId: community })).services

describe('booking.services', () => {
  it('lists what is on offer with the first free day', async () => {
    const meals = await addService(db, community, {
      category: 'meals',
      name: '午饭',
      plan: planOf([{ ...everyDay('11:00', '12:00'), weekdays: [] }]),
    })
    const cut = await addService(db, community, { plan: planOf([onceAt(thursday, 30)]), days_ahead: 14 })
    await addService(db, community, { withdrawn_at: morning })
    await addService(db, community, { provider_id: await addProvider(db, community, { withdrawn_at: morning }) })
    await addService(db, otherCommunity)
    expect((await services()).map((service) => [service.name, service.nextFreeDay, service.nextFreeAt])).toEqual([
      ['上门理发', '2026-11-26', thursday.toISOString()],
      ['午饭', null, null],
    ])
    const only = await callOk(app, undefined, 'booking.services', { communityId: community, category: 'meals' })
    expect(only.services.map((service) => service.serviceId)).toEqual([meals])
    const detail = await callOk(app, undefined, 'booking.service', { communityId: community, serviceId: cut })
    expect(detail).toMatchObject({
      ...(await services())[0],
      bring: ['一条毛巾', '一把靠背椅'],
      atHome: true,
      openLimit: 5,
      provider: { name: '梅园养老中心', openWords: '营业中', isOpen: true },
    })
    const missing = await call(app, undefined, 'booking.service', { communityId: otherCommunity, serviceId: cut })
    expect(missing).toMatchObject({ status: 404, error: { code: 'not_found' } })
  })

  it('passes over what is full, closed, too soon, or kept for others', async () => {
    const at = (days: number) => addSeconds(thursday, days * 86_400)
    const rules = [0, 1, 2, 3].map((days) => onceAt(at(days), 30))
    const cut = await addService(db, community, { plan: planOf(rules), capacity: 2, reserved_places: 1 })
    const young = { birthDate: '1986-05-12' }
    const first = async () => (await services())[0]?.nextFreeAt
    expect(await first()).toBe(at(0).toISOString())
    await book(await town.join(young), cut)
    expect(await first()).toBe(at(1).toISOString())
    await addException(db, community, { from: '2026-11-27' }, { service_id: cut })
    expect(await first()).toBe(at(2).toISOString())
    await book(await town.join(), cut, { startsAt: at(2) })
    expect(await first()).toBe(at(2).toISOString())
    await book(await town.join(), cut, { startsAt: at(2) })
    expect(await first()).toBe(at(3).toISOString())
    town.clock.now = addSeconds(at(3), -3600)
    expect(await first()).toBe(at(7).toISOString())
  })

  it('asks whether somebody is free for every need', async () => {
    const cut = await addService(db, community, {
      capacity_kind: 'exclusive',
      capacity: 1,
      plan: planOf([onceAt(thursday, 30), onceAt(addSeconds(thursday, 86_400), 30)]),
    })
    const first = async () => (await services())[0]?.nextFreeDay
    expect(await first()).toBeNull()
    const lin = await addResource(db, community, '林芳')
    await addNeed(db, community, cut, [lin])
    await addNeed(db, community, cut, [await addResource(db, community, '1 号室', { kind: 'room' })], 1)
    expect(await first()).toBe('2026-11-26')
    await book(await town.join(), cut)
    expect(await first()).toBe('2026-11-27')
    await addException(db, community, { from: '2026-11-27' }, { resource_id: lin })
    expect(await first()).toBe('2026-12-03')
  })
})

describe('booking.providers', () => {
  it('says who they are, when they are open, and what they offer', async () => {
    const weekly = [{ weekdays: [1, 2, 3, 4, 5], from: '08:30', to: '17:00' }]
    const hall = await addProvider(db, community, {
      kind: 'community_hall',
      position: 2,
      name: '服务大厅',
      opening_hours: { weekly, onHolidays: 'closed' },
    })
    const care = await addProvider(db, community)
    await addProvider(db, community, { withdrawn_at: morning })
    const serviceId = await addService(db, community, { provider_id: hall, name: '办居住证' })
    await addService(db, community, { provider_id: hall, withdrawn_at: morning })
    const { providers } = await callOk(app, undefined, 'booking.providers', { communityId: community })
    expect(providers.map(({ providerId, services: offered }) => [providerId, offered])).toEqual([
      [care, []],
      [hall, [{ serviceId, name: '办居住证' }]],
    ])
    expect(providers[1]).toMatchObject({ openWords: '休息中，8:30 开', isOpen: false, access: ['ramp', 'wheelchair'] })
    await addException(db, community, { from: '2026-11-24' }, { provider_id: hall, reason: '停电' })
    const { providers: after } = await callOk(app, undefined, 'booking.providers', { communityId: community })
    expect(after[1]?.openWords).toBe('休息中，明天 8:30 开')
  })
})

describe('booking.slots', () => {
  it('shows fourteen days with their slots, those without as well, and what day it is', async () => {
    const serviceId = await addService(db, community, {
      plan: planOf([onceAt(thursday, 30), onceAt(instantOf('2026-12-07', '23:30'), 30)]),
    })
    const wang = await town.join()
    const { days, refusedBecause } = await slotsOf(wang, serviceId)
    expect(refusedBecause).toBeNull()
    expect(days.map((day) => day.day)).toEqual(Array.from({ length: 14 }, (_, index) => addDays('2026-11-24', index)))
    expect(days.flatMap((day) => day.slots.map((one) => [day.day, one.startsAt]))).toEqual([
      ['2026-11-26', thursday.toISOString()],
      ['2026-11-30', instantOf('2026-11-30', '23:30').toISOString()],
      ['2026-12-03', addSeconds(thursday, 7 * 86_400).toISOString()],
      ['2026-12-07', instantOf('2026-12-07', '23:30').toISOString()],
    ])
    const missing = await call(app, wang.token, 'booking.slots', { person: wang.person, serviceId: newId() })
    expect(missing).toMatchObject({ error: { code: 'not_found' } })
  })

  it('knows holidays and what the community keeps against them', async () => {
    const serviceId = await addService(db, community, {
      plan: { ...planOf([everyDay('10:00', '10:30')]), onHolidays: 'closed' },
      days_ahead: 60,
    })
    await raw(
      "insert into holiday_override (community_id, day, kind, name) values (?, '2026-12-30', 'holiday', '社区节')",
      [community],
    )
    await raw(
      "insert into holiday_override (community_id, day, kind, name) values (?, '2027-01-02', 'workday', '开门')",
      [community],
    )
    const wang = await town.join()
    const asked = { person: wang.person, serviceId, fromDay: '2026-12-29' }
    const { days } = await callOk(app, wang.token, 'booking.slots', asked)
    expect(days.slice(0, 5).map(({ day, dayWords, slots }) => [day, dayWords, slots.length])).toEqual([
      ['2026-12-29', '', 1],
      ['2026-12-30', '社区节', 0],
      ['2026-12-31', '', 1],
      ['2027-01-01', '元旦', 0],
      ['2027-01-02', '开门', 1],
    ])
  })

  it('says who may be asked for by name, and who came the last time', async () => {
    const { serviceId, resourceId: lin } = await addExclusive(db, community)
    const zhao = await addResource(db, community, '赵敏', { gender: 'female', dialects: ['南京话', '扬州话'] })
    await addNeed(db, community, serviceId, [zhao])
    const wang = await town.join()
    const before = await slotsOf(wang, serviceId)
    expect(before.lastResource).toBeNull()
    expect(before.resources).toEqual(
      expect.arrayContaining([
        { resourceId: lin, name: '林芳医生', words: '' },
        { resourceId: zhao, name: '赵敏', words: '女，会说南京话、扬州话' },
      ]),
    )
    await book(wang, serviceId, { resourceId: zhao })
    expect((await slotsOf(wang, serviceId)).lastResource).toEqual({ resourceId: zhao, name: '赵敏' })
    await raw("update resource set withdrawn_at = '2026-11-24' where id = ?", [zhao])
    expect((await slotsOf(wang, serviceId)).lastResource).toBeNull()
  })
})

describe('booking.mine', () => {
  it('lists coming bookings by time and past ones backwards', async () => {
    const serviceId = await addService(db, community)
    const wang = await town.join()
    const ids: string[] = []
    for (const hours of [3, 30, 54]) {
      ids.push(newId())
      await book(wang, serviceId, { id: ids.at(-1) ?? '', startsAt: addSeconds(morning, hours * 3600) })
    }
    town.clock.now = addSeconds(morning, 31 * 3600)
    const { coming, past } = await callOk(app, wang.token, 'booking.mine', {})
    expect([coming, past].map((list) => list.map((one) => one.bookingId))).toEqual([[ids[2]], [ids[1], ids[0]]])
  })
})

describe('round trips', () => {
  it('stay within the contract', async () => {
    const pooled = await addService(db, community, { capacity: 1, open_limit: 2 })
    const { serviceId: exclusive } = await addExclusive(db, community)
    const wang = await town.join()
    const { person, token } = wang
    const where = { communityId: community }
    const spent: [keyof typeof bookingContract, number][] = []
    const note = async (name: keyof typeof bookingContract, result: Promise<{ roundTrips: number; ok: boolean }>) => {
      spent.push([name, (await result).roundTrips])
    }
    const id = newId()
    await note('booking.services', call(app, undefined, 'booking.services', where))
    await note('booking.service', call(app, undefined, 'booking.service', { ...where, serviceId: pooled }))
    await note('booking.providers', call(app, undefined, 'booking.providers', where))
    await note('booking.slots', call(app, token, 'booking.slots', { person, serviceId: pooled }))
    await note('booking.book', call(app, token, 'booking.book', wishOf(wang, pooled, { id })))
    await note('booking.book', call(app, token, 'booking.book', wishOf(wang, pooled, { id })))
    await note('booking.book', call(app, token, 'booking.book', wishOf(wang, exclusive)))
    const late = await town.join()
    await note('booking.book', call(app, late.token, 'booking.book', wishOf(late, pooled)))
    await note('booking.book', call(app, late.token, 'booking.book', wishOf(late, exclusive)))
    const [basket, other] = [newId(), newId()]
    const next = { startsAt: addSeconds(thursday, 3600) }
    await note(
      'booking.hold',
      hold(
        late,
        [pooled, exclusive].map((serviceId) => ({ serviceId, wish: next })),
        basket,
      ),
    )
    await note('booking.confirm', confirm(late, basket))
    await note(
      'booking.hold',
      hold(wang, [{ serviceId: exclusive, wish: { startsAt: addSeconds(thursday, 7200) } }], other),
    )
    await note('booking.release', release(wang, other))
    await note('booking.detail', call(app, token, 'booking.detail', { ...where, bookingId: id }))
    await note('booking.mine', call(app, token, 'booking.mine', {}))
    const startsAt = addSeconds(thursday, 1800).toISOString()
    await note(
      'booking.reschedule',
      call(app, token, 'booking.reschedule', { ...where, bookingId: id, version: 1, startsAt }),
    )
    const { coming } = await callOk(app, token, 'booking.mine', {})
    expect(coming).toHaveLength(2)
    for (const { bookingId } of coming) await note('booking.cancel', cancel(wang, bookingId))
    await note('booking.cancel', cancel(wang, id))
    expect(spent.filter(([name, trips]) => trips > bookingContract[name].roundTrips)).toEqual([])
    expect(spent.map(([, trips]) => trips)).toEqual([2, 2, 2, 2, 4, 3, 4, 3, 3, 4, 3, 4, 4, 2, 2, 6, 4, 4, 2])
  })
})
