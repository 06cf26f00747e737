import { beforeEach, describe, expect, it } from 'vitest'
import { addSeconds, instantOf } from '../../../../shared/time.ts'
import { newId } from '../../platform/ids.ts'
import { bookingActs, bookingTown, community, otherCommunity, thursday } from '../../testing/booking-town.ts'
import {
  addExclusive,
  addNeed,
  addException,
  addProvider,
  addResource,
  addService,
  countsOf,
  daysAfter,
  onceAt,
  planOf,
  type ServiceFields,
} from '../../testing/booking-world.ts'
import { call, callOk } from '../../testing/call.ts'
import { useDatabase } from '../../testing/database.ts'
import { spokenNumber } from './decide-claims.ts'

const database = await useDatabase()
const { db, raw } = database
const town = bookingTown(database)
const { app } = town
const { book, slotsOf, wishOf } = bookingActs(town)
const morning = instantOf('2026-11-24', '08:00')
const friday = daysAfter(thursday, 1)

beforeEach(() => {
  town.clock.now = morning
})

const haircut = (fields: ServiceFields = {}) => addService(db, community, fields)
const rowOf = async (id: string) => (await raw('select * from booking where id = ?', [id]))[0]
const claimsOf = async (id: string) => raw('select * from booking_claim where booking_id = ? order by need, cell', [id])

