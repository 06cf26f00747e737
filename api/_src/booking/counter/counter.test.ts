import { beforeEach, describe, expect, test } from 'vitest'
import { newId } from '../../platform/ids.ts'
import { at, counterTown, type CounterTown } from '../../testing/counter-world.ts'
import { useDatabase } from '../../testing/database.ts'

const database = await useDatabase()
let town: CounterTown
beforeEach(async () => {
  town = await counterTown(database)
})
const checkIn = (bookingId: string, who = town.cast.communityStaff, wheelchair = false) =>
  town.call(who, 'booking.checkIn', { communityId: town.communityId, bookingId, wheelchair })
const hall = () => ({ communityId: town.communityId, providerId: town.ids.hall })
const next = (window: string, id = newId()) =>
  town.call(town.cast.communityStaff, 'booking.callNext', { id, ...hall(), window })
const walkIn = (guestName: string, more: object = {}) =>
  town.ok(town.cast.communityStaff, 'booking.walkIn', {
    ...{ id: newId(), communityId: town.communityId, serviceId: town.ids.papers },
    ...{ residentId: null, guestName, wheelchair: false },
    ...more,
  })
async function queue() {
  const answer = await town.ok(town.cast.communityStaff, 'booking.queue', hall())
  if ('unchanged' in answer) throw new Error('nobody asked with a cursor')
  return answer
}

describe('checking in', () => {
  test('a number for the line; the same again gives the same', async () => {
    const { elder } = town.cast
    const bookingId = await town.book(elder, town.ids.papers, at('09:00'))
    const done = await checkIn(bookingId)
    expect(done).toMatchObject({ ok: true, data: { status: 'checked_in', number: 'A001' } })
    expect(done.roundTrips).toBeLessThanOrEqual(5)
    expect(await town.booking(bookingId)).toMatchObject({
      status: 'checked_in',
      version: 2,
      checked_in_at: at('08:50'),
      history: [{ version: 2, kind: 'checked_in', by: town.cast.communityStaff.accountId }],
    })
    const again = await checkIn(bookingId)
    expect(again).toMatchObject({ data: { status: 'checked_in', number: 'A001' } })
    expect((await town.booking(bookingId)).version).toBe(2)
  })

  test('what a crash left without a number gets one', async () => {
    const bookingId = await town.book(town.cast.elder, town.ids.papers, at('09:00'), { status: 'checked_in' })
    expect(await checkIn(bookingId)).toMatchObject({ data: { number: 'A001' } })
  })

  test('a meal is handed over and done, and is a sign of life', async () => {
    const { elder } = town.cast
    await town.ok(elder, 'help.setWellness', { person: elder.person, rhythm: 'daily', consent: 'self' })
    await town.app.settled()
    town.clock.now = at('10:55')
    const bookingId = await town.book(elder, town.ids.lunch, at('11:00'))
    expect(await checkIn(bookingId)).toMatchObject({ data: { status: 'completed', number: null } })
    expect(await town.booking(bookingId)).toMatchObject({ status: 'completed', ended_at: at('10:55') })
    expect(await checkIn(bookingId)).toMatchObject({ data: { status: 'completed' } })
    expect(await database.raw('select id from queue_ticket')).toEqual([])
    const [plan] = await database.raw('select last_sign_kind from wellness_plan')
    expect(plan?.['last_sign_kind']).toBe('meal_picked_up')
  })

  test('not by who has nothing to do there', async () => {
    const bookingId = await town.book(town.cast.elder, town.ids.papers, at('09:00'))
    expect(await checkIn(bookingId, town.cast.otherCommunityStaff)).toMatchObject({ error: { code: 'not_found' } })
    expect(await checkIn(bookingId, town.cast.gridWorker)).toMatchObject({ error: { code: 'not_allowed' } })
    expect(await checkIn(bookingId, town.cast.elder)).toMatchObject({ error: { code: 'not_allowed' } })
    // the doctor receives people where health is, and nowhere else
    expect(await checkIn(bookingId, town.cast.doctor)).toMatchObject({ error: { code: 'not_found' } })
    const visit = await town.book(town.cast.elder, town.ids.doctor, at('09:00'))
    expect(await checkIn(visit, town.cast.doctor)).toMatchObject({ data: { number: 'A001' } })
  })

  test.each([
    ['tomorrow', { day: '2026-11-25' }, 'not_today'],
    ['cancelled', { status: 'cancelled' as const }, 'booking_over'],
  ])('%s', async (_, more, code) => {
    const bookingId = await town.book(town.cast.elder, town.ids.papers, at('09:00'), more)
    expect(await checkIn(bookingId)).toMatchObject({ error: { code } })
  })

  test('not for what comes to the home', async () => {
    const bookingId = await town.book(town.cast.elder, town.ids.box, at('11:00'))
    expect(await checkIn(bookingId)).toMatchObject({ error: { code: 'nothing_to_check_in' } })
  })
})

