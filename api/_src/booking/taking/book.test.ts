import { beforeEach, describe, expect, it } from 'vitest'
import { addSeconds, instantOf } from '../../../../shared/time.ts'
import { newId } from '../../platform/ids.ts'
import type { TestResident } from '../../testing/actors.ts'
import { bookingTown, community, otherCommunity } from '../../testing/booking-town.ts'
import {
  addExclusive,
  addNeed,
  addException,
  addProvider,
  addResource,
  addService,
  countsOf,
  daysAfter,
  everyDay,
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
const morning = instantOf('2026-11-24', '08:00')
const thursday = instantOf('2026-11-26', '14:00')
const friday = daysAfter(thursday, 1)

beforeEach(() => {
  town.clock.now = morning
})

interface Wish {
  id?: string
  startsAt?: Date
  note?: string
  resourceId?: string
}

const wishOf = (who: TestResident, serviceId: string, { id = newId(), startsAt = thursday, ...more }: Wish = {}) => ({
  id,
  person: who.person,
  serviceId,
  startsAt: startsAt.toISOString(),
  note: '',
  ...more,
})

const book = (who: TestResident, serviceId: string, wish: Wish = {}) =>
  call(app, who.token, 'booking.book', wishOf(who, serviceId, wish))

const slotsOf = async (who: TestResident, serviceId: string, resourceId?: string) => {
  const asked = { person: who.person, serviceId, ...(resourceId === undefined ? {} : { resourceId }) }
  const answer = await callOk(app, who.token, 'booking.slots', asked)
  return { ...answer, slots: answer.days.flatMap((day) => day.slots) }
}

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
})

describe('slots', () => {
  it('shows', async () => {
    const serviceId = await haircut()
    const wang = await town.join()
    const shown = await slotsOf(wang, serviceId)
    expect(shown.slots.length).toBe(280)
    await book(wang, serviceId)
    const after = await slotsOf(wang, serviceId)
    expect(after.slots.find(({ startsAt }) => startsAt === thursday.toISOString())).toMatchObject({
      state: 'mine',
      placesLeft: 1,
    })
    const { services } = await callOk(app, undefined, 'booking.services', { communityId: community })
    expect(services).toMatchObject([{ nextFreeDay: '2026-11-24' }])
    const ex = await addExclusive(db, community)
    const done = await book(wang, ex.serviceId)
    expect(done).toMatchObject({ ok: true, roundTrips: 4 })
    expect((await callOk(app, wang.token, 'booking.mine', {})).coming).toHaveLength(2)
  })
})