describe('booking.book', () => {
  it('confirms a place and tells everything about it', async () => {
    const serviceId = await haircut()
    const wang = await town.join()
    const input = wishOf(wang, serviceId, { note: '在阳台' })
    const booking = await callOk(app, wang.token, 'booking.book', input)
    expect(booking).toMatchObject({
      bookingId: input.id,
      communityId: community,
      residentId: wang.person.residentId,
      residentName: '王秀英',
      byDelegate: false,
      delegateName: null,
      serviceId,
      serviceName: '上门理发',
      category: 'home_care',
      icon: 'scissors',
      place: '家里，3 栋 2 单元 501',
      atHome: true,
      providerName: '梅园养老中心',
      providerPhone: '025-15602203',
      resourceName: null,
      bring: ['一条毛巾', '一把靠背椅'],
      priceCents: 1000,
      startsAt: thursday.toISOString(),
      endsAt: addSeconds(thursday, 1800).toISOString(),
      status: 'confirmed',
      version: 1,
      channel: 'app',
      spokenNumber: spokenNumber(input.id, 0),
      note: '在阳台',
      cancelUntil: addSeconds(thursday, -7200).toISOString(),
      cancelReason: null,
      bookedAt: morning.toISOString(),
      keptUntil: null,
      queuePlace: null,
      basketId: null,
      seriesId: null,
      reply: null,
      asksWhetherComing: false,
    })
    expect(await countsOf(database, { serviceId, startsAt: thursday })).toMatchObject({ confirmed: 1, places: 1 })
    expect(await callOk(app, wang.token, 'booking.detail', { communityId: community, bookingId: input.id })).toEqual(
      booking,
    )
  })

  it('claims every cell of a resource, and says who serves', async () => {
    const { serviceId, resourceId } = await addExclusive(db, community, { channel: 'hall', place: '卫生站' })
    const id = newId()
    const result = await book(await town.join(), serviceId, { id })
    expect(result).toMatchObject({ ok: true, data: { resourceName: '林芳医生', place: '卫生站', atHome: false } })
    const claims = await claimsOf(id)
    const cells = Array.from({ length: 6 }, (_, index) => thursday.getTime() / 60_000 + index * 5)
    expect(claims.filter(({ need }) => need === 0)).toMatchObject(
      cells.map((cell) => ({ claim_key: resourceId, cell, unit: 1 })),
    )
    expect(claims.filter(({ need }) => need > 0).map(({ need }) => need)).toEqual([100, 101])
    expect(await rowOf(id)).toMatchObject({ resource_name: '林芳医生', status: 'confirmed' })
    expect(await book(await town.join(), serviceId)).toMatchObject({ ok: false, error: { code: 'slot_full' } })
  })

  it('lets two services that share a resource see each other, though they begin at other times', async () => {
    const long = await addExclusive(db, community, { duration_minutes: 60, plan: planOf([onceAt(thursday, 60)]) })
    const later = addSeconds(thursday, 2400)
    const short = await addService(db, community, {
      capacity_kind: 'exclusive',
      capacity: 1,
      duration_minutes: 20,
      plan: planOf([onceAt(later, 20)]),
      position: 2,
    })
    await addNeed(db, community, short, [long.resourceId])
    const wang = await town.join()
    expect(await book(wang, long.serviceId)).toMatchObject({ ok: true })
    const { slots } = await slotsOf(wang, short)
    expect(slots.filter(({ day }) => day === '2026-11-26')).toMatchObject([{ placesLeft: 0, state: 'full' }])
    const refused = await book(wang, short, { startsAt: later })
    expect(refused).toMatchObject({ ok: false, error: { code: 'slot_full' } })
    expect(refused.roundTrips).toBeLessThanOrEqual(4)
    const { services } = await callOk(app, undefined, 'booking.services', { communityId: community })
    expect(services.map((service) => service.nextFreeDay)).toEqual(['2026-12-03', '2026-12-03'])
  })

  it('takes a unit of one candidate for every need, and none where one need has nobody', async () => {
    const serviceId = await addService(db, community, { capacity_kind: 'exclusive', capacity: 1 })
    const lin = await addResource(db, community, '林芳')
    const zhao = await addResource(db, community, '赵敏')
    const room = await addResource(db, community, '1 号室', { kind: 'room' })
    await addNeed(db, community, serviceId, [lin, zhao])
    await addNeed(db, community, serviceId, [room, lin], 1)
    const wang = await town.join()
    const { slots } = await slotsOf(wang, serviceId)
    expect(slots.find(({ startsAt }) => startsAt === thursday.toISOString())).toMatchObject({
      placesLeft: 1,
      capacity: 2,
      resourceName: null,
    })
    const id = newId()
    const booked = await book(wang, serviceId, { id, resourceId: lin })
    expect(booked).toMatchObject({ ok: true, data: { resourceName: '林芳、1 号室' } })
    const keys = (await claimsOf(id)).filter(({ need }) => need < 100).map(({ claim_key }) => claim_key)
    expect(new Set(keys)).toEqual(new Set([lin, room]))
    // the room is taken and 林芳 too: nobody is left for the second need
    expect(await book(await town.join(), serviceId)).toMatchObject({ error: { code: 'slot_full' } })
  })

  it('gives only the resource that was asked for, and its own next free times', async () => {
    const { serviceId, resourceId: lin } = await addExclusive(db, community)
    const zhao = await addResource(db, community, '赵敏')
    await addNeed(db, community, serviceId, [zhao])
    await book(await town.join(), serviceId, { resourceId: lin })
    const wang = await town.join()
    const refused = await book(wang, serviceId, { resourceId: lin })
    expect(refused).toMatchObject({ error: { code: 'slot_full', details: { canWait: true } } })
    const shown = await slotsOf(wang, serviceId, lin)
    const at = (startsAt: Date) => shown.slots.find((slot) => slot.startsAt === startsAt.toISOString())
    expect(at(thursday)).toMatchObject({ state: 'full', resourceName: '林芳医生' })
    const free = await book(wang, serviceId)
    expect(free).toMatchObject({ ok: true, data: { resourceName: '赵敏' } })
  })

  it('gives the first answer again for the same id, and refuses the id for anything else', async () => {
    const serviceId = await haircut()
    const wang = await town.join()
    const id = newId()
    const first = await book(wang, serviceId, { id })
    town.clock.now = addSeconds(morning, 40)
    const again = await book(wang, serviceId, { id })
    expect(again.ok && first.ok && again.data).toEqual(first.ok && first.data)
    expect(await countsOf(database, { serviceId, startsAt: thursday })).toMatchObject({ places: 1, confirmed: 1 })

    const stranger = await town.join()
    for (const [who, wish] of [
      [wang, { id, startsAt: friday }],
      [wang, { id, note: '别的' }],
      [stranger, { id }],
    ] as const) {
      expect(await book(who, serviceId, wish)).toMatchObject({ error: { code: 'id_taken' } })
    }
    town.clock.now = addSeconds(thursday, 60)
    expect(await book(wang, serviceId, { id })).toMatchObject({ ok: true, data: { bookingId: id } })
  })

  it('offers the next three free slots when this one is full', async () => {
    const at = (hours: number) => addSeconds(thursday, hours * 3600)
    const rules = [-1, 0, 1, 2, 3, 4].map((hours) => onceAt(at(hours), 30, 1))
    const serviceId = await haircut({ plan: planOf(rules) })
    await book(await town.join(), serviceId)
    await book(await town.join(), serviceId, { startsAt: at(2) })
    const refused = await book(await town.join(), serviceId)
    expect(refused).toMatchObject({ status: 409, error: { code: 'slot_full', details: { canWait: true } } })
    const { nextFree } = (refused.ok ? {} : refused.error.details) as { nextFree: { startsAt: string }[] }
    expect(nextFree.map((free) => free.startsAt)).toEqual([at(1), at(3), at(4)].map((one) => one.toISOString()))
    expect(refused.roundTrips).toBe(3)
  })

  it.each([
    ['slot_past', {}, addSeconds(thursday, 1)],
    ['slot_closed', {}, addSeconds(thursday, -3600)],
    ['slot_closed', { days_ahead: 1 }, morning],
    ['slot_closed', { withdrawn_at: morning }, morning],
  ] as const)('refuses %s', async (code, fields, at) => {
    const serviceId = await haircut(fields)
    town.clock.now = at
    expect(await book(await town.join(), serviceId)).toMatchObject({ ok: false, error: { code } })
    expect(await raw('select id from booking')).toEqual([])
    expect(await raw('select unit from booking_claim')).toEqual([])
  })

  it('refuses what the plan does not have: another minute, a closed day, a closed door, who is away', async () => {
    const hours = { weekly: [{ weekdays: [1, 2, 3, 4, 5], from: '09:00', to: '17:00' }], onHolidays: 'closed' as const }
    const providerId = await addProvider(db, community, { opening_hours: hours })
    const { serviceId, resourceId } = await addExclusive(db, community, { provider_id: providerId })
    const wang = await town.join()
    for (const startsAt of [addSeconds(thursday, 300), instantOf('2026-11-26', '17:00'), daysAfter(thursday, 2)]) {
      expect(await book(wang, serviceId, { startsAt })).toMatchObject({ error: { code: 'slot_closed' } })
    }
    await addException(db, community, { from: '2026-11-27' }, { provider_id: providerId, reason: '培训' })
    expect(await book(wang, serviceId, { startsAt: friday })).toMatchObject({ error: { code: 'slot_closed' } })
    await addException(db, community, { from: '2026-11-26' }, { resource_id: resourceId })
    expect(await book(wang, serviceId)).toMatchObject({ error: { code: 'slot_full' } })
    const { slots } = await slotsOf(wang, serviceId)
    expect(slots.filter(({ day }) => day === '2026-11-27')).toEqual([])
    expect(slots.find(({ startsAt }) => startsAt === thursday.toISOString())).toMatchObject({ placesLeft: 0 })
  })

  it('refuses an unknown service and one of another community', async () => {
    const wang = await town.join()
    expect(await book(wang, newId())).toMatchObject({ error: { code: 'not_found' } })
    const elsewhere = await addService(db, otherCommunity)
    expect(await book(wang, elsewhere)).toMatchObject({ error: { code: 'not_found' } })
  })

  it.each([
    [{ minimum_age: 60 }, { birthDate: '1980-01-01' }, '没到 60 岁'],
    [{ minimum_age: 60 }, { birthDate: null }, '还没登记生日'],
    [{ living_alone_only: 1 }, { livingAlone: false }, '只给一个人住的老人'],
    [{ eligible_groups: ['hardship', 'disabled'] as const }, { livingAlone: true }, '只给登记了困难、残疾的居民'],
  ])('refuses whoever a service is not for: %o', async (service, person, because) => {
    const serviceId = await haircut(service)
    const who = await town.join(person)
    expect(await book(who, serviceId)).toMatchObject({
      status: 403,
      error: { code: 'not_eligible', details: { because } },
    })
    expect((await slotsOf(who, serviceId)).refusedBecause).toBe(because)
  })

  it('knows the groups staff noted, and takes the subsidy off the price', async () => {
    const serviceId = await haircut({
      eligible_groups: ['disabled'],
      subsidies: [
        { group: 'disabled', priceCents: 300 },
        { group: 'living_alone', priceCents: 500 },
      ],
    })
    const who = await town.join({ birthDate: '1990-01-01' })
    expect(await book(who, serviceId)).toMatchObject({ error: { code: 'not_eligible' } })
    await raw(
      `insert into resident_group (community_id, resident_id, group_code, since, proof, noted_by, noted_by_name, noted_at)
       values (?, ?, 'disabled', '2026-01-01', '残疾证', '', '李敏', '2026-01-01')`,
      [community, who.person.residentId],
    )
    expect(await slotsOf(who, serviceId)).toMatchObject({
      refusedBecause: null,
      priceCents: 300,
      priceWords: '残疾居民补贴价',
    })
    expect(await book(who, serviceId)).toMatchObject({ ok: true, data: { priceCents: 300 } })
    expect((await raw('select has_priority, price_group from booking'))[0]).toEqual({
      has_priority: 1,
      price_group: 'disabled',
    })
  })

  it('gives another spoken number when the day has it already', async () => {
    const serviceId = await haircut()
    const [first, second] = [newId(), newId()]
    await book(await town.join(), serviceId, { id: first })
    await raw('update booking set spoken_number = ? where id = ?', [spokenNumber(second, 0), first])
    const result = await book(await town.join(), serviceId, { id: second })
    expect(result.ok && result.data.spokenNumber).toBe(spokenNumber(second, 1))
  })
})