describe('who is booked today', () => {
  test('by time, masked, and found by picture, number and four digits', async () => {
    const { elder, neighbour, communityStaff } = town.cast
    const late = await town.book(elder, town.ids.papers, at('10:00'))
    const early = await town.book(neighbour, town.ids.papers, at('09:00'), { spoken_number: '424242' })
    await town.book(elder, town.ids.papers, at('10:30'), { status: 'cancelled' })
    await town.book(elder, town.ids.doctor, at('10:00'))
    const all = await town.call(communityStaff, 'booking.today', hall())
    expect(all.roundTrips).toBe(2)
    const idsOf = async (by: object) => {
      const { arrivals } = await town.ok(communityStaff, 'booking.today', { ...hall(), ...by })
      return arrivals.map(({ bookingId }) => bookingId)
    }
    expect(all.ok && all.data.arrivals).toMatchObject([
      { bookingId: early, maskedName: '周*国', age: 40, way: 'line', number: null },
      { bookingId: late, maskedName: '王*英', age: 82 },
    ])
    expect(JSON.stringify(all)).not.toContain('王秀英')
    expect(await idsOf({ by: { kind: 'spoken', number: '424242' } })).toEqual([early])
    expect(await idsOf({ by: { kind: 'booking', bookingId: late } })).toEqual([late])
    const phone = await database.raw('select phone from resident where id = ?', [elder.person.residentId])
    const lastFour = String(phone[0]?.['phone']).slice(-4)
    expect(await idsOf({ by: { kind: 'phone', lastFour } })).toEqual([late])
    expect(await idsOf({ by: { kind: 'phone', lastFour: '9876' } })).toEqual([])
  })

  test('halls with their services, those I receive people at', async () => {
    const { communityStaff, doctor, otherCommunityStaff } = town.cast
    const mine = await town.call(communityStaff, 'booking.counters', {})
    expect(mine.roundTrips).toBe(2)
    expect(mine.ok && mine.data.counters.map(({ name }) => name).toSorted()).toEqual(
      ['卫生站', '社区服务大厅', '社区食堂'].toSorted(),
    )
    const { counters } = await town.ok(doctor, 'booking.counters', {})
    expect(counters).toMatchObject([
      { name: '卫生站', services: [{ way: 'line' }], windows: ['诊室', '采血室'], version: 0 },
    ])
    expect(await town.ok(otherCommunityStaff, 'booking.counters', {})).toEqual({ counters: [] })
  })
})

