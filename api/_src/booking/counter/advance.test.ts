import { beforeEach, describe, expect, test } from 'vitest'
import { addSeconds, instantOf } from '../../../../shared/time.ts'
import { newId } from '../../platform/ids.ts'
import { countRoundTrips } from '../../platform/db/round-trips.ts'
import { at, counterTown, type CounterTown } from '../../testing/counter-world.ts'
import { useDatabase } from '../../testing/database.ts'
import { closeLines, settleBookings } from './advance.ts'

const database = await useDatabase()
const { db, raw } = database
let town: CounterTown
beforeEach(async () => {
  town = await counterTown(database)
})
/** Twice at once, as two ticks do. */
const settle = (now: Date) => Promise.all([1, 2].map(() => settleBookings(db, [town.communityId], now)))
const tasks = () => raw('select dedupe_key, kind, title, due_at from help_task order by dedupe_key')
const lunch = { ends_at: at('12:30') }

describe('a booking nobody came to', () => {
  test('is missed when its time is over, and somebody asks how they are', async () => {
    const { neighbour } = town.cast
    const bookingId = await town.book(neighbour, town.ids.papers, at('09:00'))
    await settle(at('09:29'))
    expect(await town.booking(bookingId)).toMatchObject({ status: 'confirmed' })
    await settle(at('09:30'))
    expect(await town.booking(bookingId)).toMatchObject({
      status: 'missed',
      version: 2,
      ended_at: at('09:30'),
      history: [{ version: 2, kind: 'missed', by: '' }],
    })
    await settle(at('09:31'))
    expect(await tasks()).toMatchObject([
      {
        dedupe_key: `caring:booking:${bookingId}`,
        kind: 'wellness_call',
        title: '问问周建国身体好吗，11 月 24 日约了社保业务没来',
      },
    ])
  })

  test('one statement when nothing is due', async () => {
    await town.book(town.cast.elder, town.ids.papers, at('15:00'))
    const { roundTrips } = await countRoundTrips(() => settleBookings(db, [town.communityId], at('09:31')))
    expect(roundTrips).toBe(1)
    expect((await countRoundTrips(() => closeLines(db, [town.communityId], at('09:31')))).roundTrips).toBe(1)
  })

  test('not whoever came, not what comes to the home, not what was over long ago', async () => {
    const { elder } = town.cast
    const here = await town.book(elder, town.ids.papers, at('09:00'), { status: 'checked_in' })
    const atHome = await town.book(elder, town.ids.box, at('09:00'))
    const old = await town.book(elder, town.ids.papers, instantOf('2026-11-20', '09:00'))
    const room = await town.book(elder, town.ids.room, at('09:00'), { status: 'checked_in' })
    await settle(at('09:40'))
    expect((await town.booking(here)).status).toBe('checked_in')
    expect((await town.booking(atHome)).status).toBe('confirmed')
    expect((await town.booking(old)).status).toBe('confirmed')
    expect((await town.booking(room)).status).toBe('completed')
    expect(await tasks()).toEqual([])
  })
})

describe('a meal', () => {
  test('of somebody who lives alone, not fetched: the desk rings within half an hour of its end', async () => {
    const { elder } = town.cast
    const bookingId = await town.book(elder, town.ids.lunch, at('11:00'), lunch)
    await settle(at('12:31'))
    expect(await tasks()).toMatchObject([
      { dedupe_key: `welfare:meal:${bookingId}`, kind: 'wellness_call', title: '给王秀英打个电话，午饭没来取' },
    ])
    const [due] = await raw('select due_at from help_task where due_at <= ?', ['2026-11-24 05:01:00.000'])
    expect(due).toBeDefined()
  })

  test('fetched: nothing', async () => {
    const { elder, communityStaff } = town.cast
    const bookingId = await town.book(elder, town.ids.lunch, at('11:00'), lunch)
    await town.ok(communityStaff, 'booking.checkIn', { communityId: town.communityId, bookingId, wheelchair: false })
    await settle(at('12:31'))
    expect(await tasks()).toEqual([])
    expect((await town.booking(bookingId)).status).toBe('completed')
  })

  test('of a family: a caring call', async () => {
    await town.book(town.cast.neighbour, town.ids.lunch, at('11:00'), lunch)
    await settle(at('12:31'))
    expect(await tasks()).toMatchObject([{ title: '问问周建国身体好吗，11 月 24 日约了堂食午餐没来' }])
  })
})

