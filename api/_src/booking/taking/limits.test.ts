import { beforeEach, describe, expect, it } from 'vitest'
import { addSeconds, instantOf } from '../../../../shared/time.ts'
import { newId } from '../../platform/ids.ts'
import type { TestResident } from '../../testing/actors.ts'
import { bookingActs, bookingTown, community, thursday } from '../../testing/booking-town.ts'
import { addService, countsOf, daysAfter, type ServiceFields } from '../../testing/booking-world.ts'
import { callOk } from '../../testing/call.ts'
import { useDatabase } from '../../testing/database.ts'

const database = await useDatabase()
const { db, raw } = database
const town = bookingTown(database)
const { app } = town
const { book, cancel, slotsOf } = bookingActs(town)
const morning = instantOf('2026-11-24', '08:00')
const friday = daysAfter(thursday, 1)

beforeEach(() => {
  town.clock.now = morning
})

const haircut = (fields: ServiceFields = {}) => addService(db, community, fields)

describe('limits and kept places', () => {
  it('refuses the slot a second time and more than the open limit', async () => {
    const serviceId = await haircut({ open_limit: 1 })
    const wang = await town.join()
    await book(wang, serviceId)
    expect(await book(wang, serviceId)).toMatchObject({ error: { code: 'already_booked' } })
    const because = '已经约了，办完能再约'
    expect(await book(wang, serviceId, { startsAt: friday })).toMatchObject({
      error: { code: 'limit_reached', details: { because } },
    })
    const shown = await slotsOf(wang, serviceId)
    expect(shown.refusedBecause).toBe(because)
    const states = [thursday, friday].map(
      (at) => shown.slots.find(({ startsAt }) => startsAt === at.toISOString())?.state,
    )
    expect(states).toEqual(['mine', 'open'])

    // once it is over it no longer counts, whether the sweep has been there or not
    town.clock.now = addSeconds(thursday, 1800)
    expect((await slotsOf(wang, serviceId)).refusedBecause).toBeNull()
    expect(await book(wang, serviceId, { startsAt: friday })).toMatchObject({ ok: true })
  })

  it('keeps to the limits of a day, a week and a month, and says which is reached', async () => {
    const serviceId = await haircut({
      limits: [
        { per: 'person', period: 'day', most: 1 },
        { per: 'person', period: 'week', most: 2 },
        { per: 'person', period: 'month', most: 3 },
      ],
    })
    const wang = await town.join()
    const at = (days: number, hours = 0) => addSeconds(thursday, days * 86_400 + hours * 3600)
    const limited = (because: string) => ({ error: { code: 'limit_reached', details: { because } } })
    expect(await book(wang, serviceId)).toMatchObject({ ok: true })
    expect(await book(wang, serviceId, { startsAt: at(0, 1) })).toMatchObject(limited('这天已经约了 1 次'))
    expect(await book(wang, serviceId, { startsAt: at(3) })).toMatchObject({ ok: true })
    expect(await book(wang, serviceId, { startsAt: at(1) })).toMatchObject(limited('这周已经约了 2 次'))
    expect(await book(wang, serviceId, { startsAt: at(4) })).toMatchObject({ ok: true })
    // the 30th of November and the first of December are of one week
    expect(await book(wang, serviceId, { startsAt: at(5) })).toMatchObject({ ok: true })
    expect(await book(wang, serviceId, { startsAt: at(6) })).toMatchObject(limited('这周已经约了 2 次'))

    const [first] = (await callOk(app, wang.token, 'booking.mine', {})).coming
    await callOk(app, wang.token, 'booking.cancel', {
      communityId: community,
      bookingId: first?.bookingId ?? '',
      reason: '有事',
    })
    expect(await book(wang, serviceId, { startsAt: at(0, 1) })).toMatchObject({ ok: true })
  })

  it('keeps a done visit within the limit of its week', async () => {
    const serviceId = await haircut({ limits: [{ per: 'person', period: 'week', most: 1 }] })
    const wang = await town.join()
    const id = newId()
    await book(wang, serviceId, { id })
    await raw("update booking set status = 'completed' where id = ?", [id])
    town.clock.now = addSeconds(thursday, 7200)
    const because = '这周已经约了 1 次'
    expect(await book(wang, serviceId, { startsAt: friday })).toMatchObject({ error: { details: { because } } })
    expect(await book(wang, serviceId, { startsAt: daysAfter(thursday, 7) })).toMatchObject({ ok: true })
  })

  it('counts a household together where the limit is of the household', async () => {
    const serviceId = await haircut({ limits: [{ per: 'household', period: 'month', most: 1 }] })
    const [wang, husband, neighbour] = [await town.join(), await town.join(), await town.join()]
    await raw('update resident set household_id = ? where id in (?, ?)', [
      newId(),
      wang.person.residentId,
      husband.person.residentId,
    ])
    expect(await book(wang, serviceId)).toMatchObject({ ok: true })
    expect(await book(husband, serviceId, { startsAt: friday })).toMatchObject({
      error: { code: 'limit_reached', details: { because: '家里这个月已经约了 1 次' } },
    })
    expect(await book(neighbour, serviceId, { startsAt: friday })).toMatchObject({ ok: true })
  })

  it('keeps places for who is 70 or disabled until a day before', async () => {
    const serviceId = await haircut({ capacity: 3, reserved_places: 2 })
    const young = { birthDate: '1986-05-12' }
    expect(await book(await town.join(young), serviceId)).toMatchObject({ ok: true })
    const late = await town.join(young)
    expect(await book(late, serviceId)).toMatchObject({ error: { code: 'slot_full' } })
    const shown = await slotsOf(late, serviceId)
    expect(shown.slots.find(({ startsAt }) => startsAt === thursday.toISOString())).toMatchObject({
      placesLeft: 0,
      state: 'full',
      capacity: 3,
    })
    const { services } = await callOk(app, undefined, 'booking.services', { communityId: community })
    expect(services[0]?.nextFreeDay).toBe('2026-11-24')
    expect(await book(await town.join(), serviceId)).toMatchObject({ ok: true })
    town.clock.now = daysAfter(thursday, -1)
    expect(await book(late, serviceId)).toMatchObject({ ok: true })
    expect(await countsOf(database, { serviceId, startsAt: thursday })).toMatchObject({ confirmed: 3, places: 3 })
  })

  it('gives nothing while more have places than there are, where capacity was taken away', async () => {
    const serviceId = await haircut({ capacity: 4 })
    const people = await town.crowd(5)
    for (const who of people.slice(0, 4)) expect(await book(who, serviceId)).toMatchObject({ ok: true })
    await raw('update service set capacity = 2 where id = ?', [serviceId])
    const [first, second, third, , last] = people
    const leave = async (who: TestResident) => {
      const [row] = await raw("select id from booking where resident_id = ? and status = 'confirmed'", [
        who.person.residentId,
      ])
      expect(await cancel(who, String(row?.['id']))).toMatchObject({ ok: true })
    }
    if (!first || !second || !third || !last) throw new Error('nobody came')
    for (const who of [first, second]) {
      await leave(who)
      expect(await book(last, serviceId)).toMatchObject({ error: { code: 'slot_full' } })
    }
    await leave(third)
    expect(await book(last, serviceId)).toMatchObject({ ok: true })
    expect(await countsOf(database, { serviceId, startsAt: thursday })).toMatchObject({ confirmed: 2 })
  })
})