describe('the line', () => {
  test('from the door to done', async () => {
    const { elder, communityStaff } = town.cast
    const bookingId = await town.book(elder, town.ids.papers, at('09:00'))
    const guest = await walkIn('张先生')
    expect(guest.number).toBe('B001')
    await checkIn(bookingId)
    town.clock.now = at('09:01')
    const id = newId()
    const called = await next('1 号窗口', id)
    expect(called).toMatchObject({ data: { called: { number: 'A001', window: '1 号窗口', name: '王**' } } })
    expect(called.roundTrips).toBeLessThanOrEqual(5)
    expect(await next('1 号窗口', id)).toMatchObject({ data: { called: { number: 'A001' } } })
    expect(await next('1 号窗口')).toMatchObject({ error: { code: 'window_busy' } })
    expect(await next('7 号窗口')).toMatchObject({ error: { code: 'no_such_window' } })
    expect(await next('2 号窗口')).toMatchObject({ data: { called: { number: 'B001' } } })
    const { atWindows, waiting } = await queue()
    expect(waiting).toEqual([])
    const own = atWindows.find(({ number }) => number === 'A001')
    if (!own) throw new Error('the number is gone')
    const act = { communityId: town.communityId, ticketId: own.ticketId, version: own.version, act: 'done' } as const
    const done = await town.call(communityStaff, 'booking.moveTicket', act)
    expect(done).toMatchObject({ data: { status: 'served' } })
    expect(done.roundTrips).toBeLessThanOrEqual(5)
    expect(await town.call(communityStaff, 'booking.moveTicket', act)).toMatchObject({ data: { status: 'served' } })
    expect(await town.booking(bookingId)).toMatchObject({ status: 'completed', ended_at: at('09:01') })
    expect(await next('1 号窗口')).toMatchObject({ data: { called: null } })
  })

  test('called in vain: once more into the line, then the number is over and the booking missed', async () => {
    const { communityStaff, elder } = town.cast
    const bookingId = await town.book(elder, town.ids.papers, at('09:00'))
    await checkIn(bookingId)
    town.clock.now = at('09:00')
    const move = async (act: 'recall' | 'not_there') => {
      const { atWindows, waiting } = await queue()
      const ticket = [...atWindows, ...waiting][0]
      const { ticketId, version } = ticket ?? { ticketId: '', version: 0 }
      return town.call(communityStaff, 'booking.moveTicket', { communityId: town.communityId, ticketId, version, act })
    }
    await next('1 号窗口')
    expect(await move('not_there')).toMatchObject({ error: { code: 'call_again_first' } })
    await move('recall')
    expect(await move('not_there')).toMatchObject({ data: { status: 'waiting' } })
    expect((await queue()).waiting).toMatchObject([{ notThere: 1, calls: 0 }])
    await next('2 号窗口')
    await move('recall')
    expect(await move('not_there')).toMatchObject({ data: { status: 'not_there' } })
    expect(await town.booking(bookingId)).toMatchObject({ status: 'missed', cancel_reason: '签到了，叫号没来' })
  })

  test('sent on to another window, there first', async () => {
    const { communityStaff } = town.cast
    await walkIn('')
    await next('1 号窗口')
    await walkIn('')
    const [ticket] = (await queue()).atWindows
    const sent = await town.call(communityStaff, 'booking.moveTicket', {
      ...{ communityId: town.communityId, ticketId: ticket?.ticketId ?? '', version: ticket?.version ?? 0 },
      ...{ act: 'transfer', toWindow: '2 号窗口' },
    })
    expect(sent).toMatchObject({ data: { status: 'waiting' } })
    expect(await next('2 号窗口')).toMatchObject({ data: { called: { number: 'B001' } } })
    expect(await next('1 号窗口')).toMatchObject({ data: { called: { number: 'B002' } } })
  })

  test('an old picture moves nothing', async () => {
    await walkIn('')
    await next('1 号窗口')
    const [ticket] = (await queue()).atWindows
    const act = { communityId: town.communityId, ticketId: ticket?.ticketId ?? '', version: 1, act: 'done' } as const
    expect(await town.call(town.cast.communityStaff, 'booking.moveTicket', act)).toMatchObject({
      error: { code: 'conflict' },
    })
  })

  test('the same number twice is one, another wish under its id is refused', async () => {
    const id = newId()
    expect((await walkIn('', { id })).number).toBe('B001')
    expect((await walkIn('', { id })).number).toBe('B001')
    const other = {
      id,
      communityId: town.communityId,
      serviceId: town.ids.doctor,
      residentId: null,
      guestName: '',
      wheelchair: false,
    }
    expect(await town.call(town.cast.communityStaff, 'booking.walkIn', other)).toMatchObject({
      error: { code: 'id_taken' },
    })
    expect((await queue()).waiting.length).toBe(1)
  })

  test('of a resident, where a place is free now: a booking too, already here', async () => {
    const { elder, neighbour, communityStaff } = town.cast
    const scarce = await town.service(town.ids.hall, 'window', '办证', { capacity: 1 })
    const wish = { communityId: town.communityId, serviceId: scarce, guestName: '', wheelchair: false }
    const id = newId()
    const first = { id, ...wish, residentId: elder.person.residentId }
    const given = await town.call(communityStaff, 'booking.walkIn', first)
    expect(given).toMatchObject({ data: { number: 'B001', bookingId: id } })
    expect(given.roundTrips).toBeLessThanOrEqual(8)
    expect(await town.booking(id)).toMatchObject({ status: 'checked_in', version: 2 })
    expect(await database.raw('select id from booking where untold = 1')).toEqual([])
    expect(await town.call(communityStaff, 'booking.walkIn', first)).toMatchObject({
      data: { number: 'B001', bookingId: id },
    })
    // the place is gone: a number alone
    const second = { id: newId(), ...wish, residentId: neighbour.person.residentId }
    expect(await town.ok(communityStaff, 'booking.walkIn', second)).toMatchObject({ number: 'B002', bookingId: null })
    // it ends with its number
    town.clock.now = at('09:01')
    const { called } = await town.ok(communityStaff, 'booking.callNext', { id: newId(), ...hall(), window: '1 号窗口' })
    expect(called?.ticketId).toBe(id)
    const done = { communityId: town.communityId, ticketId: id, version: 2, act: 'done' } as const
    await town.ok(communityStaff, 'booking.moveTicket', done)
    expect(await town.booking(id)).toMatchObject({ status: 'completed' })
  })

  test('no line where there is none', async () => {
    const wish = {
      id: newId(),
      communityId: town.communityId,
      serviceId: town.ids.lunch,
      residentId: null,
      guestName: '',
      wheelchair: false,
    }
    expect(await town.call(town.cast.communityStaff, 'booking.walkIn', wish)).toMatchObject({
      error: { code: 'no_line_here' },
    })
  })
})

