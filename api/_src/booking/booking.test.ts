import { beforeEach, describe, expect, it } from 'vitest'
import { bookingContract } from '../../../shared/booking/contract.ts'
import { addSeconds, instantOf } from '../../../shared/time.ts'
import { newId } from '../platform/ids.ts'
import type { TestResident } from '../testing/actors.ts'
import { bookingTown, community, otherCommunity } from '../testing/booking-town.ts'
import { addResource, addService, addSlot, countsOf } from '../testing/booking-world.ts'
import { call, callOk } from '../testing/call.ts'
import { useDatabase } from '../testing/database.ts'
import { spokenNumber } from './decide-grid.ts'

const database = await useDatabase()
const { db, raw } = database
const town = bookingTown(database)
const { app } = town
const morning = instantOf('2026-11-24', '08:00')
const thursday = instantOf('2026-11-26', '14:00')

beforeEach(() => {
  town.clock.now = morning
})

const wishOf = (who: TestResident, slotId: string, id = newId()) => ({ id, person: who.person, slotId, note: '' })

async function book(who: TestResident, slotId: string, id = newId()) {
  return call(app, who.token, 'booking.book', wishOf(who, slotId, id))
}

async function haircut(
  fields: Parameters<typeof addService>[2] = {},
  slot: Partial<Parameters<typeof addSlot>[3]> = {},
) {
  const service = await addService(db, community, fields)
  return { service, slot: await addSlot(db, community, service, { startsAt: thursday, capacity: 2, ...slot }) }
}

const rowOf = async (id: string) => (await raw('select * from booking where id = ?', [id]))[0]

