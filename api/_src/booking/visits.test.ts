import { beforeEach, describe, expect, it } from 'vitest'
import { addSeconds, instantOf } from '../../../shared/time.ts'
import { countRoundTrips } from '../platform/db/round-trips.ts'
import { newId } from '../platform/ids.ts'
import { bookingActs, bookingTown, community, thursday } from '../testing/booking-town.ts'
import { addExclusive, addException, addNeed, addProvider, addResource, addService } from '../testing/booking-world.ts'
import { useDatabase } from '../testing/database.ts'
import { bookVisit, freeResources, providersBy, reassignResource } from './index.ts'

const database = await useDatabase()
const { db, raw } = database
const town = bookingTown(database)
const { book } = bookingActs(town)
const now = instantOf('2026-11-24', '08:00')

beforeEach(() => {
  town.clock.now = now
})

/** Two nurses for one service, and a room that it needs beside them. */
async function nursing() {
  const { serviceId, resourceId: lin } = await addExclusive(db, community)
  const zhao = await addResource(db, community, '赵敏', { gender: 'female', skills: ['导尿'], building: '3' })
  await addNeed(db, community, serviceId, [zhao])
  const room = await addResource(db, community, '1 号室', { kind: 'room', units: 5 })
  await addNeed(db, community, serviceId, [room], 1)
  return { serviceId, lin, zhao, room }
}

const placesOf = async (bookingId: string) => {
  const rows = await raw('select distinct claim_key, unit from booking_claim where booking_id = ? and need < 100', [
    bookingId,
  ])
  return rows.map(({ claim_key: key }) => key as string).toSorted()
}

describe('bookVisit', () => {
  it('books by the rules of the service, in three round trips, and the same again for the same id', async () => {
    const { serviceId, zhao, room } = await nursing()
    const { person } = await town.join()
    const bookingId = newId()
    const wish = {
      ...person,
      bookingId,
      serviceId,
      startsAt: thursday,
      resourceId: zhao,
      bookedBy: newId(),
      byName: '梅园养老中心',
      seriesId: newId(),
    }
    const { result, roundTrips } = await countRoundTrips(() => bookVisit(db, wish, now))
    expect(result).toMatchObject({
      ok: true,
      data: { residentName: '王秀英', delegateName: '梅园养老中心', resourceName: '赵敏、1 号室', channel: 'app' },
    })
    expect(roundTrips).toBe(3)
    expect(await placesOf(bookingId)).toEqual([zhao, room].toSorted())
    expect(await bookVisit(db, wish, now)).toEqual(result)
    expect(await bookVisit(db, { ...wish, bookingId: newId() }, now)).toMatchObject({ code: 'already_booked' })
    const other = await town.join()
    const same = { ...wish, ...other.person, bookingId: newId() }
    expect(await bookVisit(db, same, now)).toMatchObject({ code: 'slot_full' })
    expect(await bookVisit(db, { ...same, residentId: newId() }, now)).toMatchObject({ code: 'not_found' })
  })

  it('counts who was asked on the telephone or at the counter among those the kept places are for', async () => {
    const serviceId = await addService(db, community, { capacity: 1, reserved_places: 1 })
    const { person } = await town.join({ birthDate: '1990-01-01' })
    const wish = { ...person, bookingId: newId(), serviceId, startsAt: thursday, bookedBy: newId(), byName: null }
    expect(await bookVisit(db, wish, now)).toMatchObject({ code: 'slot_full' })
    expect(await bookVisit(db, { ...wish, channel: 'walk_in' }, now)).toMatchObject({ data: { channel: 'walk_in' } })
  })
})

describe('freeResources', () => {
  it('says who could serve, and who is free', async () => {
    const { serviceId, lin, zhao, room } = await nursing()
    await book(await town.join(), serviceId, { resourceId: lin })
    await addException(db, community, { from: '2026-11-27' }, { resource_id: zhao })
    const freeAt = async (startsAt: Date) => {
      const found = await freeResources(db, { communityId: community, serviceId, startsAt }, now)
      return new Map(found.map((one) => [one.resourceId, one.free]))
    }
    expect(await freeAt(thursday)).toEqual(
      new Map([
        [lin, false],
        [zhao, true],
        [room, true],
      ]),
    )
    expect((await freeAt(addSeconds(thursday, 86_400))).get(zhao)).toBe(false)
    expect(await freeAt(addSeconds(thursday, 60))).toEqual(new Map())
    const found = await freeResources(db, { communityId: community, serviceId, startsAt: thursday }, now)
    expect(found.find(({ resourceId }) => resourceId === zhao)).toMatchObject({
      name: '赵敏',
      kind: 'worker',
      gender: 'female',
      skills: ['导尿'],
      building: '3',
      accountId: null,
    })
  })
})

describe('reassignResource', () => {
  it('sends somebody else at the same time, and nobody who is taken', async () => {
    const { serviceId, lin, zhao, room } = await nursing()
    const [wang, other, bookingId] = [await town.join(), await town.join(), newId()]
    await book(wang, serviceId, { id: bookingId, resourceId: lin })
    const wish = { communityId: community, bookingId, resourceId: zhao, version: 1, by: newId(), byName: '李敏' }
    expect(await reassignResource(db, { ...wish, version: 9 }, now)).toMatchObject({ code: 'conflict' })
    expect(await reassignResource(db, wish, now)).toMatchObject({
      ok: true,
      data: { resourceName: '赵敏、1 号室', version: 2 },
    })
    expect(await placesOf(bookingId)).toEqual([zhao, room].toSorted())
    expect(await reassignResource(db, wish, now)).toMatchObject({ ok: true, data: { version: 2 } })

    expect(await book(other, serviceId, { resourceId: lin })).toMatchObject({ ok: true })
    const back = { ...wish, resourceId: lin, version: 2 }
    expect(await reassignResource(db, back, now)).toMatchObject({ code: 'slot_full' })
    expect(await placesOf(bookingId)).toEqual([zhao, room].toSorted())
    await raw("update booking set status = 'cancelled' where resident_id = ?", [other.person.residentId])
    await raw('delete from booking_claim where booking_id <> ?', [bookingId])
    expect(await reassignResource(db, back, now)).toMatchObject({ ok: true, data: { version: 3 } })
    expect(await placesOf(bookingId)).toEqual([lin, room].toSorted())
    expect(await reassignResource(db, { ...wish, bookingId: newId() }, now)).toMatchObject({ code: 'not_found' })
  })
})

describe('providersBy', () => {
  it('lists who gives services here, in order', async () => {
    const hall = await addProvider(db, community, { position: 2, name: '服务大厅' })
    const care = await addProvider(db, community)
    await addProvider(db, community, { withdrawn_at: now })
    expect(await providersBy(db, community)).toEqual([
      { providerId: care, kind: 'care_station', name: '梅园养老中心', phone: '025-15602203', address: '梅园路 8 号' },
      expect.objectContaining({ providerId: hall, name: '服务大厅' }),
    ])
  })
})
