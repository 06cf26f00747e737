import { beforeEach, describe, expect, it } from 'vitest'
import { addDays, addSeconds, instantOf } from '../../../shared/time.ts'
import { newId } from '../platform/ids.ts'
import type { TestResident } from '../testing/actors.ts'
import { bookingTown, community, otherCommunity } from '../testing/booking-town.ts'
import { addService, addSlot } from '../testing/booking-world.ts'
import { call, callOk } from '../testing/call.ts'
import { useDatabase } from '../testing/database.ts'

const database = await useDatabase()
const { db } = database
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

describe('reading', () => {
  it('lists the catalogue with the first free day', async () => {
    const meals = await addService(db, community, { category: 'meals', name: '午饭' })
    const cut = await addService(db, community)
    await addService(db, community, { withdrawn_at: morning })
    await addService(db, otherCommunity)
    await addSlot(db, community, cut, { startsAt: addSeconds(morning, 600) })
    await addSlot(db, community, cut, { startsAt: addSeconds(thursday, -86_400), capacity: 0 })
    await addSlot(db, community, cut, { startsAt: thursday })
    await addSlot(db, community, meals, { startsAt: addSeconds(morning, 15 * 86_400) })
    const { services } = await callOk(app, undefined, 'booking.services', { communityId: community })
    expect(services.map((service) => [service.name, service.nextFreeDay, service.nextFreeAt])).toEqual([
      ['上门理发', '2026-11-26', thursday.toISOString()],
      ['午饭', null, null],
    ])
    const only = await callOk(app, undefined, 'booking.services', { communityId: community, category: 'meals' })
    expect(only.services.map((service) => service.serviceId)).toEqual([meals])
    const detail = await callOk(app, undefined, 'booking.service', { communityId: community, serviceId: cut })
    expect(detail).toMatchObject({ ...services[0], bring: ['一条毛巾', '一把靠背椅'], atHome: true, openLimit: 5 })
    const missing = await call(app, undefined, 'booking.service', { communityId: otherCommunity, serviceId: cut })
    expect(missing).toMatchObject({ status: 404, error: { code: 'not_found' } })
  })

  it('shows fourteen days with their slots, those without as well', async () => {
    const { service, slot } = await haircut()
    const late = await addSlot(db, community, service, { startsAt: instantOf('2026-12-07', '23:30') })
    await addSlot(db, community, service, { startsAt: instantOf('2026-12-08', '00:00') })
    const wang = await town.join()
    const { days, refusedBecause } = await callOk(app, wang.token, 'booking.slots', {
      person: wang.person,
      serviceId: service,
    })
    expect(refusedBecause).toBeNull()
    expect(days.map((day) => day.day)).toEqual(Array.from({ length: 14 }, (_, index) => addDays('2026-11-24', index)))
    expect(days.flatMap((day) => day.slots.map((one) => [day.day, one.slotId]))).toEqual([
      ['2026-11-26', slot],
      ['2026-12-07', late],
    ])
    const missing = await call(app, wang.token, 'booking.slots', { person: wang.person, serviceId: newId() })
    expect(missing).toMatchObject({ error: { code: 'not_found' } })
    const empty = await addService(db, community)
    const none = await callOk(app, wang.token, 'booking.slots', { person: wang.person, serviceId: empty })
    expect(none.days.flatMap((day) => day.slots)).toEqual([])
  })

  it('lists coming bookings by time and past ones backwards', async () => {
    const { service } = await haircut()
    const wang = await town.join()
    const ids: string[] = []
    for (const hours of [3, 30, 60]) {
      const slot = await addSlot(db, community, service, { startsAt: addSeconds(morning, hours * 3600) })
      ids.push(newId())
      await book(wang, slot, ids.at(-1))
    }
    town.clock.now = addSeconds(morning, 31 * 3600)
    const { coming, past } = await callOk(app, wang.token, 'booking.mine', {})
    expect([coming, past].map((list) => list.map((one) => one.bookingId))).toEqual([[ids[2]], [ids[1], ids[0]]])
  })
})