describe('booking.book', () => {
  it('confirms a place and tells everything about it', async () => {
    const { service, slot } = await haircut()
    const wang = await town.join()
    const input = wishOf(wang, slot)
    const booking = await callOk(app, wang.token, 'booking.book', { ...input, note: '在阳台' })
    expect(booking).toEqual({
      bookingId: input.id,
      communityId: community,
      residentId: wang.person.residentId,
      residentName: '王秀英',
      byDelegate: false,
      delegateName: null,
      serviceId: service,
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
      spokenNumber: spokenNumber(input.id, 0),
      note: '在阳台',
      cancelUntil: addSeconds(thursday, -7200).toISOString(),
      cancelReason: null,
      bookedAt: morning.toISOString(),
    })
    expect(await rowOf(input.id)).toMatchObject({ status: 'confirmed', version: 1, open_place: 1, slot_id: slot })
    expect(await countsOf(database, slot)).toMatchObject({ taken: 1, confirmed: 1 })
    expect(await callOk(app, wang.token, 'booking.detail', { communityId: community, bookingId: input.id })).toEqual(
      booking,
    )
  })

  it('claims every cell of an exclusive resource', async () => {
    const doctor = await addResource(db, community, '林芳医生')
    const { slot } = await haircut(
      { capacity_kind: 'exclusive', at_home: 0, place: '卫生站' },
      { resourceId: doctor, capacity: 1 },
    )
    const result = await book(await town.join(), slot)
    expect(result.ok && result.data).toMatchObject({ status: 'confirmed', resourceName: '林芳医生', place: '卫生站' })
    expect(await countsOf(database, slot)).toEqual({ taken: null, confirmed: 1, pending: 0, holders: 1, claims: 3 })
    expect(await book(await town.join(), slot)).toMatchObject({ ok: false, error: { code: 'slot_full' } })
  })

  it('lets two services that share a resource see each other', async () => {
    const doctor = await addResource(db, community, '林芳医生')
    const first = await haircut({ capacity_kind: 'exclusive' }, { resourceId: doctor, capacity: 1, length: 60 })
    const second = await haircut(
      { capacity_kind: 'exclusive' },
      { resourceId: doctor, capacity: 1, startsAt: addSeconds(thursday, 2400), length: 20 },
    )
    const wang = await town.join()
    expect(await book(wang, first.slot)).toMatchObject({ ok: true })
    const { days } = await callOk(app, wang.token, 'booking.slots', { person: wang.person, serviceId: second.service })
    expect(days.flatMap((day) => day.slots)).toMatchObject([{ slotId: second.slot, placesLeft: 0, state: 'full' }])
    expect(await book(wang, second.slot)).toMatchObject({ ok: false, error: { code: 'slot_full' } })
    const { services } = await callOk(app, undefined, 'booking.services', { communityId: community })
    expect(services.map((service) => service.nextFreeAt)).toEqual([null, null])
  })

  it('gives the first answer again for the same id, and refuses the id for anything else', async () => {
    const { service, slot } = await haircut()
    const wang = await town.join()
    const id = newId()
    const first = await book(wang, slot, id)
    town.clock.now = addSeconds(morning, 40)
    const again = await book(wang, slot, id)
    expect(again.ok && first.ok && again.data).toEqual(first.ok && first.data)
    expect(await countsOf(database, slot)).toMatchObject({ taken: 1, confirmed: 1 })

    const friday = await addSlot(db, community, service, { startsAt: addSeconds(thursday, 86_400) })
    const stranger = await town.join()
    for (const other of [
      { who: wang, input: wishOf(wang, friday, id) },
      { who: wang, input: { ...wishOf(wang, slot, id), note: '别的' } },
      { who: stranger, input: wishOf(stranger, slot, id) },
    ]) {
      expect(await call(app, other.who.token, 'booking.book', other.input)).toMatchObject({
        error: { code: 'id_taken' },
      })
    }
    town.clock.now = addSeconds(thursday, 60)
    expect(await book(wang, slot, id)).toMatchObject({ ok: true, data: { bookingId: id } })
  })

  it('offers the next three free slots when this one is full', async () => {
    const { service, slot } = await haircut({}, { capacity: 1 })
    const later = []
    for (const hours of [-1, 1, 2, 3, 4]) {
      later.push(
        await addSlot(db, community, service, {
          startsAt: addSeconds(thursday, hours * 3600),
          capacity: hours === 2 ? 0 : 1,
        }),
      )
    }
    await book(await town.join(), slot)
    const refused = await book(await town.join(), slot)
    expect(refused).toMatchObject({ status: 409, error: { code: 'slot_full' } })
    const { nextFree } = (refused.ok ? {} : refused.error.details) as { nextFree: { slotId: string; state: string }[] }
    expect(nextFree.map((free) => free.slotId)).toEqual([later[1], later[3], later[4]])
  })

  it.each([
    ['slot_past', {}, addSeconds(thursday, 1)],
    ['slot_closed', {}, addSeconds(thursday, -3600)],
    ['slot_closed', { closedAt: morning }, morning],
  ] as const)('refuses %s', async (code, wish, at) => {
    const { slot } = await haircut({}, wish)
    town.clock.now = at
    expect(await book(await town.join(), slot)).toMatchObject({ ok: false, error: { code } })
    expect(await countsOf(database, slot)).toMatchObject({ taken: 0, confirmed: 0, pending: 0 })
  })

  it('refuses a withdrawn service, an unknown slot and a slot of another community', async () => {
    const { slot } = await haircut({ withdrawn_at: morning })
    const wang = await town.join()
    expect(await book(wang, slot)).toMatchObject({ error: { code: 'slot_closed' } })
    expect(await book(wang, newId())).toMatchObject({ error: { code: 'not_found' } })
    const elsewhere = await addService(db, otherCommunity)
    const foreign = await addSlot(db, otherCommunity, elsewhere, { startsAt: thursday })
    expect(await book(wang, foreign)).toMatchObject({ error: { code: 'not_found' } })
  })

  it.each([
    [{ minimum_age: 60 }, { birthDate: '1980-01-01' }, '没到 60 岁'],
    [{ minimum_age: 60 }, { birthDate: null }, '还没登记生日'],
    [{ living_alone_only: 1 }, { livingAlone: false }, '只给一个人住的老人'],
  ])('refuses whoever a service is not for: %o', async (service, person, because) => {
    const { service: serviceId, slot } = await haircut(service)
    const who = await town.join(person)
    expect(await book(who, slot)).toMatchObject({ status: 403, error: { code: 'not_eligible', details: { because } } })
    const slots = await callOk(app, who.token, 'booking.slots', { person: who.person, serviceId })
    expect(slots.refusedBecause).toBe(because)
  })

  it('refuses the slot a second time and more than the open limit', async () => {
    const { service, slot } = await haircut({ open_limit: 1 })
    const wang = await town.join()
    await book(wang, slot)
    expect(await book(wang, slot)).toMatchObject({ error: { code: 'already_booked' } })
    const friday = await addSlot(db, community, service, { startsAt: addSeconds(thursday, 86_400) })
    expect(await book(wang, friday)).toMatchObject({ error: { code: 'limit_reached' } })
    const slots = await callOk(app, wang.token, 'booking.slots', { person: wang.person, serviceId: service })
    expect(slots.refusedBecause).toBe('已经约了，办完能再约')
    expect(slots.days.flatMap((day) => day.slots).map((one) => one.state)).toEqual(['mine', 'open'])

    // once it is over it no longer counts, whether the sweep has been there or not
    town.clock.now = addSeconds(thursday, 1800)
    expect(await book(wang, friday)).toMatchObject({ ok: true })
  })

  it('gives another spoken number when the day has it already', async () => {
    const { slot } = await haircut()
    const [first, second] = [newId(), newId()]
    await book(await town.join(), slot, first)
    await raw('update booking set spoken_number = ? where id = ?', [spokenNumber(second, 0), first])
    const result = await book(await town.join(), slot, second)
    expect(result.ok && result.data.spokenNumber).toBe(spokenNumber(second, 1))
  })
})