describe('the screen', () => {
  test('numbers alone, until names are wanted; the same picture once', async () => {
    const { communityStaff, elder, neighbour } = town.cast
    await checkIn(await town.book(elder, town.ids.papers, at('09:00')))
    await checkIn(await town.book(neighbour, town.ids.papers, at('09:00')))
    town.clock.now = at('09:00')
    await next('1 号窗口')
    const first = await town.call(communityStaff, 'booking.screen', hall())
    expect(first.roundTrips).toBe(2)
    const cursor = first.ok ? first.data.cursor : ''
    expect(first).toMatchObject({
      data: { called: [{ number: 'A001', name: '' }], next: [{ number: 'A002', name: '' }], waiting: 1 },
    })
    expect(await town.ok(communityStaff, 'booking.screen', { ...hall(), cursor })).toMatchObject({ unchanged: true })
    const setting = { ...hall(), version: 0, windows: ['1 号窗口'], showNames: true, newDoorCode: false }
    expect((await town.call(communityStaff, 'booking.saveCounter', setting)).roundTrips).toBeLessThanOrEqual(4)
    const named = await town.ok(communityStaff, 'booking.screen', { ...hall(), cursor })
    expect(named).toMatchObject({ called: [{ name: '王**' }], next: [{ name: '周**' }] })
    expect(JSON.stringify(named)).not.toMatch(/秀英|建国|199/)
    expect(await town.call(elder, 'booking.screen', hall())).toMatchObject({ error: { code: 'not_allowed' } })
  })

  test('a setting changed under somebody is told', async () => {
    const { communityStaff } = town.cast
    const setting = { ...hall(), version: 0, windows: ['1 号窗口'], showNames: true, newDoorCode: false }
    const saved = await town.ok(communityStaff, 'booking.saveCounter', setting)
    expect(saved).toMatchObject({ version: 1, windows: ['1 号窗口'] })
    expect(saved.doorCode).toMatch(/^\d{8}$/)
    expect(await town.ok(communityStaff, 'booking.saveCounter', setting)).toEqual(saved)
    const other = { ...setting, showNames: false }
    expect(await town.call(communityStaff, 'booking.saveCounter', other)).toMatchObject({ error: { code: 'conflict' } })
    const renewed = await town.ok(communityStaff, 'booking.saveCounter', { ...setting, version: 1, newDoorCode: true })
    expect(renewed.doorCode).not.toBe(saved.doorCode)
  })
})

