import type { EndpointName, Endpoints } from '../../../shared/endpoints.ts'
import type { Input } from '../../../shared/contract.ts'
import type { PersonRef } from '../../../shared/schemas.ts'
import { addSeconds, dayOf, instantOf } from '../../../shared/time.ts'
import type { App } from '../app.ts'
import { newId } from '../platform/ids.ts'
import type { Db } from '../platform/db/tables.ts'
import type { Cast } from './actors.ts'
import { addProvider, addService } from './booking-world.ts'
import { callOk } from './call.ts'

/** A hall in which the elder has a number, a booking of today and, of earlier days, a pause. */
export async function makeElderCounter(db: Db, app: App, { elder, communityStaff }: Cast, now: Date) {
  const { communityId, residentId } = elder.person
  const providerId = await addProvider(db, communityId, { kind: 'community_hall', name: '社区服务大厅' })
  const window = { provider_id: providerId, category: 'window', channel: 'hall', name: '社保业务' } as const
  const serviceId = await addService(db, communityId, window)
  const place = { communityId, providerId }
  const setting = { ...place, version: 0, windows: ['1 号窗口'], showNames: true, newDoorCode: false }
  const { doorCode } = await callOk(app, communityStaff.token, 'booking.saveCounter', setting)
  const book = (time: string) =>
    callOk(app, elder.token, 'booking.book', {
      ...{ id: newId(), person: elder.person, serviceId, note: '' },
      startsAt: instantOf(dayOf(now), time).toISOString(),
    })
  const here = await book('10:00')
  const { bookingId } = await book('11:00')
  const checkIn = { communityId, bookingId: here.bookingId, wheelchair: false }
  await callOk(app, communityStaff.token, 'booking.checkIn', checkIn)
  await db
    .insertInto('booking_pause')
    .values({
      ...{ community_id: communityId, resident_id: residentId, since: now, until: addSeconds(now, 86_400) },
      ...{ booking_id: bookingId, lifted_at: null, lifted_by: null },
    })
    .execute()
  return { ...place, serviceId, bookingId, ticketId: here.bookingId, doorCode: doorCode ?? '' }
}

/** Inputs that aim at the elder's number, her booking of today, and the hall. */
export function counterSamples(person: PersonRef, counter: Awaited<ReturnType<typeof makeElderCounter>>) {
  const { communityId, providerId, serviceId, bookingId, ticketId, doorCode } = counter
  const place = { communityId, providerId }
  const wish = { id: newId(), communityId, serviceId, residentId: person.residentId, wheelchair: false }
  return {
    'booking.counters': {},
    'booking.today': place,
    'booking.checkIn': { communityId, bookingId, wheelchair: false },
    'booking.walkIn': { ...wish, guestName: '' },
    'booking.queue': place,
    'booking.callNext': { id: newId(), ...place, window: '1 号窗口' },
    'booking.moveTicket': { communityId, ticketId, version: 1, act: 'left' },
    'booking.screen': place,
    'booking.saveCounter': { ...place, version: 1, windows: ['我家'], showNames: true, newDoorCode: true },
    'booking.door': { communityId, doorCode },
    'booking.arrive': { communityId, doorCode, bookingId, wheelchair: false },
    'booking.takeNumber': { ...wish, id: newId(), doorCode },
    'booking.myTurn': { communityId, ticketId },
    'booking.pause': { person },
    'booking.liftPause': { person },
  } satisfies Partial<{ [Name in EndpointName]: Input<Endpoints[Name]> }>
}