describe('acting for somebody', () => {
  it('books, shows and cancels for who delegated, and for nobody else', async () => {
    const serviceId = await haircut({ minimum_age: 60 })
    const wang = await town.join()
    const chen = await town.join({ name: '陈静', birthDate: '1980-01-01', livingAlone: false })
    const input = wishOf(wang, serviceId)
    expect(await call(app, chen.token, 'booking.book', input)).toMatchObject({
      status: 403,
      error: { code: 'not_delegated' },
    })
    const asked = { person: wang.person, serviceId }
    expect(await call(app, chen.token, 'booking.slots', asked)).toMatchObject({ error: { code: 'not_delegated' } })

    await town.lend(wang, chen)
    const booking = await callOk(app, chen.token, 'booking.book', input)
    expect(booking).toMatchObject({ byDelegate: true, delegateName: '陈静', residentName: '王秀英' })
    const detail = { communityId: community, bookingId: booking.bookingId }
    for (const who of [wang, chen]) {
      expect(await callOk(app, who.token, 'booking.detail', detail)).toEqual(booking)
      expect((await callOk(app, who.token, 'booking.mine', {})).coming).toEqual([booking])
    }
    const stranger = await town.join()
    expect(await call(app, stranger.token, 'booking.detail', detail)).toMatchObject({ error: { code: 'not_found' } })
    expect((await callOk(app, stranger.token, 'booking.mine', {})).coming).toEqual([])
    const reason = { ...detail, reason: '有事' }
    expect(await call(app, stranger.token, 'booking.cancel', reason)).toMatchObject({ error: { code: 'not_found' } })
    expect(await callOk(app, chen.token, 'booking.cancel', reason)).toMatchObject({ status: 'cancelled' })
  })

  it('does not book with a delegation that lends only the sight', async () => {
    const serviceId = await haircut()
    const [wang, chen] = [await town.join(), await town.join()]
    await town.lend(wang, chen, ['see'])
    const input = wishOf(wang, serviceId)
    expect(await call(app, chen.token, 'booking.book', input)).toMatchObject({ error: { code: 'not_delegated' } })
    await callOk(app, wang.token, 'booking.book', input)
    const cancel = { communityId: community, bookingId: input.id, reason: '有事' }
    expect((await callOk(app, chen.token, 'booking.mine', {})).coming).toHaveLength(1)
    expect(await call(app, chen.token, 'booking.cancel', cancel)).toMatchObject({ error: { code: 'not_found' } })
  })
})