describe('by one’s own phone', () => {
  async function door(): Promise<string> {
    const setting = { ...hall(), version: 0, windows: ['1 号窗口', '2 号窗口'], showNames: false, newDoorCode: false }
    return (await town.ok(town.cast.communityStaff, 'booking.saveCounter', setting)).doorCode ?? ''
  }

  test('the door, the booking, the number, and how far it is', async () => {
    const { elder, daughter, neighbour, unbound } = town.cast
    const doorCode = await door()
    const { communityId } = town
    const bookingId = await town.book(elder, town.ids.papers, at('09:00'))
    const seen = await town.call(daughter, 'booking.door', { communityId, doorCode })
    expect(seen.roundTrips).toBe(2)
    expect(seen).toMatchObject({
      data: {
        providerName: '社区服务大厅',
        bookings: [{ bookingId, residentName: '王秀英', number: null }],
        services: [{ name: '社保业务' }],
        tickets: [],
      },
    })
    expect(await town.ok(neighbour, 'booking.door', { communityId, doorCode })).toMatchObject({ bookings: [] })
    const arrive = { communityId, doorCode, bookingId, wheelchair: false }
    expect(await town.call(neighbour, 'booking.arrive', arrive)).toMatchObject({ error: { code: 'not_found' } })
    expect(await town.call(elder, 'booking.arrive', { ...arrive, doorCode: '00000000' })).toMatchObject({
      error: { code: 'not_found' },
    })
    const here = await town.call(elder, 'booking.arrive', arrive)
    expect(here).toMatchObject({ data: { number: 'A001' } })
    expect(here.roundTrips).toBeLessThanOrEqual(5)
    expect((await town.ok(elder, 'booking.door', { communityId, doorCode })).bookings).toMatchObject([
      { number: 'A001' },
    ])
    // a guest without a resident takes a number, too
    const wish = { id: newId(), communityId, doorCode, serviceId: town.ids.papers, residentId: null, wheelchair: false }
    const taken = await town.call(unbound, 'booking.takeNumber', wish)
    expect(taken).toMatchObject({ data: { number: 'B001', bookingId: null } })
    const turn = await town.call(unbound, 'booking.myTurn', { communityId, ticketId: wish.id })
    expect(turn.roundTrips).toBe(2)
    expect(turn).toMatchObject({ data: { number: 'B001', ahead: 0, window: null } })
    // early is not before
    expect(await town.ok(elder, 'booking.myTurn', { communityId, ticketId: bookingId })).toMatchObject({
      ahead: 1,
      notBefore: at('09:00').toISOString(),
    })
    expect(await town.call(neighbour, 'booking.myTurn', { communityId, ticketId: bookingId })).toMatchObject({
      error: { code: 'not_found' },
    })
    town.clock.now = at('09:00')
    await next('2 号窗口')
    expect(await town.ok(daughter, 'booking.myTurn', { communityId, ticketId: bookingId })).toMatchObject({
      status: 'called',
      ahead: null,
      window: '2 号窗口',
    })
  })

  test('nobody takes a number in the name of somebody else', async () => {
    const { neighbour, elder } = town.cast
    const doorCode = await door()
    const wish = { id: newId(), communityId: town.communityId, doorCode, serviceId: town.ids.papers, wheelchair: false }
    const asElder = { ...wish, residentId: elder.person.residentId }
    expect(await town.call(neighbour, 'booking.takeNumber', asElder)).toMatchObject({
      error: { code: 'not_delegated' },
    })
    expect(await town.call(elder, 'booking.takeNumber', asElder)).toMatchObject({ data: { number: 'B001' } })
  })
})