describe('acting for somebody', () => {
  it('books, shows and cancels for who delegated, and for nobody else', async () => {
    const { service, slot } = await haircut({ minimum_age: 60 })
    const wang = await town.join()
    const chen = await town.join({ name: '陈静', birthDate: '1980-01-01', livingAlone: false })
    const input = { ...wishOf(wang, slot), person: wang.person }
    expect(await call(app, chen.token, 'booking.book', input)).toMatchObject({
      status: 403,
      error: { code: 'not_delegated' },
    })
    const asked = { person: wang.person, serviceId: service }
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
    const { slot } = await haircut()
    const [wang, chen] = [await town.join(), await town.join()]
    await town.lend(wang, chen, ['see'])
    const input = { ...wishOf(wang, slot), person: wang.person }
    expect(await call(app, chen.token, 'booking.book', input)).toMatchObject({ error: { code: 'not_delegated' } })
    await callOk(app, wang.token, 'booking.book', input)
    const cancel = { communityId: community, bookingId: input.id, reason: '有事' }
    expect((await callOk(app, chen.token, 'booking.mine', {})).coming).toHaveLength(1)
    expect(await call(app, chen.token, 'booking.cancel', cancel)).toMatchObject({ error: { code: 'not_found' } })
  })
})

describe('booking.cancel', () => {
  it.each(['pooled', 'exclusive'] as const)('gives a %s place back, once', async (kind) => {
    const resource = kind === 'exclusive' ? { resourceId: await addResource(db, community, '林芳医生') } : {}
    const { slot } = await haircut({ capacity_kind: kind, open_limit: 1 }, { capacity: 1, ...resource })
    const wang = await town.join()
    const id = newId()
    const booked = await book(wang, slot, id)
    const cancelled = await callOk(app, wang.token, 'booking.cancel', {
      communityId: community,
      bookingId: id,
      reason: ' 去医院 ',
    })
    expect(cancelled).toEqual({
      ...(booked.ok && booked.data),
      status: 'cancelled',
      version: 2,
      cancelReason: '去医院',
    })
    expect(await countsOf(database, slot)).toMatchObject({
      confirmed: 0,
      claims: 0,
      taken: kind === 'pooled' ? 0 : null,
    })
    expect(await rowOf(id)).toMatchObject({ live_resident_id: null, open_place: null, version: 2 })
    const again = await callOk(app, wang.token, 'booking.cancel', {
      communityId: community,
      bookingId: id,
      reason: '别的原因',
    })
    expect(again).toEqual(cancelled)
    const { coming, past } = await callOk(app, wang.token, 'booking.mine', {})
    expect({ coming, past }).toEqual({ coming: [], past: [cancelled] })
    expect(await book(wang, slot)).toMatchObject({ ok: true })
  })

  it('is possible until the cut-off and not a moment later', async () => {
    const { slot } = await haircut()
    const [wang, zhou] = [await town.join(), await town.join()]
    const [first, second] = [newId(), newId()]
    await book(wang, slot, first)
    await book(zhou, slot, second)
    town.clock.now = addSeconds(thursday, -7200)
    expect(
      await call(app, wang.token, 'booking.cancel', { communityId: community, bookingId: first, reason: '有事' }),
    ).toMatchObject({ ok: true })
    town.clock.now = addSeconds(thursday, -7199)
    const late = await call(app, zhou.token, 'booking.cancel', {
      communityId: community,
      bookingId: second,
      reason: '有事',
    })
    expect(late).toMatchObject({ status: 409, error: { code: 'too_late_to_cancel' } })
    expect(await countsOf(database, slot)).toMatchObject({ taken: 1, confirmed: 1 })
  })

  it('asks for a reason', async () => {
    const wang = await town.join()
    const input = { communityId: community, bookingId: newId(), reason: '  ' }
    expect(await call(app, wang.token, 'booking.cancel', input)).toMatchObject({ error: { code: 'invalid_input' } })
  })
})