describe('a pause', () => {
  const misses = async (who: CounterTown['cast']['elder'], count: number) => {
    for (let index = 0; index < count; index += 1) {
      const startsAt = addSeconds(at('09:00'), -86_400 * (index + 3))
      await town.book(who, town.ids.papers, startsAt, { status: 'missed' })
    }
    await town.book(who, town.ids.papers, at('09:00'))
    await settle(at('09:31'))
  }
  const until = async (who: CounterTown['cast']['elder']) =>
    (await town.ok(town.cast.communityStaff, 'booking.pause', { person: who.person })).until

  test('after the third within sixty days; staff lift it', async () => {
    const { neighbour, gridWorker, elder } = town.cast
    await misses(neighbour, 2)
    expect(await until(neighbour)).toBe(instantOf('2026-12-08').toISOString())
    expect(await town.ok(neighbour, 'booking.pause', { person: neighbour.person })).toMatchObject({
      until: instantOf('2026-12-08').toISOString(),
    })
    expect(await town.call(elder, 'booking.pause', { person: neighbour.person })).toMatchObject({
      error: { code: 'not_delegated' },
    })
    const lifted = await town.call(gridWorker, 'booking.liftPause', { person: neighbour.person })
    expect(lifted).toMatchObject({ data: { lifted: true } })
    expect(lifted.roundTrips).toBeLessThanOrEqual(3)
    expect(await until(neighbour)).toBe(null)
    expect(await town.ok(gridWorker, 'booking.liftPause', { person: neighbour.person })).toEqual({ lifted: false })
  })

  test('holds for what can wait, on one’s own phone; staff book all the same', async () => {
    const { neighbour, communityStaff } = town.cast
    await misses(neighbour, 2)
    town.clock.now = at('09:31')
    const { person } = neighbour
    const wish = (serviceId: string, time: string) => ({
      ...{ id: newId(), person, serviceId, note: '' },
      startsAt: instantOf('2026-11-25', time).toISOString(),
    })
    const own = await town.call(neighbour, 'booking.book', wish(town.ids.papers, '10:00'))
    expect(own).toMatchObject({ ok: false, error: { code: 'booking_paused' } })
    expect(own.roundTrips).toBe(2)
    const slots = await town.call(neighbour, 'booking.slots', { person, serviceId: town.ids.papers })
    expect(slots).toMatchObject({ data: { refusedBecause: expect.stringContaining('先歇一歇') as unknown } })
    expect(slots.roundTrips).toBe(2)
    await town.ok(neighbour, 'booking.book', wish(town.ids.lunch, '11:00'))
    await town.ok(neighbour, 'booking.book', wish(town.ids.doctor, '10:30'))
    await town.ok(communityStaff, 'booking.book', { ...wish(town.ids.papers, '10:00'), channel: 'phone' })
    await town.ok(communityStaff, 'booking.liftPause', { person })
    await town.ok(neighbour, 'booking.book', wish(town.ids.papers, '14:00'))
  })

  test('never for the old, never after two', async () => {
    const { elder, daughter } = town.cast
    await misses(elder, 5)
    await misses(daughter, 1)
    expect(await until(elder)).toBe(null)
    expect(await until(daughter)).toBe(null)
  })

  test('who came and was not served has missed nothing', async () => {
    const { neighbour } = town.cast
    await town.book(neighbour, town.ids.papers, addSeconds(at('09:00'), -86_400), {
      status: 'missed',
      checked_in_at: at('08:00'),
    })
    await misses(neighbour, 1)
    expect(await until(neighbour)).toBe(null)
  })

  test('not lifted from another area', async () => {
    const { neighbour, otherGridWorker } = town.cast
    await misses(neighbour, 2)
    const lift = { person: neighbour.person }
    expect(await town.call(otherGridWorker, 'booking.liftPause', lift)).toMatchObject({ error: { code: 'not_found' } })
  })
})

test('at midnight the line is put away, and with it its bookings', async () => {
  const { elder, neighbour, communityStaff } = town.cast
  const { communityId } = town
  const [served, left] = [
    await town.book(elder, town.ids.papers, at('09:00')),
    await town.book(neighbour, town.ids.papers, at('09:00')),
  ]
  for (const bookingId of [served, left]) {
    await town.ok(communityStaff, 'booking.checkIn', { communityId, bookingId, wheelchair: false })
  }
  town.clock.now = at('09:05')
  const provider = { communityId, providerId: town.ids.hall }
  const { called } = await town.ok(communityStaff, 'booking.callNext', { id: newId(), ...provider, window: '1 号窗口' })
  expect(called?.ticketId).toBe(served)
  const start = { communityId, ticketId: served, version: 2, act: 'start' } as const
  await town.ok(communityStaff, 'booking.moveTicket', start)
  const midnight = instantOf('2026-11-25')
  await Promise.all([1, 2].map(() => closeLines(db, [communityId], midnight)))
  expect(await town.booking(served)).toMatchObject({ status: 'completed' })
  expect(await town.booking(left)).toMatchObject({ status: 'missed', cancel_reason: '来了，没办就走了' })
  expect(await raw('select status from queue_ticket order by status')).toMatchObject([
    { status: 'left' },
    { status: 'served' },
  ])
})