describe('round trips', () => {
  it('stay within the contract', async () => {
    const pooled = await haircut({ open_limit: 1 }, { capacity: 1 })
    const doctor = await addResource(db, community, '林芳医生')
    const exclusive = await haircut({ capacity_kind: 'exclusive' }, { resourceId: doctor, capacity: 1 })
    const wang = await town.join()
    const { person, token } = wang
    const where = { communityId: community }
    const spent: [keyof typeof bookingContract, number][] = []
    const note = async (name: keyof typeof bookingContract, result: Promise<{ roundTrips: number }>) => {
      spent.push([name, (await result).roundTrips])
    }
    const id = newId()
    await note('booking.services', call(app, undefined, 'booking.services', where))
    await note('booking.service', call(app, undefined, 'booking.service', { ...where, serviceId: pooled.service }))
    await note('booking.slots', call(app, token, 'booking.slots', { person, serviceId: pooled.service }))
    await note('booking.book', call(app, token, 'booking.book', wishOf(wang, pooled.slot, id)))
    await note('booking.book', call(app, token, 'booking.book', wishOf(wang, pooled.slot, id)))
    await note('booking.book', call(app, token, 'booking.book', wishOf(wang, exclusive.slot)))
    const late = await town.join()
    await note('booking.book', call(app, late.token, 'booking.book', wishOf(late, pooled.slot)))
    await note('booking.book', call(app, late.token, 'booking.book', wishOf(late, exclusive.slot)))
    await note('booking.detail', call(app, token, 'booking.detail', { ...where, bookingId: id }))
    await note('booking.mine', call(app, token, 'booking.mine', {}))
    const { coming } = await callOk(app, token, 'booking.mine', {})
    expect(coming).toHaveLength(2)
    for (const { bookingId } of coming) {
      await note('booking.cancel', call(app, token, 'booking.cancel', { ...where, bookingId, reason: '有事' }))
    }
    await note('booking.cancel', call(app, token, 'booking.cancel', { ...where, bookingId: id, reason: '有事' }))
    expect(spent.filter(([name, trips]) => trips > bookingContract[name].roundTrips)).toEqual([])
    expect(spent.map(([, trips]) => trips)).toEqual([2, 2, 2, 4, 2, 4, 3, 3, 2, 2, 3, 4, 2])
  })
})
